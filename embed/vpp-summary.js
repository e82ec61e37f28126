// <vpp-summary>: the customer's page of virtual-power-plant earnings, in a portal (a partner's page). README.md
// describes its use and the protocol; src/loader/frame.js is the page's end of the protocol.
//
// Importing this file defines the element, once, and has no other effect. On a server, without elements, it has none.

/** The address of the page; this file lies beside it. */
const PAGE = new URL('./', import.meta.url);

/** How long the page may take to announce itself, then to show something; and how long `fetchToken` may take. */
const LOAD_TIMEOUT_MS = 15_000;

/** The frame's height until the page has sent its own, and the smallest one that the page may send, in pixels. */
const INITIAL_HEIGHT = 480;
const MIN_HEIGHT = 40;

/** The custom properties that the page is sent, without `--vpp-`; README.md describes each. */
const APPEARANCE = (
  'canvas surface surface-sunken text text-muted line line-strong accent accent-hover accent-soft on-accent bar penalty ' +
  'warning warning-soft focus font font-size space radius radius-control logo'
).split(' ');

/**
 * The probe (`i`) detects changes of style: it starts a transition when one of the properties has another computed
 * value, whether a class, a rule, a style sheet or a media query has changed it. `color` stands for the colour scheme.
 * `--shown` starts a transition when the probe is displayed again, because an element that is not displayed starts
 * none. The transition is a step, so that the new value can be read at once.
 *
 * The frame takes up all the width there is, even inside a container that is only as wide as its content.
 */
const SHEET = `:host { display: block }
:host([hidden]) { display: none }
iframe { display: block; width: 64rem; min-width: 100%; max-width: 100%; border: 0; forced-color-adjust: none }
i {
  position: absolute; visibility: hidden; forced-color-adjust: none; color: CanvasText; color: light-dark(#000, #fff); --shown: 1;
  transition: 1ms step-start allow-discrete; transition-property: color, --shown, ${APPEARANCE.map((name) => `--vpp-${name}`)};
}
@starting-style { i { --shown: 0 } }`;

/** Pairs of text and background whose contrast is checked. */
const PAIRS = (
  'text/canvas text/surface text/surface-sunken text/accent-soft text-muted/canvas text-muted/surface text-muted/surface-sunken ' +
  'on-accent/accent on-accent/accent-hover accent/surface accent/surface-sunken accent/accent-soft warning/surface warning/warning-soft'
).split(' ');

/** The relative luminance of a colour, as WCAG defines it. */
const luminance = (hex) =>
  [1, 3, 5]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, n) => sum + part * [0.2126, 0.7152, 0.0722][n], 0);

