// What a portal is told when something goes wrong, and what its customer sees then.

import { expect, holdPatience, test } from './support/partner.mjs';

/** Changes the page's document on its way into the frame. */
const rewrite = (context, app, change) => context.route(`${app.origin}/v1/`, async (route) => {
  const response = await route.fetch();
  await route.fulfill({ response, ...change(await response.text(), response.headers()) });
});

const element = (app, attributes = '') =>
  `<vpp-summary id="one" connect-token="${app.tokenOf('documented')}" ${attributes}></vpp-summary>`;

test('an error names Connect’s request, for a conversation with its support', async ({ portal, app, guard }) => {
  guard.expectStatus(500);
  await app.reply(0, {
    status: 500,
    json: { object: 'error', type: 'api_error', code: 'x', context: 'connect.vpp_summary', message: 'x', request_id: 'req_1234' },
  });
  const frame = await portal.open('documented', { state: 'problem' });
  await expect(frame.locator('[data-problem]')).toContainText('req_1234');
  expect(await portal.event('error')).toEqual({ event: 'error', id: 'one', kind: 'server', requestId: 'req_1234', retryable: true });
});

test('the request of a session that ended is named although a token was asked for in between', async ({ portal, app, page, guard }) => {
  guard.expectStatus(401);
  await app.reply(0, {
    status: 401,
    json: { object: 'error', type: 'invalid_request', code: 'x', context: 'connect.vpp_summary', message: 'x', request_id: 'req_5678' },
  });
  await portal.show(element(app), { head: '' });
  await page.evaluate(() => (document.querySelector('vpp-summary').fetchToken = async () => null));
  await page.evaluate((url) => import(url), portal.script);
  expect(await portal.event('error')).toMatchObject({ kind: 'ended', requestId: 'req_5678' });
});

test('a deployment that does not list the portal: the browser keeps the page out', async ({ stranger, app, page, guard }) => {
  guard.expectError(/frame-ancestors/);
  const endPatience = await holdPatience(page);
  await stranger.show(element(app));
  await expect.poll(() => page.frames()[1]?.url()).toMatch(/^chrome-error:/);
  expect(await endPatience()).toBe(1);
  expect(await stranger.event('error')).toMatchObject({ kind: 'unavailable', retryable: true });
  expect(app.posts).toHaveLength(0);
});

test('a deployment that does not list the portal: where the header is lost, the page says so at once', async ({ stranger, app, page, context }) => {
  await rewrite(context, app, (body, headers) => ({
    headers: { ...headers, 'content-security-policy': headers['content-security-policy'].replace(/frame-ancestors [^;]*;/, '') },
  }));
  const endPatience = await holdPatience(page);
  await stranger.show(element(app));
  expect(await stranger.event('error')).toEqual(
    { event: 'error', id: 'one', kind: 'not_allowed', requestId: null, retryable: false });
  // Once is enough.
  expect(await endPatience()).toBe(0);
  expect(await stranger.events('error', 'ready')).toHaveLength(1);
  expect(app.posts).toHaveLength(0);
});

test('a page that is there but shows nothing is unavailable', async ({ portal, app, page, context }) => {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await context.route(/\.wasm$/, async (route) => (await held, route.continue()));
  const endPatience = await holdPatience(page);
  await portal.show(element(app));
  // It has answered, since it has its language; what is missing is the program.
  await expect.poll(() => portal.frames[0]?.evaluate(() => document.documentElement.dataset.framed)).toBe('');
  await expect.poll(() => portal.frames[0].evaluate(() => Boolean(document.getElementById('app').messages))).toBe(true);
  expect(await endPatience()).toBe(1);
  expect(await portal.event('error')).toMatchObject({ kind: 'unavailable', retryable: true });
  // If it comes after all, nothing has been spoilt.
  release();
  await portal.toBe('ready');
  await portal.event('ready');
  expect(await portal.events('error')).toHaveLength(1);
});

test('an answer of Connect’s that takes long is not taken for a page that is not there', async ({ portal, app, page }) => {
  const release = await app.hold(0);
  const endPatience = await holdPatience(page);
  await portal.show(element(app));
  await portal.toBe('loading');
  await portal.event('action');
  // The page has told its state before it told this.
  await portal.event('resize');
  expect(await endPatience()).toBe(0);
  release();
  await portal.toBe('ready');
  expect(await portal.events('error')).toEqual([]);
});

