import { expect } from '@playwright/test';
import { historyOf } from './browser.mjs';

/**
 * Runs in every document before its own scripts. Reports violations of the content security policy, and a token anywhere
 * in the page's document at any time, as console errors, which fail the test.
 */
function watchDocument() {
  addEventListener('securitypolicyviolation', (event) =>
    console.error(`CSP violation: ${event.effectiveDirective} ${event.blockedURI}`),
  );
  // Only in the page itself: the sandbox's stand-ins have a token in a form.
  if (!/^\/((sandbox\/)?v1\/)?$/.test(location.pathname)) return;
  const place = () => {
    if (!document.documentElement?.outerHTML.includes('cot_')) return undefined;
    const copy = document.documentElement.cloneNode(true);
    // Where the browser blocks the way on, the page links to the address that gets the token.
    for (const link of copy.querySelectorAll('a[data-remedy="link"]')) link.removeAttribute('href');
    return /.{0,60}cot_[\w-]{3}/s.exec(copy.outerHTML)?.[0];
  };
  let reported = false;
  new MutationObserver(() => {
    const found = !reported && place();
    if (found) console.error(`Token in the document: ${found}…`);
    reported ||= Boolean(found);
  }).observe(document, { attributes: true, characterData: true, childList: true, subtree: true });
}

/** Whether an address in the history is the page's own. Others, such as the tariff flow's, get the token by the protocol. */
const isThePage = (url) => URL.canParse(url) && new URL(url).pathname === '/';

/** What the page remembers and shows, read when a test is over. */
function inspect() {
  // A browser that blocks third-party storage throws in a frame, for reading and for writing.
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
 * Warnings that are no fault: the page's own, under its name, and those about a permissions policy, whose features depend
 * on the browser's release. Any other is the browser's about a mistake in the page.
 */
const WARNINGS = /^(vpp-summary: |Error with Permissions-Policy header: Unrecognized feature: )/;

/** Watches everything that a test's browser does, and fails the test for what must never happen. */
export class Guard {
  #referred = new Set();
  #origins = new Set();
  #tokens = new Set();
  #addresses = new Set();
  #connect = new Set();
  #console = [];
  #problems = [];

  /** @param {string} origin the sandbox's */
  constructor(origin) {
    this.#origins.add(origin);
    // The form in the stand-in for the tariff flow is the sandbox's own.
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

  /** Adds a token to look for. */
  knows(token) {
    this.#tokens.add(token);
  }

  /** Expects navigations to exactly this address, which holds a token by the protocol. */
  expectTokenIn(address) {
    this.#addresses.add(address);
    // A request goes without the fragment, unless it never leaves the browser.
    this.#addresses.add(address.split('#')[0]);
  }

  /** Expects the token in bodies for Connect at this address as well. */
  expectConnectAt(address) {
    this.#connect.add(address);
  }

  /** Expects requests to this origin. */
  expectOrigin(origin) {
    this.#origins.add(origin);
  }

  /** Expects requests for these addresses to have a referrer. */
  expectReferrerTo(...addresses) {
    for (const address of addresses) this.#referred.add(address);
  }

  /** Expects at least one console error, warning of the browser's or, as `Uncaught: …`, uncaught error of this kind. */
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

  /** Expects the browser's own line about a failed load: a status, a network error's code, or none for null. */
  expectFailure(failure) {
    if (typeof failure === 'number') this.expectStatus(failure);
    else if (failure) this.expectNetworkError(failure);
  }

  /**
   * Fails for everything that was seen and not expected since it was last asked, and for what was expected and not seen.
   * What was expected is forgotten, so that a test of many states judges each for itself.
   */
  async judge(context) {
    for (const page of context.pages().filter((page) => !page.isClosed())) {
      // The page may be in a frame of another one, whose own address and history are not the page's.
      for (const frame of page.frames().filter((frame) => this.#shows(frame))) {
        for (const [place, text] of Object.entries(await frame.evaluate(inspect))) this.#look(text, place);
        if (frame === page.mainFrame()) this.#look((await historyOf(page)).filter(isThePage).join(' '), 'the history');
      }
    }
    const missed = this.#console.filter(({ seen }) => !seen).map(({ pattern }) => `no console error matched ${pattern}`);
    const problems = [...this.#problems, ...missed];
    this.forget();
    expect(problems, 'what must never happen').toEqual([]);
  }

  /** Forgets what was seen, and what was expected on the console. */
  forget() {
    this.#problems = [];
    this.#console = [];
  }

  /** Whether a frame holds the page itself. */
  #shows(frame) {
    const url = URL.canParse(frame.url()) ? new URL(frame.url()) : undefined;
    return /^https?:$/.test(url?.protocol) && ['/', '/v1/', '/sandbox/v1/'].includes(url.pathname);
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
    if (request.headers().referer && !this.#referred.has(url)) this.#problems.push(`a referrer: ${request.headers().referer}`);
    if (!this.#connect.has(url.split('?')[0])) this.#look(request.postData() ?? '', 'a body');
  }

  #look(text, place) {
    const token = [...this.#tokens].find((token) => text.includes(token));
    if (token) this.#problems.push(`the token in ${place}: ${text.replaceAll(token, '‹token›')}`);
  }
}
