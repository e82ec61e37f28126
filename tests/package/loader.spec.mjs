// loadVppSummary in a browser, against a sandbox on another origin.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from '../browser/support/partner.mjs';
import { pinned } from '../browser/support/paths.mjs';
import { expect } from '../browser/support/test.mjs';
import { WORK } from './prepare.mjs';

const LOADER = readFileSync(join(WORK, 'react/node_modules/vpp-summary-element/index.js'), 'utf8');

/** Opens a portal that has the package and does not load the element by itself. */
async function open(portal, options = {}) {
  portal.pages.set('/package.js', [`${LOADER}\nwindow.load = loadVppSummary;`, {}]);
  const { head = '', ...rest } = options;
  await portal.show(portal.element(), { ...rest, head: `${head}<script type="module" src="/package.js"></script>` });
  await expect.poll(() => portal.page.evaluate(() => typeof window.load)).toBe('function');
}

/** Loads, and tells what came of it: whether the element is defined, or the reason. */
const load = (page, options) =>
  page.evaluate((options) => window.load(options).then((one) => one === customElements.get('vpp-summary'), ({ message }) => message), options);

/** The requests for scripts of the element. */
function requestsOf(page) {
  const requests = [];
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url());
    if (/vpp-summary\.js/.test(pathname)) requests.push(pathname + search);
  });
  return requests;
}

const scripts = (page) => page.evaluate(() => document.querySelectorAll('script[src*="vpp-summary"]').length);

test('the script is loaded once, and every call for it gets the same promise', async ({ portal, page }) => {
  const requests = requestsOf(page);
  await open(portal);
  const src = portal.script;
  const outcome = await page.evaluate(async (src) => {
    const first = window.load({ src });
    const same = [first === window.load({ src }), first === window.load({ src: src.replace('/v1/', '/v1/x/../') })];
    const other = await window.load({ src: `${src}?other` }).catch(({ message }) => message);
    const element = await first;
    return { same, other, isElement: element === customElements.get('vpp-summary'), again: first === window.load({ src }) };
  }, src);
  expect(outcome).toEqual({ same: [true, true], other: `vpp-summary: the element comes from ${src}, and not from ${src}?other`, isElement: true, again: true });
  await portal.toBe('ready');
  // In whichever order a hundred calls come, and wherever a page with addresses of its own has gone in between.
  const many = await page.evaluate(async (src) => {
    const calls = Array.from({ length: 100 }, () => window.load({ src }));
    history.pushState(null, '', '/orders/2025/');
    return [new Set(calls).size, new Set(await Promise.all(calls)).size, window.load({ src: new URL(src) }) === calls[0]];
  }, src);
  expect(many).toEqual([1, 1, true]);
  // Another `src` is refused afterwards, too.
  expect(await load(page, { src: `${src}?other` })).toContain('comes from');
  expect([requests, await scripts(page)]).toEqual([['/v1/vpp-summary.js'], 1]);
});

test('a relative address stays the same one when the page’s own address changes', async ({ portal, page }) => {
  await open(portal);
  portal.pages.set('/v1/vpp-summary.js', ["customElements.define('vpp-summary', class extends HTMLElement {})", {}]);
  const outcome = await page.evaluate(async () => {
    const src = 'v1/vpp-summary.js';
    const first = window.load({ src });
    history.pushState(null, '', '/orders/2025/');
    return [first === window.load({ src }), (await first) === customElements.get('vpp-summary'), first === window.load({ src })];
  });
  expect(outcome).toEqual([true, true, true]);
});

test('after a failure the next call tries again, by another address for browsers that remember it', async ({ portal, page, context, guard }) => {
  const requests = requestsOf(page);
  await open(portal);
  const src = portal.script;
  guard.expectNetworkError('ERR_FAILED');
  await context.route(/vpp-summary\.js/, (route) => route.abort());
  expect(await load(page, { src })).toBe(`vpp-summary: ${src} cannot be loaded`);
  expect(await scripts(page)).toBe(0);
  expect(await load(page, { src })).toBe(`vpp-summary: ${src} cannot be loaded`);
  await context.unroute(/vpp-summary\.js/);
  expect(await load(page, { src })).toBe(true);
  await portal.toBe('ready');
  expect(requests).toEqual(['/v1/vpp-summary.js', '/v1/vpp-summary.js?try=1', '/v1/vpp-summary.js?try=2']);
});

test('what is no address, or no script of the element, rejects, and another address may follow', async ({ portal, page, guard }) => {
  await open(portal);
  expect(await load(page, {})).toBe('vpp-summary: src is missing');
  expect(await page.evaluate(() => window.load().catch(({ message }) => message))).toBe('vpp-summary: src is missing');
  expect(await load(page, { src: 'https://' })).toMatch(/URL/);
  portal.pages.set('/other.js', ['window.other = true', {}]);
  expect(await load(page, { src: '/other.js' })).toBe(`vpp-summary: ${portal.origin}/other.js does not define the element`);
  guard.expectStatus(404);
  expect(await load(page, { src: '/missing.js' })).toBe(`vpp-summary: ${portal.origin}/missing.js cannot be loaded`);
  expect(await load(page, { src: portal.script })).toBe(true);
});

test('a script that the page has itself is not loaded a second time', async ({ portal, page }) => {
  const requests = requestsOf(page);
  await open(portal, { head: `<script type="module" async src="${portal.script}"></script>` });
  expect(await load(page, { src: portal.script })).toBe(true);
  expect(requests).toEqual(['/v1/vpp-summary.js']);
  // The element is there: nothing is loaded, whichever address a call names first.
  await open(portal, { head: `<script type="module" src="${portal.script}"></script>` });
  await portal.toBe('ready');
  const before = requests.length;
  expect(await load(page, { src: `${portal.script}?other` })).toBe(true);
  expect(requests).toHaveLength(before);
});

test('a pinned script is loaded with its integrity, and a changed one is not', async ({ portal, page, app, guard }) => {
  await open(portal);
  const { file, integrity } = pinned();
  const src = `${app.origin}/v1/${file}`;
  guard.expectError(/integrity/);
  expect(await load(page, { src, integrity: `sha384-${'A'.repeat(64)}` })).toBe(`vpp-summary: ${src} cannot be loaded`);
  expect(await load(page, { src, integrity })).toBe(true);
  await portal.toBe('ready');
});

test('a page with Trusted Types gives the address that its policy has allowed', async ({ portal, page, app, guard }) => {
  const policy = `script-src 'self' ${app.origin}; frame-src ${app.origin}; require-trusted-types-for 'script'; trusted-types vpp`;
  await open(portal, { headers: { 'content-security-policy': policy } });
  guard.expectError(/TrustedScriptURL|Trusted/);
  guard.expectError(/CSP violation: require-trusted-types-for/);
  expect(await load(page, { src: portal.script })).toMatch(/TrustedScriptURL/);
  const trusted = (src) => page.evaluate((src) => {
    window.policy ??= trustedTypes.createPolicy('vpp', { createScriptURL: (address) => address });
    return window.load({ src: window.policy.createScriptURL(src) }).then((one) => one === customElements.get('vpp-summary'));
  }, src);
  expect(await trusted(portal.script)).toBe(true);
  expect(await trusted(portal.script)).toBe(true);
  await portal.toBe('ready');
});
