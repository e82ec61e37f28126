// The first request leaves while the program is still loading, wherever the loader is sure of it, and is the program's from then
// on: one request, one answer, and every problem as if the program had sent it.

import { readFileSync } from 'node:fs';
import { firstRequest } from '../../src/loader/request.js';
import { gate } from './support/answers.mjs';
import { test as partner } from './support/partner.mjs';
import { FIRST_REQUESTS } from './support/paths.mjs';
import { expect, inOnePage, softly, test } from './support/test.mjs';

const { bodies, pages } = JSON.parse(readFileSync(FIRST_REQUESTS, 'utf8'));

/** Holds the module back until the returned function is called. */
async function holdProgram(context) {
  const { open, opened } = gate();
  await context.route('**/*.wasm', async (route) => {
    await opened;
    await route.continue();
  });
  return open;
}

/** The states that the page has had since the document was there. */
const watchStates = () => {
  window.states = [];
  new MutationObserver(() => {
    const { state } = document.querySelector('main[data-state]')?.dataset ?? {};
    if (state && state !== window.states.at(-1)) window.states.push(state);
  }).observe(document, { attributes: true, childList: true, subtree: true });
};

test('the loader sends what the program sends, where it is sure', () => {
  for (const { sends, settings, token, resumed, url } of pages) {
    const name = JSON.stringify([settings, token, resumed]);
    const route = resumed === token ? 'session_restore' : 'session_start';
    const request = { url: url ?? settings[0]?.[1], body: bodies[route].replace('TOKEN', token) };
    softly(firstRequest(settings, token ?? undefined, resumed ?? null), name).toEqual(sends === 'early' ? request : undefined);
  }
});

test('the first request leaves before the program is there, and the answer is shown without a skeleton in between', async ({ app, page, context }) => {
  await page.addInitScript(watchStates);
  await inOnePage(app, [['a first visit'], ['a reload'], ['a return from a redirect']], async (name) => {
    const open = await holdProgram(context);
    if (name === 'a first visit') await app.load();
    else {
      if (name !== 'a reload') await page.evaluate((token) => sessionStorage.setItem('vpp_summary.resume', token), app.token);
      app.posts.length = 0;
      await page.reload({ waitUntil: 'commit' });
    }
    await expect.poll(() => app.bodies).toEqual([name === 'a return from a redirect' ? app.restore : app.start]);
    await app.posts[0].request.response();
    await expect(page.locator('.skeleton svg')).toBeVisible();
    await expect(app.main).toHaveCount(0);
    open();
    await app.toBe('ready');
    await app.showsDocumented();
    expect(await page.evaluate(() => window.states)).toEqual(['ready']);
    expect(app.posts).toHaveLength(1);
    await app.release();
    if (name !== 'a return from a redirect') return;
    // The next one is the program's own.
    await app.step('previous').click();
    await app.showsPeriod('January 2025');
    expect(app.bodies.slice(1)).toEqual([app.period('MONTH', '2025-01-01')]);
  });
});

test('an answer that takes its time leaves the skeleton to the page, and the live region where it is', async ({ app, page }) => {
  await page.addInitScript(watchStates);
  await page.addInitScript(() => {
    window.moved = 0;
    // What is put in together with its words is not read out.
    const isLive = (node) => node.nodeType === 1 && (node.matches('[role=status]') || node.querySelector('[role=status]'));
    new MutationObserver((records) => {
      window.moved += records.flatMap(({ removedNodes }) => [...removedNodes]).filter(isLive).length;
    }).observe(document, { childList: true, subtree: true });
  });
  const release = await app.hold(0);
  await app.load();
  await expect(page.locator('.waiting')).toBeVisible();
  release();
  await app.toBe('ready');
  expect(await page.evaluate(() => window.states)).toEqual(['loading', 'ready']);
  expect(await page.evaluate(() => window.moved)).toBe(0);
  await expect(page.locator('.skeleton')).toHaveCount(0);
});

test('a reload while the program is on its way keeps the session', async ({ app, page, context }) => {
  const open = await holdProgram(context);
  await app.load();
  await expect.poll(() => app.bodies).toEqual([app.start]);
  await page.reload({ waitUntil: 'commit' });
  open();
  await app.showsDocumented();
  expect(app.bodies).toEqual([app.start, app.start]);
});

/** Settings and tokens of the table that differ in whether a request leaves, and when. */
const SENT = [
  ['early', {}],
  ['later', { 'vpp:timeout-seconds': '+5' }],
  ['later', { 'vpp:home-url': 'myapp://home' }],
  ['never', { 'vpp:timeout-seconds': '0' }],
  ['never', { 'vpp:colour': 'red' }],
];

