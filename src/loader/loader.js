// Starts the page: takes the token out of the address, chooses the language, loads the program and starts it with both.
// If that fails, or if the page breaks later, a message replaces the blank or broken page.
//
// The content security policy allows no inline script, so this is a file. index.html names every other file by a link:
// the program, its JavaScript glue, the style sheet, the languages' messages, and the scripts that only some pages need.

import { giveUp, post, sendFirst } from './request.js';

/**
 * What the program is started with; src/platform/loader.rs declares the same. The loader keeps `token` and `language`
 * up to date and tells the program's listener when they have changed.
 *
 * @typedef {object} Boot
 * @property {HTMLElement} root The element that holds the page, `#app`.
 * @property {string} version The release, as the build has written it into index.html.
 * @property {string} [token] The latest token: from the address or, in a frame, from the portal.
 * @property {string} [reference] The customer's reference at Leap, from where the token is.
 * @property {string} [leapStatus] How far the customer has come at Leap, from there too.
 * @property {boolean} confirmed Whether the customer has come back from Leap: to this page or, in a frame, to the portal.
 * @property {Language} language The current language.
 * @property {import('./frame.js').Host} [host] The portal around the frame; undefined outside a frame.
 * @property {(url: string, body: string) => import('./request.js').Exchange} post Sends a request to Connect.
 * @property {(tag: string) => Promise<void>} selectLanguage Changes the language to one that the customer has chosen.
 * @property {(text: string) => void} copy Copies a text. Browsers that do not allow it, such as some apps' web views, do nothing.
 * @property {(listener: (event: BootEvent) => void) => void} subscribe Registers the program's one listener.
 */

/**
 * @typedef {object} Language
 * @property {string[]} languages The tags that numbers and dates are formatted by.
 * @property {string[]} messages The messages, in the order of the catalogue. Their language can be another one than
 *   that of `languages`: a customer whose language has no messages reads English.
 * @property {Intl.PluralRules} plurals The plural rules of the messages' language.
 */

/**
 * `language`: the language has changed or could not be changed. `open`: another token is there, which starts a session, or the
 * customer has come back from Leap.
 *
 * @typedef {{ type: 'language' | 'open' }} BootEvent
 */

/** How long the message about a page that has broken waits for its language. */
const CRASH_LANGUAGE_TIMEOUT_MS = 2000;

/** Keys of this tab's session storage; src/platform/storage.rs uses them too. */
const TOKEN_KEY = 'vpp_summary.token';
const RESUME_KEY = 'vpp_summary.resume';
const LANGUAGE_KEY = 'vpp_summary.lang';

/** Whether another page, a portal, shows this one in a frame. */
const framed = parent !== window;

const link = takeLink();

/** The language that the last visit has stored. WebKit can send `pageshow` before anything that is awaited here goes on. */
const storedLanguage = takeStoredLanguage();

/** The program's listener. */
let listener;

/** @type {Boot} */
const boot = {
  root: undefined,
  version: undefined,
  // What the address of a frame says does not count: the portal sends it in a message.
  ...(framed ? {} : link),
  language: undefined,
  host: undefined,
  post,
  selectLanguage,
  copy: (text) => void navigator.clipboard?.writeText(text).catch(() => {}),
  subscribe: (subscriber) => void (listener = subscriber),
};

/** The language that was selected last. */
let selectedTag;

addEventListener('error', (event) => crashIfTrapped(event.error));
addEventListener('unhandledrejection', (event) => crashIfTrapped(event.reason));
// The browser may restore the page from its cache, with its language; a later link must not inherit the stored one.
addEventListener('pageshow', takeStoredLanguage);
// A link that differs in its fragment only does not load the page again.
addEventListener('hashchange', openLink);
// Back can lead to a link that was left before this script could clean it.
addEventListener('popstate', openLink);
// Until the program is there, nothing else keeps the token for a reload. A frame has none to keep.
if (!framed) addEventListener('pagehide', () => listener ?? storeToken());
// Leap leads back to an address without the language.
addEventListener('click', keepLanguage);

