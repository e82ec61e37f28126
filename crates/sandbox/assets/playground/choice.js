// The choice, and the address that holds it. A choice has the parameters that differ from their defaults. Addresses are parsed
// here: unknown names, wrong values and names that appear twice are ignored.

import { COLOURS, FONTS, LENGTHS } from './appearance.js';
import { MARKS } from './brands.js';

/** Widths of the element in pixels; without one it takes all there is. */
export const WIDTHS = { phone: 390, column: 520, tablet: 768 };

/** How long a picture in the address may be: servers and chat programs cut longer addresses. */
export const LONGEST_PICTURE = 6_000;

const oneOf = (values) => (text) => (values.includes(text) ? text : undefined);

/** A colour as `#rrggbb`. */
export function parseColour(text) {
  const [, digits] = /^#?([\da-f]{3}|[\da-f]{6})$/i.exec(text.trim()) ?? [];
  if (!digits) return undefined;
  return `#${digits.length === 3 ? digits.replace(/./g, '$&$&') : digits}`.toLowerCase();
}

/** A number of pixels within a range, as it is written in CSS. */
const parseLength = ({ least, most }) => (text) =>
  /^\d{1,2}(\.5)?$/.test(text) && text >= least && text <= most ? String(Number(text)) : undefined;

/** One of the marks, or a picture as an address of nothing but itself. */
export function parseLogo(text) {
  if (Object.hasOwn(MARKS, text)) return text;
  const isPicture = /^data:image\/(?:png|jpeg|webp|svg\+xml)(?:;base64,[a-z\d+/]+={0,2}|,[\w.~%-]+)$/i.test(text);
  return isPicture && text.length <= LONGEST_PICTURE ? text : undefined;
}

/** The parser of each parameter, in the order of the address. */
function parsers(customers, languages) {
  const colours = Object.keys(COLOURS).flatMap((name) => [name, `${name}.dark`]);
  return {
    scenario: oneOf(customers),
    theme: oneOf(['light', 'dark']),
    lang: oneOf(languages),
    width: oneOf(Object.keys(WIDTHS)),
    navigation: oneOf(['shown']),
    'reference-id': (text) => (/^[\w.~-]{1,50}$/.test(text) ? text : undefined),
    'leap-status': oneOf(['connected', 'completed']),
    ...Object.fromEntries(colours.map((name) => [name, parseColour])),
    ...Object.fromEntries(Object.entries(LENGTHS).map(([name, range]) => [name, parseLength(range)])),
    font: oneOf(Object.keys(FONTS)),
    logo: parseLogo,
  };
}

/**
 * Reads and checks choices.
 *
 * @param {string[]} customers The names of the sandbox's customers.
 * @param {string[]} languages The tags of the page's languages.
 */
export function reader(customers, languages) {
  const all = parsers(customers, languages);
  return {
    /** The valid parts of a choice, in the order of the address. */
    valid(choice) {
      const entries = Object.entries(all).map(([name, parse]) => [name, parse(String(choice[name] ?? ''))]);
      return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
    },

    /** The choice in a query. */
    parse(query) {
      const parameters = new URLSearchParams(query.slice(0, 20_000));
      const once = [...new Set(parameters.keys())].filter((name) => parameters.getAll(name).length === 1);
      return this.valid(Object.fromEntries(once.map((name) => [name, parameters.get(name)])));
    },
  };
}

/** The query that holds a choice. */
export function queryOf(choice) {
  const entries = Object.entries(choice).map(([name, value]) => [name, isColour(name) ? value.slice(1) : value]);
  return new URLSearchParams(entries).toString();
}

/** Whether a parameter belongs to the appearance. */
export const isAppearance = (name) => isColour(name) || Object.hasOwn(LENGTHS, name) || ['font', 'logo'].includes(name);

const isColour = (name) => Object.hasOwn(COLOURS, name.replace(/\.dark$/, ''));
