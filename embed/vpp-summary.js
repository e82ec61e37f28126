// <vpp-summary>: the customer's page of virtual-power-plant earnings, in a partner's page. README.md explains its use and
// the protocol, vpp-summary.d.ts its types; src/frame.js of the page is the other end.
//
// Importing this defines the element, once, and does nothing else; on a server, where there are no elements, not even that.

/** The page, beside which this file lies. */
const PAGE = new URL('./', import.meta.url);

/** How long the page may take to say that it is there, in milliseconds. */
const PATIENCE = 15_000;

/** The height before the page has told its own, and the least that is believed, in pixels. */
const FIRST_HEIGHT = 480;
const LEAST_HEIGHT = 40;

/** The custom properties, without `--vpp-`, that cross to the page. README.md explains each. */
const APPEARANCE = (
  'canvas surface surface-sunken text text-muted line line-strong accent accent-hover accent-soft on-accent bar penalty ' +
  'warning warning-soft focus font font-size space radius radius-control logo'
).split(' ');

/**
 * The probe's transitions begin, and so tell, whenever one of the properties has come to another value, whatever the way: a
 * class, a rule, a style sheet, a media query. Its colour is the colour scheme's, and it is new whenever it is shown
 * again, since in what is not displayed nothing begins. Steps, so that what is read meanwhile is the new value.
 *
 * The frame is as wide as there is room, also in what is only as wide as its content.
 */
const SHEET = `:host { display: block }
:host([hidden]) { display: none }
iframe { display: block; width: 64rem; min-width: 100%; max-width: 100%; border: 0; forced-color-adjust: none }
i {
  position: absolute; visibility: hidden; forced-color-adjust: none; color: CanvasText; color: light-dark(#000, #fff); --shown: 1;
  transition: 1ms step-start allow-discrete; transition-property: color, --shown, ${APPEARANCE.map((name) => `--vpp-${name}`)};
}
@starting-style { i { --shown: 0 } }`;

/** Text and what it stands on. */
const PAIRS = (
  'text/canvas text/surface text/surface-sunken text/accent-soft text-muted/canvas text-muted/surface text-muted/surface-sunken ' +
  'on-accent/accent on-accent/accent-hover accent/surface accent/surface-sunken accent/accent-soft warning/surface warning/warning-soft'
).split(' ');

/** How light a colour is, by the definition of WCAG. */
const luminance = (hex) =>
  [1, 3, 5]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, n) => sum + part * [0.2126, 0.7152, 0.0722][n], 0);