// This script runs as soon as it is there: the rest of index.html may still be on its way.
if (document.readyState === 'loading') await new Promise((resolve) => addEventListener('DOMContentLoaded', resolve));
// In a frame the first request waits for the portal's message.
if (!framed) sendFirst(link.token ?? stored(TOKEN_KEY), stored(RESUME_KEY));
boot.root = document.getElementById('app');
boot.version = boot.root.dataset.version;

/** Resolves when the style sheet is there: without it nothing is drawn. */
const styled = loadStyles();

/** Resolves with the connection to the portal, if there is one, and when the appearance is there. */
const connected = connect();

/** Resolves when the first language is there and, in a frame, the portal has opened a session. */
const prepared = prepare();

try {
  const glue = document.querySelector('link[rel=modulepreload]');
  const wasm = document.querySelector('link[rel=preload][as=fetch]');
  // `Promise.all` starts everything at once and handles every rejection.
  const [{ default: init, start }, response] = await Promise.all([
    import(glue.href),
    fetch(wasm.href, { integrity: wasm.dataset.integrity }),
    prepared,
    styled,
  ]);
  await init({ module_or_path: response });
  start(boot);
  // What the program has not asked for by now, it asks for anew.
  giveUp();
} catch (error) {
  // The message names at most a file of the page; it holds nothing of the customer's.
  console.error(error);
  crash();
}

/**
 * Removes every token from the address bar and the history, before anything is requested, and returns the last one that
 * has a name, with what stands beside it. The program checks it and keeps it in this tab's storage, where a reload finds it.
 * Without a token the address stays as it is, and the token is undefined; it is empty if no token has a name.
 *
 * What Leap adds to the address that customers return to goes, too, and is told from nothing but its names: anyone can
 * write them.
 *
 * Links arrive in other shapes than they were sent in: routers put a slash or `!` behind `#`, mail programs write `&amp;`,
 * and others encode what is encoded already.
 */
