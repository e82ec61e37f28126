// Contrasts of text, and the colours that the page in the frame has.

import { COLOURS, LEAST_CONTRAST, PAIRS } from './appearance.js';

/** The relative luminance of a colour, as WCAG defines it. */
const luminance = (hex) =>
  [1, 3, 5]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, n) => sum + part * [0.2126, 0.7152, 0.0722][n], 0);

/**
 * The contrasts of all pairs.
 *
 * @param {Record<string, string>} palette Colours by name, as `#rrggbb`.
 * @returns {{ text: string, background: string, ratio: string, passes: boolean }[]}
 */
export function contrasts(palette) {
  return PAIRS.map(([text, background]) => {
    const [dark, light] = [palette[text], palette[background]].map(luminance).sort((a, b) => a - b);
    // Rounded as in the element's warning, so that both say the same.
    const ratio = ((light + 0.05) / (dark + 0.05)).toFixed(2);
    return { text, background, ratio, passes: ratio >= LEAST_CONTRAST };
  });
}

/**
 * The colours of the page in the frame, by name. The page is on the playground's own origin, so they can be read there; some
 * are mixed from others.
 *
 * @param {Window} page
 * @param {HTMLElement} probe An element that resolves colours.
 */
export function paletteOf(page, probe) {
  const style = page.getComputedStyle(page.document.documentElement);
  return Object.fromEntries(Object.keys(COLOURS).map((name) => [name, resolve(style.getPropertyValue(`--vpp-${name}`).trim(), probe)]));
}

/** A colour as `#rrggbb`. Browsers write a mixture with parts up to 1. */
function resolve(value, probe) {
  probe.style.color = '#000';
  probe.style.color = value;
  const { color } = getComputedStyle(probe);
  const parts = color.match(/[\d.]+(?:e-?\d+)?/g).slice(0, 3).map((part) => part * (color.startsWith('color') ? 255 : 1));
  return `#${parts.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}
