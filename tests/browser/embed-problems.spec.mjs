// Problems: which error the portal gets, and what the customer sees.

import { gate } from './support/answers.mjs';
import { crash } from './support/app.mjs';
import { consoleOf, frames } from './support/browser.mjs';
import { touchScreen } from './support/chart.mjs';
import { holdTimeouts, test } from './support/partner.mjs';
import { expect, inOnePage } from './support/test.mjs';

/** An error of Connect's with this type and this reference. */
const errorOf = (type, request_id) => ({ object: 'error', type, code: 'x', context: 'connect.vpp_summary', message: 'x', request_id });

test('an error names Connect’s request, for its support', async ({ portal, app, guard }) => {
  guard.expectStatus(500);
  await app.reply(0, { status: 500, json: errorOf('api_error', 'req_1234') });
  const frame = await portal.open('documented', { state: 'problem' });
  await expect(frame.locator('[data-problem]')).toContainText('req_1234');
  expect(await portal.event('error')).toEqual({ event: 'error', id: 'one', kind: 'server', requestId: 'req_1234', retryable: true });
});

test('the error after a session is over names its request, even after another token was asked for', async ({ portal, app, page, guard }) => {
  guard.expectStatus(401);
  await app.reply(0, { status: 401, json: errorOf('invalid_request', 'req_5678') });
  await portal.show(portal.element(), { head: '' });
  await page.evaluate(() => (document.querySelector('vpp-summary').fetchToken = async () => null));
  await portal.loadScript();
  expect(await portal.event('error')).toMatchObject({ kind: 'ended', requestId: 'req_5678' });
});

test('a deployment that does not list the portal: the browser keeps the page out', async ({ stranger, app, page, guard }) => {
  guard.expectError(/frame-ancestors/);
  const endTimeouts = await holdTimeouts(page);
  await stranger.show(stranger.element());
  await expect.poll(() => page.frames()[1]?.url()).toMatch(/^chrome-error:/);
  expect(await endTimeouts()).toBe(1);
  expect(await stranger.event('error')).toMatchObject({ kind: 'unavailable', retryable: true });
  expect(app.posts).toHaveLength(0);
});

test('a deployment that does not list the portal: where the header is lost, the page says so at once', async ({ stranger, app, page }) => {
  await app.rewrite((_, headers) => ({
    headers: { ...headers, 'content-security-policy': headers['content-security-policy'].replace(/frame-ancestors [^;]*;/, '') },
  }));
  const endTimeouts = await holdTimeouts(page);
  await stranger.show(stranger.element());
  expect(await stranger.event('error')).toEqual(
    { event: 'error', id: 'one', kind: 'not_allowed', requestId: null, retryable: false });
  // It is reported once.
  expect(await endTimeouts()).toBe(0);
  expect(await stranger.events('error', 'ready')).toHaveLength(1);
  expect(app.posts).toHaveLength(0);
});

test('a page that is there but shows nothing is unavailable', async ({ portal, page, context }) => {
  const { open: release, opened: held } = gate();
  await context.route(/\.wasm$/, async (route) => (await held, route.continue()));
  const endTimeouts = await holdTimeouts(page);
  const texts = page.waitForResponse(/\/v1\/en-US-[0-9a-f]+\.json$/);
  await portal.show(portal.element());
  // The frame has answered and has its texts. Only the program is missing.
  await expect.poll(() => portal.frames[0]?.evaluate(() => document.documentElement.dataset.framed)).toBe('');
  await (await texts).finished();
  await frames(portal.frames[0]);
  expect(await endTimeouts()).toBe(1);
  expect(await portal.event('error')).toMatchObject({ kind: 'unavailable', retryable: true });
  // If it comes later, it still works.
  release();
  await portal.toBe('ready');
  await portal.event('ready');
  expect(await portal.events('error')).toHaveLength(1);
});

