// The states of the page, each by the way that a customer gets there, and a walk through all of them in one page.

import { FEBRUARY_28, setNow } from './answers.mjs';
import { crash } from './app.mjs';
import { frames } from './browser.mjs';
import { read, slider } from './chart.mjs';
import { expect, inOnePage } from './test.mjs';

const show = async (app, type) => {
  await app.type(type).click();
  await expect(app.type(type)).toHaveAttribute('aria-pressed', 'true');
  await app.toBe('ready');
};

const pick = async (app) => {
  await app.pickerToggle.click();
  await expect(app.picker.locator('[aria-current], input')).toBeFocused();
};

const openSettings = async (app, scenario) => {
  await app.open(scenario);
  await app.tab('settings').click();
};

/** A way to a state gets the app and the guard. What it returns is called when the state is left. */
const STATES = {
  async loading(app) {
    const release = await app.hold(0);
    await app.load();
    await expect(app.main).toHaveAttribute('aria-busy', 'true');
    await expect(app.page.locator('.waiting')).toBeVisible();
    return release;
  },
  overview: (app) => app.open(),
  async 'reading a day'(app) {
    await app.open();
    await slider(app).focus();
    await app.page.keyboard.press('Home');
    const on = (await app.page.locator('html').getAttribute('dir')) === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    for (let day = 1; day < 16; day += 1) await app.page.keyboard.press(on);
    await expect(read(app)).toHaveAttribute('data-bar', '2025-02-16');
  },
  async 'choosing a period'(app) {
    await app.open();
    await pick(app);
  },
  async 'choosing a day'(app) {
    await STATES.day(app);
    await pick(app);
  },
  async year(app) {
    const leave = await setNow(app.page, FEBRUARY_28);
    await app.open();
    await show(app, 'YEAR');
    await expect(app.bars).toHaveCount(12);
    return leave;
  },
  async day(app) {
    await app.open();
    await show(app, 'DAY');
    await expect(app.bars).toHaveCount(24);
  },
  async table(app) {
    await app.open();
    await app.tableSwitch.click();
    await expect(app.row('2025-02-16')).toBeVisible();
  },
  settings: (app) => openSettings(app),
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
  'right to left': (app) => app.open('documented', 'ready', '&lang=ar'),
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
    await openSettings(app);
    await app.action('MANAGE_PAYMENTS').click();
    // In every language, the summary is gone and the way back is there.
    await expect(app.tab('settings')).toHaveCount(0);
    await expect(app.action('BACK')).toBeVisible();
    await app.toBe('ready');
  },
  async 'no token'(app) {
    // A bad token takes away the one that the tab has kept.
    await app.page.goto(`${app.origin}/?fp_cot=nonsense`);
    await app.toBe('problem');
  },
  async broken(app) {
    await app.open();
    await app.page.evaluate(crash);
    await app.toBeCrashed((await app.page.locator('html').getAttribute('lang')).replace('en-GB', 'en'));
  },
  // The last one: the browser asks about an app link in a dialogue of its own, which keeps later clicks from the page.
  async ended(app, guard) {
    guard.expectOrigin('myapp://vpp');
    await app.open('app_link');
    await app.action('CLOSE').click();
    await app.toBe('ended');
  },
};

/** States that look like one of those above, and say something else. */
const VARIANTS = {
  async energy(app) {
    await app.open();
    const other = app.page.locator('.switch [aria-pressed="false"]');
    const name = await other.textContent();
    await other.click();
    await expect(app.page.locator('.switch [aria-pressed="true"]')).toHaveText(name);
  },
  async 'choosing a year'(app) {
    await app.open();
    await show(app, 'YEAR');
    await pick(app);
  },
  async 'a period compared with the one before'(app) {
    await app.open();
    await app.step('previous').click();
    await app.toBe('ready');
    await app.step('next').click();
    // A sentence on the days of the week, and the comparison.
    await expect(app.page.locator('.insights p')).toHaveCount(2);
    await app.toBe('ready');
  },
  'another step first': (app) => app.open('starts_elsewhere'),
  'bars that do not add up': (app) => app.open('sum_mismatch'),
  'settings without actions': (app) => openSettings(app, 'no_actions'),
  minimal: (app) => app.open('minimal'),
  async 'session over'(app, guard) {
    guard.expectStatus(401);
    await app.open('expired_token', 'problem');
  },
  async 'unreadable answer'(app) {
    await app.open('not_json', 'problem');
  },
  async 'session over, figures shown'(app, guard) {
    guard.expectStatus(401);
    await app.open('ends_on_action');
    await app.step('previous').click();
    await app.toBe('stale');
  },
};

const except = (names) => {
  const unknown = names.filter((name) => !(name in STATES));
  if (unknown.length) throw new Error(`There is no state ${unknown}.`);
  return Object.entries(STATES).filter(([name]) => !names.includes(name));
};

/** The names of the states but these. */
export const statesExcept = (...names) => except(names).map(([name]) => name);

/** Takes one page through the states but these, and checks each: `check` gets the state's name. */
export const inEveryState = (app, check, { but = [] } = {}) => walk(app, except(but), check);

/** Takes one page through the variants, and checks each. */
export const inEveryVariant = (app, check) => walk(app, Object.entries(VARIANTS), check);

async function walk(app, states, check) {
  await inOnePage(app, states, async (name, go) => {
    const leave = await go(app, app.guard);
    // The chart is drawn in the frame that shows how wide it is.
    await frames(app.page);
    await check(name);
    await leave?.();
  });
}
