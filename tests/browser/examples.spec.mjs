// The examples for partners, opened as they are: only the addresses are the tests' own.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { bundle } from '../../examples/serve.mjs';
import { freePort } from './support/deployment.mjs';
import { ROOT } from './support/paths.mjs';
import { expect, test as base } from './support/partner.mjs';
import { startSandbox } from './support/sandbox.mjs';

const read = (path) => readFileSync(join(ROOT, 'examples', path), 'utf8');

/** The commands of the README, by the example that they start. */
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
  /** Starts an example by the command of the README, for a session of the test's own. */
  start: async ({ servers, app }, use) => {
    let child;
    await use(async (example, { pages = app.origin, token = app.tokenOf('documented') } = {}) => {
      const words = [...COMMANDS[example], '--pages', pages, '--token', token, '--port', servers.port];
      child = spawn(process.execPath, words, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
      const [printed] = await once(child.stdout, 'data');
      expect(String(printed)).toContain(`at ${servers.portal.origin}\n`);
    });
    if (!child) return;
    child.kill();
    await once(child, 'exit');
  },
});

test('a plain page', async ({ portal, start, page }) => {
  await start('plain');
  await page.goto(`${portal.origin}/index.html`);
  const frame = await portal.toBe('ready');
  await expect(frame.locator('[data-total="earnings"]')).toHaveText('$62.10');
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
  await expect(frame.locator('[data-total="earnings"]')).toHaveText('$62.10');
  expect(await (await frame.frameElement()).getAttribute('title')).toBe('Your earnings');
  expect(await page.content()).not.toContain(app.token);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await expect(page.locator('#problem')).toBeHidden();
});

test('a portal with a strict policy says so when nothing can be shown', async ({ portal, start, app, page, context, guard }) => {
  await start('strict-csp');
  // The deployment does not allow the portal any more.
  await context.route(`${app.origin}/v1/`, async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace(/(<meta name="vpp:allowed-origins" content=")[^"]*/, '$1https://other.example');
    await route.fulfill({ response, body });
  });
  await page.goto(`${portal.origin}/index.html`);
  await expect(page.locator('#problem')).toBeVisible();
  await context.unroute(`${app.origin}/v1/`);
  await page.reload();
  await portal.toBe('ready');
  await expect(page.locator('#problem')).toBeHidden();
  // The pinned script has been changed.
  guard.expectError(/integrity/);
  await context.route(/\/v1\/embed-/, async (route) => route.fulfill({ response: await route.fetch(), body: '// changed' }));
  await page.reload();
  await expect(page.locator('#problem')).toBeVisible();
});

test('React, in strict mode, with a script that is blocked at first', async ({ portal, start, page, context, guard }) => {
  guard.expectNetworkError('ERR_FAILED');
  await start('react');
  await context.route(/\/v1\/vpp-summary\.js$/, (route) => route.abort());
  await page.addInitScript(() => {
    // React's development build advertises its tools.
    window.__REACT_DEVTOOLS_GLOBAL_HOOK__ = { isDisabled: true, supportsFiber: true, inject() {}, onCommitFiberRoot() {}, onCommitFiberUnmount() {} };
  });
  await page.goto(`${portal.origin}/index.html`);
  const frame = await portal.toBe('ready');
  await expect(frame.locator('[data-total="earnings"]')).toHaveText('$62.10');
  await expect(page.locator('#period')).toHaveText('2025-02-01');
  await frame.locator('[data-step="previous"]').click();
  await expect(page.locator('#period')).toHaveText('2025-01-01');
  await page.getByRole('button', { name: 'Hide' }).click();
  await expect.poll(() => portal.frames.length).toBe(0);
  await page.getByRole('button', { name: 'Show' }).click();
  await portal.toBe('ready');
  expect(portal.frames).toHaveLength(1);
});

test('React on a server renders the bare element', async () => {
  const code = await bundle({
    platform: 'node', format: 'cjs',
    stdin: {
      contents: `import { renderToString } from 'react-dom/server'; import { VppSummary } from './VppSummary.jsx';
        import { createElement } from 'react';
        export const html = renderToString(createElement(VppSummary, { lang: 'en', title: 'Earnings' }));`,
      resolveDir: join(ROOT, 'examples/react'), loader: 'jsx',
    },
  });
  const module = { exports: {} };
  new Function('module', 'exports', 'require', code)(module, module.exports, createRequire(import.meta.url));
  expect(module.exports.html).toBe('<vpp-summary lang="en" title="Earnings"></vpp-summary>');
});

test('the server of the examples gives nothing but the example', async ({ start, portal }) => {
  await start('plain');
  for (const path of ['/../serve.mjs', '/%2e%2e/serve.mjs', '/..%2fserve.mjs', '/portal', '/app.js', '/headers.txt', '/connect-token']) {
    expect([404, 405], path).toContain((await fetch(portal.origin + path)).status);
  }
});

test('a web view: the token behind the #, the way back by a link of the app', async ({ app, page, context, guard }) => {
  const [swift, kotlin] = ['EarningsView.swift', 'EarningsActivity.kt'].map((file) => read(`webview/${file}`));
  for (const code of [swift, kotlin]) {
    expect(code).toContain('"https://pages.example/v1/"');
    expect(code).toContain('fp_cot=');
  }
  /** The rule of both, in the order in which they apply it. */
  const decide = (url) => {
    const { protocol, host } = new URL(url);
    if (`${protocol}//${host}` === app.origin) return 'stay';
    return { 'myapp:': 'app', 'https:': 'browser' }[protocol] ?? 'nowhere';
  };
  guard.expectOrigin('myapp://vpp');
  const asked = [];
  const session = await context.newCDPSession(page);
  await session.send('Page.enable');
  session.on('Page.frameRequestedNavigation', ({ url }) => asked.push(url));
  await app.goto(`/v1/#fp_cot=${app.tokenOf('app_link')}`);
  await app.toBe('ready');
  expect(page.url()).toBe(`${app.origin}/v1/`);
  await app.action('CLOSE').click();
  await expect.poll(() => asked.length).toBeGreaterThan(0);
  expect(asked.map(decide)).toEqual(['app']);
  expect(decide('javascript:alert(1)')).toBe('nowhere');
});

test('every example is in the list, and the list has no others', () => {
  const folders = readdirSync(join(ROOT, 'examples'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const listed = [...read('README.md').matchAll(/^\| \[([\w-]+)\]/gm)].map(([, name]) => name);
  expect(listed.sort()).toEqual(folders.map(({ name }) => name).sort());
  expect(Object.keys(COMMANDS).sort()).toEqual(listed.filter((name) => name !== 'webview'));
});

test('the tokens of the commands are those of customers of the sandbox', async ({ sandbox }) => {
  const list = await (await fetch(`${sandbox.origin}/sandbox`)).text();
  for (const words of Object.values(COMMANDS)) expect(list).toContain(words.at(-1));
});
