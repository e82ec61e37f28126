// The stable hooks of the README: what partners' styles and everybody's tests may rely on.

import { expect, test } from './support/test.mjs';

test('main[data-page] goes through loading and ready', async ({ app }) => {
  const release = await app.hold(0);
  await app.goto(`/?fp_cot=${app.tokenOf('documented')}`);
  await expect(app.main).toHaveAttribute('data-state', 'loading');
  await expect(app.main).toHaveAttribute('aria-busy', 'true');
  release();
  await expect(app.main).toHaveAttribute('data-state', 'ready');
  await expect(app.main).toHaveAttribute('aria-busy', 'false');
  await expect(app.main).toHaveCount(1);
});

test('main[data-page] is stale, then ready, then ended', async ({ app, guard, page }) => {
  guard.expectStatus(503);
  guard.expectOrigin('myapp://vpp');
  await app.reply(1, { status: 503, body: '' });
  await app.open('app_link');
  await app.step('previous').click();
  await expect(app.main).toHaveAttribute('data-state', 'stale');
  await app.tryAgain.click();
  await expect(app.main).toHaveAttribute('data-state', 'ready');
  await app.action('CLOSE').click();
  await expect(app.main).toHaveAttribute('data-state', 'ended');
  await expect(page.locator('main')).toHaveCount(1);
});

test('every control that posts has its action, and nothing else has', async ({ app, page }) => {
  await app.open();
  const controls = await page.locator('[data-action]').evaluateAll((found) =>
    found.map(({ tagName, dataset: { action, step, periodType } }) => [tagName, action, step ?? periodType ?? '']),
  );
  expect(controls.sort()).toEqual([
    ['BUTTON', 'BACK', ''],
    ['BUTTON', 'CHANGE_PERIOD', 'DAY'],
    ['BUTTON', 'CHANGE_PERIOD', 'MONTH'],
    ['BUTTON', 'CHANGE_PERIOD', 'YEAR'],
    ['BUTTON', 'CHANGE_PERIOD', 'next'],
    ['BUTTON', 'CHANGE_PERIOD', 'previous'],
    ['BUTTON', 'CLOSE', ''],
    // In the overview and in the settings.
    ['BUTTON', 'CONNECT_TARIFF', ''],
    ['BUTTON', 'CONNECT_TARIFF', ''],
    ['BUTTON', 'MANAGE_PARTICIPATION', ''],
    ['BUTTON', 'MANAGE_PAYMENTS', ''],
  ]);
});

test('figures, chart, table, participation and badge have theirs', async ({ app, page }) => {
  await app.open('test_mode');
  await app.tableSwitch.click();
  for (const [hook, count] of [
    ['main[data-page="vpp_summary"]', 1],
    ['[data-participation-state="SUSPENDED"]', 1],
    ['[data-total="earnings"]', 1],
    ['[data-total="energy"]', 1],
    ['[data-period]', 1],
    ['[data-chart]', 1],
    ['[data-chart] [data-bar]', 28],
    ['[data-bar="2025-02-16"][data-dispatch="earned"]', 1],
    ['[data-bar="2025-02-05"][data-dispatch="none"]', 1],
    ['[data-table]', 1],
    ['[data-table] [data-row="2025-02-16"]', 1],
    ['[data-table] [data-row="total"]', 1],
    ['[data-live="false"]', 1],
    ['[data-problem]', 0],
    ['[data-remedy]', 0],
  ]) {
    await expect(page.locator(hook), hook).toHaveCount(count);
  }
});

const PROBLEMS = {
  offline: { scenario: 'refused_connection', network: 'ERR_EMPTY_RESPONSE', remedy: 'try_again' },
  timeout: { scenario: 'very_slow', settings: { 'vpp:timeout-seconds': '1' }, remedy: 'try_again' },
  ended: { scenario: 'expired_token', status: 401, settings: { 'vpp:home-url': 'myapp://home' }, remedy: 'link' },
  refused: { reply: { status: 422, body: '{}' }, status: 422, remedy: 'try_again' },
  unreadable: { scenario: 'not_json', remedy: 'try_again' },
  server: { scenario: 'http_500_html', status: 500, remedy: 'try_again' },
  rate_limit: { scenario: 'rate_limit', status: 429, remedy: 'try_again' },
  no_token: { path: '/', settings: { 'vpp:home-url': 'https://partner.example/' }, remedy: 'link' },
  configuration: { settings: { 'vpp:connect-url': 'nowhere' }, remedy: null },
};

for (const [kind, { scenario, path, settings, reply, status, network, remedy }] of Object.entries(PROBLEMS)) {
  test(`[data-problem="${kind}"]`, async ({ app, guard, page }) => {
    if (status) guard.expectStatus(status);
    if (network) guard.expectNetworkError(network);
    if (settings) await app.configure(settings);
    if (reply) await app.reply(0, reply);
    if (path) await page.goto(app.origin + path);
    else await app.goto(`/?fp_cot=${app.tokenOf(scenario ?? 'documented')}`);
    await app.toBe('problem');
    await expect(page.locator(`[data-problem="${kind}"]`)).toHaveCount(1);
    await expect(page.locator('[data-remedy]')).toHaveCount(remedy ? 1 : 0);
    if (remedy) await expect(page.locator(`[data-problem="${kind}"] [data-remedy="${remedy}"]`)).toBeVisible();
  });
}

test('partners can restyle the page by its variables', async ({ app, page }) => {
  await app.open();
  const colour = () => app.action('CONNECT_TARIFF').evaluate((button) => getComputedStyle(button).backgroundColor);
  const before = await colour();
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(':root { --vpp-accent: rgb(120, 20, 200) !important }');
    document.adoptedStyleSheets = [sheet];
  });
  await expect.poll(colour).toBe('rgb(120, 20, 200)');
  expect(before).not.toBe('rgb(120, 20, 200)');
});

for (const [theme, scheme] of [['dark', 'light'], ['light', 'dark']]) {
  test(`data-theme="${theme}" overrules a visitor's ${scheme} scheme`, async ({ app, page }) => {
    const canvas = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await page.emulateMedia({ colorScheme: theme });
    await app.open();
    const wanted = await canvas();
    await page.emulateMedia({ colorScheme: scheme });
    await expect.poll(canvas).not.toBe(wanted);
    await page.evaluate((theme) => (document.documentElement.dataset.theme = theme), theme);
    await expect.poll(canvas).toBe(wanted);
  });
}