test('a page that crashes takes neither the focus nor the scroll position, and says so once', async ({ portal, app, page }) => {
  const endPatience = await holdPatience(page);
  await portal.show(`<input id="field"><p style="height: 1500px"></p>${element(app)}`);
  const frame = await portal.toBe('ready');
  await page.locator('#field').focus();
  const crash = () => dispatchEvent(new ErrorEvent('error', { error: new WebAssembly.RuntimeError('unreachable') }));
  await frame.evaluate(crash);
  expect(await portal.event('error')).toEqual({ event: 'error', id: 'one', kind: 'crashed', requestId: null, retryable: true });
  await expect(frame.getByRole('heading', { name: 'This page has stopped working' })).toBeVisible();
  expect(await page.evaluate(() => [document.activeElement.id, scrollY])).toEqual(['field', 0]);
  expect(await endPatience()).toBe(0);
  expect(await portal.events('error')).toHaveLength(1);

  // The customer's own way out: the page loads itself, and gets the same session.
  await frame.getByRole('button', { name: 'Load the page again' }).click();
  await portal.toBe('ready');
  expect(await portal.event('ready', 1)).toEqual({ event: 'ready', id: 'one' });
  expect(app.bodies).toEqual([app.start, app.start]);
});

test('a page that cannot start says so once', async ({ portal, app, page, context, guard }) => {
  guard.expectError(/integrity/);
  guard.expectError(/^TypeError: Failed to fetch/);
  await context.route(/\.wasm$/, (route) => route.fulfill({ contentType: 'application/wasm', body: 'broken' }));
  const endPatience = await holdPatience(page);
  await portal.show(`<input id="field"><p style="height: 1500px"></p>${element(app)}`);
  await page.locator('#field').focus();
  expect(await portal.event('error')).toMatchObject({ kind: 'crashed' });
  expect(await endPatience()).toBe(0);
  expect(await portal.events('error')).toHaveLength(1);
  expect(await page.evaluate(() => [document.activeElement.id, scrollY])).toEqual(['field', 0]);
});

test('a page whose end of the protocol was changed shows that it is broken, and gets no token', async ({ portal, app, page, context, guard }) => {
  guard.expectError(/integrity|^TypeError/);
  await context.route(/\/v1\/frame-[0-9a-f]+\.js$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${await response.text()}\n// changed` });
  });
  const endPatience = await holdPatience(page);
  await portal.show(element(app));
  const frame = await portal.toBe('problem');
  await expect(frame.getByRole('heading', { name: 'This page has stopped working' })).toBeVisible();
  // It cannot say so itself.
  expect(await endPatience()).toBe(1);
  expect(await portal.event('error')).toMatchObject({ kind: 'unavailable', retryable: true });
  expect(app.posts).toHaveLength(0);
  await context.unroute(/\/v1\/frame-[0-9a-f]+\.js$/);
  await page.evaluate(() => document.querySelector('vpp-summary').retry());
  await portal.toBe('ready');
});

// ---- Another address of Connect ----

const permit = (context, app) => rewrite(context, app, (body) =>
  ({ body: body.replace(/(<meta name="vpp:allowed-connect-urls" content=")/, '$1/other /connect2') }));

/** Lets Connect be at another address as well, and counts what is asked for there. */
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
  const warnings = [];
  context.on('console', (message) => warnings.push(message.text()));
  const endPatience = await holdPatience(page);
  await portal.show(element(app, 'connect-url="https://evil.example/"'));
  expect(await portal.event('error')).toMatchObject({ kind: 'configuration', retryable: false });
  await expect((await portal.toBe('problem')).locator('[data-problem="configuration"]')).toBeVisible();
  expect(warnings.join()).toContain('vpp:allowed-connect-urls');
  expect(app.posts).toHaveLength(0);
  expect(await endPatience()).toBe(0);
  expect(await portal.events('error')).toHaveLength(1);
  // What is mended is mended at once.
  await page.evaluate(() => document.querySelector('vpp-summary').removeAttribute('connect-url'));
  await portal.toBe('ready');
  expect(app.posts).toHaveLength(1);
});

test('a deployment without an address of Connect says so in a frame as well', async ({ portal, app, context }) => {
  await rewrite(context, app, (body) => ({ body: body.replace(/<meta name="vpp:connect-url"[^>]*>/, '') }));
  await portal.show(element(app));
  expect(await portal.event('error')).toMatchObject({ kind: 'configuration' });
  await expect((await portal.toBe('problem')).locator('[data-problem="configuration"]')).toBeVisible();
});

test('a connect-url that the deployment permits is taken, and left again when the attribute goes', async ({ portal, app, context, page }) => {
  await permit(context, app);
  const asked = await second(context, app);
  await portal.show(element(app, 'connect-url="/connect2"'));
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
  // Naming the deployment's own is allowed, too.
  await page.evaluate(() => (document.querySelector('vpp-summary').connectUrl = '/connect'));
  await expect.poll(() => app.posts.length).toBe(3);
});
