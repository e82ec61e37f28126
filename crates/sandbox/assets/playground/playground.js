// The playground: joins the controls, the address and the element. The choice is the only state; every change of it ends with
// `show`.

import { buildColours, showColours } from './colours.js';
import { WIDTHS, isAppearance, queryOf, reader } from './choice.js';
import { paletteOf } from './contrast.js';
import { byId, radios, say } from './dom.js';
import { watchEvents } from './events.js';
import { buildListing, copy, showListing } from './listing.js';
import { element, restart, showPreview, shownPage, startPreview, themeOf } from './preview.js';
import { buildBrands, buildShape, showBrand, showShape } from './shape.js';

const valuesOf = (select) => [...select.options].map(({ value }) => value).filter(Boolean);
const choices = reader(valuesOf(byId('scenario')), valuesOf(byId('lang')));

let choice = choices.parse(location.search);
let probe;

/** Changes parts of the choice: undefined takes one out. The address follows once the visitor has settled on a value. */
function choose(changes, isDone = true) {
  const next = { ...choice, ...changes };
  for (const [name, value] of Object.entries(next)) if (value === undefined || value === '') delete next[name];
  choice = choices.valid(next);
  if (isDone && addressOf(choice) !== location.pathname + location.search) history.pushState(null, '', addressOf(choice));
  show();
}

/** A colour is chosen for the theme that is shown. */
function chooseColour(name, value, isDone) {
  const isDark = themeOf(choice) === 'dark';
  if (value) return choose({ [isDark ? `${name}.dark` : name]: value }, isDone);
  choose({ [isDark && choice[`${name}.dark`] ? `${name}.dark` : name]: undefined });
}

/** All that belongs to the appearance, taken out. */
const bare = () => Object.fromEntries(Object.keys(choice).filter(isAppearance).map((name) => [name, undefined]));

function addressOf(one) {
  const query = queryOf(one);
  return location.pathname + (query && `?${query}`);
}

/** Shows the choice everywhere. */
function show() {
  for (const id of ['scenario', 'lang', 'leap-status']) byId(id).value = choice[id] ?? (id === 'scenario' ? 'documented' : '');
  if (document.activeElement !== byId('reference-id')) byId('reference-id').value = choice['reference-id'] ?? '';
  byId('navigation').checked = choice.navigation !== undefined;
  for (const [name, usual] of [['theme', 'auto'], ['width', 'full']]) {
    byId(name).querySelector(`[value="${choice[name] ?? usual}"]`).checked = true;
  }
  showBrand(Object.fromEntries(Object.entries(choice).filter(([name]) => isAppearance(name))));
  showShape(choice);
  showPreview(choice);
  showListing(choice);
  showPalette();
}

/** Shows the colours of the page, which follow the choice a moment later. */
function showPalette() {
  const page = shownPage();
  const theme = themeOf(choice);
  say(byId('edited'), `in the ${theme} theme`);
  const chosen = (name) => (theme === 'dark' && choice[`${name}.dark`]) || choice[name];
  const palette = page && probe ? paletteOf(page, probe) : {};
  showColours(palette, chosen);
  byId('device').style.setProperty('--behind', palette.canvas ?? '');
  const actual = page?.document.documentElement.dataset.theme;
  say(byId('theme-note'), actual && actual !== theme
    ? `The page is ${actual} all the same, because its text would not be legible on these cards. Choose ${theme} surfaces as well.`
    : '');
}

function start() {
  byId('theme').append(...radios('theme', [['light', 'Light'], ['dark', 'Dark'], ['auto', 'Auto']], ({ target }) =>
    choose({ theme: target.value })));
  const widths = Object.entries(WIDTHS).map(([name, pixels]) => [name, `${name[0].toUpperCase()}${name.slice(1)} ${pixels}`]);
  byId('width').append(...radios('width', [...widths, ['full', 'Full']], ({ target }) => choose({ width: target.value })));
  for (const id of ['scenario', 'lang', 'leap-status', 'reference-id']) {
    byId(id).addEventListener('change', ({ target }) => {
      choose({ [id]: id === 'scenario' && target.value === 'documented' ? undefined : target.value });
      if (id === 'reference-id') say(byId('reference-problem'), target.value && !choice[id] ? '1 to 50 of A-Z a-z 0-9 - . _ ~' : '');
    });
  }
  byId('navigation').addEventListener('change', ({ target }) => choose({ navigation: target.checked ? 'shown' : undefined }));
  buildBrands((values) => choose({ ...bare(), ...values }));
  buildColours(byId('colours'), chooseColour);
  buildShape((name, value, isDone) => choose({ [name]: value }, isDone));
  buildListing(() => choice);
  byId('share').addEventListener('click', () => copy(location.origin + addressOf(choice), 'The link is copied.'));
  byId('restart').addEventListener('click', () => restart(choice));
  byId('plain').addEventListener('click', () => choose(Object.fromEntries(Object.keys(choice).map((name) => [name, undefined]))));
  addEventListener('popstate', () => {
    choice = choices.parse(location.search);
    show();
  });
  watchEvents(element);
  show();
  const started = startPreview(showPalette);
  // What an address holds beyond the choice does not stay in it.
  history.replaceState(null, '', addressOf(choice));
  started.then((preview) => {
    probe = preview.probe;
    showPalette();
  });
}

start();
