// What goes wrong with the summary on the screen: it stays, marked as not current, with the one thing that helps.

import { expect, test } from './support/test.mjs';

/** The figures are still there, and are said not to be current. */
async function isStale(app, kind) {
  await app.toBe('stale');
  await expect(app.problem).toHaveCount(1);
  await expect(app.problem).toHaveAttribute('data-problem', kind);
  await expect(app.problem).toBeVisible();
  await expect(app.problem).toContainText('What you see below may be out of date.');
  await app.showsDocumented();
  await expect(app.page.locator('[data-period]')).toHaveText('February 2025');
}

const SCENARIOS = [
  ['fails_on_action', 'server', 500, true],
  ['ends_on_action', 'ended', 401, false],
  ['refused_connection_on_action', 'offline', 'ERR_EMPTY_RESPONSE', true],
  ['truncated_on_action', 'unreadable', null, true],
];

for (const [scenario, kind, line, again] of SCENARIOS) {
  test(`${scenario} is the problem "${kind}" and keeps the figures`, async ({ app, guard }) => {
    if (typeof line === 'number') guard.expectStatus(line);
    else if (line) guard.expectNetworkError(line);
    await app.open(scenario);
    await app.step('previous').click();
    await isStale(app, kind);
    await expect(app.page.locator('[data-remedy]')).toHaveCount(again ? 1 : 0);
    if (!again) return;
    await app.tryAgain.click();
    await expect.poll(() => app.posts.length).toBe(3);
    await isStale(app, kind);
    const asked = app.period('MONTH', '2025-01-01');
    expect(app.bodies).toEqual([app.start, asked, asked]);
  });
}

test('trying again sends what had failed, and shows it', async ({ app, guard, page }) => {
  guard.expectStatus(503);
  await app.open('fails_once_on_action');
  await app.step('previous').click();
  await isStale(app, 'server');
  await expect(app.problem).toContainText(/Reference: req_[0-9a-f]{24}/);
  await app.tryAgain.click();
  await expect(page.locator('[data-period]')).toHaveText('January 2025');
  await app.toBe('ready');
  await expect(app.problem).toHaveCount(0);
  const asked = app.period('MONTH', '2025-01-01');
  expect(app.bodies).toEqual([app.start, asked, asked]);
});

