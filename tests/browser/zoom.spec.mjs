// The page larger than it was drawn: at 400 % zoom, with text twice the size, and with the spacing of WCAG 1.4.12.

import { expect, test } from './support/test.mjs';
import { misplaced } from './support/look.mjs';

/** Applies rules as a visitor's settings or a bookmarklet do; the content security policy allows this to nobody else. */
const adopt = (page, rules) =>
  page.evaluate((rules) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    document.adoptedStyleSheets = [sheet];
  }, rules);

const TWICE = ':root { font-size: 200% }';

/** What WCAG 1.4.12 names. */
const SPACED = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-block-end: 2em !important }`;

/** Views of the page, by the way there. */
const VIEWS = {
  overview: (app) => app.open(),
  async settings(app) {
    await app.open();
    await app.tab('settings').click();
  },
  async 'choosing a period'(app) {
    await app.open();
    await app.page.locator('#picker-toggle').click();
    await expect(app.page.locator('.picker [aria-current]')).toBeFocused();
  },
  async 'choosing a day'(app) {
    await app.open();
    await app.type('DAY').click();
    await expect(app.bars).toHaveCount(24);
    await app.toBe('ready');
    await app.page.locator('#picker-toggle').click();
    await expect(app.page.locator('.picker input')).toBeFocused();
  },
  async 'reading a day'(app) {
    await app.open();
    await app.page.locator('[data-chart] [role="slider"]').focus();
    await app.page.keyboard.press('Home');
    await expect(app.page.locator('[data-read]')).toHaveCount(1);
  },
  'no dispatch': (app) => app.open('empty_period'),
  async table(app) {
    await app.open();
    await app.tableSwitch.click();
    await expect(app.row('2025-02-16')).toBeVisible();
  },
  'long names': (app) => app.open('long_names'),
  'large amounts': (app) => app.open('dinar'),
  'test mode': (app) => app.open('test_mode'),
  'no earnings': (app) => app.open('no_performance'),
  async problem(app, guard) {
    guard.expectStatus(503);
    await app.open('http_503_error_object', 'problem');
  },
  async 'not current'(app, guard) {
    guard.expectStatus(500);
    await app.open('fails_on_action');
    await app.step('previous').click();
    await app.toBe('stale');
  },
};

/** Ways to enlarge, with the window that goes with each. */
const WAYS = {
  // 1280 × 1024 at 400 %.
  'at 400 %': [{ width: 320, height: 256 }, ''],
  'with text at 200 % on a phone': [{ width: 390, height: 844 }, TWICE],
  'with text at 200 % on a desktop': [{ width: 1280, height: 900 }, TWICE],
  'with more spacing on a phone': [{ width: 390, height: 844 }, SPACED],
  'with more spacing on a desktop': [{ width: 1280, height: 900 }, SPACED],
};

for (const [way, [viewport, rules]] of Object.entries(WAYS)) {
  test.describe(way, () => {
    test.use({ viewport });

    for (const [name, go] of Object.entries(VIEWS)) {
      test(`${name}: nothing is cut off, overlaps or sticks out`, async ({ app, guard, page }) => {
        await go(app, guard);
        if (rules) await adopt(page, rules);
        // The chart follows the new size with its labels.
        await expect.poll(() => page.evaluate(misplaced)).toEqual([]);
        expect(await app.scrollsSideways()).toBe(false);
      });
    }
  });
}

test('with text at 200 % every text is twice as large', async ({ app, page }) => {
  await app.open();
  const sizes = () =>
    page.locator('.bar h1, h2, .facts dd, .axis span, .status p, button:visible').evaluateAll((elements) =>
      elements.map((element) => parseFloat(getComputedStyle(element).fontSize)),
    );
  const before = await sizes();
  await adopt(page, TWICE);
  const after = await sizes();
  expect(before.length).toBeGreaterThan(10);
  expect(after).toEqual(before.map((size) => size * 2));
});

test('the figure grows as far as its card has room, and does not break', async ({ app, page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await app.open();
  const figure = () =>
    app.total('earnings').evaluate((amount) => {
      const text = document.createRange();
      text.selectNodeContents(amount);
      return { lines: new Set([...text.getClientRects()].map(({ top }) => top)).size, size: parseFloat(getComputedStyle(amount).fontSize) };
    });
  const before = await figure();
  await adopt(page, TWICE);
  const after = await figure();
  expect([before.lines, after.lines]).toEqual([1, 1]);
  expect(after.size).toBeGreaterThan(before.size * 1.2);
});
