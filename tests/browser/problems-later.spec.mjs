// Problems with the summary on the screen: it stays, marked as not current, with the one remedy.

import { gate } from './support/answers.mjs';
import { crash } from './support/app.mjs';
import { EARNINGS } from './support/documented.mjs';
import { expect, inOnePage, test } from './support/test.mjs';

/** Waits until the page shows this problem, beside the figures that it could not replace. */
async function isStale(app, kind) {
  // What failed is named, unless all is over.
  const text = kind !== 'ended' ? 'Couldn’t load January 2025' : 'These figures may be out of date.';
  await app.toBe('stale');
  await expect(app.problem).toHaveCount(1);
  await expect(app.problem).toHaveAttribute('data-problem', kind);
  await expect(app.problem).toBeVisible();
  await expect(app.problem).toContainText(text);
  await app.showsDocumented();
  await app.showsPeriod('February 2025');
}

/** A scenario, its problem, what the browser itself reports, and whether the same can be tried again. */
const SCENARIOS = [
  ['fails_on_action', 'server', 500, true],
  ['ends_on_action', 'ended', 401, false],
  ['refused_connection_on_action', 'offline', 'ERR_EMPTY_RESPONSE', true],
  ['truncated_on_action', 'unreadable', null, true],
];

test('each failure is a problem of its kind, and keeps the figures', async ({ app, guard }) => {
  await inOnePage(app, SCENARIOS, async (scenario, kind, failure, again) => {
    guard.expectFailure(failure);
    await app.open(scenario);
    await app.step('previous').click();
    await isStale(app, kind);
    await app.helps();
    await app.tryAgain.click();
    await expect.poll(() => app.posts.length).toBe(3);
    // An ended session has nothing to try but the page itself.
    if (!again) return app.toBe('ready');
    await isStale(app, kind);
    const asked = app.period('MONTH', '2025-01-01');
    expect(app.bodies).toEqual([app.start, asked, asked]);
  });
});

test('trying again repeats the request that failed, and shows its answer', async ({ app, guard }) => {
  guard.expectStatus(503);
  await app.open('fails_once_on_action');
  await app.step('previous').click();
  await isStale(app, 'server');
  await expect(app.problem).toContainText(/Reference: req_[0-9a-f]{24}/);
  await app.tryAgain.click();
  await app.showsPeriod('January 2025');
  await app.toBe('ready');
  await expect(app.problem).toHaveCount(0);
  const asked = app.period('MONTH', '2025-01-01');
  expect(app.bodies).toEqual([app.start, asked, asked]);
});

test('another action works despite the problem, and clears it', async ({ app, guard }) => {
  guard.expectStatus(503);
  await app.open('fails_once_on_action');
  await app.step('previous').click();
  await isStale(app, 'server');
  await app.type('YEAR').click();
  await app.showsPeriod('2025');
  await app.toBe('ready');
  await expect(app.problem).toHaveCount(0);
});

test('the same period can be asked for again while it is not current', async ({ app, guard }) => {
  guard.expectStatus(503);
  await app.open('fails_once_on_action');
  await app.step('previous').click();
  await isStale(app, 'server');
  await app.type('MONTH').click();
  await app.toBe('ready');
  expect(app.bodies.at(-1)).toBe(app.period('MONTH', '2025-02-01'));
});

test('after a refused action the remedy loads the summary again', async ({ app, guard, page }) => {
  guard.expectStatus(422);
  await app.open('refuses_action');
  await app.step('previous').click();
  await isStale(app, 'refused');
  await page.getByRole('button', { name: 'Reload your earnings' }).click();
  await app.toBe('ready');
  await app.showsDocumented();
  expect(app.bodies).toEqual([app.start, app.period('MONTH', '2025-01-01'), app.start]);
});

test('a limit is waited for, then trying again works', async ({ app, guard }) => {
  guard.expectStatus(429);
  await app.open('rate_limit_on_action');
  await app.step('previous').click();
  await isStale(app, 'rate_limit');
  await expect(app.tryAgain).toHaveText(/^Try again in (1 second|2 seconds)$/);
  await expect(app.tryAgain).toHaveText('Try again');
  await app.tryAgain.click();
  await app.showsPeriod('January 2025');
  await app.toBe('ready');
});

test('an action times out as well', async ({ app }) => {
  await app.configure({ 'vpp:timeout-seconds': '1' });
  await app.open('very_slow_action');
  await app.step('previous').click();
  await isStale(app, 'timeout');
  await expect(app.tryAgain).toBeEnabled();
});

test('the connection is lost, and comes back', async ({ app, guard, context }) => {
  guard.expectNetworkError('ERR_INTERNET_DISCONNECTED');
  await app.open();
  await context.setOffline(true);
  await app.step('previous').click();
  await isStale(app, 'offline');
  // Nobody has to tap.
  await context.setOffline(false);
  await app.showsPeriod('January 2025');
  await app.toBe('ready');
});

