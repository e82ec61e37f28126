// The package in apps of its users' frameworks, against a sandbox on another origin.

import * as firefox from '../engines/firefox.mjs';
import { startSandbox } from '../browser/support/sandbox.mjs';
import { expect, test as base } from '../browser/support/test.mjs';
import { STEPS, showsEarnings } from './journey.mjs';
import { startPortal } from './portal.mjs';

const test = base.extend({
  servers: [
    async ({}, use) => {
      const portal = await startPortal();
      const sandbox = await startSandbox(undefined, '--allow-origins', portal.origin);
      await use({ portal, sandbox });
      await Promise.all([portal.stop(), sandbox.stop()]);
    },
    { scope: 'worker' },
  ],
  sandbox: [async ({ servers }, use) => use(servers.sandbox), { scope: 'worker' }],
  /** Serves a build of an app for a session of a scenario. Returns the address of its page, and the session. */
  portal: async ({ servers, app, guard }, use) => {
    guard.expectOrigin(servers.portal.origin);
    await use((name, build, { scenario = 'documented', ...session } = {}) => {
      servers.portal.serve(name, build, app.origin);
      const first = { src: `${app.origin}/v1/vpp-summary.js`, connectToken: app.tokenOf(scenario), lang: 'en-US', ...session };
      servers.portal.sessions.set(name, first);
      return { url: `${servers.portal.origin}/?session=${name}`, session: first, html: () => servers.portal.html(name, first) };
    });
  },
  driver: async ({ page }, use) => use(driverOf(page)),
});

/** Playwright's page as the driver of tests/engines. */
function driverOf(page) {
  let frame = page.mainFrame();
  return {
    open: (url) => page.goto(url),
    // As a text, because the policy of the page allows no other way to pass several values.
    evaluate: (read, ...values) => frame.evaluate(`(${read})(...${JSON.stringify(values)})`),
    click: (selector) => frame.locator(selector).first().click(),
    async inFrame(find, visit) {
      frame = await (await page.evaluateHandle(find)).contentFrame();
      try {
        await visit();
      } finally {
        frame = page.mainFrame();
      }
    },
  };
}

/** Everything that the app has reported on its console, or that its policy has forbidden. */
const problems = (driver) => driver.evaluate(() => window.problems);

async function walk(driver, tokenOf) {
  for (const [name, step] of Object.entries(STEPS)) await test.step(name, () => step(driver, tokenOf));
  expect(await problems(driver)).toEqual([]);
}

/** With a leak, there would be one more of something for each. */
const REMOUNTS = 10;

const APPS = { 'React 19': 'react', 'React 18': 'react18', Vue: 'vue' };

for (const [name, folder] of Object.entries(APPS)) {
  test(`${name}, built for development`, async ({ portal, driver, app, guard }) => {
    test.setTimeout(120_000);
    // The session that has ended.
    guard.expectStatus(401);
    await driver.open(portal(folder, 'dist-dev').url);
    await walk(driver, (scenario) => app.tokenOf(scenario));
    expect(await driver.evaluate(() => window.portal.framework)).toContain(name);
  });

  test(`${name}, rendered on a server`, async ({ portal, driver, app, context }) => {
    const console = [];
    context.on('console', (message) => message.type() !== 'info' && console.push(message.text()));
    const { url, session, html } = portal(folder, 'dist-dev', { theme: 'dark', navigation: true, fetchToken: undefined });
    const warnings = [];
    const { warn, error } = globalThis.console;
    Object.assign(globalThis.console, { warn: (text) => warnings.push(text), error: (text) => warnings.push(text) });
    const text = await html().finally(() => Object.assign(globalThis.console, { warn, error }));
    expect(warnings).toEqual([]);
    expect(text).toMatch(/<vpp-summary [^>]*class="earnings"[^>]*><\/vpp-summary>/);
    expect(text).not.toContain(session.connectToken);
    expect(text).not.toContain('cot_');
    await driver.open(`${url}&ssr`);
    // Vue's server writes it differently.
    await showsEarnings(driver, { theme: 'dark', navigation: name === 'Vue' ? 'true' : '' });
    expect(await driver.evaluate(() => [window.portal.element().theme, window.portal.element().navigation])).toEqual(['dark', true]);
    expect(await problems(driver)).toEqual([]);
    expect(console).toEqual([]);
    expect(app.token).toBe(session.connectToken);
  });

  // React 18 runs the same code as React 19.
  if (folder !== 'react18') test(`${name} leaves nothing behind when it removes the element`, async ({ portal, driver, page }) => {
    test.setTimeout(120_000);
    await driver.open(portal(folder, 'dist').url);
    const session = await page.context().newCDPSession(page);
    const remount = async (times) => {
      for (; times > 0; times -= 1) {
        await driver.evaluate(() => window.portal.show(false));
        await expect.poll(() => page.frames().length).toBe(1);
        await driver.evaluate(() => window.portal.show(true));
        await expect.poll(() => page.frames()[1]?.url()).toMatch(/v1/);
      }
      const isReady = () => window.portal.seen.splice(0).some(({ name }) => name === 'ready');
      await expect.poll(() => driver.evaluate(isReady)).toBe(true);
    };
    const counters = async () => {
      await session.send('HeapProfiler.collectGarbage');
      return session.send('Memory.getDOMCounters');
    };
    await expect.poll(() => driver.evaluate(() => Boolean(window.portal))).toBe(true);
    await remount(2);
    const before = await counters();
    await remount(REMOUNTS);
    // Documents are freed in several steps.
    await expect.poll(async () => {
      const now = await counters();
      return Object.keys(before).filter((name) => now[name] - before[name] >= REMOUNTS).map((name) => [name, before[name], now[name]]);
    }).toEqual([]);
    expect(page.frames()).toHaveLength(2);
  });
}

test('React tells once that the script is missing, and retry() of the element loads it', async ({ portal, driver, context, guard }) => {
  guard.expectNetworkError('ERR_FAILED');
  await context.route(/\/v1\/vpp-summary\.js$/, (route) => route.abort());
  await driver.open(portal('react', 'dist-dev').url);
  const errors = () => window.portal?.seen.filter(({ name }) => name === 'error').map(({ detail }) => detail);
  const unavailable = { kind: 'unavailable', requestId: null, retryable: true };
  await expect.poll(() => driver.evaluate(errors)).toEqual([unavailable]);
  const retry = () => driver.evaluate(() => void window.portal.element().retry());
  // Another try has another query, which is not blocked.
  await retry();
  const ready = () => window.portal.seen.filter(({ name }) => name === 'ready').length;
  await expect.poll(() => driver.evaluate(ready)).toBe(1);
  // From then on it is the element's own.
  await retry();
  await expect.poll(() => driver.evaluate(ready)).toBe(2);
  expect(await driver.evaluate(() => Object.hasOwn(window.portal.element(), 'retry'))).toBe(false);
  expect(await driver.evaluate(errors)).toEqual([unavailable]);
});

test('React, built for production, in Firefox', async ({ portal, app }) => {
  const missing = firefox.missing();
  test.skip(Boolean(missing), missing);
  test.setTimeout(120_000);
  const driver = await firefox.start();
  try {
    await driver.open(portal('react', 'dist').url);
    await walk(driver, (scenario) => app.tokenOf(scenario));
  } finally {
    await driver.close();
  }
});
