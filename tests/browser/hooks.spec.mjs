// The stable hooks: what partners' styles and everybody's tests rely on.

import { FEBRUARY_28, alter, setNow } from './support/answers.mjs';
import { crash } from './support/app.mjs';
import { adopt } from './support/browser.mjs';
import { slider } from './support/chart.mjs';
import { expect, inOnePage, softly, test } from './support/test.mjs';

/** Waits until each selector matches so many elements. */
async function has(page, counts) {
  for (const [hook, count] of Object.entries(counts)) await softly(page.locator(hook), hook).toHaveCount(count);
}

test('main[data-page] goes through loading and ready', async ({ app }) => {
  const release = await app.hold(0);
  await app.load();
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

test('a[data-way] leads to Leap, and a return from there without a session is ended', async ({ app, page }) => {
  await app.configure({ 'vpp:leap-link': 'https://www.addleap.com/Acme/pge/getting-started', 'vpp:leap-utilities': 'pge sdge' });
  await app.open('joining', 'ready', '&ref_id=R-1');
  const ways = await page.locator('a[data-way]').evaluateAll((found) => found.map((link) => link.href));
  expect(ways).toEqual(['pge', 'sdge'].map((utility) => `https://www.addleap.com/Acme/${utility}/getting-started?refId=R-1`));
  await page.evaluate(() => sessionStorage.clear());
  await app.goto('/?authorizationId=a&refId=R-1');
  await expect(app.main).toHaveAttribute('data-state', 'ended');
  await has(page, { '[data-problem]': 0, 'a[data-way]': 0 });
});

test('every control that posts has its action, and nothing else has', async ({ app, page }) => {
  await app.open();
  await app.visitSettings();
  const controls = await page.locator('[data-action]').evaluateAll((found) =>
    found.map(({ tagName, dataset: { action, step, periodType } }) => [tagName, action, step ?? periodType ?? '']),
  );
  expect(controls.sort()).toEqual([
    ['BUTTON', 'BACK', ''],
    // It asks for the same period again.
    ['BUTTON', 'CHANGE_PERIOD', ''],
    ['BUTTON', 'CHANGE_PERIOD', 'DAY'],
    ['BUTTON', 'CHANGE_PERIOD', 'MONTH'],
    ['BUTTON', 'CHANGE_PERIOD', 'YEAR'],
    ['BUTTON', 'CHANGE_PERIOD', 'next'],
    ['BUTTON', 'CHANGE_PERIOD', 'previous'],
    ['BUTTON', 'CLOSE', ''],
    // In the overview and in the settings.
    ['BUTTON', 'CONNECT_TARIFF', ''],
    ['BUTTON', 'CONNECT_TARIFF', ''],
    // In the strip, at the status and in the settings.
    ['BUTTON', 'MANAGE_PARTICIPATION', ''],
    ['BUTTON', 'MANAGE_PARTICIPATION', ''],
    ['BUTTON', 'MANAGE_PARTICIPATION', ''],
    ['BUTTON', 'MANAGE_PAYMENTS', ''],
  ]);
});

test('tabs, figures, chart, table, picker, participation and badge have theirs', async ({ app, page }) => {
  await app.open('test_mode');
  await app.tableSwitch.click();
  await has(page, {
    'main[data-page="vpp_summary"]': 1,
    'main[aria-busy="false"]': 1,
    '#tab-overview': 1,
    '#tab-settings': 1,
    '#panel-overview': 1,
    '#panel-settings': 1,
    '#drawing [data-bar]': 28,
    'main[data-version]': 1,
    'html[lang="en-US"][dir="ltr"]': 1,
    // Until the settings are shown.
    '#language': 0,
    '#panel-settings [data-action]': 0,
    '[data-participation-state="SUSPENDED"]': 1,
    '[data-live="false"]': 1,
    '[data-total="earnings"]': 1,
    '[data-total="energy"]': 1,
    '[data-period]': 1,
    '#picker-toggle [data-period]': 1,
    '#picker-toggle[aria-controls="picker"]': 1,
    '[data-chart]': 1,
    '[data-chart] [role=slider]': 1,
    '[data-chart] [data-bar]': 28,
    '[data-bar="2025-02-16"][data-dispatch="earned"] rect.earned': 1,
    '[data-bar="2025-02-05"][data-dispatch="none"]': 1,
    '[data-chart] rect.earned': 12,
    '[data-chart] rect.penalty': 0,
    '[data-reading]': 0,
    '[data-log] li': 5,
    'main[data-loading]': 0,
    'button[aria-controls=table]': 1,
    '[data-table]': 1,
    '[data-table] [data-row="2025-02-16"]': 1,
    '[data-table] [data-row="total"]': 1,
    'button[data-export]': 1,
    '[data-empty]': 0,
    '[data-problem]': 0,
    '[data-remedy]': 0,
    '#crash': 0,
  });
  await page.getByRole('button', { name: 'Show all 12' }).click();
  await has(page, { '[data-log] li': 12 });
  await app.pickerToggle.click();
  await expect(page.locator('#picker')).toBeVisible();
  await app.tab('settings').click();
  await expect(page.locator('#panel-overview')).toBeHidden();
  await expect(page.locator('select#language')).toBeVisible();
  await app.tab('overview').click();
  await expect(page.locator('select#language')).toBeHidden();
  await has(page, { '#language': 1, '#panel-settings [data-action]': 3 });
});

test('figures that are not known yet, or not understood, have theirs', async ({ app, page }) => {
  await alter(app, ({ performance: { series } }) => {
    series[5].earnings = null;
    series[6].earnings = 'much';
  });
  await app.open();
  await has(page, {
    '[data-bar="2025-02-08"][data-dispatch="pending"]': 1,
    '[data-bar="2025-02-09"][data-dispatch="unknown"]': 1,
    '[data-dispatch="earned"]': 10,
  });
});

test('penalties, the future, the current month, the place that is read and an empty period have theirs', async ({ app, page }) => {
  await setNow(page, FEBRUARY_28);
  await app.open('negative_day');
  await has(page, { '[data-chart] [data-dispatch="penalty"] rect.penalty': 5, '[data-chart] rect.penalty': 5 });
  await app.open();
  await app.type('YEAR').click();
  await has(page, {
    '[data-chart] [data-bar]': 12,
    '[data-bar="2025-02"][data-current]': 1,
    '[data-bar][data-current]': 1,
    '[data-bar="2025-03"][data-dispatch="future"]': 1,
    '[data-bar][data-read]': 0,
  });
  await slider(app).focus();
  await page.keyboard.press('Home');
  await has(page, { '[data-bar="2025-01"][data-read]': 1, '[data-bar][data-read]': 1 });
  await expect(page.locator('[data-reading]')).toContainText('January 2025');
  await app.type('DAY').click();
  await has(page, { '[data-bar="2025-02-28T17:00:00-07:00"]': 1 });
  await app.open('empty_period');
  await has(page, { '[data-empty]': 1 });
});

/** Every problem: how it comes about, and the remedy. Without a session first, before the tab has kept a token. */
const PROBLEMS = {
  no_token: { path: '/', settings: { 'vpp:home-url': 'https://partner.example/' }, remedy: 'link' },
  offline: { scenario: 'refused_connection', failure: 'ERR_EMPTY_RESPONSE', remedy: 'try_again' },
  timeout: { scenario: 'very_slow', settings: { 'vpp:timeout-seconds': '1' }, remedy: 'try_again' },
  ended: { scenario: 'expired_token', failure: 401, settings: { 'vpp:home-url': 'myapp://home' }, remedy: 'link' },
  refused: { reply: { status: 422, body: '{}' }, failure: 422, remedy: 'try_again' },
  unreadable: { scenario: 'not_json', remedy: 'try_again' },
  server: { scenario: 'http_500_html', failure: 500, remedy: 'try_again' },
  rate_limit: { scenario: 'rate_limit', failure: 429, remedy: 'try_again' },
  configuration: { settings: { 'vpp:connect-url': 'nowhere' }, remedy: 'try_again' },
};

test('every problem has its kind and its remedy', async ({ app, guard, page }) => {
  await inOnePage(app, PROBLEMS, async (kind, { scenario, path, settings, reply, failure, remedy }) => {
    guard.expectFailure(failure);
    if (settings) await app.configure(settings);
    if (reply) await app.reply(0, reply);
    if (path) await page.goto(app.origin + path);
    else await app.load(scenario);
    await app.toBe('problem');
    await expect(page.locator(`[data-problem="${kind}"]`)).toHaveCount(1);
    await app.helps(remedy);
  });
});

test('the page after a crash has its own', async ({ app, page }) => {
  await app.open();
  await page.evaluate(crash);
  await has(page, { 'main#crash[data-page="vpp_summary"][data-state="problem"]': 1, main: 1 });
});

test('the window tells when a language has arrived', async ({ app, page }) => {
  await app.open();
  await page.evaluate(() => {
    window.spoken = [];
    addEventListener('vpp:spoken', () => window.spoken.push(document.documentElement.lang));
  });
  await app.tab('settings').click();
  for (const [language, tag] of [['Deutsch', 'de'], ['Nederlands', 'nl']]) {
    await page.locator('#language').selectOption({ label: language });
    await expect.poll(() => page.evaluate(() => window.spoken.at(-1))).toBe(tag);
  }
  expect(await page.evaluate(() => window.spoken)).toEqual(['de', 'nl']);
});

test('partners can restyle the page by its variables', async ({ app, page }) => {
  await app.open();
  const colour = () => app.action('CONNECT_TARIFF').evaluate((button) => getComputedStyle(button).backgroundColor);
  const before = await colour();
  await adopt(page, ':root { --vpp-accent: rgb(120, 20, 200) !important }');
  await expect.poll(colour).toBe('rgb(120, 20, 200)');
  expect(before).not.toBe('rgb(120, 20, 200)');
});

test('data-theme overrules the visitor’s colour scheme', async ({ app, page }) => {
  const canvas = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await app.open();
  for (const [theme, scheme] of [['dark', 'light'], ['light', 'dark']]) {
    await page.emulateMedia({ colorScheme: theme });
    await page.evaluate(() => delete document.documentElement.dataset.theme);
    const wanted = await canvas();
    await page.emulateMedia({ colorScheme: scheme });
    await expect.poll(canvas).not.toBe(wanted);
    await page.evaluate((theme) => (document.documentElement.dataset.theme = theme), theme);
    await expect.poll(canvas).toBe(wanted);
  }
});