test('a slow answer of Connect’s is not taken for a missing page', async ({ portal, app, page }) => {
  const release = await app.hold(0);
  const endTimeouts = await holdTimeouts(page);
  await portal.show(portal.element());
  await portal.toBe('loading');
  await portal.event('action');
  // The page has told its state before it told this.
  await portal.event('resize');
  expect(await endTimeouts()).toBe(0);
  release();
  await portal.toBe('ready');
  expect(await portal.events('error')).toEqual([]);
});

test('a page that crashes moves neither the focus nor the scroll position, and says so once', async ({ portal, app, page }) => {
  const endTimeouts = await holdTimeouts(page);
  await portal.show(`<input id="field"><p style="height: 1500px"></p>${portal.element()}`);
  const frame = await portal.toBe('ready');
  await page.locator('#field').focus();
  await frame.evaluate(crash);
  expect(await portal.event('error')).toEqual({ event: 'error', id: 'one', kind: 'crashed', requestId: null, retryable: true });
  await expect(frame.getByRole('heading', { name: 'This page has stopped working' })).toBeVisible();
  expect(await page.evaluate(() => [document.activeElement.id, scrollY])).toEqual(['field', 0]);
  expect(await endTimeouts()).toBe(0);
  expect(await portal.events('error')).toHaveLength(1);

  // The customer's own way out: the page loads itself, and gets the same session.
  await frame.getByRole('button', { name: 'Load the page again' }).click();
  await portal.toBe('ready');
  expect(await portal.event('ready', 1)).toEqual({ event: 'ready', id: 'one', version: expect.any(String) });
  expect(app.bodies).toEqual([app.start, app.start]);
});

test('a new token starts a page that has crashed', async ({ portal, app, page }) => {
  const frame = await portal.open();
  await frame.evaluate(crash);
  await expect(frame.getByRole('heading', { name: 'This page has stopped working' })).toBeVisible();
  const posts = app.posts.length;
  await page.evaluate((token) => void (document.querySelector('#one').connectToken = token), app.tokenOf('euro'));
  await expect(portal.frames[0].locator('[data-total=earnings]')).toHaveText('€20.54');
  expect(app.bodies.slice(posts)).toEqual([app.start]);
});

test('a page that cannot start says so once', async ({ portal, page, context, guard }) => {
  guard.expectError(/integrity/);
  guard.expectError(/^TypeError: Failed to fetch/);
  await context.route(/\.wasm$/, (route) => route.fulfill({ contentType: 'application/wasm', body: 'broken' }));
  const endTimeouts = await holdTimeouts(page);
  await portal.show(`<input id="field"><p style="height: 1500px"></p>${portal.element()}`);
  await page.locator('#field').focus();
  expect(await portal.event('error')).toMatchObject({ kind: 'crashed' });
  expect(await endTimeouts()).toBe(0);
  expect(await portal.events('error')).toHaveLength(1);
  expect(await page.evaluate(() => [document.activeElement.id, scrollY])).toEqual(['field', 0]);
});

test('a page whose end of the protocol was changed shows that it is broken, and gets no token', async ({ portal, app, page, context, guard }) => {
  guard.expectError(/integrity|^TypeError/);
  await context.route(/\/v1\/frame-[0-9a-f]+\.js$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${await response.text()}\n// changed` });
  });
  const endTimeouts = await holdTimeouts(page);
  await portal.show(portal.element());
  const frame = await portal.toBe('problem');
  await expect(frame.getByRole('heading', { name: 'This page has stopped working' })).toBeVisible();
  // It cannot say so itself.
  expect(await endTimeouts()).toBe(1);
  expect(await portal.event('error')).toMatchObject({ kind: 'unavailable', retryable: true });
  expect(app.posts).toHaveLength(0);
  await context.unroute(/\/v1\/frame-[0-9a-f]+\.js$/);
  await page.evaluate(() => document.querySelector('vpp-summary').retry());
  await portal.toBe('ready');
});