function takeLink() {
  let token;
  const beside = {};
  const rest = location.href.replace(/^[^?#;]*|([?#&;/!])([^?#&;/!=]*(?:=[^?#&;]*)?)/g, (all, separator, part = '') => {
    // Encoded nine times at most. `decodeURIComponent` would throw at a malformed character.
    for (let times = 9; times--; ) part = unescape(part);
    const [, name, text] = /^\W*(ref_id|leap_status|refid|authorizationid)\W*?=(.*)/is.exec(part) ?? [];
    let value = /^\W*fp_cot(?:\W*?=|$)(.*)/is.exec(part)?.[1];
    // Mail programs and copying leave a full stop or a bracket behind it.
    value = /cot_[\w-]+(?=\W*$)/i.exec(value)?.[0] ?? value;
    if (name) {
      const key = name.toLowerCase();
      // Of two values neither counts.
      beside[key] = key in beside ? '' : text;
    } else if (value == null && !/(^|[^a-z\d])cot_/i.test(part.replace(/fp_cot/gi, ''))) return all;
    else token = value ?? token ?? '';
    return /[&;!]/.test(separator) ? '' : separator;
  });
  // Without separators that now separate nothing.
  if (rest !== location.href) history.replaceState(null, '', rest.replace(/([?#])[&;]+/g, '$1').replace(/[?#]+(?=#|$)/g, ''));
  return {
    token,
    reference: beside.ref_id,
    leapStatus: beside.leap_status,
    confirmed: 'refid' in beside || 'authorizationid' in beside,
  };
}

/** Starts the session of a link that was opened while the page was there. In a frame only the portal opens sessions. */
function openLink() {
  const link = takeLink();
  if (link.token != null && !framed) openSession(link);
}

function openSession(link) {
  Object.assign(boot, link);
  if (document.getElementById('crash-page')) return listener?.({ type: 'open' });
  // The program has stopped.
  storeToken();
  location.reload();
}

/** Puts in the style sheet that index.html preloads. The one before it holds what the skeleton needs. */
function loadStyles() {
  const { href, integrity } = document.querySelector('link[as=style]');
  const sheet = Object.assign(document.createElement('link'), { rel: 'stylesheet', href, integrity });
  document.head.append(sheet);
  return new Promise((resolve, reject) => {
    sheet.addEventListener('load', resolve);
    sheet.addEventListener('error', reject);
  });
}

async function connect() {
  if (!framed && !document.querySelector('meta[name="vpp:appearance"]')?.content) return;
  const link = document.querySelector('link[data-frame]');
  const { integrity = '' } = link.dataset;
  // An import cannot name an integrity: it gets the module that this link has loaded and checked.
  document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', href: link.href, integrity }));
  const frame = await import(link.href);
  frame.applyAppearance();
  if (!framed) return;
  const connection = frame.connect({
    app: boot.root,
    version: boot.version,
    styled,
    onOpen: (link) => {
      // A page that could not even start must not load itself again and again.
      if (listener) openSession(link);
      else Object.assign(boot, link);
    },
    onLanguage: selectLanguage,
  });
  boot.host = connection.host;
  return connection;
}

async function prepare() {
  const connection = await connected;
  const tag = connection ? await connection.opened : addressLanguage();
  if (connection) sendFirst(boot.token, stored(RESUME_KEY));
  const choice = choose(preferredTags(tag));
  labelDocument(choice);
  // In a task of its own, when everything has been asked for.
  setTimeout(warmUp, 0, choice.languages);
  boot.language = await loadLanguage(choice);
}

/** The language that the address asks for, or that of the visit which a redirect has interrupted. */
function addressLanguage() {
  const tag = new URLSearchParams(location.search).get('lang');
  const [stored] = canonicalTags(storedLanguage);
  if (tag !== null || !stored) return tag;
  // The browser's own choice needs no place in the address.
  if (choose(preferredTags()).languages[0] !== stored) setAddressLanguage(stored);
  return stored;
}

/** What this tab's storage holds under a key; null without storage. */
function stored(key) {
  try {
    return sessionStorage.getItem(key);
  } catch {
    // Storage is blocked.
    return null;
  }
}

/** The language that the program has stored before the page left for a redirect. */
function takeStoredLanguage() {
  const tag = stored(LANGUAGE_KEY);
  if (tag !== null) sessionStorage.removeItem(LANGUAGE_KEY);
  return tag;
}

function keepLanguage({ target }) {
  try {
    if (!framed && target.closest('[data-way]')) sessionStorage.setItem(LANGUAGE_KEY, boot.language.languages[0]);
  } catch {
    // Storage is blocked.
  }
}

/** Makes formats like those that the program will need: the first of their kind take long, and now there is time. */
function warmUp(languages) {
  new Intl.DateTimeFormat(languages, { dateStyle: 'long', timeZone: 'UTC' }).format();
  new Intl.NumberFormat(languages, { style: 'currency', currency: 'EUR' }).format(0);
}

/** Writes a language into the address, where a reload finds it, and leaves the rest of the address as it is. */
function setAddressLanguage(tag) {
  const [, path, query, hash] = /^([^?#]*)\??([^#]*)(.*)$/.exec(location.href);
  const others = query.split('&').filter((part) => part && !/^lang(=|$)/.test(part));
  history.replaceState(history.state, '', `${path}?${[`lang=${tag}`, ...others].join('&')}${hash}`);
}

/** The language that was asked for, then those that the browser prefers. Either may name no language, as `C` does. */
function preferredTags(tag) {
  return [tag || [], ...navigator.languages].flatMap(canonicalTags);
}

/** A list of the tag in its usual spelling; an empty one if it is not a tag. */
function canonicalTags(tag) {
  try {
    return Intl.getCanonicalLocales(tag);
  } catch {
    return [];
  }
}

/**
 * Chooses the messages for the first tag that has any: those of exactly this variant, or else the first ones of its
 * language. Numbers and dates follow the tag itself, such as `de-AT`, or all tags if none has messages.
 */
function choose(tags) {
  const links = [...document.querySelectorAll('link[data-messages]')];
  const base = (tag) => tag.split('-')[0];
  for (const tag of tags) {
    const link =
      links.find(({ hreflang }) => hreflang === tag) ?? links.find(({ hreflang }) => base(hreflang) === base(tag));
    // `en` alone does not say whose dates; the variant of the messages does.
    if (link) return { link, languages: [tag === base(tag) ? link.hreflang : tag] };
  }
  return { link: links[0], languages: tags };
}

/** @returns {Promise<Language>} */
async function loadLanguage({ link, languages }) {
  const response = await fetch(link.href, { integrity: link.dataset.integrity });
  return { languages, messages: await response.json(), plurals: new Intl.PluralRules(link.hreflang) };
}

function labelDocument({ link: { hreflang, dataset } }) {
  Object.assign(document.documentElement, { lang: hreflang, dir: dataset.dir ?? 'ltr' });
}

/**
 * Changes the language and tells the program. If its messages cannot be loaded, the old language stays, and the program
 * is told too, so that its list follows. Of two calls in a row the last one counts, whichever loads first.
 */
async function selectLanguage(tag) {
  selectedTag = tag;
  const choice = choose(preferredTags(tag));
  try {
    // The page may still be starting.
    await prepared;
    const language = await loadLanguage(choice);
    if (selectedTag !== tag) return;
    // In a frame the next load follows the portal's language.
    if (!framed) setAddressLanguage(tag);
    labelDocument(choice);
    boot.language = language;
  } catch {
    if (selectedTag !== tag) return;
  }
  listener?.({ type: 'language' });
  dispatchEvent(new Event('vpp:spoken'));
}

/** WebAssembly reports a trap, such as the abort after a panic, as a RuntimeError; the program cannot run after it. */
function crashIfTrapped(error) {
  if (globalThis.WebAssembly && error instanceof WebAssembly.RuntimeError) crash();
}

/** Replaces the page by the message that index.html holds in a template. Only the first call does anything. */
async function crash() {
  const template = document.getElementById('crash-page');
  if (!template) return;
  template.remove();
  storeToken();
  // The scripts for the portal may still be loading, or be what has failed.
  connected.then(() => boot.host?.post('error', 'crashed'), () => {});
  const timeout = new Promise((resolve) => setTimeout(resolve, CRASH_LANGUAGE_TIMEOUT_MS));
  await Promise.race([prepared, timeout]).catch(() => {});
  const [page] = template.content.children;
  if (boot.language) {
    const { lang, dir } = document.documentElement;
    Object.assign(page, { lang, dir });
    // The last four messages of the catalogue, in this order.
    const texts = boot.language.messages.slice(-4);
    page.querySelectorAll('h1, p, button').forEach((element, n) => (element.textContent = texts[n]));
  }
  document.body.replaceChildren(page);
  document.querySelector('#crash button').addEventListener('click', () => location.reload());
  // In a frame, the portal keeps the focus.
  if (!framed || document.hasFocus()) document.querySelector('#crash h1').focus();
}

/** Keeps the token and the reference for the reload that the message offers, as the program would have done. */
function storeToken() {
  try {
    if (framed || boot.token == null) return;
    // Where writing is refused, no other customer's token may stay.
    sessionStorage.removeItem(TOKEN_KEY);
    sessionStorage.setItem(TOKEN_KEY, boot.token);
    // With any status nothing is offered then, rather than too much.
    sessionStorage.setItem('vpp_summary.reference', [boot.token, boot.leapStatus ? '' : boot.reference].join(' '));
  } catch {
    // Storage is blocked: a reload asks for another link.
  }
}
