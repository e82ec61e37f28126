// The page's end of the frame protocol. embed/vpp-summary.js is the portal's end; embed/README.md describes both.
//
// The portal is the page around this one. Nothing that arrives is trusted: the sender is checked against the
// deployment's allowed origins, every field for its type, and an appearance by appearance.js.

import { applyAppearance, palette } from './appearance.js';

export { applyAppearance };

/**
 * The portal, as the program sees it.
 *
 * @typedef {object} Host
 * @property {(event: string[]) => void} post Tells the portal what has happened: a type of `FIELDS` and its values in
 *   order. An empty string stands for a value that is not there.
 */

/**
 * A frame that a portal may open a session in.
 *
 * @typedef {object} Connection
 * @property {Host} [host] Missing if the deployment does not allow the portal.
 * @property {Promise<string>} opened Resolves with the portal's language when it opens the first session.
 */

const FIELDS = {
  action: ['name'],
  period: ['periodType', 'start', 'end'],
  route: ['route', 'url'],
  close: ['url'],
  error: ['kind', 'requestId'],
};

const root = document.documentElement;

/** The schemes of `vpp:app-schemes` and of the deployment's own addresses. The element follows links of no other app. */
const schemes = [...document.querySelectorAll('[name="vpp:app-schemes"],[name^="vpp:h"]')].flatMap(({ content }) =>
  words(content).map((word) => word.split(':')[0]),
);

/** Connect's address as the deployment sets it, before a portal chooses another. */
const deploymentUrl = setting('connect-url');

/**
 * Announces the page to the portal and handles what the portal sends, if the deployment allows it.
 *
 * @param {object} page
 * @param {HTMLElement} page.app The element that holds the page.
 * @param {string} page.version
 * @param {Promise<unknown>} page.styled Resolves when all of the page's style sheets are there.
 * @param {(link: { token?: string, reference?: string, leapStatus?: string, confirmed: boolean }) => void} page.onOpen Called
 *   for every session that the portal opens, the first one included, and with `confirmed` alone when the customer of the last
 *   one has come back from Leap to the portal.
 * @param {(tag: string) => void} page.onLanguage Called when the portal changes its language.
 * @returns {Connection}
 */
export function connect({ app, version, styled, onOpen, onLanguage }) {
  const allowed = words(setting('allowed-origins')).filter((origin) => /^[a-z][a-z\d+.-]*:\/\/[^/]+$/.test(origin));
  const stranger = findStranger(allowed);
  if (!allowed.length || stranger) {
    // This says nothing but that the page refuses, so any page may receive it.
    parent.postMessage({ type: 'vpp:refused', id: 'refused' }, '*');
    refuse(`${stranger ?? 'this site'} may not show the page in a frame; vpp:allowed-origins names who may`);
    return { opened: new Promise(() => {}) };
  }
  keepFocusInPortal();
  root.dataset.framed = '';

  const id = [...crypto.getRandomValues(new Uint32Array(4))].join('-');
  /** The portal's origin; unknown until it has sent a message. */
  let portal;
  /** What is to be sent as soon as the origin is known. */
  const queue = [];
  const send = (type, fields) => {
    if (portal) parent.postMessage({ ...fields, type: `vpp:${type}`, id, schemes }, portal);
    else queue.push([type, fields]);
  };

  /** The language that the portal asked for last. */
  let language;
  let confirmed = false;
  const opened = new Promise((resolve) => {
    addEventListener('message', ({ source, origin, data }) => {
      if (source !== parent || data?.id !== id || !['vpp:open', 'vpp:look'].includes(data.type)) return;
      if (!allowed.includes(origin)) return refuse(`${origin} may not open a session; see vpp:allowed-origins`);
      const isFirst = !portal;
      portal = origin;
      root.toggleAttribute('data-navigation', data.navigation === true);
      if (applyAppearance(data.appearance, data.theme)) styled.then(() => send('palette', { palette: palette() }));
      if (typeof data.lang === 'string' && data.lang !== language) {
        // The customer's own choice stays until the portal changes its language.
        if (language !== undefined) onLanguage(data.lang);
        language = data.lang;
      }
      // The next customer has not come back from Leap because another one has.
      const before = confirmed;
      confirmed = data.confirmed === true;
      if (data.type === 'vpp:open') {
        setConnectUrl(data.connectUrl);
        const text = (value) => (typeof value === 'string' ? value : undefined);
        onOpen({ token: text(data.token) ?? '', reference: text(data.referenceId), leapStatus: text(data.leapStatus), confirmed });
        resolve((language ??= ''));
      } else if (confirmed && !before) onOpen({ confirmed });
      if (!isFirst) return;
      observeHeight(send);
      observeState(app, version, send);
      interceptLinks(send);
      for (const message of queue.splice(0)) send(...message);
    });
  });

  // The origin is not known yet; this says nothing secret, so any page may receive it.
  parent.postMessage({ type: 'vpp:ready', id }, '*');
  const post = (type, ...values) =>
    send(type, Object.fromEntries(FIELDS[type].map((field, n) => [field, values[n] || null])));
  return { host: { post }, opened };
}

