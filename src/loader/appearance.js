// The brand: applies an appearance, that of the deployment (`vpp:appearance`) and over it that of a portal, to the
// document. embed/README.md lists its properties.
//
// A value never reaches the style sheet as it was written: colours, lengths and addresses are parsed and written out
// again, so nothing can load a resource or break out of its declaration.

const root = document.documentElement;

const COLOURS = `canvas surface surface-sunken text text-muted line line-strong accent accent-hover accent-soft
  on-accent bar penalty warning warning-soft focus`.split(/\s+/);

/** The range of each length, in CSS pixels at the browser's default text size. */
const LENGTHS = { __proto__: null, 'font-size': [12, 24], space: [8, 32], radius: [0, 40], 'radius-control': [0, 40] };

/** The properties that are set on the root now. */
let applied = [];

/** A canvas of no size: its fill style parses colours and nothing else. */
const canvas2d = document.createElement('canvas').getContext('2d');

/** The theme that was asked for; without one, the visitor's colour scheme counts. */
let askedTheme = root.dataset.theme ?? '';

/**
 * Replaces the appearance by the deployment's and, over it, this one. Refused values are reported on the console.
 *
 * @param {Record<string, unknown>} [appearance] Values by property name, unchecked.
 * @param {unknown} [theme] The theme to take from now on: `light` or `dark`; anything else changes nothing.
 * @returns {boolean} Whether any property is set now.
 */
export function applyAppearance(appearance, theme) {
  const style = {};
  const entries = Object.entries({ ...deploymentAppearance(), ...appearance });
  for (const [name, value] of entries.slice(0, 60)) {
    const properties = typeof value === 'string' && propertiesOf(name, value);
    if (properties) Object.assign(style, properties);
    else console.warn(`vpp-summary: the appearance's ${name.slice(0, 40)} is refused`);
  }
  for (const name of applied) root.style.removeProperty(name);
  for (const [name, value] of Object.entries(style)) root.style.setProperty(name, value);
  applied = Object.keys(style);
  root.toggleAttribute('data-logo', '--vpp-logo' in style);
  if (['light', 'dark'].includes(theme)) askedTheme = theme;
  root.dataset.theme = themeOn(style['--vpp-surface'] ?? style['--vpp-canvas']);
  return applied.length > 0;
}

/** The page's current colours by name, from which the portal computes contrasts. */
export function palette() {
  const style = getComputedStyle(root);
  return Object.fromEntries(COLOURS.map((name) => [name, parseColour(style.getPropertyValue(`--vpp-${name}`).trim())]));
}

/** The theme whose text contrasts more with this colour; without one, the theme that was asked for. */
function themeOn(colour) {
  if (!colour) return askedTheme;
  // The relative luminance, as WCAG defines it, except that almost black is a little lighter.
  const [red, green, blue] = colour.match(/\w\w/g).map((part) => (`0x${part}` / 269 + 0.0521) ** 2.4);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.19 ? 'light' : 'dark';
}

/** The deployment's setting, such as `accent: #0b6b4b; radius: 8px`. */
function deploymentAppearance() {
  const setting = document.querySelector('meta[name="vpp:appearance"]')?.content ?? '';
  const entries = setting.split(';').map((entry) => entry.split(/:(.*)/s)).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([name, value]) => [name.trim(), value.trim()]));
}

/** The CSS properties that an entry of an appearance sets; undefined if the name or the value is refused. */
function propertiesOf(name, value) {
  if (COLOURS.includes(name)) return customProperty(name, parseColour(value));
  if (name === 'font') return customProperty(name, parseFont(value));
  if (name === 'logo') return customProperty(name, parsePicture(value));
  const size = LENGTHS[name] && parseLength(value, LENGTHS[name]);
  if (size === undefined) return undefined;
  // Relative sizes, so that they still follow the customer's own text size.
  if (name === 'font-size') return { 'font-size': `${size / 0.16}%` };
  if (name !== 'space') return customProperty(name, `${size / 16}rem`);
  return Object.fromEntries([0.25, 0.5, 0.75, 1, 1.5, 2].map((by, n) => [`--vpp-space-${n + 1}`, `${(size * by) / 16}rem`]));
}

function customProperty(name, value) {
  return value && { [`--vpp-${name}`]: value };
}

/** An opaque sRGB colour as `#rrggbb`; undefined for anything else. */
function parseColour(value) {
  // A value that is not a colour leaves the fill style as it was, so two parses from different starts disagree.
  const parse = (before) => ((canvas2d.fillStyle = before), (canvas2d.fillStyle = value), canvas2d.fillStyle);
  const colour = parse('#000');
  if (colour !== parse('#fff')) return undefined;
  // Browsers write a mixture of colours with parts up to 1.
  canvas2d.fillStyle = colour.replace(/^color.srgb ([^/]+)./, (_, parts) => `rgb(${parts.split(' ').map((part) => part * 255)})`);
  return canvas2d.fillStyle[0] === '#' ? canvas2d.fillStyle : undefined;
}

/** A length in pixels, within its range. */
function parseLength(value, [least, most]) {
  const [, number, unit] = /^(\d{1,3}(?:\.\d{1,4})?|\.\d{1,4})(px|rem)$|^0$/.exec(value) ?? [NaN, NaN];
  const size = value === '0' ? 0 : number * (unit === 'rem' ? 16 : 1);
  return size >= least && size <= most ? size : undefined;
}

/** Names of font families; a font is never loaded. */
function parseFont(value) {
  return /^[\w\s"',-]{1,200}$/.test(value) && CSS.supports('font-family', value) ? value : undefined;
}

/** A picture on the deployment's own origin or in a `data:` address; any other would be a request to a third party. */
function parsePicture(value) {
  const [, , quoted, bare] = /^url\((["']?)(.+)\1\)$|^([^()]+)$/.exec(value) ?? [];
  const text = quoted ?? bare;
  const { href, origin } = Object.assign(document.createElement('a'), { href: text });
  const allowed = text && (origin === location.origin || /^data:image\/(png|jpeg|webp|svg\+xml)[;,]/.test(href));
  // Inside quotation marks, only these characters could end the address.
  return allowed && !/["\\\p{Cc}]/u.test(href) ? `url("${href}")` : undefined;
}
