// What the server sends around the page, and what the browser is kept from.

import { consoleOf } from './support/browser.mjs';
import { expect, test } from './support/test.mjs';

test('the page comes with the production security headers', async ({ app, page }) => {
  const response = await page.goto(app.origin);
  const headers = response.headers();
  const policy = Object.fromEntries(
    headers['content-security-policy'].split(';').map((directive) => {
      const [name, ...sources] = directive.trim().split(/\s+/);
      return [name, sources.join(' ')];
    }),
  );
  expect(policy).toEqual({
    'default-src': "'none'",
    'script-src': "'self' 'wasm-unsafe-eval'",
    'style-src': "'self'",
    // A brand's logo may be in an address of its own.
    'img-src': "'self' data:",
    'connect-src': "'self'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
    'require-trusted-types-for': "'script'",
    'trusted-types': "'none'",
  });
  expect(headers['referrer-policy']).toBe('no-referrer');
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['permissions-policy']).toContain('geolocation=()');
  expect(headers['cross-origin-opener-policy']).toBe('same-origin');
  expect(headers['cache-control']).toBe('no-cache');
  expect(headers).not.toHaveProperty('set-cookie');
  await expect(app.problem).toHaveCount(1);
});

test('the permissions policy names only features that browsers know', async ({ app, context }) => {
  const warnings = consoleOf(context);
  await app.open();
  expect(warnings.filter((text) => text.includes('Permissions-Policy'))).toEqual([]);
});

test('hashed files are compressed, kept for good and checked', async ({ app, page }) => {
  const responses = [];
  page.on('response', (response) => responses.push(response));
  await app.open();
  const files = responses.filter((response) => /-[0-9a-f]{16}\./.test(response.url()));
  const kinds = files.map((response) => new URL(response.url()).pathname.split('.').pop());
  expect(new Set(kinds)).toEqual(new Set(['js', 'wasm', 'css', 'json', ...(kinds.includes('svg') ? ['svg'] : [])]));
  for (const file of files) {
    const headers = await file.allHeaders();
    expect(headers['cache-control'], file.url()).toBe('public, max-age=31536000, immutable');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect((await file.request().allHeaders()).referer || 'none', file.url()).toBe('none');
  }
  const wasm = files.find((response) => response.url().endsWith('.wasm'));
  const headers = await wasm.allHeaders();
  expect(headers['content-type']).toBe('application/wasm');
  // Chromium asks for gzip and brotli over http on this machine.
  expect(['br', 'gzip']).toContain(headers['content-encoding']);
  // Each file is fetched once. A preload that does not match would fetch it twice. Only the icon is looked up again, in the
  // browser's cache, when the address changes.
  const addresses = files.map((response) => response.url()).filter((url) => !url.endsWith('.svg'));
  expect(new Set(addresses).size).toBe(addresses.length);
});

test('all requests are known: the page, its files, and Connect', async ({ app, page }) => {
  const paths = [];
  page.on('request', (request) => paths.push(`${request.method()} ${new URL(request.url()).pathname}`));
  await app.open();
  await app.type('YEAR').click();
  await expect(app.bars).toHaveCount(12);
  const others = paths.filter((path) => !/^GET \/[\w-]+-[0-9a-f]{16}\.(js|wasm|css|json|svg)$/.test(path));
  expect(others).toEqual(['GET /', 'POST /connect', 'POST /connect']);
});

test('scripts and styles are files with integrity, and none is inline', async ({ app, page }) => {
  await app.open();
  const inline = page.locator('script:not([src]), style, [onclick], [onload], [onerror], iframe, object, embed');
  await expect(inline).toHaveCount(0);
  const unchecked = page.locator('script:not([integrity]), link[rel~="stylesheet"]:not([integrity])');
  await expect(unchecked).toHaveCount(0);
});

test('a script that got into the page would not run', async ({ app, page, guard }) => {
  guard.expectError(/^CSP violation: require-trusted-types-for/);
  guard.expectError(/This document requires 'Trusted(Script|HTML)' assignment/);
  guard.expectError(/^CSP violation: trusted-types trusted-types-policy/);
  guard.expectError(/violates the following Content Security policy directive: "trusted-types 'none'"/);
  await app.open();
  const outcomes = await page.evaluate(() => {
    const attempt = (name, misdeed) => {
      try {
        misdeed();
        return `${name} went through`;
      } catch (error) {
        return `${name}: ${error.name}`;
      }
    };
    const script = document.createElement('script');
    script.append('window.evil = true');
    document.body.append(script);
    return [
      attempt('text', () => (document.createElement('script').textContent = 'window.evil = true')),
      attempt('markup', () => (document.body.innerHTML = '<img src=x onerror="window.evil = true">')),
      attempt('code', () => window.setTimeout('window.evil = true')),
      attempt('a policy', () => window.trustedTypes.createPolicy('mine', {})),
    ];
  });
  expect(outcomes).toEqual(['text: TypeError', 'markup: TypeError', 'code: TypeError', 'a policy: TypeError']);
  expect(await page.evaluate(() => window.evil)).toBeUndefined();
});

test('the link to the programme sends neither referrer nor opener', async ({ app, context, page, guard }) => {
  guard.expectOrigin('https://leap.com');
  await context.route('https://leap.com/**', (route) => route.fulfill({ contentType: 'text/html', body: '<p>Leap' }));
  await app.open();
  const opened = context.waitForEvent('page');
  const asked = context.waitForEvent('request', (request) => request.url().startsWith('https://leap.com/'));
  await page.getByRole('link', { name: 'About this program' }).click();
  const tab = await opened;
  await tab.waitForLoadState();
  expect(await tab.evaluate(() => [document.referrer, window.opener])).toEqual(['', null]);
  expect(await (await asked).allHeaders()).not.toHaveProperty('referer');
  await expect(app.main).toHaveAttribute('data-state', 'ready');
});

test('nothing is stored except the token, for this tab', async ({ app, page, context }) => {
  await app.open();
  await app.step('previous').click();
  await app.showsPeriod('January 2025');
  const kept = await page.evaluate(async () => ({
    local: { ...localStorage },
    session: { ...sessionStorage },
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));
  expect(kept).toEqual({
    local: {},
    session: { 'vpp_summary.token': app.token },
    databases: [],
    caches: [],
    workers: 0,
  });
  expect(await context.cookies()).toEqual([]);
});

test('the token is removed at the end of the session', async ({ app, page }) => {
  await app.open();
  await app.action('CLOSE').click();
  await page.waitForURL('**/sandbox/callback*');
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
});

test('the token of a session that is over is removed, so that a reload asks for a new link', async ({ app, page, guard }) => {
  guard.expectStatus(401);
  await app.open('expired_token', 'problem');
  expect(await page.evaluate(() => ({ ...localStorage }))).toEqual({});
  expect(await page.content()).not.toContain(app.token);
});
