// The page larger than it was drawn: at 400 % zoom, with text twice the size, and with the spacing of WCAG 1.4.12.

import { adopt, frames } from './support/browser.mjs';
import { misplaced } from './support/look.mjs';
import { inEveryState } from './support/states.mjs';
import { expect, softly, test } from './support/test.mjs';

const TWICE = ':root { font-size: 200% }';

/** What WCAG 1.4.12 names. */
const SPACED = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-block-end: 2em !important }`;

const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 900 };

/** Ways to enlarge, each with its window. */
const WAYS = {
  // 1280 × 1024 at 400 %.
  'at 400 %': [{ width: 320, height: 256 }, ''],
  'with text at 200 % on a phone': [PHONE, TWICE],
  'with text at 200 % on a desktop': [DESKTOP, TWICE],
  'with more spacing on a phone': [PHONE, SPACED],
  'with more spacing on a desktop': [DESKTOP, SPACED],
};

test('nothing is cut off, overlaps or sticks out in any state, however it is enlarged', async ({ app, page }) => {
  await inEveryState(app, async (state) => {
    for (const [way, [viewport, rules]] of Object.entries(WAYS)) {
      await page.setViewportSize(viewport);
      await adopt(page, rules);
      // The chart follows the new size with its labels.
      await frames(page);
      await softly.poll(() => page.evaluate(misplaced), `${state}, ${way}`).toEqual([]);
      softly(await app.scrollsSideways(), `${state} scrolls sideways ${way}`).toBe(false);
    }
  }, { but: ['loading', 'broken'] });
});

test('with text at 200 % every text is twice as large', async ({ app, page }) => {
  await app.open();
  // The chart is redrawn for the new size, with other and fewer labels.
  const sizes = () =>
    page.evaluate(() =>
      ['.bar h1', 'h2', '.detail', '.axis span', '.status p', 'button'].map((selector) => {
        const visible = [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility());
        return [selector, ...new Set(visible.map((element) => parseFloat(getComputedStyle(element).fontSize)))];
      }),
    );
  const before = await sizes();
  expect(before.every(([, ...found]) => found.length)).toBe(true);
  await adopt(page, TWICE);
  await expect.poll(sizes).toEqual(before.map(([selector, ...found]) => [selector, ...found.map((size) => size * 2)]));
});

test('the figure grows as far as its card has room, on one line', async ({ app, page }) => {
  await page.setViewportSize(PHONE);
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
