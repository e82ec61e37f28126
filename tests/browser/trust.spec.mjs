// What a customer can rely on: no invented figures, no session of somebody else, no control that does nothing.

import { EARNINGS } from './support/documented.mjs';
import { expect, inOnePage, test } from './support/test.mjs';

const PERFORMANCE = {
  period_type: 'MONTH',
  period_start: '2025-02-01',
  period_end: '2025-02-28',
  available_period_types: ['MONTH'],
  has_previous: true,
  has_next: false,
  energy_dispatched_kwh: 1,
  earnings: 1,
  series: [{ date: '2025-02-01', dispatched_kwh: 1, earnings: 1 }],
};

/** A page with these changes to its figures. */
const pageWith = (changes) => ({
  route: 'vpp_summary',
  timezone: 'UTC',
  currency_code: 'USD',
  live_mode: true,
  actions: ['CHANGE_PERIOD', 'CLOSE'],
  tariff_connected: true,
  programme: { provider_display_name: 'Leap', programme_display_name: 'X', participation_state: 'ACTIVE' },
  performance: { ...PERFORMANCE, ...changes },
});

/** Figures that cannot be shown. */
const WRONG = {
  'a total that is no number': { earnings: '1.00' },
  'a total beyond all measure': { earnings: 1e15 },
  'a period of a newer release': { period_type: 'WEEK' },
  'no total, and a point without its amount': { earnings: null, series: [{ date: '2025-02-01', dispatched_kwh: 1 }] },
};

test('figures that cannot be read are not shown, and the rest of the page is', async ({ app, page }) => {
  await inOnePage(app, WRONG, async (_, changes) => {
    await app.reply(0, { json: pageWith(changes) });
    await app.open();
    await expect(page.getByRole('heading', { name: 'Your earnings can’t be shown right now' })).toBeVisible();
    await expect(page.locator('[data-total], [data-chart]')).toHaveCount(0);
    await expect(page.locator('[data-participation-state="ACTIVE"]')).toBeVisible();
    await expect(app.action('CLOSE')).toBeVisible();
  });
});

test('the token has left the address before any file of the page is asked for', async ({ app, page, context }) => {
  const addresses = [];
  await context.route(/\.(wasm|json)$/, async (route) => {
    addresses.push(page.url());
    await route.continue();
  });
  await app.load();
  await app.toBe('ready');
  // The preload of the module may go out with the document; the texts are asked for by the loader.
  expect(addresses.length).toBeGreaterThan(0);
  expect(addresses.at(-1)).toBe(`${app.origin}/`);
});

test('a broken link does not open the session of the one before', async ({ app, page }) => {
  await app.open();
  await page.goto(`${app.origin}/?fp_cot=nonsense`);
  await app.toBe('problem');
  await page.reload();
  await app.toBe('problem');
  await expect(app.problem).toHaveAttribute('data-problem', 'no_token');
  expect(app.posts).toHaveLength(1);
});

test('a session that has ended leaves the figures and takes the controls away', async ({ app, guard, page }) => {
  guard.expectError(/^Failed to load resource/);
  await app.open('ends_on_action');
  await app.step('previous').click();
  await app.toBe('stale');
  await expect(app.problem).toHaveAttribute('data-problem', 'ended');
  await expect(app.total('earnings')).toHaveText(EARNINGS);
  await expect(page.locator('[data-action]')).toHaveCount(0);
});

test('a message scrolls into view and gets the focus', async ({ app, guard, page }) => {
  guard.expectError(/^Failed to load resource/);
  await page.setViewportSize({ width: 320, height: 568 });
  await app.open('fails_on_action');
  await app.step('previous').scrollIntoViewIfNeeded();
  await app.step('previous').click();
  await app.toBe('stale');
  await expect(app.problem.getByRole('heading')).toBeFocused();
  await expect(app.problem.getByRole('heading')).toBeInViewport();
});

test('while Connect asks for a pause, no control sends anything', async ({ app, guard }) => {
  guard.expectError(/^Failed to load resource/);
  await app.open('rate_limit_on_action');
  await app.step('previous').click();
  await app.toBe('stale');
  await expect(app.step('previous')).toBeDisabled();
  await expect(app.step('previous')).toBeEnabled();
  expect(app.posts).toHaveLength(2);
});
