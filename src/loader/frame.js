// The page's end of the frame in which a partner shows it; embed/vpp-summary.js is the other end, embed/README.md the
// protocol between them. src/loader.js loads this when the page is framed, or when the deployment has set an appearance.
//
// Nothing that arrives here is believed: not who sends it, not its shape, and no value of an appearance reaches the style
// sheet in the words in which it came.

const root = document.documentElement;
const metaOf = (name) => document.querySelector(`meta[name="vpp:${name}"]`);
const setting = (name) => metaOf(name)?.content.trim() ?? '';
const words = (text) => text.split(/\s+/).filter(Boolean);
const warn = (text) => console.warn(`vpp-summary: ${text}`);

// ---- Appearance ----

const COLOURS = words(`canvas surface surface-sunken text text-muted line line-strong accent accent-hover accent-soft
  on-accent bar penalty warning warning-soft focus`);

/** Lengths: the least and the most that is taken, in CSS pixels at the browser's default text size. */
const LENGTHS = new Map(Object.entries({ 'font-size': [12, 24], space: [8, 32], radius: [0, 40], 'radius-control': [0, 40] }));

let brush;

/** A colour as `#rrggbb`; nothing for what is no opaque colour of sRGB. A canvas reads colours and nothing else. */
const colour = (value) => {
  brush ??= document.createElement('canvas').getContext('2d');
  const read = (before) => ((brush.fillStyle = before), (brush.fillStyle = value), brush.fillStyle);
  const black = read('#000');
  return black === read('#fff') && black[0] === '#' ? black : undefined;
};

/** A length in pixels within its limits. */
const pixels = (value, [least, most]) => {
  const [, number, unit] = /^(\d{1,3}(?:\.\d{1,4})?|\.\d{1,4})(px|rem)$|^0$/.exec(value) ?? [NaN, NaN];
  const size = value === '0' ? 0 : number * (unit === 'rem' ? 16 : 1);
  return size >= least && size <= most ? size : undefined;
};

