// The controls of lengths, font, logo, and the three brands.

import { FONTS, LENGTHS } from './appearance.js';
import { BRANDS, MARKS } from './brands.js';
import { LONGEST_PICTURE, parseLogo } from './choice.js';
import { byId, make, radios, say } from './dom.js';
import { pictureOf } from './style.js';

const lengths = new Map();

/** Builds the controls; `choose` is as in colours.js. */
export function buildShape(choose) {
  byId('lengths').append(...Object.keys(LENGTHS).map((name) => length(name, choose)));
  byId('font').append(...Object.entries(FONTS).map(([key, [title]]) => new Option(title, key)));
  byId('font').addEventListener('change', ({ target }) => choose('font', target.value || undefined, true));
  byId('logo').append(...Object.entries(MARKS).map(([key, [title]]) => new Option(title, key)));
  byId('logo').addEventListener('change', ({ target }) => choose('logo', target.value || undefined, true));
  byId('logo-file').addEventListener('change', async ({ target }) => {
    const [file] = target.files;
    const address = file && parseLogo(await read(file));
    say(byId('logo-problem'), file && !address ? `Not a PNG, JPEG, WebP or SVG of up to ${Math.floor((LONGEST_PICTURE * 0.74) / 1000)} KB.` : '');
    if (address) choose('logo', address, true);
    target.value = '';
  });
}

/** A picture as an address; none if it cannot be read. */
function read(file) {
  return new Promise((resolve) => {
    const reader = new FileReader();
    // Whether or not it has a result.
    reader.addEventListener('loadend', () => resolve(reader.result ?? ''));
    reader.readAsDataURL(file);
  });
}

function length(name, choose) {
  const { title, least, most } = LENGTHS[name];
  const id = `length-${name}`;
  const take = ({ target, type }) => choose(name, target.value, type === 'change');
  const range = make('input', { id, type: 'range', min: least, max: most, step: 1, on: { input: take, change: take } });
  const shown = make('output', { htmlFor: id });
  const click = () => {
    range.focus();
    choose(name, undefined, true);
  };
  const reset = make('button', { type: 'button', className: 'reset', 'aria-label': `Reset ${title.toLowerCase()}`, on: { click } }, '↺');
  lengths.set(name, { range, shown, reset });
  return make('div', { className: 'row length', 'data-name': name },
    make('label', { for: id }, title), make('span', { className: 'fields' }, range, shown, reset));
}

/** Shows what is chosen. */
export function showShape(choice) {
  for (const [name, { range, shown, reset }] of lengths) {
    const value = choice[name] ?? LENGTHS[name].usual;
    range.value = value;
    range.setAttribute('aria-valuetext', `${value} pixels`);
    say(shown, `${value} px`);
    reset.hidden = choice[name] === undefined;
  }
  byId('font').value = choice.font ?? '';
  const isOwn = choice.logo !== undefined && !Object.hasOwn(MARKS, choice.logo);
  byId('logo-own').hidden = !isOwn;
  byId('logo').value = isOwn ? 'own' : choice.logo ?? '';
  byId('logo-picture').hidden = !choice.logo;
  if (choice.logo) byId('logo-picture').src = pictureOf(choice.logo);
}

/** Builds the choice of a brand; `choose` gets its values. */
export function buildBrands(choose) {
  const cards = [['', 'No brand'], ...BRANDS.map(({ name }, n) => [String(n), name])];
  const labels = radios('brand', cards, ({ target }) => choose(BRANDS[target.value]?.values ?? {}));
  labels.forEach((label, n) => {
    const { note = 'The page’s own colours', values = {} } = BRANDS[n - 1] ?? {};
    const colours = BRANDS[n - 1] ? ['canvas', 'accent', 'bar', 'text'].map((name) => values[name]) : ['#f3f5f2', '#0a6848', '#13946a', '#0f1f19'];
    const swatches = colours.map((colour) => {
      const swatch = make('i');
      swatch.style.backgroundColor = colour;
      return swatch;
    });
    label.querySelector('span').append(make('small', {}, note));
    label.append(make('span', { className: 'swatches', 'aria-hidden': 'true' }, ...swatches));
  });
  byId('brands').append(...labels);
}

/** Marks the brand whose values these are; none, if they are nobody's. */
export function showBrand(appearance) {
  const same = (values) => JSON.stringify(sorted(values)) === JSON.stringify(sorted(appearance));
  const place = BRANDS.findIndex(({ values }) => same(values));
  const chosen = place >= 0 ? String(place) : same({}) ? '' : undefined;
  for (const radio of byId('brands').querySelectorAll('input')) radio.checked = radio.value === chosen;
}

const sorted = (values) => Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
