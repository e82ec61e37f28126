// The page larger than it was drawn: at 400 % zoom, with text twice the size, and with the spacing of WCAG 1.4.12.

import { expect, test } from './support/test.mjs';
import { misplaced } from './support/look.mjs';
import { statesExcept } from './support/states.mjs';

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

    for (const [name, go] of statesExcept('loading', 'broken')) {
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
  // The chart is drawn anew for the new size, so its labels are other elements afterwards, and fewer.
  const sizes = () =>
    page.evaluate(() =>
      ['.bar h1', 'h2', '.facts dd', '.axis span', '.status p', 'button'].map((selector) => {
        const visible = [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility());
        return [selector, ...new Set(visible.map((element) => parseFloat(getComputedStyle(element).fontSize)))];
      }),
    );
  const before = await sizes();
  expect(before.every(([, ...found]) => found.length)).toBe(true);
  await adopt(page, TWICE);
  await expect.poll(sizes).toEqual(before.map(([selector, ...found]) => [selector, ...found.map((size) => size * 2)]));
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
