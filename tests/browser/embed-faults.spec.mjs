// What goes wrong with other companies' embedded components, one test for each fault.

import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DIST, ROOT } from './support/paths.mjs';
import { expect, test } from './support/partner.mjs';

const PATIENCE = 15_000;

/** Opens a portal whose clock the test moves. */
async function withClock(portal, page, token, options) {
  await page.clock.install();
  await portal.show(`<vpp-summary id="one" connect-token="${token}"></vpp-summary>`, options);
  await expect.poll(() => page.frames().length).toBe(2);
}

test('a frame that is blocked emits an error, and can be tried again', async ({ portal, app, page, context }) => {
  await context.route(`${app.origin}/v1/`, (route) => route.abort('connectionrefused'));
  await withClock(portal, page, app.tokenOf('documented'));
  await page.clock.fastForward(PATIENCE - 8000);
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

test('a proxy that forbids framing does not go unnoticed', async ({ portal, app, page, context, guard }) => {
  guard.expectError(/X-Frame-Options/);
  await context.route(`${app.origin}/v1/`, async (route) => {
    const response = await route.fetch();
    const { 'content-security-policy': policy, ...headers } = response.headers();
    headers['content-security-policy'] = policy.replace(/frame-ancestors [^;]*;/, '');
    await route.fulfill({ response, headers: { ...headers, 'x-frame-options': 'DENY' } });
  });
  await withClock(portal, page, app.tokenOf('documented'));
  await expect.poll(() => page.frames()[1].url()).toMatch(/^chrome-error:/);
  await page.clock.fastForward(PATIENCE);
  expect(await portal.event('error')).toMatchObject({ kind: 'unavailable' });
});

test('a portal whose policy forbids the frame is told as well', async ({ portal, app, page, guard }) => {
  guard.expectError(/frame-src/);
  const policy = `script-src 'self' ${app.origin}; frame-src 'none'`;
  await withClock(portal, page, app.tokenOf('documented'), { headers: { 'content-security-policy': policy } });
  await page.clock.fastForward(PATIENCE);
  expect(await portal.event('error')).toMatchObject({ kind: 'unavailable', retryable: true });
});

test('an element that was taken out while it waited says nothing later', async ({ portal, app, page, context }) => {
  await context.route(`${app.origin}/v1/`, (route) => route.abort('connectionrefused'));
  await withClock(portal, page, app.tokenOf('documented'));
  await page.evaluate(() => document.querySelector('vpp-summary').remove());
  await page.clock.fastForward(10 * PATIENCE);
  expect(await portal.events('error')).toEqual([]);
});

test('a script that was blocked at first can be loaded again', async ({ portal, app, page, context, guard }) => {
  guard.expectNetworkError('ERR_FAILED');
  let blocked = true;
  await context.route(/\/v1\/vpp-summary\.js/, (route) => (blocked ? route.abort() : route.continue()));
  await portal.show(`<vpp-summary id="one" connect-token="${app.tokenOf('documented')}"></vpp-summary>`, { head: '' });
  const load = (again) => page.evaluate((url) => import(url).then(() => 'loaded', () => 'failed'), portal.script + again);
  expect(await load('')).toBe('failed');
  blocked = false;
  // A browser may remember that a module failed; under another query it is another module.
  expect(await load('?again=1')).toBe('loaded');
  await portal.toBe('ready');
});

test('included twice, in two versions, the element is there once', async ({ portal, app, page }) => {
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

const pinned = () => JSON.parse(readFileSync(join(DIST, 'embed.json'), 'utf8'));
const sealed = (app, integrity) =>
  `<script type="module" src="${app.origin}/v1/${pinned().file}" integrity="${integrity}" crossorigin="anonymous"></script>`;
const WRONG = `sha384-${createHash('sha384').update('x').digest('base64')}`;

test('the script has an integrity that can be pinned, with which it is all there', async ({ portal, app, page }) => {
  const { file, integrity } = pinned();
  const bytes = readFileSync(join(DIST, file));
  expect(integrity).toBe(`sha384-${createHash('sha384').update(bytes).digest('base64')}`);
  expect(readFileSync(join(DIST, 'vpp-summary.js')).equals(bytes)).toBe(true);
  const frame = await portal.open('documented', { head: sealed(app, integrity) });
  await expect(frame.locator('[data-total="earnings"]')).toHaveText('$62.10');
  await page.evaluate(() => document.querySelector('vpp-summary').setAttribute('theme', 'dark'));
  await expect.poll(() => frame.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
});

test('a script that is not what was pinned is refused, and the right one may still come', async ({ portal, app, guard, page, context }) => {
  guard.expectError(/integrity/);
  // Changed on its way, or by whoever holds the server.
  await context.route(/\/v1\/embed-[0-9a-f]+\.js$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${await response.text()};globalThis.evil = true` });
  });
  const body = `<vpp-summary id="one" connect-token="${app.tokenOf('documented')}"></vpp-summary>`;
  await portal.show(body, { head: sealed(app, pinned().integrity) });
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

test('an isolated portal (COEP, COOP) may show it', async ({ portal, page }) => {
  const headers = { 'cross-origin-embedder-policy': 'require-corp', 'cross-origin-opener-policy': 'same-origin' };
  const head = `<script type="module" crossorigin src="${portal.script}"></script>`;
  const frame = await portal.open('documented', { headers, head });
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await expect(frame.locator('[data-total="earnings"]')).toHaveText('$62.10');
});

test('importing it on a server does nothing, and does not fail', () => {
  const before = 'const before = Object.getOwnPropertyNames(globalThis).length;';
  const load = `const element = await import(${JSON.stringify(pathToFileURL(join(ROOT, 'embed/vpp-summary.js')).href)});`;
  const tell = 'process.stdout.write(`${Object.keys(element).sort()} ${Object.getOwnPropertyNames(globalThis).length - before}`);';
  const program = ['--input-type=module', '--eval', before + load + tell];
  expect(execFileSync(process.execPath, program, { encoding: 'utf8' })).toBe('VppSummary,mayFollow 0');
});

test('the element follows the addresses that the page follows, and no others', async () => {
  const { mayFollow } = await import(pathToFileURL(join(ROOT, 'embed/vpp-summary.js')).href);
  const source = readFileSync(join(ROOT, 'src/domain/address.rs'), 'utf8');
  const table = (test) => {
    const [, list] = new RegExp(`fn ${test}\\(\\) \\{\\s*for text in \\[([^]*?)\\n        \\]`).exec(source);
    return [...list.matchAll(/^\s*("(?:[^"\\]|\\.)*"),/gm)].map(([, text]) => JSON.parse(text.replace('\\u{1}', '\\u0001')));
  };
  const [yes, no] = [table('follows_web_addresses_and_app_links'), table('never_follows_code_files_or_nonsense')];
  expect([yes.length > 7, no.length > 30]).toEqual([true, true]);
  expect(yes.filter((address) => !mayFollow(address))).toEqual([]);
  expect(no.filter((address) => mayFollow(address))).toEqual([]);
  const [, never] = /const NEVER: \[&str; \d+\] = \[([^\]]*)\]/.exec(source);
  const schemes = never.match(/[a-z-]+/g);
  expect(schemes.length).toBeGreaterThan(15);
  expect(schemes.filter((scheme) => mayFollow(`${scheme}://x`))).toEqual([]);
});

test('errors are in the element’s language', async ({ portal, guard }) => {
  guard.expectStatus(401);
  const frame = await portal.open('expired_token', { attributes: 'lang="de"', state: 'problem' });
  const { Ended } = JSON.parse(readFileSync(join(ROOT, 'src/locale/de.json'), 'utf8'));
  await expect(frame.locator('[data-problem="ended"] h2')).toHaveText(Ended);
});

test('an element that is hidden at first is as high as its content when it is shown', async ({ portal, app, page }) => {
  const token = app.tokenOf('documented');
  await portal.show(`<div hidden><vpp-summary id="one" connect-token="${token}"></vpp-summary></div>`);
  await portal.toBe('ready');
  await page.evaluate(() => document.querySelector('div').removeAttribute('hidden'));
  await expect.poll(() => portal.height()).toBeGreaterThan(500);
  const heights = (await portal.events('resize')).map(({ height }) => height);
  expect(Math.min(...heights)).toBeGreaterThan(100);
});

test('before the page has told its height there is room for it', async ({ portal, app, page, context }) => {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await context.route(`${app.origin}/v1/`, async (route) => (await held, route.continue()));
  await page.goto(portal.origin + portal.put(`<vpp-summary connect-token="${app.tokenOf('documented')}"></vpp-summary>`), {
    waitUntil: 'commit',
  });
  const height = () => page.evaluate(() => document.querySelector('vpp-summary')?.getBoundingClientRect().height);
  await expect.poll(height).toBe(480);
  release();
  await portal.toBe('ready');
});

/** Lets the portal give tokens, and counts how often it is asked. */
const givesTokens = (page, tokens) => page.evaluate((tokens) => {
  window.asked = 0;
  document.querySelector('vpp-summary').fetchToken = async () => tokens[window.asked++] ?? null;
}, tokens);

test('a session that has ended gets a new token, once, and only then is it an error', async ({ portal, app, page, guard }) => {
  guard.expectStatus(401);
  const [ended, fresh] = [app.tokenOf('ends_on_action'), app.tokenOf('euro')];
  await portal.show('<vpp-summary id="one"></vpp-summary>', { head: '' });
  await givesTokens(page, [ended, fresh]);
  // The property was set before the element was there.
  await page.evaluate((url) => import(url), portal.script);
  const frame = await portal.toBe('ready');
  expect(await page.evaluate(() => window.asked)).toBe(1);
  await frame.locator('[data-step="previous"]').click();
  await expect(frame.locator('[data-total="earnings"]')).toHaveText('€20.54');
  expect(await page.evaluate(() => window.asked)).toBe(2);
  expect(await portal.events('error')).toEqual([]);
});

test('a callback whose tokens are no good is asked once', async ({ portal, app, page, guard }) => {
  guard.expectStatus(401);
  const tokens = [1, 2, 3].map(() => app.tokenOf('expired_token'));
  await portal.show('<vpp-summary id="one"></vpp-summary>', { head: '' });
  await givesTokens(page, tokens.slice(1));
  await page.evaluate((token) => (document.querySelector('vpp-summary').connectToken = token), tokens[0]);
  await page.evaluate((url) => import(url), portal.script);
  expect(await portal.event('error')).toMatchObject({ kind: 'ended', retryable: false });
  expect(await page.evaluate(() => window.asked)).toBe(1);
  expect(app.posts).toHaveLength(2);
});

for (const outcome of ['throws', 'gives nothing']) {
  test(`a callback that ${outcome} leads to the event`, async ({ portal, app, page, guard }) => {
    guard.expectStatus(401);
    await portal.show(`<vpp-summary id="one" connect-token="${app.tokenOf('expired_token')}"></vpp-summary>`, { head: '' });
    await page.evaluate((throws) => {
      document.querySelector('vpp-summary').fetchToken = () => {
        if (throws) throw new Error('no');
      };
    }, outcome === 'throws');
    await page.evaluate((url) => import(url), portal.script);
    expect(await portal.event('error')).toMatchObject({ kind: 'ended' });
  });
}

test('a token that comes too late does not replace a newer one', async ({ portal, app, page, guard }) => {
  guard.expectStatus(401);
  const [expired, late, newer] = ['expired_token', 'documented', 'euro'].map((name) => app.tokenOf(name));
  await portal.show(`<vpp-summary id="one" connect-token="${expired}"></vpp-summary>`, { head: '' });
  await page.evaluate(() => {
    document.querySelector('vpp-summary').fetchToken = () => new Promise((resolve) => (window.give = resolve));
  });
  await page.evaluate((url) => import(url), portal.script);
  await expect.poll(() => page.evaluate(() => Boolean(window.give))).toBe(true);
  await page.evaluate((token) => (document.querySelector('vpp-summary').connectToken = token), newer);
  const frame = await portal.toBe('ready');
  await page.evaluate((token) => window.give(token), late);
  await frame.locator('[data-step="previous"]').click();
  await portal.event('period', 1);
  expect(await page.evaluate(() => document.querySelector('vpp-summary').connectToken)).toBe(newer);
  expect(app.bodies.join()).not.toContain(late);
  expect(await portal.events('error')).toEqual([]);
});

for (const [scenario, kind] of [['refused_connection', 'offline'], ['http_500_html', 'server'], ['not_json', 'unreadable']]) {
  test(`${kind} is not taken for an ended session`, async ({ portal, app, page, guard }) => {
    if (scenario !== 'not_json') guard.expectError(/^Failed to load resource/);
    await portal.show(`<vpp-summary id="one" connect-token="${app.tokenOf(scenario)}"></vpp-summary>`, { head: '' });
    await givesTokens(page, []);
    await page.evaluate((url) => import(url), portal.script);
    expect(await portal.event('error')).toMatchObject({ kind, retryable: true });
    expect(await page.evaluate(() => window.asked)).toBe(0);
    // The same again is told again.
    if (scenario === 'not_json') return;
    await portal.frames[0].locator('[data-remedy="try_again"]').click();
    expect(await portal.event('error', 1)).toMatchObject({ kind });
  });
}

test('a page that breaks says so, and can be loaded again', async ({ portal, page, guard, context, app }) => {
  guard.expectError(/integrity/);
  guard.expectError(/^TypeError: Failed to fetch/);
  await context.route(/\.wasm$/, (route) => route.fulfill({ contentType: 'application/wasm', body: 'broken' }));
  await portal.show(`<vpp-summary id="one" connect-token="${app.tokenOf('documented')}"></vpp-summary>`);
  expect(await portal.event('error')).toMatchObject({ kind: 'crashed', retryable: true });
  await context.unroute(/\.wasm$/);
  await page.evaluate(() => document.querySelector('vpp-summary').retry());
  await portal.toBe('ready');
});

test('the types are right, and name every event, attribute and kind that there is', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vpp-types-'));
  try {
    const right = `
      const element = document.querySelector('vpp-summary')!;
      element.connectToken = 'cot_x';
      element.theme = 'auto';
      element.fetchToken = async () => 'cot_y';
      element.addEventListener('error', ({ detail }) => { const retry: boolean = detail.retryable; if (retry) element.retry(); });
      element.addEventListener('route', (event) => { event.preventDefault(); const url: string | null = event.detail.url; void url; });
      element.addEventListener('period', ({ detail: { type, start, end } }) => void [type === 'DAY', start.length, end.length]);
      element.addEventListener('resize', ({ detail }) => detail.height.toFixed());
      element.addEventListener('focus', () => {});
    `;
    const programs = {
      right,
      theme: "document.querySelector('vpp-summary')!.theme = 'blue';",
      detail: "document.querySelector('vpp-summary')!.addEventListener('close', ({ detail }) => detail.urls);",
      kind: "document.querySelector('vpp-summary')!.addEventListener('error', ({ detail }) => detail.kind === 'broken');",
      callback: "document.querySelector('vpp-summary')!.fetchToken = async () => 5;",
    };
    const files = Object.entries(programs).map(([name, code]) => {
      writeFileSync(join(folder, `${name}.ts`), `import ${JSON.stringify(join(ROOT, 'embed/vpp-summary.js'))};\n${code}`);
      return join(folder, `${name}.ts`);
    });
    const options = ['--noEmit', '--strict', '--target', 'es2022', '--module', 'nodenext'];
    const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
    const { stdout } = spawnSync(process.execPath, [compiler, ...options, ...files], { encoding: 'utf8' });
    const complaints = [...stdout.matchAll(/(\w+)\.ts\(\d+,\d+\): error TS/g)].map(([, name]) => name);
    expect(complaints.sort(), stdout).toEqual(Object.keys(programs).filter((name) => name !== 'right').sort());
    const [types, element] = ['embed/vpp-summary.d.ts', 'embed/vpp-summary.js'].map((path) => readFileSync(join(ROOT, path), 'utf8'));
    const union = (name) => [.../type X =([^]*?');/.exec(types.replace(name, 'X'))[1].matchAll(/\| '(\w+)'/g)].map(([, one]) => one).sort();
    const listed = [...element.matchAll(/const (?:FINAL|KINDS) = \[([^\]]*)\]/g)].flatMap(([, list]) => list.match(/\w+(?=')/g));
    expect(union('VppErrorKind')).toEqual(listed.filter((kind) => kind !== 'FINAL').sort());
    const problem = readFileSync(join(ROOT, 'src/domain/problem.rs'), 'utf8');
    const kinds = [...problem.matchAll(/Self::\w+ => "(\w+)"/g)].map(([, kind]) => kind);
    expect(kinds.length).toBeGreaterThan(8);
    expect(kinds.filter((kind) => !union('VppErrorKind').includes(kind))).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