/** Reports pairs of the page's colours in which text is hard to read. */
const warnOfLowContrast = (palette) => {
  for (const pair of PAIRS) {
    const colours = pair.split('/').map((name) => palette?.[name]);
    if (!colours.every((colour) => /^#[\da-f]{6}$/.test(colour))) continue;
    const [dark, light] = colours.map(luminance).sort((a, b) => a - b);
    const contrast = ((light + 0.05) / (dark + 0.05)).toFixed(2);
    if (contrast >= 4.5) continue;
    console.warn(`vpp-summary: --vpp-${pair.replace('/', ' on --vpp-')} has a contrast of ${contrast}:1, less than 4.5:1`);
  }
};

/** Problems that another try does not solve. */
const FINAL = ['ended', 'no_token', 'configuration', 'not_allowed'];
const KINDS = [...FINAL, 'offline', 'timeout', 'refused', 'unreadable', 'server', 'rate_limit', 'crashed', 'unavailable'];

/** Schemes that run code, read files, start tools of the system or have a meaning only inside a browser. */
const UNSAFE_SCHEMES =
  /^(javascript|data|blob|file|vbscript|about|view-source|filesystem|ftp|wss?|chrome|(chrome|moz)-extension|resource|jar|intent|android-app|shell|smb|search(-ms)?|ms-msdt|mhtml):/i;

/** Whether the address has one of these schemes. */
const hasScheme = (url, schemes) =>
  Array.isArray(schemes) && schemes.some((scheme) => text(scheme) && url.toLowerCase().startsWith(`${scheme.toLowerCase()}:`));

/**
 * Whether the element may lead a customer to an address: https, http on this machine, or a link of an app whose scheme is
 * listed. The page has the same rule (crates/core/src/domain/address.rs); it is checked again here in case the page has
 * been tampered with.
 */
export const isSafeUrl = (url, schemes = []) =>
  typeof url === 'string' &&
  !/[\s\\\p{Cc}]/u.test(url) &&
  !UNSAFE_SCHEMES.test(url) &&
  (/^https:\/\/(\[[^\]/?#@]+\]|[^:[/?#@]+)(:[^/?#@]*)?([/?#]|$)/i.test(url) ||
    /^http:\/\/(([^/?#@:]+\.)?localhost|127\.0\.0\.1|\[::1\])(:\d*)?([/?#]|$)/i.test(url) ||
    (!/^https?:/i.test(url) && hasScheme(url, schemes) && /^[a-z][a-z\d+-]*(:\/\/.|\.[a-z\d+.-]*:.)/i.test(url)));

/** The earlier name of `isSafeUrl`, for portals that import it. */
export { isSafeUrl as mayFollow };

const text = (value) => (typeof value === 'string' && value ? value : null);

/** The properties that a portal may set before the element is defined. */
const OWN = 'confirmationUrl connectToken connectUrl fetchToken leapStatus navigation referenceId theme'.split(' ');

export class VppSummary extends (globalThis.HTMLElement ?? class {}) {
  static observedAttributes = ['connect-token', 'connect-url', 'leap-status', 'navigation', 'reference-id', 'theme', 'title'];

  #frame;
  #shadow; // Holds the frame. It is closed, so that no style or script of the portal reaches the frame by accident.
  #probe; // An invisible element beside the frame, with the same inherited styles.
  #pageId; // Names one load of the page; undefined until that has announced itself.
  #pageTitle = '';
  #loadTimer;
  #isShown = false;
  #token = '';
  #fetchToken = null;
  #confirmationUrl = null;
  #change; // The last change of what a session is opened with.
  #toldUrl; // The last one that the portal was told about.
  #hasFetched = false; // Whether this session has asked `fetchToken`.
  #attempt = 0; // Counts attempts to open a session, so that a token that is late does not open another one.
  #sentLook; // The look that the page has, as JSON; undefined until a session is opened.
  #connection; // Aborted when the element leaves the document.
  #observer;

  get connectToken() {
    return this.#token;
  }

  set connectToken(token) {
    if ((token ??= '') === this.#token) return;
    this.#token = String(token);
    this.#hasFetched = false;
    this.#reopen();
  }

  get fetchToken() {
    return this.#fetchToken;
  }

  set fetchToken(callback) {
    this.#fetchToken = callback;
    // The page may be waiting for a token already.
    if (!this.#token && this.#canFetch) this.#open();
  }

  get connectUrl() {
    return this.getAttribute('connect-url') ?? '';
  }

  set connectUrl(url) {
    this.#reflect('connect-url', url);
  }

  get referenceId() {
    return this.getAttribute('reference-id') ?? '';
  }

  set referenceId(reference) {
    this.#reflect('reference-id', reference);
  }

  get leapStatus() {
    return this.getAttribute('leap-status') ?? '';
  }

  set leapStatus(status) {
    this.#reflect('leap-status', status);
  }

  get confirmationUrl() {
    return this.#confirmationUrl;
  }

  set confirmationUrl(url) {
    if ((url ??= null) === this.#confirmationUrl) return;
    this.#confirmationUrl = url;
    this.#updateLook();
  }

  get theme() {
    return this.getAttribute('theme') ?? 'auto';
  }

  set theme(theme) {
    this.#reflect('theme', theme);
  }

  get navigation() {
    return this.hasAttribute('navigation');
  }

  set navigation(shown) {
    this.toggleAttribute('navigation', Boolean(shown));
  }

  /** Frameworks set null or undefined to remove a value. */
  #reflect(name, value) {
    if (value == null) this.removeAttribute(name);
    else this.setAttribute(name, value);
  }

  connectedCallback() {
    if (this.#frame) return;
    // Messages of this script come from this window, and the page accepts messages only from the window around it.
    if (this.ownerDocument !== document) return console.warn('vpp-summary: the element needs the script in its own document');
    // A property that was set before the element was defined hides the accessor.
    for (const name of OWN) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    addEventListener('message', this.#onMessage, { signal });
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', this.#updateLook, { signal });
    this.#observer = new MutationObserver(this.#updateLook);
    this.#observeAncestors();
    this.retry();
  }

  disconnectedCallback() {
    this.#connection?.abort();
    this.#observer?.disconnect();
    this.#removeFrame();
  }

  /** With this callback, `moveBefore` moves the element without loading the page again. */
  connectedMoveCallback() {
    if (!this.#frame) return;
    this.#observeAncestors();
    this.#updateLook();
  }

  attributeChangedCallback(name, before, value) {
    // A property that was set before the element was defined wins over the attribute.
    if (before === value || (name === 'connect-token' && Object.hasOwn(this, 'connectToken'))) return;
    if (name === 'connect-token') this.connectToken = value;
    else if (name === 'title') this.#updateTitle();
    else if (/^(con|ref|leap)/.test(name)) this.#reopen();
    else this.#updateLook();
  }

  /** Loads the page again. */
  retry() {
    if (!this.isConnected || this.ownerDocument !== document) return;
    this.#removeFrame();
    const frame = document.createElement('iframe');
    // Without permission to navigate the portal, because the page never needs to.
    frame.sandbox = 'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads';
    frame.referrerPolicy = 'no-referrer';
    frame.src = PAGE.href;
    frame.style.height = `${INITIAL_HEIGHT}px`;
    this.#frame = frame;
    this.#updateTitle();
    this.#startLoadTimer();
    if (!this.#shadow) {
      this.#shadow = this.attachShadow({ mode: 'closed' });
      this.#shadow.addEventListener('transitionrun', this.#updateLook);
      this.#probe = document.createElement('i');
    }
    // A constructed style sheet needs no permission in the portal's policy, and the portal's own style sheets override
    // it. An element that has been in another document has lost its sheet, so each load makes one.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(SHEET);
    this.#shadow.adoptedStyleSheets = [sheet];
    this.#shadow.replaceChildren(this.#probe, frame);
    frame.style.colorScheme = this.#theme;
  }

  /** Limits the time until the page's next step: to announce itself, then to show something. */
  #startLoadTimer() {
    clearTimeout(this.#loadTimer);
    this.#loadTimer = setTimeout(() => this.#fail('unavailable'), LOAD_TIMEOUT_MS);
  }

  #removeFrame() {
    clearTimeout(this.#loadTimer);
    this.#frame?.remove();
    this.#frame = this.#pageId = this.#sentLook = undefined;
    this.#isShown = this.#hasFetched = false;
    this.#attempt += 1;
  }

  /** The element and its ancestors, across shadow roots. */
  *#ancestors() {
    for (let node = this; node; node = node.parentNode ?? node.host) yield node;
  }

  /**
   * Follows attributes: `lang`, and classes and the like, by which most styles change. The probe notices styles by
   * itself, but not in browsers without transitions of custom properties.
   */
  #observeAncestors() {
    this.#observer.disconnect();
    for (const node of this.#ancestors()) this.#observer.observe(node, { attributes: true });
  }

  /** With `auto`, the portal's own colour scheme: the frame must not be dark in a portal that is always light. */
  get #theme() {
    if (['light', 'dark'].includes(this.theme)) return this.theme;
    return /\(2/.test(getComputedStyle(this.#probe).color) ? 'dark' : 'light';
  }

  /** The language of the element or its nearest ancestor that has one; empty, for the browser's, if none has. */
  get #language() {
    for (const node of this.#ancestors()) {
      const lang = node.getAttribute?.('lang');
      if (typeof lang === 'string') return lang;
    }
    return '';
  }

  get #appearance() {
    const style = getComputedStyle(this);
    const values = APPEARANCE.map((name) => [name, this.#resolve(name, style.getPropertyValue(`--vpp-${name}`).trim())]);
    return Object.fromEntries(values.filter(([, value]) => value));
  }

  /** Computes a colour here: `currentColor`, `light-dark()` and system colours have other values in the page. */
  #resolve(name, value) {
    if (/font|logo/.test(name) || !CSS.supports('color', value)) return value;
    this.#frame.style.columnRuleColor = value;
    return getComputedStyle(this.#frame).columnRuleColor;
  }

  /**
   * What the address says that the customer has come back to from Leap; undefined if it says nothing. Anyone can write it, so
   * nothing of it is verified, and what is malformed or comes twice is left out.
   */
  get #confirmation() {
    const [, query = ''] = /\?([^#]*)/.exec(this.#confirmationUrl ?? '') ?? [];
    const parameters = new URLSearchParams(query.replaceAll('+', '%2B'));
    const [authorizationId, refId] = [
      ['authorizationId', /^[!-~]{1,256}$/],
      ['refId', /^[\w.~-]{1,50}$/],
    ].map(([name, format]) => {
      const [value = '', ...more] = parameters.getAll(name);
      return !more.length && format.test(value) ? value : null;
    });
    if (parameters.has('authorizationId') || parameters.has('refId')) return { authorizationId, refId, verified: false };
  }

  #updateTitle() {
    // Screen readers read out the address of a frame that has no title.
    if (this.#frame) this.#frame.title = this.title || this.#pageTitle || 'Earnings';
  }

  /** Sends the page its look and these fields; without fields, only if the look has changed. */
  #post(type, fields) {
    const theme = this.#theme;
    // Before the appearance is computed, because colours may depend on it.
    this.#frame.style.colorScheme = theme;
    const confirmation = this.#confirmation;
    const look = { lang: this.#language, theme, appearance: this.#appearance, navigation: this.navigation, confirmed: !!confirmation };
    if (confirmation && this.#toldUrl !== this.#confirmationUrl) {
      this.#toldUrl = this.#confirmationUrl;
      this.#emit('confirmation', confirmation);
    }
    const json = JSON.stringify(look);
    if (!fields && json === this.#sentLook) return;
    this.#sentLook = json;
    this.#frame.contentWindow.postMessage({ ...look, ...fields, type, id: this.#pageId }, PAGE.origin);
  }

  #updateLook = () => {
    // The first look goes with the message that opens the session.
    if (this.#sentLook) this.#post('vpp:look');
  };

  /** Whether the portal may be asked for a token: once for each session. */
  get #canFetch() {
    return typeof this.#fetchToken === 'function' && !this.#hasFetched;
  }

  /**
   * Opens one session for all that a portal changes at once: a token must not meet another customer's reference, in whichever
   * order they are set.
   */
  #reopen() {
    const change = (this.#change = {});
    queueMicrotask(() => change === this.#change && this.#open());
  }

  /** Opens a session with the current token or one from the callback. `problem` is why it needs another token. */
  async #open(problem) {
    const attempt = ++this.#attempt;
    if (!this.#pageId) return;
    if ((problem || !this.#token) && this.#canFetch) {
      this.#hasFetched = true;
      // The page waits for the portal now, not the portal for the page.
      clearTimeout(this.#loadTimer);
      const fetched = (async () => this.#fetchToken())().catch((error) => console.warn('vpp-summary: fetchToken failed', error));
      const token = await Promise.race([fetched, new Promise((resolve) => setTimeout(resolve, LOAD_TIMEOUT_MS))]);
      if (attempt !== this.#attempt) return;
      if (text(token)) {
        this.#token = token;
      } else {
        // The customer does not wait any longer, but a token that comes later still counts.
        fetched.then((late) => attempt === this.#attempt && text(late) && (this.connectToken = late));
        if (problem) return this.#fail(problem.kind, problem.requestId);
      }
      // Without any token, the page shows what to do and reports the problem.
    }
    if (!this.#isShown) this.#startLoadTimer();
    const { referenceId, leapStatus } = this;
    this.#post('vpp:open', { token: this.#token, connectUrl: this.connectUrl || undefined, referenceId, leapStatus });
  }

  #onMessage = ({ source, origin, data }) => {
    if (!this.#frame || source !== this.#frame.contentWindow || origin !== PAGE.origin) return;
    if (!data || !text(data.id)) return;
    if (data.type === 'vpp:ready') {
      // Not only the first load sends this: a page that has broken offers to load itself again.
      this.#pageId = data.id;
      this.#sentLook = undefined;
      this.#isShown = false;
      this.#open();
    } else if (data.type === 'vpp:refused') {
      clearTimeout(this.#loadTimer);
      this.#fail('not_allowed');
    } else if (data.id === this.#pageId) {
      this.#handle(data);
    }
  };

  #handle({ type, ...data }) {
    const [url, name] = [text(data.url), text(data.name)];
    if (type === 'vpp:resize') {
      if (!Number.isFinite(data.height) || data.height < MIN_HEIGHT) return;
      const height = Math.min(data.height, 20_000);
      this.#frame.style.setProperty('height', `${height}px`);
      this.#emit('resize', { height });
    } else if (type === 'vpp:state') {
      this.#pageTitle = text(data.title) ?? '';
      this.#updateTitle();
      if (data.state === 'ready') this.#hasFetched = false;
      // The page is running. It limits the time for Connect itself, and shows the outcome.
      clearTimeout(this.#loadTimer);
      if (data.state === 'loading' || this.#isShown) return;
      this.#isShown = true;
      // An older page sends no version.
      this.#emit('ready', { version: text(data.version) ?? undefined });
    } else if (type === 'vpp:palette') {
      warnOfLowContrast(data.palette);
    } else if (type === 'vpp:period') {
      const [periodType, start, end] = [data.periodType, data.start, data.end].map(text);
      this.#emit('period', { type: periodType, start, end });
    } else if (type === 'vpp:action' && name) {
      this.#emit('action', { name });
    } else if (type === 'vpp:route' || type === 'vpp:close') {
      const detail = type === 'vpp:route' ? { route: text(data.route), url } : { url };
      // The portal is not told an unsafe address either. An older page lists no schemes.
      if (url && !isSafeUrl(url, data.schemes)) detail.url = null;
      const isFollowed = this.#emit(type.slice(4), detail, true);
      if (isFollowed && detail.url) location.assign(detail.url);
    } else if (type === 'vpp:error' && KINDS.includes(data.kind)) {
      clearTimeout(this.#loadTimer);
      const requestId = text(data.requestId);
      if (['ended', 'no_token'].includes(data.kind) && this.#canFetch) this.#open({ kind: data.kind, requestId });
      else this.#fail(data.kind, requestId);
    }
  }

  #fail(kind, requestId = null) {
    this.#emit('error', { kind, requestId, retryable: !FINAL.includes(kind) });
  }

  #emit(name, detail, cancelable = false) {
    return this.dispatchEvent(new CustomEvent(name, { detail, cancelable }));
  }
}

// Another copy of this file, or an earlier state of it before a hot reload, may have defined the element.
if (globalThis.customElements && !customElements.get('vpp-summary')) customElements.define('vpp-summary', VppSummary);