/** A picture of this deployment's own, or one that is in its address; anything else would be a request to a third party. */
const picture = (value) => {
  const [, , quoted, bare] = /^url\((["']?)(.+)\1\)$|^([^()]+)$/.exec(value) ?? [];
  const text = quoted ?? bare;
  const { href, origin } = Object.assign(document.createElement('a'), { href: text });
  const own = text && (origin === location.origin || /^data:image\/(png|jpeg|webp|svg\+xml)[;,]/.test(href));
  // Within quotation marks, only these could end the address.
  return own && !/["\\\p{Cc}]/u.test(href) ? `url("${href}")` : undefined;
};

/** The properties that an entry of an appearance sets, or nothing if its value is refused. */
const properties = (name, value) => {
  if (COLOURS.includes(name)) return (value = colour(value)) && { [`--vpp-${name}`]: value };
  if (name === 'font') {
    const names = /^[\w\s"',-]{1,200}$/.test(value) && CSS.supports('font-family', value);
    return names ? { '--vpp-font': value } : undefined;
  }
  if (name === 'logo') return (value = picture(value)) && { '--vpp-logo': value };
  const size = LENGTHS.has(name) ? pixels(value, LENGTHS.get(name)) : undefined;
  if (size === undefined) return undefined;
  // Relative sizes, so that the visitor's own text size still counts.
  if (name === 'font-size') return { 'font-size': `${size / 0.16}%` };
  if (name !== 'space') return { [`--vpp-${name}`]: `${size / 16}rem` };
  return Object.fromEntries([0.25, 0.5, 0.75, 1, 1.5, 2].map((by, n) => [`--vpp-space-${n + 1}`, `${(size * by) / 16}rem`]));
};

/** The deployment's own appearance: `accent: #0b6b4b; radius: 8px`. */
const ofDeployment = () =>
  Object.fromEntries(setting('appearance').split(';').filter((entry) => entry.includes(':')).map((entry) => {
    const colon = entry.indexOf(':');
    return [entry.slice(0, colon).trim(), entry.slice(colon + 1).trim()];
  }));

let applied = [];

/** The page's colours as they are now, so that the partner can be told what is hard to read. */
const palette = () => {
  const style = getComputedStyle(root);
  return Object.fromEntries(COLOURS.map((name) => [name, colour(style.getPropertyValue(`--vpp-${name}`).trim())]));
};

/** Shows the page in the deployment's appearance, and over it in this one. */
export const dress = (appearance) => {
  const wanted = { ...ofDeployment(), ...appearance };
  const style = {};
  for (const [name, value] of Object.entries(wanted).slice(0, 60)) {
    const set = typeof value === 'string' && properties(name, value);
    if (set) Object.assign(style, set);
    else warn(`the appearance's ${name.slice(0, 40)} is refused`);
  }
  for (const name of applied) root.style.removeProperty(name);
  for (const [name, value] of Object.entries(style)) root.style.setProperty(name, value);
  applied = Object.keys(style);
  root.toggleAttribute('data-logo', '--vpp-logo' in style);
};

// ---- The frame ----

/** What the page tells, line by line behind its kind. An empty line is nothing. */
const FIELDS = {
  action: ['name'],
  period: ['periodType', 'start', 'end'],
  route: ['route', 'url'],
  close: ['url'],
  error: ['kind', 'requestId'],
};

/** Lets this document show nothing at all. */
const refuse = (why) => {
  document.body.replaceChildren();
  warn(why);
};

/** The page must not take the focus away from the partner's page, nor scroll it. */
const keepStill = () => {
  const { focus } = HTMLElement.prototype;
  HTMLElement.prototype.focus = function () {
    if (document.hasFocus()) focus.call(this, { preventScroll: true });
  };
};

/**
 * Tells the page around this one that it is ready, and waits until that page, if the deployment allows it, opens a session.
 * Resolves with the language that it asks for.
 */
export const connect = (app) =>
  new Promise((opened) => {
    const allowed = words(setting('allowed-origins')).filter((origin) => /^[a-z][a-z\d+.-]*:\/\/[^/]+$/.test(origin));
    // The element's frame has no referrer, so some browsers do not name the page right around this one; it has to show who
    // it is before anything crosses.
    const unknown = (origin, distance) => !allowed.includes(origin) && (distance || origin !== 'null');
    const stranger = [...(location.ancestorOrigins ?? [])].find(unknown);
    if (!allowed.length || stranger) {
      // It holds nothing but the refusal, so it may go to whoever is there.
      parent.postMessage({ type: 'vpp:refused', id: 'refused' }, '*');
      return refuse(`${stranger ?? 'this site'} may not show the page in a frame; vpp:allowed-origins names who may`);
    }
    keepStill();
    root.dataset.framed = '';
    const id = [...crypto.getRandomValues(new Uint32Array(4))].join('-');
    let host;
    // Until the page around this one has shown who it is, nothing is told; what there was to tell waits.
    const waiting = [];
    const post = (type, fields) =>
      host ? parent.postMessage({ ...fields, type: `vpp:${type}`, id }, host) : waiting.push([type, fields]);

    const address = metaOf('connect-url');
    const ours = setting('connect-url');
    const open = ({ token, connectUrl: url }) => {
      const wanted = typeof url === 'string' ? url : ours;
      const permitted = [ours, ...words(setting('allowed-connect-urls'))].includes(wanted);
      if (!permitted) warn('the connect-url is not among vpp:allowed-connect-urls');
      // Without an address the page asks nobody, and says that it is set up wrongly.
      if (address) address.content = permitted ? wanted : '';
      app.token = typeof token === 'string' ? token : '';
      // The page reads the token when it starts, and again when it hears this.
      app.dispatchEvent(new Event('vpp:open'));
    };

    let spoken;
    /** Speaks the language that the page around this one has changed to; the customer's own choice stays until then. */
    const speak = (lang) => {
      if (typeof lang !== 'string' || lang === spoken) return;
      if (spoken !== undefined) app.speak(lang);
      spoken = lang;
    };

    addEventListener('message', ({ source, origin, data }) => {
      if (source !== parent || data?.id !== id || !['vpp:open', 'vpp:look'].includes(data.type)) return;
      if (!allowed.includes(origin)) return refuse(`${origin} may not open a session; see vpp:allowed-origins`);
      const first = !host;
      host = origin;
      if (['light', 'dark'].includes(data.theme)) root.dataset.theme = data.theme;
      dress(data.appearance);
      if (applied.length) post('palette', { palette: palette() });
      speak(data.lang);
      if (data.type === 'vpp:open') {
        open(data);
        opened((spoken ??= ''));
      }
      if (!first) return;
      watch();
      for (const told of waiting.splice(0)) post(...told);
    });

    let route;
    app.frame = (text) => {
      const [type, ...lines] = text.split('\n');
      const fields = Object.fromEntries(FIELDS[type].map((field, n) => [field, lines[n] || null]));
      if (type !== 'route') return post(type, fields);
      // The name of a route and the address for it, if there is one, come in turn, but together.
      if (!route) queueMicrotask(() => (post(type, route), (route = undefined)));
      route = { ...fields, route: route?.route ?? fields.route };
    };

    const watch = () => {
      let height;
      new ResizeObserver(() => {
        // A sideways scrollbar takes room as well.
        const bar = innerHeight - root.clientHeight;
        const now = Math.ceil(document.body.getBoundingClientRect().height) + bar;
        if (now !== height) post('resize', { height: (height = now) });
      }).observe(document.body);
      let told;
      new MutationObserver(() => {
        const { state } = document.querySelector('main[data-state]')?.dataset ?? {};
        if (!state || told === state + document.title) return;
        told = state + document.title;
        post('state', { state, title: document.title });
      }).observe(app, { attributeFilter: ['data-state'], childList: true, subtree: true });
      // A link that leads on leads the partner's page, not the frame.
      addEventListener('click', (event) => {
        const link = event.target.closest?.('a[data-remedy]');
        if (!link) return;
        event.preventDefault();
        const url = link.getAttribute('href');
        // Only where the session goes on does it take its token along.
        if (/[?&]fp_cot=/.test(url)) post('route', { route: null, url });
        else post('close', { url });
      });
    };

    // It holds nothing secret, so it may go to whoever is there.
    parent.postMessage({ type: 'vpp:ready', id }, '*');
  });
