// Browsers that know neither container queries nor mixtures of colours: one column in fixed colours, and all of it there.

import { atRest, frames } from './support/browser.mjs';
import { colours, misplaced, ratio } from './support/look.mjs';
import { expect, softly, test } from './support/test.mjs';

/** Takes the blocks out of the style sheets that such a browser does not read. Returns how many. */
function forget() {
  let count = 0;
  for (const sheet of document.styleSheets) {
    for (let at = sheet.cssRules.length; at--; ) {
      const rule = sheet.cssRules[at];
      if (!(rule instanceof CSSContainerRule || rule instanceof CSSSupportsRule)) continue;
      sheet.deleteRule(at);
      count += 1;
    }
  }
  return count;
}

test('without container queries and mixtures of colours the page is in fixed colours, and complete', async ({ app, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await app.open('active');
  const parts = ['.tabs', '.segments', '.stepper', '.amount', '[data-chart]', '.log', '.insights', '.status', '.foot'];
  const seen = () => page.evaluate((parts) => parts.filter((part) => document.querySelector(part)?.checkVisibility()), parts);
  const before = await seen();
  expect(before).toContain('[data-chart]');
  expect(await page.evaluate(forget)).toBeGreaterThan(1);
  for (const width of [390, 768, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await frames(page);
    softly(await seen(), `at ${width} pixels`).toEqual(before);
    softly(await page.evaluate(misplaced), `at ${width} pixels`).toEqual([]);
    softly(await app.scrollsSideways(), `at ${width} pixels`).toBe(false);
    // The period's controls are below each other, as on a phone.
    const [above, below] = await page.evaluate(() => ['.segments', '.stepper'].map((part) => document.querySelector(part).getBoundingClientRect()));
    softly(below.top, `at ${width} pixels`).toBeGreaterThanOrEqual(above.bottom);
    const size = await page.locator('.amount').first().evaluate((amount) => parseFloat(getComputedStyle(amount).fontSize));
    softly(size, `at ${width} pixels`).toBeGreaterThanOrEqual(40);
  }
  for (const [colorScheme, sunken] of [['light', '#edf1ee'], ['dark', '#1f2824']]) {
    await page.emulateMedia({ colorScheme });
    await atRest(page);
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--vpp-surface-sunken').trim())).toBe(sunken);
    const texts = await page.evaluate(colours, []);
    const weak = texts.filter(({ colour, ground }) => ratio(colour, ground) < 4.5);
    expect(weak.map(({ what }) => what)).toEqual([]);
  }
});