test('another action is possible in spite of the problem, and clears it', async ({ app, guard, page }) => {
  guard.expectStatus(503);
  await app.open('fails_once_on_action');
  await app.step('previous').click();
  await isStale(app, 'server');
  await app.type('YEAR').click();
  await expect(page.locator('[data-period]')).toHaveText('2025');
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

test('a refused action helps by loading the summary anew', async ({ app, guard, page }) => {
  guard.expectStatus(422);
  await app.open('refuses_action');
  await app.step('previous').click();
  await isStale(app, 'refused');
  await page.getByRole('button', { name: 'Reload your earnings' }).click();
  await app.toBe('ready');
  await app.showsDocumented();
  expect(app.bodies).toEqual([app.start, app.period('MONTH', '2025-01-01'), app.start]);
});

test('a limit is waited for, then trying again works', async ({ app, guard, page }) => {
  guard.expectStatus(429);
  await app.open('rate_limit_on_action');
  await app.step('previous').click();
  await isStale(app, 'rate_limit');
  await expect(app.tryAgain).toHaveText(/^Try again in (1 second|2 seconds)$/);
  await expect(app.tryAgain).toHaveText('Try again');
  await app.tryAgain.click();
  await expect(page.locator('[data-period]')).toHaveText('January 2025');
  await app.toBe('ready');
});

test('time runs out for an action as well', async ({ app }) => {
  await app.configure({ 'vpp:timeout-seconds': '1' });
  await app.open('very_slow_action');
  await app.step('previous').click();
  await isStale(app, 'timeout');
  await expect(app.tryAgain).toBeEnabled();
});

test('the connection is lost, and comes back', async ({ app, guard, context, page }) => {
  guard.expectNetworkError('ERR_INTERNET_DISCONNECTED');
  await app.open();
  await context.setOffline(true);
  await app.step('previous').click();
  await isStale(app, 'offline');
  await context.setOffline(false);
  await app.tryAgain.click();
  await expect(page.locator('[data-period]')).toHaveText('January 2025');
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
  await expect(app.total('earnings')).toHaveText('$62.10');
  const back = app.post('BACK', '', 'payment_history');
  expect(app.bodies).toEqual([app.start, app.post('MANAGE_PAYMENTS'), back, back]);
});

test('a click while trying again sends nothing more', async ({ app, guard, page }) => {
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
  await expect(page.locator('[data-period]')).toHaveText('January 2025');
  expect(app.posts).toHaveLength(3);
});

test('an abort of the page shows a readable page, from which it starts again', async ({ app, page }) => {
  await app.open();
  await page.evaluate(() => dispatchEvent(new ErrorEvent('error', { error: new WebAssembly.RuntimeError('unreachable') })));
  await app.toBePanicked();
  await page.getByRole('button', { name: 'Load the page again' }).click();
  await app.toBe('ready');
  await app.showsDocumented();
});

test('so does a trap of the WebAssembly', async ({ app, page, guard }) => {
  guard.expectError(/^Uncaught: unreachable$/);
  await app.open();
  await page.evaluate(() => setTimeout(() => { throw new WebAssembly.RuntimeError('unreachable'); }));
  await app.toBePanicked();
});

for (const [what, pattern] of [
  ['WebAssembly', '**/*.wasm'],
  ['JavaScript', '**/vpp-summary-*.js'],
]) {
  test(`a page without its ${what} says so`, async ({ app, guard, context }) => {
    guard.expectError(/^(Failed to load resource|TypeError)/);
    await context.route(pattern, (route) => route.abort());
    await app.goto(`/?fp_cot=${app.tokenOf('documented')}`);
    await app.toBePanicked();
    expect(app.posts).toHaveLength(0);
  });
}

for (const [language, dir] of [['de', 'ltr'], ['ar', 'rtl']]) {
  test(`a page that cannot start says so in ${language}, even where its texts come late`, async ({ app, guard, context }) => {
    guard.expectError(/^(Failed to load resource|TypeError)/);
    let release;
    const late = new Promise((resolve) => (release = resolve));
    await context.route(`**/${language}-*.json`, async (route) => {
      await late;
      await route.continue();
    });
    await context.route('**/*.wasm', async (route) => {
      await route.abort();
      release();
    });
    await app.goto(`/?lang=${language}&fp_cot=${app.tokenOf('documented')}`);
    await app.toBePanicked(language);
    await expect(app.main).toHaveAttribute('lang', language);
    await expect(app.main).toHaveAttribute('dir', dir);
  });
}

test('a page that breaks after the language was switched says so in that one', async ({ app, page }) => {
  await app.open();
  await app.tab('settings').click();
  await page.locator('select').selectOption({ label: 'Nederlands' });
  await expect(page.locator('html')).toHaveAttribute('lang', 'nl');
  await page.evaluate(() => dispatchEvent(new ErrorEvent('error', { error: new WebAssembly.RuntimeError('unreachable') })));
  await app.toBePanicked('nl');
});

test('a page without its texts says so in English', async ({ app, guard, context }) => {
  guard.expectError(/^(Failed to load resource|TypeError)/);
  await context.route('**/de-*.json', (route) => route.abort());
  await app.goto(`/?lang=de&fp_cot=${app.tokenOf('documented')}`);
  await app.toBePanicked();
  await expect(app.main).toHaveAttribute('lang', 'en');
});

test('a changed file of the page is not run', async ({ app, guard, context }) => {
  guard.expectError(/integrity|^TypeError/);
  await context.route('**/vpp-summary-*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${await response.text()}\n// changed` });
  });
  await app.goto(`/?fp_cot=${app.tokenOf('documented')}`);
  await app.toBePanicked();
  expect(app.posts).toHaveLength(0);
});
