// Colours: what has a meaning can be told from what is behind it, in both themes, however the theme was chosen.

import { expect, test } from './support/test.mjs';
import { contrasts } from './support/look.mjs';
import { statesExcept } from './support/states.mjs';

/** What WCAG asks for: 1.4.3 of text, 1.4.11 of everything else that carries a meaning. */
const [TEXT, MARK] = [4.5, 3];

/** Which roles stand on which, and how they must differ. */
const PAIRS = [
  [TEXT, 'text', ['canvas', 'surface', 'surface-sunken', 'accent-soft', 'column']],
  [TEXT, 'text-muted', ['canvas', 'surface', 'surface-sunken']],
  [TEXT, 'accent', ['canvas', 'surface', 'surface-sunken', 'accent-soft']],
  [TEXT, 'on-accent', ['accent', 'accent-hover']],
  [TEXT, 'warning', ['canvas', 'surface', 'warning-soft']],
  [MARK, 'line-strong', ['canvas', 'surface', 'surface-sunken', 'accent-soft']],
  [MARK, 'bar', ['surface', 'surface-sunken', 'column']],
  [MARK, 'bar-read', ['surface', 'column']],
  [MARK, 'bar-dim', ['surface']],
  [MARK, 'penalty', ['surface', 'surface-sunken', 'column', 'penalty-soft']],
  [MARK, 'focus', ['canvas', 'surface', 'surface-sunken', 'accent-soft']],
];

/** The value of every colour role, as `r, g, b`. */
const roles = (page, names) =>
  page.evaluate((names) => {
    const probe = document.body.appendChild(document.createElement('i'));
    const read = (name) => {
      probe.style.setProperty('color', `var(--vpp-${name})`);
      return getComputedStyle(probe).color.match(/\d+/g).map(Number);
    };
    const values = Object.fromEntries(names.map((name) => [name, read(name)]));
    probe.remove();
    return values;
  }, names);

function ratio(a, b) {
  const luminance = (colour) => {
    const [red, green, blue] = colour.map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [dark, light] = [luminance(a), luminance(b)].sort((one, other) => one - other);
  return (light + 0.05) / (dark + 0.05);
}

test('black on white is 21, and the lightest grey that reads on white is #767676', () => {
  expect(ratio([0, 0, 0], [255, 255, 255])).toBeCloseTo(21, 5);
  expect(ratio([118, 118, 118], [255, 255, 255])).toBeCloseTo(4.54, 2);
});

test('the roles differ as they must, and are the same however the theme was chosen', async ({ app, page }) => {
  await app.open();
  const names = [...new Set(PAIRS.flatMap(([, name, grounds]) => [name, ...grounds]))];
  const of = {};
  for (const [theme, other] of [['light', 'dark'], ['dark', 'light']]) {
    await page.emulateMedia({ colorScheme: theme });
    of[theme] = await roles(page, names);
    for (const [least, name, grounds] of PAIRS) {
      for (const ground of grounds) {
        const found = ratio(of[theme][name], of[theme][ground]);
        expect.soft(found, `${name} on ${ground}, ${theme}`).toBeGreaterThanOrEqual(least);
      }
    }
    await page.emulateMedia({ colorScheme: other });
    await page.evaluate((theme) => (document.documentElement.dataset.theme = theme), theme);
    expect(await roles(page, names), `${theme} by its attribute`).toEqual(of[theme]);
    await page.evaluate(() => delete document.documentElement.dataset.theme);
  }
  expect(of.dark).not.toEqual(of.light);
});

/** Marks that carry a meaning, and the property that does. */
const MARKS = [
  ['.plot .earned', 'fill'],
  ['.axis .today', 'borderBottomColor'],
  ['.plot .penalty', 'stroke'],
  ['.plot .baseline', 'fill'],
  ['.plot [data-dispatch="none"] .nothing', 'fill'],
  ['.icon svg', 'stroke'],
  ['.secondary, select, input, .open', 'borderTopColor'],
  ['[aria-pressed="true"]', 'borderTopColor'],
  ['[aria-selected="true"]', 'borderBottomColor'],
  ['.primary, #crash button', 'backgroundColor'],
  ['.badge', 'borderTopColor'],
];

/** What is still loading has hardly any text. */
const STATES = statesExcept('loading');

for (const colorScheme of ['light', 'dark']) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, reducedMotion: 'reduce' });

    for (const [name, go] of STATES) {
      test(`${name}: text and marks can be told from what is behind them`, async ({ app, guard, page }) => {
        await go(app, guard);
        await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finish())));
        const found = await page.evaluate(contrasts, MARKS);
        expect(found.filter(({ text }) => text).length).toBeGreaterThan(2);
        if (name === 'overview') expect(found.filter(({ text }) => !text).length).toBeGreaterThan(30);
        const weak = found.filter(({ ratio, text }) => ratio < (text ? TEXT : MARK));
        expect(weak.map(({ what, ratio }) => `${what}: ${ratio.toFixed(2)}`)).toEqual([]);
      });
    }

    test('the focus ring can be told from what is around every control', async ({ app, page }) => {
      await app.open();
      const seen = new Set();
      for (const tab of ['overview', 'settings']) {
        await app.tab(tab).click();
        await app.tab(tab).focus();
        for (let stop = 0; stop < 14; stop++) {
          await page.keyboard.press('Tab');
          // Only where the ring is: what has no focus any more is the page as a whole.
          const [ring] = await page.evaluate(contrasts, [[':focus-visible', 'outlineColor']]).then((all) => all.filter(({ text }) => !text));
          if (!ring) break;
          const name = await page.evaluate(() => document.activeElement.className || document.activeElement.id);
          seen.add(name);
          expect(ring.ratio, `the ring around ${name}`).toBeGreaterThanOrEqual(MARK);
        }
      }
      expect(seen.size).toBeGreaterThan(3);
    });
  });
}
