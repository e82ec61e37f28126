// The element that is tried, its session, and the page in its frame.

import { WIDTHS } from './choice.js';
import { byId, make } from './dom.js';
import { properties } from './style.js';

const element = document.querySelector('vpp-summary');

/** The window of the page, once it has announced itself. */
let page;

/** Each visit has sessions of its own, so that colleagues do not move each other's periods. */
let suffix = newSuffix();

/** The token of the session. It is a token of the sandbox's, and still never shown. */
let token = '';

function newSuffix() {
  return [...crypto.getRandomValues(new Uint32Array(2))].map((number) => number.toString(36)).join('');
}

/** Loads the element, and calls `onChange` whenever the page in it has other colours. */
export async function startPreview(onChange) {
  const probe = make('i', { hidden: true });
  document.body.append(probe);
  const observer = new MutationObserver(() => onChange());
  addEventListener('message', ({ source, origin, data }) => {
    if (origin !== location.origin || source === window || data?.type !== 'vpp:ready') return;
    page = source;
    observer.disconnect();
    observer.observe(page.document.documentElement, { attributes: true });
  });
  element.addEventListener('ready', () => onChange());
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => onChange());
  try {
    await import('/sandbox/v1/vpp-summary.js');
  } catch {
    byId('not-built').hidden = false;
  }
  return { probe };
}

/** Shows a choice. */
export function showPreview(choice) {
  const { scenario = 'documented', lang = '', width } = choice;
  const next = `cot_sandbox-${scenario}--${suffix}`;
  if (next !== token) element.connectToken = token = next;
  // Without a language of its own, the element would have that of this page.
  if (element.lang !== lang || !element.hasAttribute('lang')) element.lang = lang;
  element.theme = choice.theme ?? 'auto';
  element.navigation = choice.navigation !== undefined;
  for (const [name, property] of [['reference-id', 'referenceId'], ['leap-status', 'leapStatus']]) {
    if ((element.getAttribute(name) ?? undefined) !== choice[name]) element[property] = choice[name] ?? null;
  }
  const wanted = new Map(properties(choice).map(([name, value]) => [`--vpp-${name}`, value]));
  for (const name of [...element.style]) if (!wanted.has(name)) element.style.removeProperty(name);
  for (const [name, value] of wanted) element.style.setProperty(name, value);
  byId('device').dataset.width = width ?? 'full';
  byId('device').style.setProperty('--width', width ? `${WIDTHS[width]}px` : '100%');
}

/** Starts the session again, as a new customer would. */
export function restart(choice) {
  suffix = newSuffix();
  showPreview(choice);
}

/** The page in the frame, if it is there. */
export const shownPage = () => (page?.document?.documentElement ? page : undefined);

/** The theme in which colours are chosen: the one that is asked for. */
export const themeOf = ({ theme }) => theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');

export { element };
