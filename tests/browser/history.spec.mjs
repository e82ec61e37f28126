// The browser's Back and Forward lead through the periods. Its entries hold a period and nothing else.

import { expect, test } from './support/test.mjs';

const entry = (page) => page.evaluate(() => history.state);

/** Waits until this period is shown, no request is under way, and the browser's history is at this entry. */
async function shows(app, name, key) {
  await app.showsPeriod(name);
  await app.toBe('ready');
  await expect.poll(() => entry(app.page)).toBe(key);
}

const FEBRUARY = ['February 2025', 'MONTH 2025-02-01'];
const JANUARY = ['January 2025', 'MONTH 2025-01-01'];
const DECEMBER = ['December 2024', 'MONTH 2024-12-01'];
const YEAR = ['2025', 'YEAR 2025-01-01'];

test('Back and Forward lead through the periods', async ({ app, page }) => {
  await app.open();
  await shows(app, ...FEBRUARY);
  await app.step('previous').click();
  await shows(app, ...JANUARY);
  await app.type('YEAR').click();
  await shows(app, ...YEAR);
  await page.goBack();
  await shows(app, ...JANUARY);
  await expect(app.total('earnings')).toHaveText('$87.63');
  await page.goBack();
  await shows(app, ...FEBRUARY);
  await app.showsDocumented();
  // All controls fit the period.
  await expect(app.step('next')).toBeDisabled();
  await expect(app.step('previous')).toBeEnabled();
  await expect(app.type('MONTH')).toHaveAttribute('aria-pressed', 'true');
  await app.pickerToggle.click();
  await expect(app.picker.locator('[aria-current]')).toHaveText('Feb');
  await page.keyboard.press('Escape');
  await page.goForward();
  await shows(app, ...JANUARY);
  await page.goForward();
  await shows(app, ...YEAR);
  expect(app.bodies.slice(1)).toEqual([
    app.period('MONTH', '2025-01-01'),
    app.period('YEAR', '2025-01-01'),
    app.period('MONTH', '2025-01-01'),
    app.period('MONTH', '2025-02-01'),
    app.period('MONTH', '2025-01-01'),
    app.period('YEAR', '2025-01-01'),
  ]);
});

test('entries hold type and date, and no token; the address stays', async ({ app, page }) => {
  await page.addInitScript(() => {
    globalThis.entries = [];
    for (const name of ['pushState', 'replaceState']) {
      const original = history[name];
      history[name] = function (state, unused, url) {
        globalThis.entries.push([name, state, unused, String(url ?? '')]);
        return original.call(this, state, unused, url);
      };
    }
  });
  await app.open();
  await app.step('previous').click();
  await shows(app, ...JANUARY);
  await app.type('DAY').click();
  await shows(app, 'Thu, Jan 30, 2025', 'DAY 2025-01-30');
  await page.goBack();
  await shows(app, ...JANUARY);
  expect(await page.evaluate(() => globalThis.entries)).toEqual([
    // The loader takes the token out of the address.
    ['replaceState', null, '', `${app.origin}/`],
    ['replaceState', 'MONTH 2025-02-01', '', ''],
    ['pushState', 'MONTH 2025-01-01', '', ''],
    ['pushState', 'DAY 2025-01-30', '', ''],
  ]);
  await expect(page).toHaveURL(`${app.origin}/`);
});

test('going back and forth adds no entries', async ({ app, page }) => {
  await app.open();
  await app.step('previous').click();
  await shows(app, ...JANUARY);
  const length = await page.evaluate(() => history.length);
  await page.goBack();
  await shows(app, ...FEBRUARY);
  await page.goForward();
  await shows(app, ...JANUARY);
  expect(await page.evaluate(() => history.length)).toBe(length);
});

test('a reload starts the session again at its entry, and Back still works', async ({ app, page }) => {
  await app.open();
  await app.step('previous').click();
  await shows(app, ...JANUARY);
  await page.reload();
  // Connect decides which period a session starts with.
  await shows(app, ...FEBRUARY);
  await app.step('previous').click();
  await shows(app, ...JANUARY);
  await page.goBack();
  await shows(app, ...FEBRUARY);
  await app.showsDocumented();
});

test('Back twice in a row leads to the first period', async ({ app, page }) => {
  await app.open();
  await app.step('previous').click();
  await shows(app, ...JANUARY);
  await app.step('previous').click();
  await shows(app, ...DECEMBER);
  await page.evaluate(() => {
    history.back();
    history.back();
  });
  await shows(app, ...FEBRUARY);
  await app.showsDocumented();
  await expect(app.step('next')).toBeDisabled();
  await page.goForward();
  await shows(app, ...JANUARY);
});

test('Back twice leads to the first period while the second is still requested', async ({ app, page }) => {
  const release = await app.hold(3);
  await app.open();
  await app.step('previous').click();
  await shows(app, ...JANUARY);
  await app.step('previous').click();
  await shows(app, ...DECEMBER);
  await page.goBack();
  await expect.poll(() => app.bodies.at(-1)).toBe(app.period('MONTH', '2025-01-01'));
  await page.goBack();
  await expect.poll(() => app.bodies.at(-1)).toBe(app.period('MONTH', '2025-02-01'));
  release();
  await shows(app, ...FEBRUARY);
  await app.showsDocumented();
  expect(app.bodies).toHaveLength(5);
});

test('Back gives up a request that is under way', async ({ app, page }) => {
  const release = await app.hold(2);
  await app.open();
  await app.step('previous').click();
  await shows(app, ...JANUARY);
  await app.step('previous').click();
  await expect.poll(() => app.bodies.at(-1)).toBe(app.period('MONTH', '2024-12-01'));
  await page.goBack();
  await expect.poll(() => app.bodies.at(-1)).toBe(app.period('MONTH', '2025-02-01'));
  // It was seen before, so it is shown at once.
  await app.showsDocumented();
  release();
  await shows(app, ...FEBRUARY);
  await page.goForward();
  await shows(app, ...JANUARY);
});

test('history and page stay in step after Back to a period that is being refreshed', async ({ app, page }) => {
  await app.open();
  await app.step('previous').click();
  await shows(app, ...JANUARY);
  const release = await app.hold(0);
  await app.step('next').click();
  // February was seen, so it is shown before it is answered.
  await app.showsDocumented();
  await expect(app.main).toHaveAttribute('aria-busy', 'true');
  await page.goBack();
  // No answer has confirmed what is shown, so it is asked for again.
  await expect.poll(() => app.posts.length).toBe(4);
  await app.toBe('ready', 'true');
  release();
  await shows(app, ...FEBRUARY);
  await app.step('previous').click();
  await shows(app, ...JANUARY);
  await page.goBack();
  await shows(app, ...FEBRUARY);
  await app.showsDocumented();
});

test('a request that is given up is aborted, so that never two are under way', async ({ app, page }) => {
  await app.open();
  await app.step('previous').click();
  await shows(app, ...JANUARY);
  await app.step('previous').click();
  await shows(app, ...DECEMBER);
  const failed = [];
  page.on('requestfailed', (request) => failed.push(request.postData()));
  const release = await app.hold(0);
  await app.step('previous').click();
  await expect.poll(() => app.posts.length).toBe(4);
  await page.goBack();
  await expect.poll(() => app.posts.length).toBe(5);
  await page.goBack();
  await expect.poll(() => app.posts.length).toBe(6);
  await expect.poll(() => failed).toEqual(app.bodies.slice(3, 5));
  release();
  await shows(app, ...FEBRUARY);
  await app.showsDocumented();
});
