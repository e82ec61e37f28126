// Periods that were seen before: shown at once, refreshed in the background, and compared with.

import { FEBRUARY_28, alter, gate, setNow } from './support/answers.mjs';
import { expect, inOnePage, test } from './support/test.mjs';

test('a seen period is shown before its answer comes, and then refreshed', async ({ app }) => {
  const { open: release, opened: released } = gate();
  await app.intercept(async (number, route) => {
    if (number < 2) return route.continue();
    const response = await route.fetch();
    const json = await response.json();
    json.performance.earnings = 70;
    await released;
    return route.fulfill({ response, json });
  });
  await app.open();
  await app.step('previous').click();
  await app.showsPeriod('January 2025');
  await app.toBe('ready');
  await app.step('next').click();
  await app.showsDocumented();
  await app.showsPeriod('February 2025');
  await expect(app.main).toHaveAttribute('aria-busy', 'true');
  await expect(app.step('next')).toBeDisabled();
  release();
  await expect(app.total('earnings')).toHaveText('$70.00');
  await app.toBe('ready');
  expect(app.bodies).toEqual([app.start, app.period('MONTH', '2025-01-01'), app.period('MONTH', '2025-02-01')]);
});

test('seen periods are kept in memory only', async ({ app, page }) => {
  await app.open();
  await app.step('previous').click();
  await app.showsPeriod('January 2025');
  await app.toBe('ready');
  const kept = await page.evaluate(async () => [
    Object.keys(sessionStorage),
    Object.keys(localStorage),
    document.cookie,
    (await indexedDB.databases()).length,
    (await caches.keys()).length,
  ]);
  expect(kept).toEqual([['vpp_summary.token'], [], '', 0, 0]);
});

/** Days, and what the comparison says on each. The month that is compared is over, or not. */
const COMPARED = {
  // 62.10 - 87.63
  '2025-03-05T19:00:00Z': '$25.53 less than in January 2025',
  [FEBRUARY_28]: /^\$\d+\.\d\d (less|more) than you’d earned by Jan 28$/,
};

test('a period is compared with the one before once that was seen, exactly', async ({ app, page }) => {
  await inOnePage(app, COMPARED, async (now, text) => {
    const leave = await setNow(page, now);
    await app.open();
    await expect(page.locator('.insights')).toBeVisible();
    await expect(page.locator('.insights')).not.toContainText(/(less|more) than|as much as/i);
    await app.step('previous').click();
    await app.showsPeriod('January 2025');
    await app.toBe('ready');
    // December was not seen.
    await expect(page.locator('.insights')).not.toContainText(/(less|more) than|as much as/i);
    await app.step('next').click();
    await app.showsPeriod('February 2025');
    await app.toBe('ready');
    await expect(page.locator('.insights').getByText(text)).toBeVisible();
    await leave();
  });
});

test('a rise is more, to the cent', async ({ app, page }) => {
  await alter(app, ({ performance }) => {
    if (performance.period_start === '2025-01-01') performance.earnings = 62.09;
  });
  await app.open();
  await app.step('previous').click();
  await app.showsPeriod('January 2025');
  await app.toBe('ready');
  await app.step('next').click();
  await expect(page.locator('.insights').getByText('$0.01 more than in January 2025')).toBeVisible();
});

test('amounts that are written alike do not differ', async ({ app, page }) => {
  await alter(app, ({ performance }) => {
    performance.earnings = performance.period_start === '2025-01-01' ? 62.096 : 62.104;
  });
  await app.open();
  await app.step('previous').click();
  await app.showsPeriod('January 2025');
  await app.toBe('ready');
  await app.step('next').click();
  await expect(page.locator('.insights').getByText('Same as in January 2025')).toBeVisible();
});

test('periods in another currency are not compared', async ({ app, page }) => {
  await alter(app, (answer) => {
    if (answer.performance.period_start === '2025-01-01') answer.currency_code = 'EUR';
  });
  await app.open();
  await app.step('previous').click();
  await expect(app.total('earnings')).toHaveText('€87.63');
  await app.toBe('ready');
  await app.step('next').click();
  await app.showsDocumented();
  await app.toBe('ready');
  await expect(page.locator('.insights')).not.toContainText(/(less|more) than|as much as/i);
});

test('a period without dispatch offers the last one with dispatch, once that was seen', async ({ app, page }) => {
  await app.open('empty_period');
  const empty = page.locator('[data-empty]');
  await expect(empty).toContainText('No events');
  await expect(empty).toContainText('Events run only when the grid needs them.');
  await expect(empty.getByRole('button')).toHaveText('See all of 2025');
  await app.step('previous').click();
  await app.showsDocumented();
  await app.toBe('ready');
  await expect(empty).toHaveCount(0);
  await app.step('next').click();
  await app.showsPeriod('March 2025');
  await app.toBe('ready');
  await empty.getByRole('button', { name: 'See February 2025 · $62.10' }).click();
  await app.showsDocumented();
  await app.toBe('ready');
  expect(app.bodies.at(-1)).toBe(app.period('MONTH', '2025-02-01'));
  // The offer is gone, and the focus is on the period's name.
  await expect(app.pickerToggle).toBeFocused();
});

test('a current month without dispatch has none so far', async ({ app, page }) => {
  await setNow(page, '2025-03-20T19:00:00Z');
  await app.open('empty_period');
  await expect(page.locator('[data-empty]')).toContainText('No events so far');
});
