// The page in a language that nobody speaks: English with marks on its letters, a third longer, in ⟦brackets⟧. Text without
// marks does not come from the catalogue; text that does not fit here will not fit in some real language.

import { rmSync } from 'node:fs';
import { cutOff } from './support/look.mjs';
import { pseudo, pseudoPage, texts, untranslated } from './support/pseudo.mjs';
import { startSandbox } from './support/sandbox.mjs';
import { inEveryState, inEveryVariant } from './support/states.mjs';
import { expect, softly, test as base } from './support/test.mjs';

const test = base.extend({
  sandbox: [
    async ({}, use) => {
      const folder = pseudoPage();
      const sandbox = await startSandbox(folder);
      await use(sandbox);
      await sandbox.stop();
      rmSync(folder, { recursive: true });
    },
    { scope: 'worker' },
  ],
});

const WIDTHS = [1280, 320];

/** States with names from Connect, another language, or a page of the loader's. */
const OTHER_TEXTS = ['long names', 'large amounts', 'right to left', 'broken'];

/** Everything that is wrong with what is on the screen. */
async function faults(page) {
  const foreign = (await page.evaluate(texts)).filter(untranslated).map((text) => `untranslated: ${text}`);
  return [...new Set(foreign), ...(await page.evaluate(cutOff))];
}

/** Looks at the page at each width, which it follows in a frame or two. */
const isWhole = (page) => async (state) => {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    await softly.poll(() => faults(page), `${state} at ${width} pixels`).toEqual([]);
  }
};

test('everything is translated and fits, in every state', async ({ app, page }) => {
  await inEveryState(app, isWhole(page), { but: OTHER_TEXTS });
});

test('everything is translated and fits, in every variant of a state', async ({ app, page }) => {
  await inEveryVariant(app, isWhole(page));
});

test('the pseudo-language is English, longer and marked', () => {
  expect(pseudo('Your participation in {0}')).toMatch(/^⟦Ýöö*ûû*ŕ þåå*ŕţîî*çîî*þåå*ţîî*öö*ñ îî*ñ \{0\}⟧$/);
  expect(pseudo('Your earnings').length).toBeGreaterThanOrEqual(Math.ceil('Your earnings'.length * 1.35));
  expect(pseudo('one:{0} day|other:{0} days')).toMatch(/^one:⟦\{0\} [^|]+⟧\|other:⟦\{0\} [^|]+⟧$/);
  expect(untranslated(pseudo('Try again in {0} s').replace('{0}', '5'))).toBe('');
});

test('names, dates and amounts are data; words are not', () => {
  expect(untranslated('Sunday, February 16, 2025: $8.91 · 5:00 PM · Community Powershare')).toBe('');
  expect(untranslated('⟦ƀý Leap⟧')).toBe('');
  expect(untranslated('7.85 kWh')).toBe('kWh');
  expect(untranslated('Mondays')).toBe('Mondays');
});

const FAULTS = {
  'a word of its own': [(card) => card.append('Hello'), /^untranslated: Hello/],
  'a label of its own': [(card) => card.setAttribute('aria-label', 'Hello'), /^untranslated: Hello/],
  'a title of its own': [() => (document.title = 'Hello'), /^untranslated: Hello/],
  'something that is cut off': [(card) => Object.assign(card.style, { width: '5rem', overflow: 'hidden' }), /^cut off at its/],
  'something beside the window': [(card) => Object.assign(card.style, { position: 'fixed', left: '-9rem' }), /^beside the window/],
  'a control on another one': [() => Object.assign(document.querySelector('#tab-settings').style, { marginInlineStart: '-9rem' }), /^under /],
  'a text that leaves its control': [() => Object.assign(document.querySelector('#tab-settings').style, { inlineSize: '2rem', whiteSpace: 'nowrap' }), /^outside its control/],
};

test('every kind of fault is found', async ({ app, page }) => {
  for (const [what, [spoil, fault]] of Object.entries(FAULTS)) {
    await app.open();
    await expect.poll(() => faults(page)).toEqual([]);
    await page.locator('.card.status').evaluate(spoil);
    softly(await faults(page), what).toContainEqual(expect.stringMatching(fault));
  }
});