/**
 * The first page around this one that is not allowed. The element's frame has no referrer, so some browsers hide the
 * origin of the portal itself ("null"); its first message shows it.
 */
function findStranger(allowed) {
  const isStranger = (origin, distance) => !allowed.includes(origin) && (distance || origin !== 'null');
  return [...(location.ancestorOrigins ?? [])].find(isStranger);
}

/** Empties the document, so that a page that is not allowed shows nothing of this one. */
function refuse(reason) {
  document.body.replaceChildren();
  warn(reason);
}

/** Keeps the page from taking the focus away from the portal and from scrolling it. */
function keepFocusInPortal() {
  const { focus } = HTMLElement.prototype;
  HTMLElement.prototype.focus = function () {
    if (document.hasFocus()) focus.call(this, { preventScroll: true });
  };
}

/** Sets Connect's address to the portal's choice, or to the deployment's own. */
function setConnectUrl(url) {
  const chosen = typeof url === 'string' ? url : deploymentUrl;
  const isAllowed = [deploymentUrl, ...words(setting('allowed-connect-urls'))].includes(chosen);
  if (!isAllowed) warn('the connect-url is not among vpp:allowed-connect-urls');
  // Without an address the program sends nothing and shows that the configuration is wrong.
  const meta = metaOf('connect-url');
  if (meta) meta.content = isAllowed ? chosen : '';
}

/** Sends the height of the content whenever it changes. */
function observeHeight(send) {
  let sent;
  new ResizeObserver(() => {
    // A horizontal scrollbar takes up height too.
    const scrollbar = innerHeight - root.clientHeight;
    const height = Math.ceil(document.body.getBoundingClientRect().height) + scrollbar;
    if (height !== sent) send('resize', { height: (sent = height) });
  }).observe(document.body);
}

/** Sends the page's state and title whenever one of them changes. */
function observeState(app, version, send) {
  let sent;
  new MutationObserver(() => {
    const { state } = document.querySelector('main[data-state]')?.dataset ?? {};
    const { title } = document;
    if (!state || sent === state + title) return;
    sent = state + title;
    send('state', { state, title, version });
  }).observe(app, { attributeFilter: ['data-state'], childList: true, subtree: true });
}

/** Sends where a link leads that goes on from here: the portal follows it, since this frame cannot. */
function interceptLinks(send) {
  addEventListener('click', (event) => {
    const link = event.target.closest?.('a[data-remedy], a[data-way]');
    if (!link) return;
    event.preventDefault();
    const url = link.getAttribute('href');
    if ('way' in link.dataset) return send('route', { route: 'leap', url });
    // While the page leaves for a redirect the session goes on there; every other link leads out of it.
    const { state } = document.querySelector('main[data-state]').dataset;
    if (state === 'loading') send('route', { route: null, url });
    else send('close', { url });
  });
}

function metaOf(name) {
  return document.querySelector(`meta[name="vpp:${name}"]`);
}

function setting(name) {
  return metaOf(name)?.content.trim() ?? '';
}

function words(text) {
  return text.split(/\s+/).filter(Boolean);
}

function warn(text) {
  console.warn(`vpp-summary: ${text}`);
}
