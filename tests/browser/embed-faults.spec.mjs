// Faults that are known from other companies' embedded components, one test for each.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gate } from './support/answers.mjs';
import { showsDocumented } from './support/documented.mjs';
import { givesTokens, test } from './support/partner.mjs';
import { DIST, pinned, textsIn } from './support/paths.mjs';
import { expect, inOnePage } from './support/test.mjs';

/** How long the element waits for its page, in milliseconds. */
const TIMEOUT = 15_000;

/** Opens a portal whose clock the test moves. */
async function withClock(portal, page, options) {
  await page.clock.install();
  await portal.show(portal.element(), options);
  await expect.poll(() => page.frames().length).toBe(2);
}

test('a frame that is blocked emits an error, and can be tried again', async ({ portal, app, page, context }) => {
  await context.route(`${app.origin}/v1/`, (route) => route.abort('connectionrefused'));
  await withClock(portal, page);
  await page.clock.fastForward(TIMEOUT - 8000);
  expect(await portal.events('error')).toEqual([]);
  await page.clock.fastForward(8000);
  expect(await portal.event('error')).toEqual(
    { event: 'error', id: 'one', kind: 'unavailable', requestId: null, retryable: true });
  await context.unroute(`${app.origin}/v1/`);
  await page.clock.resume();
  await page.evaluate(() => document.querySelector('vpp-summary').retry());
  await portal.toBe('ready');
  expect(portal.frames).toHaveLength(1);
  expect(await portal.events('error')).toHaveLength(1);
});

test('a proxy that forbids framing is an error', async ({ portal, app, page, guard }) => {
  guard.expectError(/X-Frame-Options/);
  await app.rewrite((_, headers) => {
    const policy = headers['content-security-policy'].replace(/frame-ancestors [^;]*;/, '');
    return { headers: { ...headers, 'content-security-policy': policy, 'x-frame-options': 'DENY' } };
  });
  await withClock(portal, page);
  await expect.poll(() => page.frames()[1].url()).toMatch(/^chrome-error:/);
  await page.clock.fastForward(TIMEOUT);
  expect(await portal.event('error')).toMatchObject({ kind: 'unavailable' });
});

test('a portal whose policy forbids the frame gets an error', async ({ portal, app, page, guard }) => {
  guard.expectError(/frame-src/);
  const policy = `script-src 'self' ${app.origin}; frame-src 'none'`;
  await withClock(portal, page, { headers: { 'content-security-policy': policy } });
  await page.clock.fastForward(TIMEOUT);
  expect(await portal.event('error')).toMatchObject({ kind: 'unavailable', retryable: true });
});

test('an element that was removed while it waited emits nothing', async ({ portal, app, page, context }) => {
  await context.route(`${app.origin}/v1/`, (route) => route.abort('connectionrefused'));
  await withClock(portal, page);
  await page.evaluate(() => document.querySelector('vpp-summary').remove());
  await page.clock.fastForward(10 * TIMEOUT);
  expect(await portal.events('error')).toEqual([]);
});

test('a script that was blocked at first can be loaded again', async ({ portal, page, context, guard }) => {
  guard.expectNetworkError('ERR_FAILED');
  let blocked = true;
  await context.route(/\/v1\/vpp-summary\.js/, (route) => (blocked ? route.abort() : route.continue()));
  await portal.show(portal.element(), { head: '' });
  const load = (again) => page.evaluate((url) => import(url).then(() => 'loaded', () => 'failed'), portal.script + again);
  expect(await load('')).toBe('failed');
  blocked = false;
  // A browser may remember that a module failed; under another query it is another module.
  expect(await load('?again=1')).toBe('loaded');
  await portal.toBe('ready');
});

test('a script that is included twice, in two versions, defines the element once', async ({ portal, app, page }) => {
  const script = (query) => `<script type="module" src="${portal.script}${query}"></script>`;
  await portal.open('documented', { head: script('') + script('?copy') + script('') });
  expect(portal.frames).toHaveLength(1);
  expect(app.posts).toHaveLength(1);
  // A hot reload evaluates the module again while the element is there.
  await page.evaluate((url) => import(url), `${portal.script}?hot`);
  expect(portal.frames).toHaveLength(1);
  expect(await portal.events('ready')).toHaveLength(1);
});

test('opening twice leaves no frame behind', async ({ portal, page }) => {
  await portal.open();
  await page.evaluate(() => {
    const element = document.querySelector('vpp-summary');
    element.retry();
    element.retry();
    element.connectedCallback();
    document.body.append(element);
  });
  await portal.toBe('ready');
  await expect.poll(() => portal.frames.length).toBe(1);
  expect(page.frames()).toHaveLength(2);
});

test('a portal with nonces, trusted types and no inline styles needs three sources', async ({ portal, app }) => {
  const nonce = 'r4nd0m';
  const policy = `default-src 'none'; script-src 'self' 'nonce-${nonce}'; frame-src ${app.origin}; style-src 'none'; ` +
    "img-src data:; require-trusted-types-for 'script'; trusted-types 'none'";
  const head = `<script type="module" nonce="${nonce}" src="${portal.script}"></script>`;
  const frame = await portal.open('documented', { head, headers: { 'content-security-policy': policy } });
  await expect.poll(() => frame.evaluate(() => Math.abs(document.body.getBoundingClientRect().height - innerHeight) < 1)).toBe(true);
});

const sealed = (app, integrity) =>
  `<script type="module" src="${app.origin}/v1/${pinned().file}" integrity="${integrity}" crossorigin="anonymous"></script>`;
