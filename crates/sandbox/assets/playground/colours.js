// The controls of the colours, with the contrast of every pair of text and background beside its text.

import { COLOURS, GROUPS, PAIRS } from './appearance.js';
import { parseColour } from './choice.js';
import { contrasts } from './contrast.js';
import { byId, make, say } from './dom.js';

const titleOf = (name) => COLOURS[name].title.toLowerCase();

/** The parts of each row, by the name of the colour. */
const rows = new Map();

/** The parts of each pair, by `text/background`. */
const chips = new Map();

/**
 * Builds the controls.
 *
 * @param {HTMLElement} place
 * @param {(name: string, value: string | undefined, isDone: boolean) => void} choose Called with each new value; `isDone` once
 *   the visitor has settled on it.
 */
export function buildColours(place, choose) {
  for (const [title, names] of GROUPS) {
    const list = make('div', { className: 'rows' }, ...names.map((name) => row(name, choose)));
    place.append(make('details', { open: true }, make('summary', {}, make('h3', {}, title)), list));
  }
}

function row(name, choose) {
  const { title: label, use } = COLOURS[name];
  const id = `colour-${name}`;
  const take = ({ target, type }) => {
    const value = parseColour(target.value);
    target.setAttribute('aria-invalid', String(!value));
    if (value) choose(name, value, type === 'change');
  };
  const picker = make('input', { type: 'color', 'aria-label': `${label}, colour picker`, on: { input: take, change: take } });
  const hex = make('input', {
    id, type: 'text', className: 'hex', spellcheck: false, autocomplete: 'off', maxLength: 7,
    'aria-describedby': `${id}-use`, on: { input: take, change: take },
  });
  const click = () => {
    hex.focus();
    choose(name, undefined, true);
  };
  const reset = make('button', { type: 'button', className: 'reset', hidden: true, 'aria-label': `Reset ${titleOf(name)}`, on: { click } }, '↺');
  rows.set(name, { picker, hex, reset });
  return make('div', { className: 'row', 'data-name': name },
    make('label', { for: id }, label), make('small', { id: `${id}-use` }, use),
    make('span', { className: 'fields' }, picker, hex, reset), ...pairsOf(name));
}

/** The pairs in which a colour is the text. */
function pairsOf(name) {
  const backgrounds = PAIRS.filter(([text]) => text === name).map(([, background]) => background);
  if (!backgrounds.length) return [];
  const items = backgrounds.map((background) => {
    const parts = { sample: make('span', { className: 'sample' }), ratio: make('b'), verdict: make('span', { className: 'verdict' }) };
    parts.item = make('li', { 'data-pair': `${name}/${background}` }, parts.sample, `on ${titleOf(background)} `, parts.ratio, ' ', parts.verdict);
    chips.set(`${name}/${background}`, parts);
    return parts.item;
  });
  return [make('ul', { className: 'pairs', 'aria-label': `Contrast of ${titleOf(name)}` }, ...items)];
}

/**
 * Shows the colours that count now, and their contrasts.
 *
 * @param {Record<string, string>} palette The colours that the page has, by name.
 * @param {(name: string) => string | undefined} chosen What is chosen for a colour in the shown theme.
 */
export function showColours(palette, chosen) {
  for (const [name, { picker, hex, reset }] of rows) {
    const value = chosen(name) ?? palette[name] ?? COLOURS[name].usual;
    picker.value = value;
    // The text of a field stays as it is while someone types in it.
    if (document.activeElement !== hex || parseColour(hex.value) !== value) {
      if (document.activeElement !== hex || hex.getAttribute('aria-invalid') !== 'true') hex.value = value;
    }
    reset.hidden = !chosen(name);
  }
  const known = { ...Object.fromEntries(Object.entries(COLOURS).map(([name, { usual }]) => [name, usual])), ...palette };
  const all = contrasts(known);
  for (const { text, background, ratio, passes } of all) {
    const { item, sample, ratio: number, verdict } = chips.get(`${text}/${background}`);
    sample.style.color = known[text];
    sample.style.backgroundColor = known[background];
    say(number, `${ratio}:1`);
    say(verdict, passes ? 'passes' : 'fails');
    item.classList.toggle('fails', !passes);
  }
  const failing = all.filter(({ passes }) => !passes);
  const list = failing.map(({ text, background, ratio }) => `${COLOURS[text].title} on ${titleOf(background)} ${ratio}:1`).join('; ');
  const summary = byId('contrast');
  summary.classList.toggle('fails', failing.length > 0);
  say(summary, failing.length
    ? `${failing.length} of ${all.length} pairs are below 4.5:1: ${list}.`
    : `All ${all.length} pairs of text and background have at least 4.5:1.`);
}