test('where the loader is not sure the program sends it, and where a setting is wrong nobody does', async ({ app, page, context }) => {
  const cases = SENT.map(([sends, settings]) => [`${sends} ${JSON.stringify(settings)}`, sends, settings]);
  await inOnePage(app, cases, async (_, sends, settings) => {
    await app.configure(settings);
    const open = await holdProgram(context);
    const asked = page.waitForRequest(/\.wasm$/);
    await app.load();
    await asked;
    await expect(page.locator('link[rel=stylesheet][href*="page-"]')).toHaveCount(1);
    if (sends === 'early') await expect.poll(() => app.bodies).toEqual([app.start]);
    else expect(app.bodies).toEqual([]);
    open();
    await app.toBe(sends === 'never' ? 'problem' : 'ready');
    expect(app.bodies).toEqual(sends === 'never' ? [] : [app.start]);
  });
});

test('an answer for a token that has been replaced meanwhile is given up', async ({ app, page, context }) => {
  const open = await holdProgram(context);
  const release = await app.hold(0);
  await app.load('documented');
  await expect.poll(() => app.bodies).toHaveLength(1);
  const [{ request: first }] = app.posts;
  const failed = page.waitForEvent('requestfailed', (request) => request === first);
  app.guard.knows(app.token);
  const token = app.tokenOf('euro');
  await page.evaluate((token) => (location.hash = `fp_cot=${token}`), token);
  await expect(page).toHaveURL(`${app.origin}/`);
  open();
  await failed;
  release();
  await expect(app.total('earnings')).toHaveText('€20.54');
  expect(app.bodies.slice(1)).toEqual([app.start]);
});

test('an answer that the program has not asked for is given up, even if the same is asked later', async ({ app, page, context }) => {
  const open = await holdProgram(context);
  await app.load();
  await expect.poll(() => app.bodies).toHaveLength(1);
  await app.posts[0].request.response();
  await page.evaluate(() => (location.hash = 'fp_cot='));
  await expect(page).toHaveURL(`${app.origin}/`);
  open();
  await expect(app.problem).toHaveAttribute('data-problem', 'no_token');
  await page.evaluate((token) => (location.hash = `fp_cot=${token}`), app.token);
  await app.showsDocumented();
  expect(app.bodies).toEqual([app.start, app.start]);
});

/** What can come back instead of an answer, and the problem that it is. */
const FAILURES = [
  ['offline', 'ERR_FAILED', (route) => route.abort()],
  ['rate_limit', 429, (route) => route.fulfill({ status: 429, headers: { 'retry-after': '7' }, body: '{"object":"error","type":"rate_limit"}' })],
  ['server', 502, (route) => route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>Bad gateway</h1>' })],
  ['unreadable', null, (route) => route.fulfill({ status: 200, body: 'nonsense' })],
  ['ended', 401, (route) => route.fulfill({ status: 401, body: '{"object":"error","code":"token_expired"}' })],
];

test('whatever comes back is the program’s to read, and another try is another request', async ({ app, guard, page, context }) => {
  await inOnePage(app, FAILURES, async (kind, failure, answer) => {
    guard.expectFailure(failure);
    const open = await holdProgram(context);
    await app.intercept((number, route) => (number === 0 ? answer(route) : route.continue()));
    await app.load();
    await expect.poll(() => app.bodies).toEqual([app.start]);
    open();
    await expect(app.problem).toHaveAttribute('data-problem', kind);
    if (kind === 'rate_limit') await expect(page.locator('main')).toContainText(/\b[67]\b/);
    if (kind === 'ended' || kind === 'rate_limit') return;
    await app.tryAgain.click();
    await app.showsDocumented();
    expect(app.bodies).toEqual([app.start, app.start]);
  });
});

test('an answer that never comes is a timeout from when the program is there, and the request is aborted', async ({ app, page }) => {
  await app.configure({ 'vpp:timeout-seconds': '1' });
  const release = await app.hold(0);
  const failed = page.waitForEvent('requestfailed', (request) => request.method() === 'POST');
  await app.load();
  await failed;
  await expect(app.problem).toHaveAttribute('data-problem', 'timeout');
  release();
});

partner('in a frame it leaves when the portal has sent the token, to the address that the portal chose', async ({ portal, app, context }) => {
  const open = await holdProgram(context);
  await portal.show(portal.element('documented'));
  await expect.poll(() => app.posts.length).toBe(1);
  open();
  await portal.toBe('ready');
  expect(app.posts).toHaveLength(1);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });

  test('the page says so, and nothing looks like loading', async ({ app, page }) => {
    await page.goto(app.origin);
    await expect(page.locator('noscript')).toBeInViewport();
    await expect(page.locator('.skeleton')).toBeHidden();
  });
});
