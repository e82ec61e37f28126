// The look of the page, for people: every state on a phone, a tablet and a desktop, in light and dark. The pictures stay in
// test-results/screens and are joined into one sheet, test-results/contact-sheet.html and .png. A machine checks that nothing
// sticks out, is cut off or overlaps.

import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { frames } from './support/browser.mjs';
import { misplaced } from './support/look.mjs';
import { inEveryState, statesExcept } from './support/states.mjs';
import { softly, test } from './support/test.mjs';

const WIDTHS = { 390: 844, 768: 1024, 1280: 900 };
const THEMES = ['light', 'dark'];

/** How wide a picture is on the sheet. */
const SHRUNK = { 390: 150, 768: 230, 1280: 330 };

/** States that look like another one. */
const ALIKE = ['choosing a day', 'unknown state', 'large amounts', 'waiting'];

const file = (state, width, theme) => `${state.replaceAll(/\W+/g, '-')}-${width}-${theme}.png`;

test.describe('the look', { tag: '@screens' }, () => {
  test('every state fits a phone, a tablet and a desktop', async ({ app, page }, info) => {
    await inEveryState(app, async (state) => {
      for (const [width, height] of Object.entries(WIDTHS)) {
        await page.setViewportSize({ width: Number(width), height });
        // The chart follows the width with its labels.
        await frames(page);
        await softly.poll(() => page.evaluate(misplaced), `${state} at ${width} pixels`).toEqual([]);
        softly(await app.scrollsSideways(), `${state} scrolls sideways at ${width} pixels`).toBe(false);
        for (const colorScheme of THEMES) {
          await page.emulateMedia({ colorScheme });
          const path = join(info.project.outputDir, 'screens', file(state, width, colorScheme));
          await page.screenshot({ path, fullPage: true, animations: 'disabled' });
        }
      }
    }, { but: ALIKE });
  });

  test.afterAll(async ({ browser }, info) => {
    const folder = info.project.outputDir;
    if (!existsSync(join(folder, 'screens'))) return;
    const there = new Set(readdirSync(join(folder, 'screens')));
    const path = join(folder, 'contact-sheet.html');
    writeFileSync(path, sheet(there));
    const page = await browser.newPage({ viewport: { width: 1640, height: 1000 } });
    await page.goto(pathToFileURL(path).href);
    await page.screenshot({ path: join(folder, 'contact-sheet.png'), fullPage: true });
    await page.close();
  });
});

/** The sheet: a row for each state, its pictures side by side. A click opens one in its own size. */
function sheet(there) {
  const picture = (state, width, theme) => {
    const name = file(state, width, theme);
    const image = `<a href="screens/${name}"><img src="screens/${name}" width="${SHRUNK[width]}" alt="${state}, ${width}, ${theme}"></a>`;
    return there.has(name) ? image : '';
  };
  const row = (state) =>
    `<section><h2>${state}</h2>${THEMES.flatMap((theme) => Object.keys(WIDTHS).map((width) => picture(state, width, theme))).join('')}</section>`;
  return `<!doctype html><meta charset="utf-8"><title>Contact sheet</title>
<style>
  body { margin: 1rem; background: #9aa39f; font: 600 0.9rem system-ui }
  section { display: flex; align-items: start; gap: 0.75rem; padding-block: 0.75rem; inline-size: max-content; border-block-end: 1px solid #7b8580 }
  h2 { flex: 0 0 6rem; margin: 0; font: inherit; overflow-wrap: anywhere }
  img { display: block }
</style>
${statesExcept(...ALIKE).map(row).join('\n')}`;
}
