// The examples for partners, opened as they are: only the addresses are the tests' own.

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { DIST, ROOT } from './support/paths.mjs';
import { expect, test } from './support/partner.mjs';

const read = (path) => readFileSync(join(ROOT, 'examples', path), 'utf8');

/** Serves a file of an example at the portal, with the tests' addresses. */
function serve(portal, path, text, headers = {}) {
  const types = { html: 'text/html; charset=utf-8', js: 'text/javascript', css: 'text/css' };
  const body = text.replaceAll('https://pages.example', portal.app.origin);
  portal.pages.set(path, [body, { 'content-type': types[path.split('.').pop()] ?? types.html, ...headers }]);
}

/** Notes the answers of the portal's own server. */
const gives = (portal, token) => portal.pages.set('/connect-token', [token, { 'content-type': 'text/plain' }]);

test('a plain page', async ({ portal, app, page, guard }) => {
  const token = app.tokenOf('documented');
  for (const file of ['portal.css', 'portal.js']) serve(portal, `/plain/${file}`, read(`plain/${file}`));
  serve(portal, '/plain/index.html', read('plain/index.html').replace('cot_your-token', token));
  portal.pages.set('/payments', ['<!doctype html><link rel="icon" href="data:,"><h1>Payments</h1>', {}]);
  portal.pages.set('/favicon.ico', ['', {}]);
  await page.goto(`${portal.origin}/plain/index.html`);
  const frame = await portal.toBe('ready');
  await expect(frame.locator('[data-total="earnings"]')).toHaveText('$62.10');
  await expect.poll(() => frame.evaluate(() => getComputedStyle(document.body).fontFamily)).toBe('Verdana, sans-serif');
  await expect(page.locator('#problem')).toBeHidden();
  await frame.locator('#tab-settings').click();
  await frame.locator('[data-action="MANAGE_PAYMENTS"]').click();
  await page.waitForURL(`${portal.origin}/payments`);
});

test('a plain page whose frame is blocked offers another try', async ({ portal, app, page, context }) => {
  for (const file of ['portal.css', 'portal.js']) serve(portal, `/plain/${file}`, read(`plain/${file}`));
  serve(portal, '/plain/index.html', read('plain/index.html').replace('cot_your-token', app.tokenOf('documented')));
  portal.pages.set('/favicon.ico', ['', {}]);
  await context.route(`${app.origin}/v1/`, (route) => route.abort());
  await page.clock.install();
  await page.goto(`${portal.origin}/plain/index.html`);
  await expect.poll(() => page.frames().length).toBe(2);
  await page.clock.fastForward(15_000);
  await expect(page.locator('#problem')).toBeVisible();
  await context.unroute(`${app.origin}/v1/`);
  await page.clock.resume();
  await page.getByRole('button', { name: 'Try again' }).click();
  await portal.toBe('ready');
  await expect(page.locator('#problem')).toBeHidden();
});

test('a portal with a strict policy', async ({ portal, app, page }) => {
  const { file, integrity } = JSON.parse(readFileSync(join(DIST, 'embed.json'), 'utf8'));
  const headers = Object.fromEntries(read('strict-csp/headers.txt').trim().split('\n')
    .map((line) => line.replaceAll('https://pages.example', app.origin).split(/: (.*)/).slice(0, 2)));
  expect(Object.keys(headers)).toHaveLength(4);
  const html = read('strict-csp/index.html').replace('EMBED_FILE', file).replace('EMBED_INTEGRITY', integrity);
  serve(portal, '/strict/index.html', html, headers);
  serve(portal, '/strict/portal.js', read('strict-csp/portal.js'), headers);
  portal.pages.set('/favicon.ico', ['', {}]);
  gives(portal, app.tokenOf('documented'));
  await page.goto(`${portal.origin}/strict/index.html`);
  const frame = await portal.toBe('ready');
  await expect(frame.locator('[data-total="earnings"]')).toHaveText('$62.10');
  expect(await (await frame.frameElement()).getAttribute('title')).toBe('Your earnings');
  expect(await page.content()).not.toContain(app.token);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
});

/** The example for React as a bundle. */
async function bundle(entry, options) {
  const result = await build({
    entryPoints: [join(ROOT, 'examples/react', entry)], bundle: true, write: false, format: 'esm', jsx: 'automatic',
    nodePaths: [join(ROOT, 'node_modules')], logLevel: 'error', define: { 'process.env.NODE_ENV': '"development"' }, ...options,
  });
  return result.outputFiles[0].text;
}

test('React, in strict mode, with a script that is blocked at first', async ({ portal, app, page, context, guard }) => {
  guard.expectNetworkError('ERR_FAILED');
  serve(portal, '/react/app.js', await bundle('App.jsx'));
  serve(portal, '/react/', '<!doctype html><html lang="en"><title>x</title><link rel="icon" href="data:,"><div id="root"></div><script type="module" src="app.js"></script></html>');
  gives(portal, app.tokenOf('documented'));
  await context.route(/\/v1\/vpp-summary\.js$/, (route) => route.abort());
  await page.addInitScript(() => {
    // React's development build advertises its tools.
    window.__REACT_DEVTOOLS_GLOBAL_HOOK__ = { isDisabled: true, supportsFiber: true, inject() {}, onCommitFiberRoot() {}, onCommitFiberUnmount() {} };
  });
  await page.goto(`${portal.origin}/react/`);
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
  const code = await bundle('App.jsx', {
    platform: 'node', external: [],
    stdin: {
      contents: `import { renderToString } from 'react-dom/server'; import { VppSummary } from './VppSummary.jsx';
        import { createElement } from 'react';
        export const html = renderToString(createElement(VppSummary, { lang: 'en', title: 'Earnings' }));`,
      resolveDir: join(ROOT, 'examples/react'), loader: 'jsx',
    },
    entryPoints: undefined, format: 'cjs',
  });
  const module = { exports: {} };
  const { createRequire } = await import('node:module');
  new Function('module', 'exports', 'require', code)(module, module.exports, createRequire(import.meta.url));
  expect(module.exports.html).toBe('<vpp-summary lang="en" title="Earnings"></vpp-summary>');
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
});
