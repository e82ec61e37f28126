// Colours: everything with a meaning stands out from what is behind it, in both themes.

import { atRest } from './support/browser.mjs';
import { colours, ratio } from './support/look.mjs';
import { inEveryState } from './support/states.mjs';
import { expect, softly, test } from './support/test.mjs';

/** What WCAG asks for: 1.4.3 for text, 1.4.11 for everything else that carries a meaning. */
const [TEXT, MARK] = [4.5, 3];

const THEMES = ['light', 'dark'];

/** The least contrast of a colour role with each role that it stands on. */
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
      const { color } = getComputedStyle(probe);
      // Browsers write a mixture of colours with parts up to 1.
      return color.match(/[\d.]+/g).map((part) => Math.round(part * (color.startsWith('color(srgb') ? 255 : 1)));
    };
    const values = Object.fromEntries(names.map((name) => [name, read(name)]));
    probe.remove();
    return values;
  }, names);

test('the contrast of black on white is 21, and #767676 is the lightest grey for text on white', () => {
  expect(ratio([0, 0, 0], [255, 255, 255])).toBeCloseTo(21, 5);
  expect(ratio([118, 118, 118], [255, 255, 255])).toBeCloseTo(4.54, 2);
});

test('the colour roles have the contrasts they need, and a theme is the same however it was chosen', async ({ app, page }) => {
  await app.open();
  const names = [...new Set(PAIRS.flatMap(([, name, grounds]) => [name, ...grounds]))];
  const of = {};
  for (const [theme, other] of [['light', 'dark'], ['dark', 'light']]) {
    await page.emulateMedia({ colorScheme: theme });
    of[theme] = await roles(page, names);
    for (const [least, name, grounds] of PAIRS) {
      for (const ground of grounds) {
        const found = ratio(of[theme][name], of[theme][ground]);
        softly(found, `${name} on ${ground}, ${theme}`).toBeGreaterThanOrEqual(least);
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
  ['.plot .penalty', 'stroke'],
  ['.plot .baseline', 'fill'],
  ['.plot [data-dispatch="none"] .nothing', 'fill'],
  ['.icon svg', 'stroke'],
  ['.secondary, #picker input, [data-outside] .call', 'borderTopColor'],
  ['.primary:not([data-outside] .call), #crash button', 'backgroundColor'],
];

/** The contrasts of the page's texts and of these marks. */
async function contrasts(page, marks = MARKS) {
  const found = await page.evaluate(colours, marks);
  return found.map(({ colour, ground, ...rest }) => ({ ...rest, contrast: ratio(colour, ground) }));
}

test('texts and marks stand out from what is behind them, in every state', async ({ app, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await inEveryState(app, async (state) => {
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme });
      await atRest(page);
      const found = await contrasts(page);
      const marks = found.filter(({ text }) => !text);
      softly(found.length - marks.length, `texts: ${state}, ${colorScheme}`).toBeGreaterThan(2);
      if (state === 'overview') softly(marks.length, `marks: ${state}, ${colorScheme}`).toBeGreaterThan(30);
      const weak = found.filter(({ contrast, text }) => contrast < (text ? TEXT : MARK));
      softly(weak.map(({ what, contrast }) => `${what}: ${contrast.toFixed(2)}`), `${state}, ${colorScheme}`).toEqual([]);
    }
    // While it loads, the page has hardly any text.
  }, { but: ['loading'] });
});

test('the focus ring stands out from what is around every control', async ({ app, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const colorScheme of THEMES) {
    await page.emulateMedia({ colorScheme });
    await app.open();
    const seen = new Set();
    for (const tab of ['overview', 'settings']) {
      await app.tab(tab).click();
      await app.tab(tab).focus();
      for (let stop = 0; stop < 14; stop++) {
        await page.keyboard.press('Tab');
        const [ring] = (await contrasts(page, [[':focus-visible', 'outlineColor']])).filter(({ text }) => !text);
        if (!ring) break;
        const name = await page.evaluate(() => document.activeElement.className || document.activeElement.id);
        seen.add(name);
        softly(ring.contrast, `the ring around ${name}, ${colorScheme}`).toBeGreaterThanOrEqual(MARK);
      }
    }
    expect(seen.size).toBeGreaterThan(3);
  }
});
