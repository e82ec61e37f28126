import AxeBuilder from '@axe-core/playwright';

/** Rules that depend on colours, and so on the theme. All others are about the document, whatever its colours. */
const ABOUT_COLOURS = ['color-contrast', 'link-in-text-block'];

/**
 * What axe finds in the page: each rule with the elements that break it.
 * @returns {Promise<string[]>}
 */
export async function axe(page, { coloursOnly = false } = {}) {
  // In its other mode axe opens a page of its own for each run, to join the results of frames. Here are none.
  const builder = new AxeBuilder({ page }).setLegacyMode();
  if (coloursOnly) builder.withRules(ABOUT_COLOURS);
  const { violations } = await builder.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
