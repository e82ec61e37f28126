// What an appearance consists of: the custom properties of the element, and the pairs of text and background whose contrast
// counts. The names and values are those of embed/api.json; tests/browser/playground.spec.mjs compares the pairs and ranges.

import { APPEARANCE } from './api.js';

/** What each colour is called, by group. */
const TITLES = {
  Surfaces: { canvas: 'Canvas', surface: 'Surface', 'surface-sunken': 'Sunken surface' },
  'Text and lines': { text: 'Text', 'text-muted': 'Muted text', line: 'Line', 'line-strong': 'Strong line' },
  Accent: { accent: 'Accent', 'accent-hover': 'Hovered accent', 'accent-soft': 'Soft accent', 'on-accent': 'On accent' },
  Chart: { bar: 'Bar', penalty: 'Penalty' },
  Attention: { warning: 'Warning', 'warning-soft': 'Soft warning', focus: 'Focus' },
};

/** The names of the colours by group: `[title, names]`. */
export const GROUPS = Object.entries(TITLES).map(([title, colours]) => [title, Object.keys(colours)]);

/** All colours by their names: what each is called, what it colours, and its value in light colours. */
export const COLOURS = Object.fromEntries(
  Object.values(TITLES).flatMap((colours) =>
    Object.entries(colours).map(([name, title]) => [name, { title, ...APPEARANCE[name] }]),
  ),
);

/** A length in pixels, of a page with the usual text size. */
const pixels = (text) => parseFloat(text) * (text.endsWith('rem') ? 16 : 1);

const length = (name, title, least, most) => ({ title, least, most, usual: pixels(APPEARANCE[name].usual) });

/** The lengths in pixels: what each is called, its range, and its usual value. */
export const LENGTHS = {
  'font-size': length('font-size', 'Text size', 12, 24),
  space: length('space', 'Spacing', 8, 32),
  radius: length('radius', 'Corners of cards', 0, 40),
  'radius-control': length('radius-control', 'Corners of controls', 0, 40),
};

/** Font families that devices have. Without quotation marks, so that they fit the server's settings as well. */
export const FONTS = {
  humanist: ['Humanist', 'Seravek, Gill Sans Nova, Ubuntu, Calibri, DejaVu Sans, sans-serif'],
  geometric: ['Geometric', 'Avenir, Montserrat, Corbel, URW Gothic, sans-serif'],
  grotesque: ['Grotesque', 'Inter, Helvetica Neue, Arial, Liberation Sans, sans-serif'],
  rounded: ['Rounded', 'ui-rounded, Hiragino Maru Gothic ProN, Quicksand, Nunito, Arial Rounded MT Bold, sans-serif'],
  verdana: ['Verdana', 'Verdana, Geneva, DejaVu Sans, sans-serif'],
  serif: ['Serif', 'Charter, Bitstream Charter, Georgia, Cambria, serif'],
  georgia: ['Georgia', 'Georgia, Times New Roman, Liberation Serif, serif'],
  mono: ['Monospaced', 'ui-monospace, Cascadia Code, Menlo, Consolas, DejaVu Sans Mono, monospace'],
};

/** Pairs of text and background: the text, and what it stands on. */
export const PAIRS = [
  ['text', ['canvas', 'surface', 'surface-sunken', 'accent-soft']],
  ['text-muted', ['canvas', 'surface', 'surface-sunken']],
  ['on-accent', ['accent', 'accent-hover']],
  ['accent', ['surface', 'surface-sunken', 'accent-soft']],
  ['warning', ['surface', 'warning-soft']],
].flatMap(([text, backgrounds]) => backgrounds.map((background) => [text, background]));

/** The contrast that text needs, as WCAG 2.2 asks of ordinary text (AA). */
export const LEAST_CONTRAST = 4.5;
