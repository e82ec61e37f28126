import { expect } from '@playwright/test';

/**
 * Runs in every document before its own scripts. Reports violations of the content security policy, and a token
 * anywhere in the page's document at any time, as console errors, which fail the test.
 */
function watchDocument() {
  addEventListener('securitypolicyviolation', (event) =>
    console.error(`CSP violation: ${event.effectiveDirective} ${event.blockedURI}`),
  );
  // Only the page itself; the sandbox's stand-ins have a token in a form.
  if (!/^\/(v1\/)?$/.test(location.pathname)) return;
  const places = () => {
    const copy = document.documentElement.cloneNode(true);
    // The way on, where the automatic one is blocked, is a link to the address that gets the token.
    for (const link of copy.querySelectorAll('a[data-remedy="link"]')) link.removeAttribute('href');
    return /.{0,60}cot_[\w-]{3}/s.exec(copy.outerHTML)?.[0];
  };
  let reported = false;
  new MutationObserver(() => {
    const place = places();
    if (place && !reported) console.error(`Token in the document: ${place}…`);
    reported ||= Boolean(place);
  }).observe(document, { attributes: true, characterData: true, childList: true, subtree: true });
}

/** The page's own addresses in the history. Others, such as the tariff flow's, get the token by the protocol. */
async function historyOf(page) {
  const session = await page.context().newCDPSession(page);
  const { entries } = await session.send('Page.getNavigationHistory');
  await session.detach();
  return entries.map(({ url }) => url).filter((url) => URL.canParse(url) && new URL(url).pathname === '/');
}

/** What the page remembers and shows, read when a test is over. */
function inspect() {
  // A browser that blocks third-party storage lets nothing be read, nor written, in a frame.
  const stored = (read) => {
    try {
      return read();
    } catch {
      return '';
    }
  };
  return {
    location: location.href,
    title: document.title,
    text: document.body.innerText,
    'local storage': stored(() => JSON.stringify({ ...localStorage })),
    cookies: stored(() => document.cookie),
    'window name': window.name,
  };
}

/**
 * The page warns under its own name. Which features of a permissions policy a browser knows depends on its release.
 * Any other warning is the browser's about a mistake in the page.
 */
const WARNINGS = /^(vpp-summary: |Error with Permissions-Policy header: Unrecognized feature: )/;

/** Watches all that a test's browser does, and fails the test for what must never happen. */
export class Guard {
  #told = new Set();
  #origins = new Set();
  #tokens = new Set();
  #addresses = new Set();
  #connect = new Set();
  #console = [];
  #problems = [];

  /** @param {string} origin the sandbox's */
  constructor(origin) {
    this.#origins.add(origin);
    // The form of the stand-in for the tariff flow is the sandbox's own.
    for (const path of ['/connect', '/sandbox/tariff']) this.#connect.add(origin + path);
  }

  /** @param {import('@playwright/test').BrowserContext} context */
  async watch(context) {
    await context.addInitScript(watchDocument);
    context.on('console', (message) => this.#onConsole(message));
    context.on('weberror', (error) => this.#onError(`Uncaught: ${error.error()?.message}`));
    context.on('request', (request) => this.#onRequest(request));
    context.on('dialog', (dialog) => {
      this.#problems.push(`a dialog: ${dialog.message()}`);
      return dialog.dismiss();
    });
  }

  /** Makes a token known, so that it is looked for. */
  knows(token) {
    this.#tokens.add(token);
  }

  /** Expects navigations to exactly this address, which holds a token by the protocol. */
  expectTokenIn(address) {
    this.#addresses.add(address);
    // A request goes without the fragment, unless it never leaves the browser.
    this.#addresses.add(address.split('#')[0]);
  }

  /** Expects the token in bodies for Connect at this address, too. */
  expectConnectAt(address) {
    this.#connect.add(address);
  }

  /** Expects requests to this origin. */
  expectOrigin(origin) {
    this.#origins.add(origin);
  }

  /** Expects requests for these addresses to say where they come from. */
  expectReferrerTo(...addresses) {
    for (const address of addresses) this.#told.add(address);
  }

  /** Expects console errors, or warnings of the browser's (or, as `Uncaught: …`, errors) of this kind: there must be at least one. */
  expectError(pattern) {
    this.#console.push({ pattern, seen: false });
  }

  /** Expects the browser's own line about a response with this status. */
  expectStatus(status) {
    this.expectError(new RegExp(`^Failed to load resource: the server responded with a status of ${status} `));
  }

  /** Expects the browser's own line about a request that failed. */
  expectNetworkError(code) {
    this.expectError(new RegExp(`^Failed to load resource: net::${code}$`));
  }

  /** Fails for everything that was seen and not expected. */
  async judge(context) {
    for (const page of context.pages().filter((page) => !page.isClosed())) {
      // The page may be in a frame of another one, whose own address and history are not the page's.
      for (const frame of page.frames().filter((frame) => this.#shows(frame))) {
        for (const [place, text] of Object.entries(await frame.evaluate(inspect))) this.#look(text, place);
        if (frame === page.mainFrame()) this.#look((await historyOf(page)).join(' '), 'the history');
      }
    }
    const missed = this.#console.filter(({ seen }) => !seen).map(({ pattern }) => `no console error matched ${pattern}`);
    expect([...this.#problems, ...missed], 'what must never happen').toEqual([]);
  }

  /** Whether a frame holds the page itself. */
  #shows(frame) {
    const url = URL.canParse(frame.url()) ? new URL(frame.url()) : undefined;
    return /^https?:$/.test(url?.protocol) && ['/', '/v1/'].includes(url.pathname);
  }

  #onConsole(message) {
    const text = message.text();
    this.#look(text, 'the console');
    if (message.type() === 'error') this.#onError(text, message.location().url);
    if (message.type() === 'warning' && !WARNINGS.test(text) && !this.#isExpected(text)) {
      this.#problems.push(`a console warning: ${text}`);
    }
  }

  #onError(text, place = '') {
    if (!this.#isExpected(text)) this.#problems.push(`a console error: ${text} (${place.replace(/cot_[\w-]+/, '‹token›')})`);
  }

  #isExpected(text) {
    const expected = this.#console.find(({ pattern }) => pattern.test(text));
    if (expected) expected.seen = true;
    return Boolean(expected);
  }

  #onRequest(request) {
    const url = request.url();
    if (url.startsWith('about:')) return;
    const { protocol, host } = new URL(url);
    // An app link has no origin in the browser's sense.
    const origin = `${protocol}//${host}`;
    if (!this.#origins.has(origin)) this.#problems.push(`a request to a foreign origin: ${url}`);
    if (!(request.isNavigationRequest() && this.#addresses.has(url))) this.#look(url, 'a request’s address');
    if (request.headers().referer && !this.#told.has(url)) this.#problems.push(`a referrer: ${request.headers().referer}`);
    if (!this.#connect.has(url.split('?')[0])) this.#look(request.postData() ?? '', 'a body');
  }

  #look(text, place) {
    const token = [...this.#tokens].find((token) => text.includes(token));
    if (token) this.#problems.push(`the token in ${place}: ${text.replaceAll(token, '‹token›')}`);
  }
}
