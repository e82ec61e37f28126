// Problems before there is anything to show: a whole page with the one remedy.

import { expect, inOnePage, test } from './support/test.mjs';

/** A scenario, the problem with its heading and its remedy, and what the browser itself reports. */
const SCENARIOS = [
  ['refused_connection', 'offline', 'Can’t connect', 'try_again', 'ERR_EMPTY_RESPONSE'],
  ['http_500_html', 'server', 'Something went wrong', 'try_again', 500],
  ['http_503_error_object', 'server', 'Something went wrong', 'try_again', 503],
  ['error_object_200', 'server', 'Something went wrong', 'try_again', null],
  // A gateway's "not found" in HTML says nothing about the session. An error object does.
  ['http_404_html', 'server', 'Something went wrong', 'try_again', 404],
  ['expired_token', 'ended', 'Your session has ended', 'try_again', 401],
  ['truncated_json', 'unreadable', 'Something went wrong', 'try_again', null],
  ['not_json', 'unreadable', 'Something went wrong', 'try_again', null],
];

/** Waits until the page shows this problem, this remedy and nothing else. */
async function showsProblem(app, kind, title, remedy) {
  await app.toBe('problem');
  await expect(app.problem).toHaveCount(1);
  await expect(app.problem).toHaveAttribute('data-problem', kind);
  await expect(app.problem.getByRole('heading', { level: 2 })).toHaveText(title);
  await expect(app.problem.getByRole('alert')).toBeVisible();
  await app.helps(remedy);
  await expect(app.page.locator('[data-action], [data-total], [data-chart], .skeleton')).toHaveCount(0);
}

test('each failure is a problem of its kind, and trying again sends the same request', async ({ app, guard }) => {
  await inOnePage(app, SCENARIOS, async (scenario, kind, title, remedy, failure) => {
    guard.expectFailure(failure);
    await app.open(scenario, 'problem');
    await showsProblem(app, kind, title, remedy);
    expect(app.bodies).toEqual([app.start]);
    // Nobody is left without anything to press: an ended session is loaded again, and may have been opened anew.
    await expect(app.tryAgain).toHaveText(kind === 'ended' ? 'Load the page again' : 'Try again');
    await app.tryAgain.click();
    await expect.poll(() => app.posts.length).toBe(2);
    await showsProblem(app, kind, title, remedy);
    expect(app.bodies).toEqual([app.start, app.start]);
  });
});

const ERROR = { object: 'error', context: 'connect.vpp_summary', message: 'hidden', request_id: 'req_1234' };

/** The problem, with the status and the body that bring it about. */
const ANSWERS = [
  ['ended', 401, { ...ERROR, type: 'invalid_request', code: 'anything' }],
  ['ended', 403, { ...ERROR, type: 'invalid_request', code: 'anything' }],
  ['ended', 404, { ...ERROR, type: 'invalid_request', code: 'anything' }],
  ['ended', 410, { ...ERROR, type: 'invalid_request', code: 'session_completed' }],
  ['ended', 400, { ...ERROR, type: 'invalid_request', code: 'connect_token_expired' }],
  ['ended', 200, { ...ERROR, type: 'invalid_request', code: 'connect_token_not_found' }],
  ['refused', 422, { ...ERROR, type: 'invalid_request', code: 'data_json_invalid' }],
  ['refused', 200, { ...ERROR, type: 'invalid_request', code: 'action_invalid' }],
  ['server', 500, { ...ERROR, type: 'api_error', code: 'internal' }],
  ['server', 418, { ...ERROR, type: 'api_error', code: 'teapot' }],
  ['rate_limit', 200, { ...ERROR, type: 'rate_limit', code: 'slow_down' }],
  ['timeout', 504, undefined],
  ['unreadable', 200, {}],
  ['unreadable', 200, []],
  ['unreadable', 200, { route: 'vpp_summary' }],
  ['unreadable', 200, { route: 'vpp_summary', programme: [], performance: 'much' }],
  ['unreadable', 200, { route: '<img src=x>' }],
];

test('each answer is a problem of its kind, without Connect’s words and with its reference', async ({ app, guard }) => {
  const cases = ANSWERS.map(([kind, status, json]) => [`${kind}: ${status} ${JSON.stringify(json)}`, kind, status, json]);
  await inOnePage(app, cases, async (_, kind, status, json) => {
    if (status >= 400) guard.expectStatus(status);
    await app.reply(0, json === undefined ? { status, body: '' } : { status, json });
    await app.open('documented', 'problem');
    await expect(app.problem).toHaveAttribute('data-problem', kind);
    await expect(app.problem).not.toContainText('hidden');
    await app.helps();
    if (json?.request_id) await expect(app.problem).toContainText('Reference: req_1234');
    else await expect(app.problem.locator('.reference')).toBeHidden();
  });
});

test('a request that is not answered is the problem "timeout", after the time set', async ({ app }) => {
  await app.configure({ 'vpp:timeout-seconds': '1' });
  await app.load('very_slow');
  await expect(app.main).toHaveAttribute('data-state', 'loading');
  await expect(app.main).toHaveAttribute('aria-busy', 'true');
  await showsProblem(app, 'timeout', 'This is taking too long', 'try_again');
});

test('a slow answer is waited for, with progress', async ({ app, page }) => {
  await app.open('slow', 'loading');
  await expect(page.getByRole('status')).toHaveText('Loading your earnings');
  await expect(page.locator('main .skeleton')).toBeVisible();
  await app.toBe('ready');
  await app.showsDocumented();
});

