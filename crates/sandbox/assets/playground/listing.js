// The code to copy, with colours.

import { CODE } from './code.js';
import { byId, make, say } from './dom.js';

/** What is coloured, by the class that it gets. */
const KINDS = [
  ['comment', /<!--[^]*?-->|\/\*[^]*?\*\/|(?<=^|\s)\/\/.*|^#.*/m],
  ['string', /"[^"]*"|'[^'\n]*'/],
  ['property', /--vpp-[\w-]+|\bVPP_\w+/],
  ['tag', /<\/?[\w-]+|(?<!=)\/?>/],
  ['word', /\b(?:import|from|type|export|function|async|await|return|const)\b/],
];

const ANY = new RegExp(KINDS.map(([, pattern]) => `(${pattern.source})`).join('|'), 'gm');

/** A text as spans. */
function coloured(text) {
  const parts = [];
  let from = 0;
  for (const match of text.matchAll(ANY)) {
    const [kind] = KINDS[match.slice(1).findIndex((part) => part !== undefined)];
    parts.push(text.slice(from, match.index), make('span', { className: kind }, match[0]));
    from = match.index + match[0].length;
  }
  return [...parts, text.slice(from)];
}

let shown = 'html';

/** Builds the tabs and the button. `choice` gives what is chosen. */
export function buildListing(choice) {
  const tabs = Object.entries(CODE).map(([key, [title]]) =>
    make('button', { type: 'button', role: 'tab', id: `tab-${key}`, 'aria-controls': 'code', on: { click: () => select(key) } }, title),
  );
  const select = (key) => {
    shown = key;
    showListing(choice());
  };
  byId('tabs').append(...tabs);
  byId('tabs').addEventListener('keydown', ({ key }) => {
    const place = tabs.findIndex(({ id }) => id === `tab-${shown}`);
    const next = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: tabs.length - 1 }[key];
    if (next === undefined) return;
    const tab = tabs.at(next % tabs.length);
    select(tab.id.slice('tab-'.length));
    tab.focus();
  });
  byId('copy').addEventListener('click', () => copy(CODE[shown][1](choice()), 'The code is copied.'));
}

/** Shows the code of a choice. */
export function showListing(choice) {
  for (const tab of byId('tabs').children) {
    const isShown = tab.id === `tab-${shown}`;
    tab.setAttribute('aria-selected', String(isShown));
    tab.tabIndex = isShown ? 0 : -1;
  }
  byId('code').setAttribute('aria-labelledby', `tab-${shown}`);
  const text = CODE[shown][1](choice);
  if (byId('code').textContent !== text) byId('code').replaceChildren(...coloured(text));
}

/** Copies a text and says so. */
export async function copy(text, done) {
  const said = byId('said');
  say(said, '');
  try {
    await navigator.clipboard.writeText(text);
    say(said, done);
  } catch {
    say(said, 'The browser does not allow copying; select the text instead.');
  }
}
