// The examples for partners as they are. Only the addresses are the tests' own.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { navigationsOf } from './support/browser.mjs';
import { freePort } from './support/deployment.mjs';
import { showsDocumented } from './support/documented.mjs';
import { test as base } from './support/partner.mjs';
import { DIST, EXAMPLES, ROOT, SANDBOX_BIN, read as readFile } from './support/paths.mjs';
import { startSandbox } from './support/sandbox.mjs';
import { expect } from './support/test.mjs';

const read = (path) => readFile(join(EXAMPLES, path));

/** The commands of the README, by example. */
const COMMANDS = Object.fromEntries([...read('README.md').matchAll(/^ {4}node (examples\/serve\.mjs ([\w-]+) --token .*)$/gm)].map(([, words, name]) => [name, words.split(' ')]));

const test = base.extend({
  servers: [
    async ({}, use) => {
      const port = String(await freePort());
      const origin = `http://localhost:${port}`;
      const sandbox = await startSandbox(undefined, '--allow-origins', origin);
      await use({ portal: { origin }, port, sandbox });
      await sandbox.stop();
    },
    { scope: 'worker' },
  ],
  /** Starts an example by its command in the README, for a session of the test's own. Without `pages`, the command starts them. */
  start: async ({ servers, app }, use) => {
    let child, ended;
    await use(async (example, { pages, token } = { pages: app.origin }) => {
      const words = [...COMMANDS[example], ...(pages ? ['--pages', pages] : []), '--token', token ?? app.tokenOf('documented'), '--port', servers.port];
      const env = { ...process.env, SANDBOX_BIN, DIST };
      child = spawn(process.execPath, words, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'], env });
      ended = once(child, 'exit');
      const tooSoon = ended.then(([code]) => Promise.reject(new Error(`The command has ended with ${code}.`)));
      const [printed] = await Promise.race([once(child.stdout, 'data'), tooSoon]);
      expect(String(printed)).toContain(`at ${servers.portal.origin}\n`);
    });
    if (!child) return;
    child.kill();
    await ended;
  },
});

test('a plain page', async ({ portal, start, page }) => {
  await start('plain');
  await page.goto(`${portal.origin}/index.html`);
  const frame = await portal.toBe('ready');
  await showsDocumented(frame);
  await expect.poll(() => frame.evaluate(() => getComputedStyle(document.body).fontFamily)).toBe('Verdana, sans-serif');
  await expect(page.locator('#problem')).toBeHidden();
  await frame.locator('#tab-settings').click();
  await frame.locator('[data-action="MANAGE_PAYMENTS"]').click();
  await page.waitForURL(`${portal.origin}/payments`);
  await expect(page.getByRole('heading', { name: 'Your payments' })).toBeVisible();
});

test('a plain page whose frame is blocked offers another try', async ({ portal, start, app, page, context }) => {
  await start('plain');
  await context.route(`${app.origin}/v1/`, (route) => route.abort());
  await page.clock.install();
  await page.goto(`${portal.origin}/index.html`);
  await expect.poll(() => page.frames().length).toBe(2);
  await page.clock.fastForward(15_000);
  await expect(page.locator('#problem')).toBeVisible();
  await context.unroute(`${app.origin}/v1/`);
  await page.clock.resume();
  await page.getByRole('button', { name: 'Try again' }).click();
  await portal.toBe('ready');
  await expect(page.locator('#problem')).toBeHidden();
});

test('a portal with a strict policy', async ({ portal, start, app, page }) => {
  await start('strict-csp');
  const { headers } = await fetch(portal.origin);
  const lines = read('strict-csp/headers.txt').trim().split('\n').map((line) => line.split(/: (.*)/).slice(0, 2));
  expect(lines).toHaveLength(4);
  for (const [name, value] of lines) expect(headers.get(name)).toBe(value.replaceAll('https://pages.example', app.origin));
  await page.goto(`${portal.origin}/index.html`);
  const frame = await portal.toBe('ready');
  await showsDocumented(frame);
  expect(await (await frame.frameElement()).getAttribute('title')).toBe('Your earnings');
  expect(await page.content()).not.toContain(app.token);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await expect(page.locator('#problem')).toBeHidden();
});

test('a portal with a strict policy says so when nothing can be shown', async ({ portal, start, app, page, context, guard }) => {
  await start('strict-csp');
  // The deployment does not allow the portal any more.
  await app.configure({ 'vpp:allowed-origins': 'https://other.example' });
  await page.goto(`${portal.origin}/index.html`);
  await expect(page.locator('#problem')).toBeVisible();
  await app.release();
  await page.reload();
  await portal.toBe('ready');
  await expect(page.locator('#problem')).toBeHidden();
  // The pinned script has been changed.
  guard.expectError(/integrity/);
  await context.route(/\/v1\/embed-/, async (route) => route.fulfill({ response: await route.fetch(), body: '// changed' }));
  await page.reload();
  await expect(page.locator('#problem')).toBeVisible();
});

for (const example of ['react', 'vue', 'plain']) {
  test(`${example}: a script that is blocked at first, and another try`, async ({ portal, start, page, context, guard }) => {
    guard.expectNetworkError('ERR_FAILED');
    await start(example);
    // Another try has another query.
    await context.route(/\/v1\/vpp-summary\.js$/, (route) => route.abort());
    await page.addInitScript(() => {
      // React's development build advertises its tools.
      window.__REACT_DEVTOOLS_GLOBAL_HOOK__ = { isDisabled: true, supportsFiber: true, inject() {}, onCommitFiberRoot() {}, onCommitFiberUnmount() {} };
    });
    await page.goto(`${portal.origin}/index.html`);
    await page.getByRole('button', { name: 'Try again' }).click();
    const frame = await portal.toBe('ready');
    await showsDocumented(frame);
    await expect(page.getByText('cannot be shown right now')).toBeHidden();
    if (example === 'plain') return;
    await expect(page.locator('#period')).toHaveText('2025-02-01');
    await frame.locator('[data-step="previous"]').click();
    await expect(page.locator('#period')).toHaveText('2025-01-01');
    await page.getByRole('button', { name: 'Hide' }).click();
    await expect.poll(() => portal.frames.length).toBe(0);
    await page.getByRole('button', { name: 'Show' }).click();
    await portal.toBe('ready');
    expect(portal.frames).toHaveLength(1);
  });
}

test('one command starts the page too', async ({ portal, start, page, app, guard }) => {
  await start('plain', { pages: undefined });
  const [, pages] = /'(http:\/\/127\.0\.0\.1:\d+)\/v1\/vpp-summary\.js'/.exec(await (await fetch(`${portal.origin}/portal.js`)).text());
  expect(pages).not.toBe(app.origin);
  guard.expectOrigin(pages);
  guard.expectConnectAt(`${pages}/connect`);
  await page.goto(`${portal.origin}/index.html`);
  const state = () => page.frames()[1]?.evaluate(() => document.querySelector('main[data-state]')?.dataset.state).catch(() => undefined);
  await expect.poll(state).toBe('ready');
});

test('the server of the examples serves nothing but the example', async ({ start, portal }) => {
  await start('plain');
  for (const path of ['/../serve.mjs', '/%2e%2e/serve.mjs', '/..%2fserve.mjs', '/portal', '/app.js', '/headers.txt', '/connect-token']) {
    expect([404, 405], path).toContain((await fetch(portal.origin + path)).status);
  }
});

test.describe('a web view', () => {
  test.use({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 3 });

  const recipes = { 'EarningsActivity.kt': /private val appScheme = "([\w-]+)"/, 'EarningsView.swift': /static let appScheme = "([\w-]+)"/ };
  const PAGE = 'https://pages.example/v1/';

  /** The rule of both recipes, in the order in which they apply it, with their own scheme. */
  function rule(file, origin) {
    const [, scheme] = recipes[file].exec(read(`webview/${file}`));
    return (url) => {
      const { protocol, host } = new URL(url);
      if (`${protocol}//${host}` === origin) return 'stay';
      return { [`${scheme}:`]: 'app', 'https:': 'browser' }[protocol] ?? 'nowhere';
    };
  }

  for (const file of Object.keys(recipes)) {
    test(`${file}: the token behind the #, the way back by a link of the app`, async ({ app, page, guard }) => {
      const code = read(`webview/${file}`);
      expect(code).toContain(`"${PAGE}"`);
      expect(code).toContain('"fp_cot=" + ');
      const decide = rule(file, app.origin);
      guard.expectOrigin('myapp://vpp');
      const asked = await navigationsOf(page);
      const sent = [];
      page.on('request', (request) => request.isNavigationRequest() && sent.push(request.url()));
      await app.goto(`/v1/#fp_cot=${app.tokenOf('app_link')}`);
      await app.toBe('ready');
      expect(page.url()).toBe(`${app.origin}/v1/`);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
      await app.action('CLOSE').tap();
      await expect.poll(() => asked).toEqual(['myapp://vpp/done']);
      expect(asked.map(decide)).toEqual(['app']);
      expect(code).toContain(`\`${asked[0]}\``);
      // The token has been on its way behind the # only.
      expect(sent.filter((url) => url.includes('?'))).toEqual([]);
      const elsewhere = { 'https://leap.com/programmes': 'browser', 'javascript:alert(1)': 'nowhere', 'intent://x#Intent;end': 'nowhere', 'file:///etc/hosts': 'nowhere', [`${app.origin}/v1/`]: 'stay' };
      for (const [url, where] of Object.entries(elsewhere)) expect(decide(url), url).toBe(where);
    });
  }

  test('back leads through the periods, and the same token opens the page again', async ({ app, page }) => {
    await app.goto(`/v1/#fp_cot=${app.tokenOf('documented')}`);
    await app.toBe('ready');
    const periods = page.locator('[data-period]');
    await app.step('previous').tap();
    await expect(periods).toHaveText('January 2025');
    await page.goBack();
    await expect(periods).toHaveText('February 2025');
    // As after the system has ended the view: a new one, without anything that was kept.
    await page.evaluate(() => sessionStorage.clear());
    await page.goto('about:blank');
    await app.goto(`/v1/#fp_cot=${app.token}`);
    await app.toBe('ready');
    await app.showsDocumented();
  });

  test('where the session goes on, the address has the token by which the recipes know it', async ({ app, page, guard }) => {
    const asked = await navigationsOf(page);
    await app.goto(`/v1/#fp_cot=${app.tokenOf('documented')}`);
    await app.toBe('ready');
    guard.expectTokenIn(`${app.origin}/sandbox/tariff?fp_cot=${app.token}`);
    await app.action('CONNECT_TARIFF').first().tap();
    await page.waitForURL('**/sandbox/tariff*');
    expect(new URL(asked.at(-1)).searchParams.get('fp_cot')).toBe(app.token);
    for (const file of Object.keys(recipes)) expect(read(`webview/${file}`)).toContain('.contains("fp_cot=")');
  });

  test('Leap’s address has the reference by which the recipes know it, and no token', async ({ app, page }) => {
    await app.configure({ 'vpp:leap-link': 'https://www.addleap.com/Acme/pge/getting-started' });
    await app.goto(`/v1/#fp_cot=${app.tokenOf('joining')}&ref_id=R-1`);
    await app.toBe('ready');
    expect(page.url()).toBe(`${app.origin}/v1/`);
    await expect(page.locator('a[data-way]')).toHaveAttribute('href', 'https://www.addleap.com/Acme/pge/getting-started?refId=R-1');
    for (const file of Object.keys(recipes)) {
      for (const part of ['"&ref_id=" + ', '.contains("refId=")']) expect(read(`webview/${file}`), file).toContain(part);
    }
  });

  test('neither recipe logs, opens files, or leaves a page that cannot be shown to the system', () => {
    const [kotlin, swift] = Object.keys(recipes).map((file) => read(`webview/${file}`));
    expect(kotlin + swift).not.toMatch(/\bLog\.|println|print\(|NSLog|os_log|Logger|addJavascriptInterface|WKScriptMessageHandler|WebContentsDebuggingEnabled|isInspectable/);
    for (const part of ['allowFileAccess = false', 'allowContentAccess = false', 'onRenderProcessGone', 'onReceivedError', 'onReceivedHttpError', 'OnBackPressedCallback']) {
      expect(kotlin).toContain(part);
    }
    for (const part of ['.nonPersistent()', 'webViewWebContentProcessDidTerminate', 'didFailProvisionalNavigation', 'allowsBackForwardNavigationGestures']) {
      expect(swift).toContain(part);
    }
  });
});

test('the README lists every example', () => {
  const folders = readdirSync(EXAMPLES, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const listed = [...read('README.md').matchAll(/^\| \[([\w-]+)\]/gm)].map(([, name]) => name);
  expect(listed.sort()).toEqual(folders.map(({ name }) => name).sort());
  expect(Object.keys(COMMANDS).sort()).toEqual(listed.filter((name) => !['token-endpoint', 'webview'].includes(name)));
});

test('the tokens of the commands belong to customers of the sandbox', async ({ sandbox }) => {
  const list = await (await fetch(`${sandbox.origin}/sandbox`)).text();
  for (const words of Object.values(COMMANDS)) expect(list).toContain(words.at(-1));
});
