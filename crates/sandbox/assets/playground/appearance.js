// What an appearance consists of: the custom properties of the element, and the pairs of text and background whose contrast
// counts. The element and embed/README.md have the same names, values and pairs; tests/browser/playground.spec.mjs compares them.

/** The colours by group: what each is called, what it colours, and its value in light colours. */
export const GROUPS = [
  {
    title: 'Surfaces',
    colours: {
      canvas: ['Canvas', 'behind everything', '#f3f5f2'],
      surface: ['Surface', 'cards', '#ffffff'],
      'surface-sunken': ['Sunken surface', 'areas inside a card', '#edf1ee'],
    },
  },
  {
    title: 'Text and lines',
    colours: {
      text: ['Text', 'headings, figures, sentences', '#0f1f19'],
      'text-muted': ['Muted text', 'secondary text', '#56635d'],
      line: ['Line', 'dividers', '#e0e6e2'],
      'line-strong': ['Strong line', 'borders of controls', '#7c8a84'],
    },
  },
  {
    title: 'Accent',
    colours: {
      accent: ['Accent', 'main buttons, links, selected items', '#0a6848'],
      'accent-hover': ['Hovered accent', 'main buttons under the pointer', '#07503a'],
      'accent-soft': ['Soft accent', 'the card with a call to action', '#e2f2e9'],
      'on-accent': ['On accent', 'text on main buttons', '#ffffff'],
    },
  },
  {
    title: 'Chart',
    colours: {
      bar: ['Bar', 'earnings', '#13946a'],
      penalty: ['Penalty', 'bars below zero', '#b83a0b'],
    },
  },
  {
    title: 'Attention',
    colours: {
      warning: ['Warning', 'what needs attention', '#854700'],
      'warning-soft': ['Soft warning', 'behind warnings', '#fcefd8'],
      focus: ['Focus', 'the ring around what has the focus', '#1257d0'],
    },
  },
];

/** All colours by their names. */
export const COLOURS = Object.assign({}, ...GROUPS.map(({ colours }) => colours));

/** The lengths in pixels: what each is called, its range, and its usual value. */
export const LENGTHS = {
  'font-size': { title: 'Text size', least: 12, most: 24, usual: 16 },
  space: { title: 'Spacing', least: 8, most: 32, usual: 16 },
  radius: { title: 'Corners of cards', least: 0, most: 40, usual: 16 },
  'radius-control': { title: 'Corners of controls', least: 0, most: 40, usual: 12 },
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
