// The look of the page: a picture of each main state, on a phone and on a desktop, in light and dark, for people to look
// at. A machine checks that nothing sticks out.

import { join } from 'node:path';
import { expect, test } from './support/test.mjs';

const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } };

/** Names of pictures, by the way there. */
const PICTURES = {
  overview: (app) => app.open(),
  async settings(app) {
    await app.open();
    await app.tab('settings').click();
  },
  async table(app) {
    await app.open();
    await app.tableSwitch.click();
    await expect(app.row('2025-02-16')).toBeVisible();
  },
  async year(app) {
    await app.page.clock.setFixedTime('2025-02-28T19:00:00Z');
    await app.open();
    await app.type('YEAR').click();
    await expect(app.bars).toHaveCount(12);
    await app.toBe('ready');
  },
  async day(app) {
    await app.open();
    await app.type('DAY').click();
    await expect(app.bars).toHaveCount(24);
    await app.toBe('ready');
  },
  active: (app) => app.open('active'),
  penalties: (app) => app.open('negative_day'),
  'no-earnings': (app) => app.open('not_enrolled'),
  'long-names': (app) => app.open('long_names'),
  'test-mode': (app) => app.open('test_mode'),
  async loading(app) {
    const release = await app.hold(0);
    await app.goto(`/?fp_cot=${app.tokenOf('documented')}`);
    await expect(app.main).toHaveAttribute('aria-busy', 'true');
    return release;
  },
  async problem(app, guard) {
    guard.expectStatus(503);
    await app.open('http_503_error_object', 'problem');
  },
  async stale(app, guard) {
    guard.expectStatus(500);
    await app.open('fails_on_action');
    await app.step('previous').click();
    await app.toBe('stale');
  },
  async elsewhere(app) {
    await app.open();
    await app.tab('settings').click();
    await app.action('MANAGE_PAYMENTS').click();
    await app.toBeElsewhere();
  },
  async ended(app, guard) {
    guard.expectOrigin('myapp://vpp');
    await app.open('app_link');
    await app.action('CLOSE').click();
    await app.toBe('ended');
  },
  async 'no-token'(app) {
    await app.page.goto(app.origin);
    await app.toBe('problem');
  },
  async broken(app) {
    await app.open();
    await app.page.evaluate(() => dispatchEvent(new ErrorEvent('error', { error: new WebAssembly.RuntimeError('unreachable') })));
    await app.toBePanicked();
  },
};

for (const [size, viewport] of Object.entries(SIZES)) {
  for (const colorScheme of ['light', 'dark']) {
    test.describe(`${size}, ${colorScheme}`, { tag: '@screens' }, () => {
      test.use({ viewport, colorScheme });

      for (const [name, go] of Object.entries(PICTURES)) {
        test(name, async ({ app, guard, page }, info) => {
          const after = await go(app, guard);
          expect(await app.scrollsSideways()).toBe(false);
          const path = join(info.project.outputDir, 'screens', `${name}-${size}-${colorScheme}.png`);
          await page.screenshot({ path, fullPage: true, animations: 'disabled' });
          after?.();
        });
      }
    });
  }
}