const WRONG = `sha384-${createHash('sha384').update('x').digest('base64')}`;

test('the script has an integrity that can be pinned, with which it is all there', async ({ portal, app, page }) => {
  const { file, integrity } = pinned();
  const bytes = readFileSync(join(DIST, file));
  expect(integrity).toBe(`sha384-${createHash('sha384').update(bytes).digest('base64')}`);
  expect(readFileSync(join(DIST, 'vpp-summary.js')).equals(bytes)).toBe(true);
  const frame = await portal.open('documented', { head: sealed(app, integrity) });
  await showsDocumented(frame);
  await page.evaluate(() => document.querySelector('vpp-summary').setAttribute('theme', 'dark'));
  await expect.poll(() => frame.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
});

test('a script that is not what was pinned is refused, and the right one may still come', async ({ portal, app, guard, page, context }) => {
  guard.expectError(/integrity/);
  // Changed on its way, or on the server.
  await context.route(/\/v1\/embed-[0-9a-f]+\.js$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${await response.text()};globalThis.evil = true` });
  });
  await portal.show(portal.element(), { head: sealed(app, pinned().integrity) });
  const there = () => page.evaluate(() => [Boolean(customElements.get('vpp-summary')), Boolean(window.evil)]);
  expect(await there()).toEqual([false, false]);
  await context.unroute(/\/v1\/embed-[0-9a-f]+\.js$/);
  // As after any module that has failed, the other try has another query.
  const load = (integrity, query) => page.evaluate(([src, integrity]) => new Promise((done) => {
    const script = Object.assign(document.createElement('script'), { type: 'module', crossOrigin: 'anonymous', src, integrity });
    script.addEventListener('load', () => done('loaded'));
    script.addEventListener('error', () => done('refused'));
    document.head.append(script);
  }), [`${app.origin}/v1/${pinned().file}${query}`, integrity]);
  expect(await load(WRONG, '?again=1')).toBe('refused');
  expect(await load(pinned().integrity, '?again=2')).toBe('loaded');
  await portal.toBe('ready');
});

test('an isolated portal (COEP, COOP) can show the element', async ({ portal, page }) => {
  const headers = { 'cross-origin-embedder-policy': 'require-corp', 'cross-origin-opener-policy': 'same-origin' };
  const head = `<script type="module" crossorigin src="${portal.script}"></script>`;
  const frame = await portal.open('documented', { headers, head });
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await showsDocumented(frame);
});

test('errors are in the element’s language', async ({ portal, guard }) => {
  guard.expectStatus(401);
  const frame = await portal.open('expired_token', { attributes: 'lang="de"', state: 'problem' });
  await expect(frame.locator('[data-problem="ended"] h2')).toHaveText(textsIn('de').Ended);
});

test('an element that is hidden at first is as high as its content when it is shown', async ({ portal, page }) => {
  await portal.show(`<div hidden>${portal.element()}</div>`);
  await portal.toBe('ready');
  await page.evaluate(() => document.querySelector('div').removeAttribute('hidden'));
  await expect.poll(() => portal.height()).toBeGreaterThan(500);
  const heights = (await portal.events('resize')).map(({ height }) => height);
  expect(Math.min(...heights)).toBeGreaterThan(100);
});

test('there is room for the page before it has told its height', async ({ portal, app, page, context }) => {
  const { open: release, opened: held } = gate();
  await context.route(`${app.origin}/v1/`, async (route) => (await held, route.continue()));
  await page.goto(portal.origin + portal.put(portal.element()), {
    waitUntil: 'commit',
  });
  const height = () => page.evaluate(() => document.querySelector('vpp-summary')?.getBoundingClientRect().height);
  await expect.poll(height).toBe(480);
  // Nor is it without a name until then.
  const frame = page.frames()[1];
  expect(await (await frame.frameElement()).getAttribute('title')).toBe('Earnings');
  release();
  await portal.toBe('ready');
});

test('a failure of another kind is not taken for a session that is over', async ({ portal, app, page, guard }) => {
  await inOnePage(app, { refused_connection: 'offline', http_500_html: 'server', not_json: 'unreadable' }, async (scenario, kind) => {
    if (scenario !== 'not_json') guard.expectError(/^Failed to load resource/);
    await portal.show(portal.element(scenario), { head: '' });
    await givesTokens(page, []);
    await portal.loadScript();
    expect(await portal.event('error')).toMatchObject({ kind, retryable: true });
    expect(await page.evaluate(() => window.asked)).toBe(0);
    // A second failure is told as well.
    if (scenario === 'not_json') return;
    await portal.frames[0].locator('[data-remedy="try_again"]').click();
    expect(await portal.event('error', 1)).toMatchObject({ kind });
    // What the frame has written to the console has arrived before its answer, and belongs to this case.
    await portal.frames[0].evaluate(() => {});
  });
});

test('a page that crashes emits an error, and can be loaded again', async ({ portal, page, guard, context }) => {
  guard.expectError(/integrity/);
  guard.expectError(/^TypeError: Failed to fetch/);
  await context.route(/\.wasm$/, (route) => route.fulfill({ contentType: 'application/wasm', body: 'broken' }));
  await portal.show(portal.element());
  expect(await portal.event('error')).toMatchObject({ kind: 'crashed', retryable: true });
  await context.unroute(/\.wasm$/);
  await page.evaluate(() => document.querySelector('vpp-summary').retry());
  await portal.toBe('ready');
});
