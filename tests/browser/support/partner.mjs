// Partners' pages on origins of their own: real servers on other ports, some of them on another site as browsers see it
// (`localhost` instead of `127.0.0.1`), and a sandbox that lets some of them show the page in a frame.

import { createServer } from 'node:http';
import { startSandbox } from './sandbox.mjs';
import { expect, test as base } from './test.mjs';

/** Starts a server of pages that tests put there. @returns {Promise<{ origin: string, pages: Map, stop: () => Promise<void> }>} */
export async function startServer(host) {
  const pages = new Map();
  const server = createServer((request, response) => {
    const [path] = request.url.split('?');
    const page = pages.get(path);
    const [body, headers] = page ?? ['', {}];
    const type = path.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8';
    response.writeHead(page ? 200 : path === '/favicon.ico' ? 204 : 404, {
      'content-type': type,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      ...headers,
    });
    response.end(body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = () => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve)));
  return { origin: `http://${host}:${server.address().port}`, pages, stop };
}

/** Records every event of the elements, in the partner's page. */
const RECORD = `
  window.seen = [];
  for (const name of ['ready', 'resize', 'period', 'action', 'route', 'close', 'error', 'confirmation']) {
    document.addEventListener(name, (event) => {
      if (!(event instanceof CustomEvent)) return;
      seen.push({ event: name, id: event.target.id, ...event.detail });
      if (window.cancels?.includes(name)) event.preventDefault();
    }, true);
  }
`;

/** A partner's page, with the page under test in it. */
export class Partner {
  #count = 0;

  constructor({ page, app, server }) {
    Object.assign(this, { page, app, origin: server.origin, pages: server.pages });
    app.guard.expectOrigin(server.origin);
  }

  /** The address of the element's script. */
  get script() {
    return `${this.app.origin}/v1/vpp-summary.js`;
  }

  /** Puts a page on the server. @returns {string} its path */
  put(body, { head = `<script type="module" src="${this.script}"></script>`, headers = {}, attributes = 'lang="en-US"' } = {}) {
    const path = `/portal-${process.pid}-${++this.#count}`;
    this.pages.set('/record.js', [RECORD, { 'cross-origin-resource-policy': 'same-origin' }]);
    const html = `<!doctype html><html ${attributes}><head><meta charset="utf-8"><title>Portal</title>
      <link rel="icon" href="data:,"><script src="/record.js"></script>${head}</head><body>${body}</body></html>`;
    this.pages.set(path, [html, headers]);
    return path;
  }

  /** Opens a page with this content. */
  async show(body, options) {
    await this.page.goto(this.origin + this.put(body, options));
  }

  /** The markup of an element for a new session of this scenario. */
  element(scenario = 'documented', attributes = '') {
    return `<vpp-summary id="one" connect-token="${this.app.tokenOf(scenario)}" ${attributes}></vpp-summary>`;
  }

  /** Opens a page with one element for a new session of this scenario, and waits until the page in it is in this state. */
  async open(scenario = 'documented', { state = 'ready', attributes = '', ...options } = {}) {
    await this.show(this.element(scenario, attributes), options);
    return this.toBe(state);
  }

  /** Loads the element's script into a page that was opened without it. */
  async loadScript() {
    await this.page.evaluate((url) => import(url), this.script);
  }

  /** The frames that hold the page. The elements hide them in closed shadows, so they are found by address. */
  get frames() {
    return this.page.frames().filter((frame) => frame.url().startsWith(`${this.app.origin}/v1/`));
  }

  /** Waits until the page in this frame, by its number, is in this state. @returns the frame */
  async toBe(state, place = 0) {
    const read = () => document.querySelector('main[data-state]')?.dataset.state;
    await expect.poll(() => this.frames[place]?.evaluate(read).catch(() => undefined), 'state').toBe(state);
    return this.frames[place];
  }

  /** The events of these names so far. */
  async events(...names) {
    const seen = await this.page.evaluate(() => window.seen);
    return names.length ? seen.filter(({ event }) => names.includes(event)) : seen;
  }

  /** Waits until an event of this name has come. @returns its details */
  async event(name, number = 0) {
    await expect.poll(async () => (await this.events(name)).length, `event ${name}`).toBeGreaterThan(number);
    return (await this.events(name))[number];
  }

  /** The height of the page's frame in the partner's page. */
  async height(place = 0) {
    return (await this.frames[place].frameElement()).evaluate((element) => element.getBoundingClientRect().height);
  }
}

/**
 * Keeps the timers by which an element waits for its page, so that the test decides when the time is over. Only the portal's
 * timers: the page in the frame has others. Returns a function that lets the time be over, and counts the timers.
 */
export async function holdTimeouts(page) {
  await page.addInitScript(() => {
    if (parent !== window) return;
    const { setTimeout, clearTimeout } = window;
    const waiting = new Map();
    let last = 0;
    window.setTimeout = (call, time, ...rest) => {
      if (!(time >= 15_000)) return setTimeout(call, time, ...rest);
      waiting.set(--last, call);
      return last;
    };
    window.clearTimeout = (id) => void (waiting.delete(id) || clearTimeout(id));
    window.endTimeouts = () => {
      const calls = [...waiting.values()];
      waiting.clear();
      for (const call of calls) call();
      return calls.length;
    };
  });
  return () => page.evaluate(() => window.endTimeouts());
}

/** Lets the portal's callback give these tokens, and counts how often it is asked. */
export const givesTokens = (page, tokens) => page.evaluate((tokens) => {
  window.asked = 0;
  document.querySelector('vpp-summary').fetchToken = async () => tokens[window.asked++] ?? null;
}, tokens);

/** The colour of a custom property in the page, as the browser writes it. */
export const colourOf = (frame, name) => frame.evaluate((name) => {
  const probe = document.createElement('i');
  document.body.append(probe);
  probe.style.setProperty('color', `var(${name})`);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}, name);

/** The test function for partners' pages. */
export const test = base.extend({
  /** The servers: `portal` and `other` are allowed to show the page, `stranger` is not. */
  servers: [
    async ({}, use) => {
      const [portal, other, stranger] = await Promise.all(['localhost', '127.0.0.1', 'localhost'].map(startServer));
      const options = ['--allow-origins', `${portal.origin} ${other.origin}`];
      // Customers of this organisation return from Leap to a page of the portal's.
      const sandbox = await startSandbox(undefined, ...options, '--confirmation', `AcmePortal=${portal.origin}/thanks?from=leap`);
      await use({ portal, other, stranger, sandbox });
      await Promise.all([portal, other, stranger, sandbox].map((server) => server.stop()));
    },
    { scope: 'worker' },
  ],
  sandbox: [async ({ servers }, use) => use(servers.sandbox), { scope: 'worker' }],
  portal: async ({ page, app, servers }, use) => use(new Partner({ page, app, server: servers.portal })),
  other: async ({ page, app, servers }, use) => use(new Partner({ page, app, server: servers.other })),
  stranger: async ({ page, app, servers }, use) => use(new Partner({ page, app, server: servers.stranger })),
});
