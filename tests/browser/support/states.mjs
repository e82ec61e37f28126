// The states of the page, by the way there. What a way returns is called when the state is no longer needed.

import { setNow } from './answers.mjs';
import { expect } from './test.mjs';

const STATES = {
  async loading(app) {
    const release = await app.hold(0);
    await app.goto(`/?fp_cot=${app.tokenOf('documented')}`);
    await expect(app.main).toHaveAttribute('aria-busy', 'true');
    await expect(app.page.locator('.waiting')).toBeVisible();
    return release;
  },
  overview: (app) => app.open(),
  async 'reading a day'(app) {
    await app.open();
    await app.page.locator('[data-chart] [role="slider"]').focus();
    await app.page.keyboard.press('Home');
    const on = (await app.page.locator('html').getAttribute('dir')) === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    for (let day = 1; day < 16; day += 1) await app.page.keyboard.press(on);
    await expect(app.page.locator('[data-read]')).toHaveAttribute('data-bar', '2025-02-16');
  },
  async 'choosing a period'(app) {
    await app.open();
    await app.page.locator('#picker-toggle').click();
    await expect(app.page.locator('.picker [aria-current]')).toBeFocused();
  },
  async 'choosing a day'(app) {
    await STATES.day(app);
    await app.page.locator('#picker-toggle').click();
    await expect(app.page.locator('.picker input')).toBeFocused();
  },
  async year(app) {
    await setNow(app.page, '2025-02-28T19:00:00Z');
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
  async table(app) {
    await app.open();
    await app.tableSwitch.click();
    await expect(app.row('2025-02-16')).toBeVisible();
  },
  async settings(app) {
    await app.open();
    await app.tab('settings').click();
  },
  active: (app) => app.open('active'),
  penalties: (app) => app.open('negative_day'),
  'no dispatch': (app) => app.open('empty_period'),
  'no earnings': (app) => app.open('no_performance'),
  'not enrolled': (app) => app.open('not_enrolled'),
  'newly enrolled': (app) => app.open('enrolling'),
  leaving: (app) => app.open('unenrolling'),
  left: (app) => app.open('unenrolled'),
  failed: (app) => app.open('failed'),
  'unknown state': (app) => app.open('unknown_state'),
  'test mode': (app) => app.open('test_mode'),
  'long names': (app) => app.open('long_names'),
  'large amounts': (app) => app.open('dinar'),
  async 'right to left'(app) {
    await app.goto(`/?lang=ar&fp_cot=${app.tokenOf('documented')}`);
    await app.toBe('ready');
  },
  async 'not current'(app, guard) {
    guard.expectStatus(500);
    await app.open('fails_on_action');
    await app.step('previous').click();
    await app.toBe('stale');
  },
  async problem(app, guard) {
    guard.expectStatus(503);
    await app.open('http_503_error_object', 'problem');
  },
  async waiting(app, guard) {
    guard.expectStatus(429);
    await app.open('rate_limit', 'problem');
  },
  async elsewhere(app) {
    await STATES.settings(app);
    await app.action('MANAGE_PAYMENTS').click();
    // In every language the summary has gone, and the way back to it is there.
    await expect(app.tab('settings')).toHaveCount(0);
    await expect(app.action('BACK')).toBeVisible();
    await app.toBe('ready');
  },
  async ended(app, guard) {
    guard.expectOrigin('myapp://vpp');
    await app.open('app_link');
    await app.action('CLOSE').click();
    await app.toBe('ended');
  },
  async 'no token'(app) {
    await app.page.goto(app.origin);
    await app.toBe('problem');
  },
  async broken(app) {
    await app.open();
    await app.page.evaluate(() => dispatchEvent(new ErrorEvent('error', { error: new WebAssembly.RuntimeError('unreachable') })));
    await app.toBePanicked((await app.page.locator('html').getAttribute('lang')).replace('en-GB', 'en'));
  },
};

/** The states but these, as pairs of a name and the way there. */
export const statesExcept = (...left) => {
  const unknown = left.filter((name) => !(name in STATES));
  if (unknown.length) throw new Error(`There is no state ${unknown}.`);
  return Object.entries(STATES).filter(([name]) => !left.includes(name));
};