test('the page opens offline, and works once there is a connection', async ({ app, guard, context }) => {
  guard.expectNetworkError('ERR_INTERNET_DISCONNECTED');
  // The page's files are there, as they are from the browser's cache.
  await app.intercept((number, route) => (number === 0 ? route.abort('internetdisconnected') : route.continue()));
  await app.open('documented', 'problem');
  await showsProblem(app, 'offline', 'Can’t connect', 'try_again');
  // Nobody has to tap.
  await context.setOffline(true);
  await context.setOffline(false);
  await app.toBe('ready');
  await app.showsDocumented();
  expect(app.bodies).toEqual([app.start, app.start]);
});

test('trying again helps against what happens once, and comes before the reference, which can be copied', async ({ app, guard, page }) => {
  guard.expectStatus(503);
  await page.setViewportSize({ width: 390, height: 664 });
  await page.addInitScript(() => {
    window.copied = [];
    navigator.clipboard.writeText = async (text) => void window.copied.push(text);
  });
  await app.open('fails_once', 'problem');
  const reference = app.problem.locator('.reference');
  await expect(reference).toHaveText(/^Reference: req_[0-9a-f]{24}Copy$/);
  await reference.getByRole('button', { name: 'Copy' }).click();
  const [id] = (await reference.textContent()).match(/req_\w{24}/);
  expect(await page.evaluate(() => window.copied)).toEqual([id]);
  // The title, the sentence, what helps as wide as they are, and the reference.
  const boxes = await app.problem.locator('h2, p, [data-remedy], .reference').evaluateAll((all) =>
    all.map((one) => one.getBoundingClientRect()).map(({ top, bottom, width }) => ({ top, bottom, width })));
  expect(boxes).toHaveLength(4);
  for (const [index, { top }] of boxes.slice(1).entries()) expect(top).toBeGreaterThanOrEqual(boxes[index].bottom);
  expect(boxes[2].width).toBeGreaterThan(320);
  await app.tryAgain.click();
  await app.toBe('ready');
  await app.showsDocumented();
  await expect(app.problem).toHaveCount(0);
});

test('a limit is waited for as long as Connect says, with a countdown, before trying again works', async ({ app, guard }) => {
  guard.expectStatus(429);
  await app.open('rate_limit', 'problem');
  await expect(app.problem).toHaveAttribute('data-problem', 'rate_limit');
  await expect(app.tryAgain).toHaveText('Try again in 5 seconds');
  await expect(app.tryAgain).toHaveAttribute('aria-disabled', 'true');
  await app.tryAgain.click({ force: true });
  await expect(app.tryAgain).toHaveText('Try again in 4 seconds');
  expect(app.posts).toHaveLength(1);
  await expect(app.tryAgain).toHaveText('Try again');
  await expect(app.tryAgain).not.toHaveAttribute('aria-disabled', 'true');
  await app.tryAgain.click();
  await app.toBe('ready');
  await app.showsDocumented();
});

test('a limit without a time is waited for ten seconds', async ({ app, guard }) => {
  guard.expectStatus(429);
  await app.load('rate_limit_no_header');
  await expect(app.tryAgain).toHaveText('Try again in 10 seconds');
  await expect(app.tryAgain).toHaveAttribute('aria-disabled', 'true');
  await expect(app.tryAgain).toHaveText('Try again in 9 seconds');
});

test('a limit that names a date is waited for until then', async ({ app, guard }) => {
  guard.expectStatus(429);
  const at = new Date(Date.now() + 90_000).toUTCString();
  await app.reply(0, { status: 429, headers: { 'retry-after': at }, json: { ...ERROR, type: 'rate_limit' } });
  await app.open('documented', 'problem');
  await expect(app.tryAgain).toHaveText(/Try again in (9[01]|8\d) seconds/);
});

test('a refused start is tried again', async ({ app, guard, page }) => {
  guard.expectStatus(422);
  await app.reply(0, { status: 422, json: { ...ERROR, type: 'invalid_request', code: 'action_invalid' } });
  await app.open('documented', 'problem');
  await showsProblem(app, 'refused', 'That didn’t work', 'try_again');
  await page.getByRole('button', { name: 'Reload your earnings' }).click();
  await app.toBe('ready');
  expect(app.bodies).toEqual([app.start, app.start]);
});

test('an ended session leads back to where the deployment says', async ({ app, guard }) => {
  guard.expectStatus(401);
  await app.configure({ 'vpp:home-url': 'https://partner.example/app?x=1' });
  await app.open('expired_token', 'problem');
  await showsProblem(app, 'ended', 'Your session has ended', 'link');
  await expect(app.link).toHaveText('Go back');
  await expect(app.link).toHaveAttribute('href', 'https://partner.example/app?x=1');
  // It looks like the one remedy, as a button does.
  await expect(app.link).not.toHaveCSS('background-color', 'rgba(0, 0, 0, 0)');
});

test('a request id that holds a token is not shown', async ({ app, guard }) => {
  guard.expectStatus(500);
  await app.intercept((_, route) =>
    route.fulfill({ status: 500, json: { ...ERROR, type: 'api_error', request_id: app.token, message: app.token } }),
  );
  await app.open('documented', 'problem');
  await expect(app.problem.locator('.reference')).toBeHidden();
});
