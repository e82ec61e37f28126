// Partners' pages on origins of their own: real servers on other ports, one of them on another site as browsers see it
// (`localhost` instead of `127.0.0.1`), and a sandbox that lets some of them show the page in a frame.

import { createServer } from 'node:http';
import { startSandbox } from './sandbox.mjs';
import { App } from './app.mjs';
import { expect, test as base } from './test.mjs';

export { expect };

/** A server of pages that tests put there. @returns {Promise<{ origin: string, pages: Map, stop: () => Promise<void> }>} */
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

/** Notes every event of the elements, in the partner's page. */
const RECORD = `
  window.seen = [];
  for (const name of ['ready', 'resize', 'period', 'action', 'route', 'close', 'error']) {
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

  /** Puts a page there and answers with its path. */
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

  /** Opens a page with one element for a session of this scenario, and waits until the page in it is in this state. */
  async open(scenario = 'documented', { state = 'ready', attributes = '', ...options } = {}) {
    const token = this.app.tokenOf(scenario);
    await this.show(`<vpp-summary id="one" connect-token="${token}" ${attributes}></vpp-summary>`, options);
    return this.toBe(state);
  }

  /** The frames that hold the page. The elements keep them to themselves, so they are found by address. */
  get frames() {
    return this.page.frames().filter((frame) => frame.url().startsWith(`${this.app.origin}/v1/`));
  }

  /** Waits until the page in the frame of this place is in this state, and answers with the frame. */
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

  /** Waits until an event of this name has come, and answers with its details. */
  async event(name, number = 0) {
    await expect.poll(async () => (await this.events(name)).length, `event ${name}`).toBeGreaterThan(number);
    return (await this.events(name))[number];
  }

  /** The height of the frame in which the page is, as the partner's page sees it. */
  async height(place = 0) {
    return (await this.frames[place].frameElement()).evaluate((element) => element.getBoundingClientRect().height);
  }
}

/**
 * Keeps the timers by which an element waits, so that the test says when its patience is at an end. Only the portal's: the
 * page in the frame has times of its own. Answers with what ends it, which tells how many timers there were.
 */
export async function holdPatience(page) {
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
    window.endPatience = () => {
      const calls = [...waiting.values()];
      waiting.clear();
      for (const call of calls) call();
      return calls.length;
    };
  });
  return () => page.evaluate(() => window.endPatience());
}

/** Lets the portal give tokens, and counts how often it is asked. */
export const givesTokens = (page, tokens) => page.evaluate((tokens) => {
  window.asked = 0;
  document.querySelector('vpp-summary').fetchToken = async () => tokens[window.asked++] ?? null;
}, tokens);

/** What a custom property has come to in the page, as the browser writes the colour. */
export const colourOf = (frame, name) => frame.evaluate((name) => {
  const probe = document.createElement('i');
  document.body.append(probe);
  probe.style.setProperty('color', `var(${name})`);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}, name);

/** The test function for all that concerns partners' pages. */
export const test = base.extend({
  /** The servers: `portal` and `other` are allowed to show the page, `stranger` is not. */
  servers: [
    async ({}, use) => {
      const [portal, other, stranger] = await Promise.all(['localhost', '127.0.0.1', 'localhost'].map(startServer));
      const sandbox = await startSandbox(undefined, '--allow-origins', `${portal.origin} ${other.origin}`);
      await use({ portal, other, stranger, sandbox });
      await Promise.all([portal, other, stranger, sandbox].map((server) => server.stop()));
    },
    { scope: 'worker' },
  ],
  sandbox: [async ({ servers }, use) => use(servers.sandbox), { scope: 'worker' }],
  app: async ({ page, context, sandbox, guard }, use, info) => {
    await use(new App({ page, context, guard, origin: sandbox.origin, suffix: info.testId.replace(/\W/g, '') }));
  },
  portal: async ({ page, app, servers }, use) => use(new Partner({ page, app, server: servers.portal })),
  other: async ({ page, app, servers }, use) => use(new Partner({ page, app, server: servers.other })),
  stranger: async ({ page, app, servers }, use) => use(new Partner({ page, app, server: servers.stranger })),
});
