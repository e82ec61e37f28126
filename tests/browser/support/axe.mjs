import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** axe itself: its wrapper for Playwright loads half a megabyte anew for every run. */
const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Rules that depend on colours, and so on the theme. All others are about the document, whatever its colours. */
const ABOUT_COLOURS = ['color-contrast', 'link-in-text-block'];

/**
 * What axe finds in the page: each rule with the elements that break it.
 * @returns {Promise<string[]>}
 */
export async function axe(page, { coloursOnly = false } = {}) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(`${SOURCE};undefined`);
  const options = { resultTypes: ['violations'], ...(coloursOnly && { runOnly: { type: 'rule', values: ABOUT_COLOURS } }) };
  const violations = await page.evaluate(async (options) => (await window.axe.run(document, options)).violations, options);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
