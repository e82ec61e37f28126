// Browsers that block site data for frames or for everybody, by the customer's own setting.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { showsDocumented } from './support/documented.mjs';
import { Partner, test } from './support/partner.mjs';
import { expect } from './support/test.mjs';

/** What a customer can choose in Chromium's settings, as a profile has it. */
const SETTINGS = {
  'no third party may keep data': { block_third_party_cookies: true, cookie_controls_mode: 1 },
  'nobody may keep data': { default_content_setting_values: { cookies: 2 } },
};

/** The storages that a document can use. */
const kept = () => ['sessionStorage', 'localStorage'].filter((name) => {
  try {
    return window[name];
  } catch {
    return false;
  }
});

for (const [setting, profile] of Object.entries(SETTINGS)) {
  test(`${setting}: the earnings are shown all the same`, async ({ playwright, launchOptions, servers, guard, appFor }) => {
    const folder = mkdtempSync(join(tmpdir(), 'vpp-profile-'));
    mkdirSync(join(folder, 'Default'));
    writeFileSync(join(folder, 'Default', 'Preferences'), JSON.stringify({ profile }));
    const context = await playwright.chromium.launchPersistentContext(folder, { ...launchOptions, locale: 'en-US' });
    try {
      await guard.watch(context);
      const page = await context.newPage();
      const app = appFor({ page, context });
      const portal = new Partner({ page, app, server: servers.portal });
      const frame = await portal.open();
      expect(await frame.evaluate(kept)).toEqual([]);
      await showsDocumented(frame);
      await frame.locator('[data-step="previous"]').click();
      await portal.event('period', 1);
      await page.evaluate(() => document.querySelector('vpp-summary').setAttribute('lang', 'de'));
      await expect(frame.locator('#tab-overview')).toHaveText('Übersicht');
      // The page would store that the session goes on elsewhere.
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