test('an ended session leads back to where the deployment says, and keeps the figures', async ({ app, guard }) => {
  guard.expectStatus(401);
  await app.configure({ 'vpp:home-url': 'https://partner.example/app' });
  await app.open('ends_on_action');
  await app.step('previous').click();
  await isStale(app, 'ended');
  await expect(app.link).toHaveAttribute('href', 'https://partner.example/app');
});

test('the way back from elsewhere fails, and can be tried again', async ({ app, guard, page }) => {
  guard.expectStatus(500);
  await app.reply(2, { status: 500, body: '<h1>Error</h1>' });
  await app.open();
  await app.tab('settings').click();
  await app.action('MANAGE_PAYMENTS').click();
  await app.toBeElsewhere();
  await app.action('BACK').click();
  await expect(app.problem).toHaveAttribute('data-problem', 'server');
  await app.tryAgain.click();
  await expect(page.getByRole('tablist')).toBeVisible();
  await expect(app.total('earnings')).toHaveText(EARNINGS);
  const back = app.post('BACK', '', 'payment_history');
  expect(app.bodies).toEqual([app.start, app.post('MANAGE_PAYMENTS'), back, back]);
});

test('a click while trying again sends nothing', async ({ app, guard }) => {
  guard.expectStatus(503);
  const release = await app.hold(2);
  await app.open('fails_once_on_action');
  await app.step('previous').click();
  await isStale(app, 'server');
  await app.tryAgain.click();
  await expect(app.main).toHaveAttribute('aria-busy', 'true');
  await app.tryAgain.click({ force: true });
  await app.type('YEAR').click();
  release();
  await app.showsPeriod('January 2025');
  expect(app.posts).toHaveLength(3);
});

test('a crash of the page shows a readable page, from which it starts again', async ({ app, page }) => {
  await app.open();
  await page.evaluate(crash);
  await app.toBeCrashed();
  await page.getByRole('button', { name: 'Load the page again' }).click();
  await app.toBe('ready');
  await app.showsDocumented();
});

test('so does a trap of the WebAssembly', async ({ app, page, guard }) => {
  guard.expectError(/^Uncaught: unreachable$/);
  await app.open();
  await page.evaluate(() => setTimeout(() => { throw new WebAssembly.RuntimeError('unreachable'); }));
  await app.toBeCrashed();
});

test('a page without its WebAssembly or its JavaScript says so', async ({ app, guard, context }) => {
  await inOnePage(app, { WebAssembly: '**/*.wasm', JavaScript: '**/vpp-summary-*.js' }, async (_, pattern) => {
    guard.expectError(/^(Failed to load resource|TypeError)/);
    await context.route(pattern, (route) => route.abort());
    await app.load();
    await app.toBeCrashed();
    // The loader's. Nothing follows it.
    expect(app.bodies).toEqual([app.start]);
  });
});

test('a page that cannot start says so in its language, even where the texts come late', async ({ app, guard, context }) => {
  await inOnePage(app, { de: 'ltr', ar: 'rtl' }, async (language, dir) => {
    guard.expectError(/^(Failed to load resource|TypeError)/);
    const { open, opened } = gate();
    await context.route(`**/${language}-*.json`, async (route) => {
      await opened;
      await route.continue();
    });
    await context.route('**/*.wasm', async (route) => {
      await route.abort();
      open();
    });
    await app.load('documented', `&lang=${language}`);
    await app.toBeCrashed(language);
    await expect(app.main).toHaveAttribute('lang', language);
    await expect(app.main).toHaveAttribute('dir', dir);
  });
});

test('a page that crashes after a language change says so in the new language', async ({ app, page }) => {
  await app.open();
  await app.tab('settings').click();
  await page.locator('select').selectOption({ label: 'Nederlands' });
  await expect(page.locator('html')).toHaveAttribute('lang', 'nl');
  await page.evaluate(crash);
  await app.toBeCrashed('nl');
});

test('a page without its texts says so in English', async ({ app, guard, context }) => {
  guard.expectError(/^(Failed to load resource|TypeError)/);
  await context.route('**/de-*.json', (route) => route.abort());
  await app.load('documented', '&lang=de');
  await app.toBeCrashed();
  await expect(app.main).toHaveAttribute('lang', 'en');
});

test('a changed file of the page is not run', async ({ app, guard, context }) => {
  guard.expectError(/integrity|^TypeError/);
  await context.route('**/vpp-summary-*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${await response.text()}\n// changed` });
  });
  await app.load();
  await app.toBeCrashed();
  expect(app.bodies).toEqual([app.start]);
});
