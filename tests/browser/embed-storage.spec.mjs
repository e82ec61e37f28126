// Browsers that keep site data from a frame, or from everybody: really, by the customer's own setting.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from './support/app.mjs';
import { expect, Partner, test } from './support/partner.mjs';

/** What a customer can choose in Chromium's settings, as it is kept in a profile. */
const SETTINGS = {
  'no third party may keep data': { block_third_party_cookies: true, cookie_controls_mode: 1 },
  'nobody may keep data': { default_content_setting_values: { cookies: 2 } },
};

/** What a document may keep. */
const kept = () => ['sessionStorage', 'localStorage'].filter((name) => {
  try {
    return window[name];
  } catch {
    return false;
  }
});

for (const [setting, profile] of Object.entries(SETTINGS)) {
  test(`${setting}: the earnings are shown all the same`, async ({ playwright, launchOptions, servers, guard }, info) => {
    const folder = mkdtempSync(join(tmpdir(), 'vpp-profile-'));
    mkdirSync(join(folder, 'Default'));
    writeFileSync(join(folder, 'Default', 'Preferences'), JSON.stringify({ profile }));
    const context = await playwright.chromium.launchPersistentContext(folder, { ...launchOptions, locale: 'en-US' });
    try {
      await guard.watch(context);
      const page = await context.newPage();
      const app = new App({ page, context, guard, origin: servers.sandbox.origin, suffix: info.testId.replace(/\W/g, '') });
      const portal = new Partner({ page, app, server: servers.portal });
      const frame = await portal.open();
      expect(await frame.evaluate(kept)).toEqual([]);
      await expect(frame.locator('[data-total="earnings"]')).toHaveText('$62.10');
      await frame.locator('[data-step="previous"]').click();
      await portal.event('period', 1);
      await page.evaluate(() => document.querySelector('vpp-summary').setAttribute('lang', 'de'));
      await expect(frame.locator('#tab-overview')).toHaveText('Übersicht');
      // Where the session goes on elsewhere, the page would remember that.
      await page.evaluate(() => (window.cancels = ['route']));
      await frame.locator('[data-action="CONNECT_TARIFF"]').first().click();
      expect((await portal.event('route')).url).toContain('/sandbox/tariff');
      expect(await portal.events('error')).toEqual([]);
    } finally {
      await context.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
}