/** Reports text that can hardly be read in these colours of the page. */
const checkContrast = (palette) => {
  for (const pair of PAIRS) {
    const colours = pair.split('/').map((name) => palette?.[name]);
    if (!colours.every((colour) => /^#[\da-f]{6}$/.test(colour))) continue;
    const [dark, light] = colours.map(luminance).sort((a, b) => a - b);
    const contrast = ((light + 0.05) / (dark + 0.05)).toFixed(2);
    if (contrast >= 4.5) continue;
    console.warn(`vpp-summary: --vpp-${pair.replace('/', ' on --vpp-')} has a contrast of ${contrast}:1, less than 4.5:1`);
  }
};

/** Problems which another try does not mend. */
const FINAL = ['ended', 'no_token', 'configuration', 'not_allowed'];
const KINDS = [...FINAL, 'offline', 'timeout', 'refused', 'unreadable', 'server', 'rate_limit', 'crashed', 'unavailable'];

/** Schemes that run code, read local files or mean something inside a browser only. */
const NEVER =
  /^(javascript|data|blob|file|vbscript|about|view-source|filesystem|ftp|wss?|chrome|(chrome|moz)-extension|resource|jar|intent):/i;

/**
 * Whether a customer may be led to an address: https, http on this machine, or an app link. The page has the same rules
 * (src/domain/address.rs); here they hold even if the page should not be what it says it is.
 */
export const mayFollow = (url) =>
  typeof url === 'string' &&
  !/[\s\\\p{Cc}]/u.test(url) &&
  !NEVER.test(url) &&
  (/^https:\/\/(\[[^\]/?#@]+\]|[^:[/?#@]+)(:[^/?#@]*)?([/?#]|$)/i.test(url) ||
    /^http:\/\/(([^/?#@:]+\.)?localhost|127\.0\.0\.1|\[::1\])(:\d*)?([/?#]|$)/i.test(url) ||
    (!/^https?:/i.test(url) && /^[a-z][a-z\d+-]*(:\/\/.|\.[a-z\d+.-]*:.)/i.test(url)));

const text = (value) => (typeof value === 'string' && value ? value : null);

export class VppSummary extends (globalThis.HTMLElement ?? class {}) {
  static observedAttributes = ['connect-token', 'connect-url', 'theme', 'title'];

  #frame;
  #host; // Where the frame stands: closed, so that no style or script of the portal gets at it by accident.
  #probe; // Stands beside the frame, unseen, and is styled as the element is.
  #page; // What the page in the frame calls itself; nothing until it is ready.
  #pageTitle = '';
  #patience;
  #shown = false;
  #token = '';
  #turn = 0; // Counts the sessions asked for, so that what is late is told from what is current.
  #renewed = false;
  #told; // The look that has crossed to the page; nothing until a session is opened.
  #stay; // Ends with the stay in this document.
  #watcher;

  #fetchToken = null;

  get connectToken() {
    return this.#token;
  }

  set connectToken(token) {
    if ((token ??= '') === this.#token) return;
    this.#token = String(token);
    this.#renewed = false;
    this.#open();
  }

  get fetchToken() {
    return this.#fetchToken;
  }

  set fetchToken(callback) {
    this.#fetchToken = callback;
    // The page may be waiting for it already.
    if (!this.#token && this.#mayAsk) this.#open();
  }

  get connectUrl() {
    return this.getAttribute('connect-url') ?? '';
  }

  set connectUrl(url) {
    this.#reflect('connect-url', url);
  }

  get theme() {
    return this.getAttribute('theme') ?? 'auto';
  }

  set theme(theme) {
    this.#reflect('theme', theme);
  }

  /** Frameworks take a value away by setting none. */
  #reflect(name, value) {
    if (value == null) this.removeAttribute(name);
    else this.setAttribute(name, value);
  }

  connectedCallback() {
    if (this.#frame) return;
    // What is said by this script comes from this window, so a frame of another one would not listen.
    if (this.ownerDocument !== document) return console.warn('vpp-summary: the element needs the script in its own document');
    // What was set before this file was there hides the accessors.
    for (const name of ['connectToken', 'connectUrl', 'fetchToken', 'theme']) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
    this.#stay = new AbortController();
    const { signal } = this.#stay;
    addEventListener('message', this.#hear, { signal });
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', this.#restyle, { signal });
    this.#watcher = new MutationObserver(this.#restyle);
    this.#watch();
    this.retry();
  }

  disconnectedCallback() {
    this.#stay?.abort();
    this.#watcher?.disconnect();
    this.#drop();
  }

  /** Being here lets `moveBefore` move the element without loading the page again. */
  connectedMoveCallback() {
    if (!this.#frame) return;
    this.#watch();
    this.#restyle();
  }

  attributeChangedCallback(name, before, value) {
    // What was set as a property before this file was there has the last word.
    if (before === value || (name === 'connect-token' && Object.hasOwn(this, 'connectToken'))) return;
    if (name === 'connect-token') this.connectToken = value;
    else if (name === 'title') this.#name();
    else if (name === 'connect-url') this.#open();
    else this.#restyle();
  }

  /** Loads the page anew. */
  retry() {
    if (!this.isConnected || this.ownerDocument !== document) return;
    this.#drop();
    const frame = document.createElement('iframe');
    // The page never has to navigate anything, so it cannot.
    frame.sandbox = 'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads';
    frame.referrerPolicy = 'no-referrer';
    frame.src = PAGE.href;
    frame.style.height = `${FIRST_HEIGHT}px`;
    this.#frame = frame;
    this.#name();
    this.#wait();
    if (!this.#host) {
      this.#host = this.attachShadow({ mode: 'closed' });
      this.#host.addEventListener('transitionrun', this.#restyle);
      this.#probe = document.createElement('i');
    }
    // No policy of the portal's forbids a style sheet that is made like this, and its own style sheets come before it. An
    // element that has been in another document has lost it.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(SHEET);
    this.#host.adoptedStyleSheets = [sheet];
    this.#host.replaceChildren(this.#probe, frame);
    frame.style.colorScheme = this.#theme;
  }

  /** Gives the page time for its next step: to be there, and then to show something. */
  #wait() {
    clearTimeout(this.#patience);
    this.#patience = setTimeout(() => this.#fail('unavailable'), PATIENCE);
  }

  #drop() {
    clearTimeout(this.#patience);
    this.#frame?.remove();
    this.#frame = this.#page = this.#told = undefined;
    this.#shown = this.#renewed = false;
    this.#turn += 1;
  }

  /** The element and all that it stands in, out of every shadow. */
  *#around() {
    for (let node = this; node; node = node.parentNode ?? node.host) yield node;
  }

  /** Styles are followed by the probe. Attributes are the way to a language, and to most styles in browsers that know no better. */
  #watch() {
    this.#watcher.disconnect();
    for (const node of this.#around()) this.#watcher.observe(node, { attributes: true });
  }

  /** `auto` is what the portal itself is in: the frame must not be dark in a page that is always light. */
  get #theme() {
    if (['light', 'dark'].includes(this.theme)) return this.theme;
    return /\(2/.test(getComputedStyle(this.#probe).color) ? 'dark' : 'light';
  }

  /** The language of the element, or of what it stands in; otherwise the browser decides. */
  get #language() {
    for (const node of this.#around()) {
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

  /** A colour as it is here: `currentColor`, `light-dark()` and the system's colours are others in the frame. */
  #resolve(name, value) {
    if (/font|logo/.test(name) || !CSS.supports('color', value)) return value;
    this.#frame.style.columnRuleColor = value;
    return getComputedStyle(this.#frame).columnRuleColor;
  }

  #name() {
    // A frame without a title is announced by its address.
    if (this.#frame) this.#frame.title = this.title || this.#pageTitle || 'Earnings';
  }

  /** Tells the page how it is to look and speak, and what else is given: without that, only when it is news. */
  #tell(type, fields) {
    const theme = this.#theme;
    // First, because colours may depend on it.
    this.#frame.style.colorScheme = theme;
    const look = { lang: this.#language, theme, appearance: this.#appearance };
    const told = JSON.stringify(look);
    if (!fields && told === this.#told) return;
    this.#told = told;
    this.#frame.contentWindow.postMessage({ ...look, ...fields, type, id: this.#page }, PAGE.origin);
  }

  #restyle = () => {
    // Until a session is opened nothing has crossed yet, so nothing can have changed.
    if (this.#told) this.#tell('vpp:look');
  };

  /** Whether the portal may be asked for a token: once for each session. */
  get #mayAsk() {
    return typeof this.#fetchToken === 'function' && !this.#renewed;
  }

  /** Opens the session with the token there is, or with one that the callback gives. `problem` is why it needs another. */
  async #open(problem) {
    const turn = ++this.#turn;
    if (!this.#page) return;
    if ((problem || !this.#token) && this.#mayAsk) {
      this.#renewed = true;
      // The page waits for the portal now, not the other way round.
      clearTimeout(this.#patience);
      const asked = (async () => this.#fetchToken())().catch((error) => console.warn('vpp-summary: fetchToken failed', error));
      const token = await Promise.race([asked, new Promise((enough) => setTimeout(enough, PATIENCE))]);
      if (turn !== this.#turn) return;
      if (text(token)) {
        this.#token = token;
      } else {
        // The customer is not kept waiting any longer, but a token that comes later is still welcome.
        asked.then((late) => turn === this.#turn && text(late) && (this.connectToken = late));
        if (problem) return this.#fail(problem.kind, problem.requestId);
      }
      // Without any token the page itself says what to do, and reports the problem.
    }
    if (!this.#shown) this.#wait();
    this.#tell('vpp:open', { token: this.#token, connectUrl: this.connectUrl || undefined });
  }

  #hear = ({ source, origin, data }) => {
    if (!this.#frame || source !== this.#frame.contentWindow || origin !== PAGE.origin) return;
    if (!data || !text(data.id)) return;
    if (data.type === 'vpp:ready') {
      // It may have been here before: a page that has broken offers to load itself again.
      this.#page = data.id;
      this.#told = undefined;
      this.#shown = false;
      this.#open();
    } else if (data.type === 'vpp:refused') {
      clearTimeout(this.#patience);
      this.#fail('not_allowed');
    } else if (data.id === this.#page) {
      this.#take(data);
    }
  };

  #take({ type, ...data }) {
    const [url, name] = [text(data.url), text(data.name)];
    if (type === 'vpp:resize') {
      if (!Number.isFinite(data.height) || data.height < LEAST_HEIGHT) return;
      const height = Math.min(data.height, 20_000);
      this.#frame.style.setProperty('height', `${height}px`);
      this.#emit('resize', { height });
    } else if (type === 'vpp:state') {
      this.#pageTitle = text(data.title) ?? '';
      this.#name();
      if (data.state === 'ready') this.#renewed = false;
      // The page is at work. How long Connect may take is its own affair, and it shows what becomes of it.
      clearTimeout(this.#patience);
      if (data.state === 'loading' || this.#shown) return;
      this.#shown = true;
      this.#emit('ready', {});
    } else if (type === 'vpp:palette') {
      checkContrast(data.palette);
    } else if (type === 'vpp:period') {
      const [periodType, start, end] = [data.periodType, data.start, data.end].map(text);
      this.#emit('period', { type: periodType, start, end });
    } else if (type === 'vpp:action' && name) {
      this.#emit('action', { name });
    } else if (type === 'vpp:route' || type === 'vpp:close') {
      const detail = type === 'vpp:route' ? { route: text(data.route), url } : { url };
      // What may not be followed is not handed to the portal either.
      if (url && !mayFollow(url)) detail.url = null;
      const goOn = this.#emit(type.slice(4), detail, true);
      if (goOn && detail.url) location.assign(detail.url);
    } else if (type === 'vpp:error' && KINDS.includes(data.kind)) {
      clearTimeout(this.#patience);
      const requestId = text(data.requestId);
      if (['ended', 'no_token'].includes(data.kind) && this.#mayAsk) this.#open({ kind: data.kind, requestId });
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

// Another copy of this file, or a hot reload, has perhaps been here before.
if (globalThis.customElements && !customElements.get('vpp-summary')) customElements.define('vpp-summary', VppSummary);
