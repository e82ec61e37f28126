// Three brands that do not exist. Each is legible in both themes: tests/browser/playground.spec.mjs computes every pair. What
// follows from other colours (sunken surfaces, lines, the hovered accent) is left to the page.

/** A picture as an address without `;`, brackets or quotation marks, which the settings of a server would need otherwise. */
const picture = (svg) =>
  `data:image/svg+xml,${encodeURIComponent(svg).replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`)}`;

const open = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">';

/** The brands' marks, in colours that stand out from light and dark. */
export const MARKS = {
  sun: ['Sun over a field', picture(
    `${open}<rect width="32" height="32" rx="10" fill="#c2500a"/><path d="M5 22a11 11 0 0 1 22 0z" fill="#ffd9a0"/><path d="M5 25.5h22" stroke="#ffd9a0" stroke-width="2.5" stroke-linecap="round"/></svg>`,
  )],
  aurora: ['Northern lights', picture(
    `${open}<rect width="32" height="32" rx="5" fill="#2f46cf"/><g fill="none" stroke-width="3" stroke-linecap="round"><path d="M7 24V14" stroke="#7ef0d2"/><path d="M13 24V8" stroke="#a8f5e0"/><path d="M19 24V11" stroke="#d3fbf0"/><path d="M25 24V16" stroke="#7ef0d2"/></g></svg>`,
  )],
  loom: ['Woven thread', picture(
    `${open}<rect width="32" height="32" fill="#9c1f45"/><path d="M8 8v16h16V8" fill="none" stroke="#fbeee9" stroke-width="3"/><path d="M16 4v24" stroke="#fbeee9" stroke-width="3"/></svg>`,
  )],
};

export const BRANDS = [
  {
    name: 'Solvine',
    note: 'A solar cooperative: warm and round',
    values: {
      canvas: '#faf5ec', surface: '#fffdf9', text: '#2c1c0c', 'text-muted': '#6b5844', 'line-strong': '#948069',
      accent: '#a23f05', 'accent-soft': '#fdeedb', 'on-accent': '#ffffff', bar: '#d4700f', penalty: '#8d3b72',
      warning: '#855000', 'warning-soft': '#fdf0cf', focus: '#1b5fc4',
      'canvas.dark': '#15100a', 'surface.dark': '#211910', 'text.dark': '#fbf1e3', 'text-muted.dark': '#c0ac94',
      'line-strong.dark': '#8d7a64', 'accent.dark': '#ffb46b', 'accent-soft.dark': '#43280f', 'on-accent.dark': '#2b1300',
      'bar.dark': '#f5963c', 'penalty.dark': '#e59acb', 'warning.dark': '#f6cd77', 'warning-soft.dark': '#3a2b0c',
      'focus.dark': '#8fb9ff',
      radius: '24', 'radius-control': '20', font: 'rounded', logo: 'sun',
    },
  },
  {
    name: 'Nordlys Kraft',
    note: 'A northern utility: cool and exact',
    values: {
      canvas: '#f3f5fb', surface: '#ffffff', text: '#0e1833', 'text-muted': '#525d7a', 'line-strong': '#7b86a3',
      accent: '#2b41c6', 'accent-soft': '#e7ebfd', 'on-accent': '#ffffff', bar: '#4a63ea', penalty: '#b4362c',
      warning: '#7d4a00', 'warning-soft': '#fbf0da', focus: '#00738a',
      'canvas.dark': '#090d1a', 'surface.dark': '#121829', 'text.dark': '#eef1fc', 'text-muted.dark': '#a4aeca',
      'line-strong.dark': '#717c9c', 'accent.dark': '#a5b6ff', 'accent-soft.dark': '#212c5c', 'on-accent.dark': '#0c1440',
      'bar.dark': '#7d93ff', 'penalty.dark': '#ff9c8f', 'warning.dark': '#f3c878', 'warning-soft.dark': '#33290f',
      'focus.dark': '#6fe0f2',
      radius: '8', 'radius-control': '6', font: 'grotesque', logo: 'aurora',
    },
  },
  {
    name: 'Loom & Current',
    note: 'An old city supplier: paper, ink, bordeaux',
    values: {
      canvas: '#f5f1ea', surface: '#fdfbf7', text: '#211a19', 'text-muted': '#625754', 'line-strong': '#8c7f7a',
      accent: '#8e1b3e', 'accent-soft': '#f8e7e6', 'on-accent': '#ffffff', bar: '#2f6f68', penalty: '#b3481d',
      warning: '#7b4b05', 'warning-soft': '#f9eed3', focus: '#1d5fb8',
      'canvas.dark': '#131010', 'surface.dark': '#1d1918', 'text.dark': '#f6efe9', 'text-muted.dark': '#b9aca5',
      'line-strong.dark': '#84776f', 'accent.dark': '#f3a3b4', 'accent-soft.dark': '#4a1d2b', 'on-accent.dark': '#35060f',
      'bar.dark': '#76bdb2', 'penalty.dark': '#ffa37c', 'warning.dark': '#eec57d', 'warning-soft.dark': '#35290f',
      'focus.dark': '#93bcff',
      radius: '0', 'radius-control': '0', font: 'georgia', logo: 'loom',
    },
  },
];