test.describe('by a finger', () => {
  test.use({ viewport: { width: 390, height: 664 }, hasTouch: true });

  test('a swipe that fails says so where the customer looks, and scrolls nothing', async ({ portal, app, page, guard }) => {
    await inOnePage(app, [['page'], ['portal']], async (place) => {
      guard.expectStatus(500);
      await app.reply(1, { status: 500, body: '' });
      if (place === 'page') await app.open();
      else await portal.show(`<p style="height: 560px"></p>${portal.element()}<p style="height: 1500px"></p>`);
      const view = place === 'page' ? page : await portal.toBe('ready');
      const headline = view.locator('.headline');
      const before = await headline.boundingBox();
      const scrolled = () => page.evaluate(() => scrollY);
      await page.evaluate((by) => scrollBy(0, by), before.y - 60);
      await frames(page);
      const start = await scrolled();
      expect(start).toBeGreaterThan(50);
      const { x, y, height } = await headline.boundingBox();
      const finger = await touchScreen(page);
      await finger.drag([x + 60, y + height / 2], [x + 260, y + height / 2], 150);
      const problem = view.locator('[data-chart] [data-problem="server"]');
      await expect(problem).toContainText('Couldn’t load January 2025');
      await expect(view.locator('[data-period]')).toHaveText('February 2025');
      await frames(page, 6);
      expect(Math.abs((await scrolled()) - start)).toBeLessThanOrEqual(2);
      const box = await problem.boundingBox();
      expect(box.y).toBeGreaterThan(0);
      expect(box.y + box.height).toBeLessThan(664);
    });
  });
});

// ---- Another address of Connect ----

/** Puts Connect at a second address, and records what is asked for there. */
async function second(context, app) {
  const asked = [];
  await context.route(`${app.origin}/connect2`, (route) => {
    asked.push(route.request().postData());
    return route.continue({ url: `${app.origin}/connect` });
  });
  app.guard.expectConnectAt(`${app.origin}/connect2`);
  return asked;
}

test('a connect-url that the deployment does not permit is refused by name, to the customer as well', async ({ portal, app, context, page }) => {
  const warnings = consoleOf(context);
  const endTimeouts = await holdTimeouts(page);
  await portal.show(portal.element('documented', 'connect-url="https://evil.example/"'));
  expect(await portal.event('error')).toMatchObject({ kind: 'configuration', retryable: false });
  await expect((await portal.toBe('problem')).locator('[data-problem="configuration"]')).toBeVisible();
  expect(warnings.join()).toContain('vpp:allowed-connect-urls');
  expect(app.posts).toHaveLength(0);
  expect(await endTimeouts()).toBe(0);
  expect(await portal.events('error')).toHaveLength(1);
  // A correction takes effect at once.
  await page.evaluate(() => document.querySelector('vpp-summary').removeAttribute('connect-url'));
  await portal.toBe('ready');
  expect(app.posts).toHaveLength(1);
});

test('a deployment without an address of Connect is a problem in a frame as well', async ({ portal, app }) => {
  await app.configure({ 'vpp:connect-url': null });
  await portal.show(portal.element());
  expect(await portal.event('error')).toMatchObject({ kind: 'configuration' });
  await expect((await portal.toBe('problem')).locator('[data-problem="configuration"]')).toBeVisible();
});

test('a connect-url that the deployment permits is used until the attribute is removed', async ({ portal, app, context, page }) => {
  await app.configure({ 'vpp:allowed-connect-urls': '/other /connect2' });
  const asked = await second(context, app);
  await portal.show(portal.element('documented', 'connect-url="/connect2"'));
  const frame = await portal.toBe('ready');
  expect([asked.length, app.posts.length]).toEqual([1, 0]);
  await page.evaluate(() => document.querySelector('vpp-summary').removeAttribute('connect-url'));
  await expect.poll(() => app.posts.length).toBe(1);
  await portal.toBe('ready');
  await frame.locator('[data-step="previous"]').click();
  await expect.poll(() => app.posts.length).toBe(2);
  expect(asked).toHaveLength(1);
  await page.evaluate(() => (document.querySelector('vpp-summary').connectUrl = '/connect2'));
  await expect.poll(() => asked.length).toBe(2);
  // The deployment's own is permitted as well.
  await page.evaluate(() => (document.querySelector('vpp-summary').connectUrl = '/connect'));
  await expect.poll(() => app.posts.length).toBe(3);
});
