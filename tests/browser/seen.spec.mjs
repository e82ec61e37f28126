// Periods that were seen before: shown at once, brought up to date behind, and compared with.

import { alter, setNow } from './support/answers.mjs';
import { expect, test } from './support/test.mjs';

const fact = (page, name) => page.locator('.insights dl > div').filter({ has: page.locator('dt').getByText(name, { exact: true }) });

test('a seen period is shown before it is answered, and brought up to date', async ({ app, page }) => {
  let release;
  const released = new Promise((resolve) => (release = resolve));
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
  await expect(page.locator('[data-period]')).toHaveText('January 2025');
  await app.toBe('ready');
  await app.step('next').click();
  await app.showsDocumented();
  await expect(page.locator('[data-period]')).toHaveText('February 2025');
  await expect(app.main).toHaveAttribute('aria-busy', 'true');
  await expect(app.step('next')).toBeDisabled();
  release();
  await expect(app.total('earnings')).toHaveText('$70.00');
  await app.toBe('ready');
  expect(app.bodies).toEqual([app.start, app.period('MONTH', '2025-01-01'), app.period('MONTH', '2025-02-01')]);
});

test('a period that was not seen leaves what is shown until it comes', async ({ app, page }) => {
  const release = await app.hold(1);
  await app.open();
  await app.step('previous').click();
  await expect(app.main).toHaveAttribute('aria-busy', 'true');
  await app.showsDocumented();
  release();
  await expect(page.locator('[data-period]')).toHaveText('January 2025');
});

test('what is kept is kept in memory only', async ({ app, page }) => {
  await app.open();
  await app.step('previous').click();
  await expect(page.locator('[data-period]')).toHaveText('January 2025');
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

for (const [now, name] of [
  ['2025-03-05T19:00:00Z', 'Compared with January 2025'],
  // The month that is compared is not over.
  ['2025-02-28T19:00:00Z', 'So far, compared with January 2025'],
]) {
  test(`${name}: only after January was seen, and exact`, async ({ app, page }) => {
    await setNow(page, now);
    await app.open();
    await expect(page.locator('.insights')).toBeVisible();
    await expect(page.locator('.insights')).not.toContainText(/compared with/i);
    await app.step('previous').click();
    await expect(page.locator('[data-period]')).toHaveText('January 2025');
    await app.toBe('ready');
    // December was not.
    await expect(page.locator('.insights')).not.toContainText(/compared with/i);
    await app.step('next').click();
    await expect(page.locator('[data-period]')).toHaveText('February 2025');
    await app.toBe('ready');
    const [difference, before] = await fact(page, name).locator('dd').allTextContents();
    // 62.10 - 87.63
    expect([difference, before]).toEqual(['-$25.53', 'January 2025: $87.63']);
  });
}

test('a rise is compared with its sign', async ({ app, page }) => {
  await alter(app, ({ performance }) => {
    if (performance.period_start === '2025-01-01') performance.earnings = 62.09;
  });
  await app.open();
  await app.step('previous').click();
  await expect(page.locator('[data-period]')).toHaveText('January 2025');
  await app.toBe('ready');
  await app.step('next').click();
  await expect(fact(page, 'Compared with January 2025').locator('dd')).toHaveText(['+$0.01', 'January 2025: $62.09']);
});

test('periods of another type or currency are not compared with', async ({ app, page }) => {
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
  await expect(page.locator('.insights')).not.toContainText(/compared with/i);
});

test('a period without dispatch says so, and offers the last one with dispatch once that was seen', async ({ app, page }) => {
  await app.open('empty_period');
  const empty = page.locator('[data-empty]');
  await expect(empty).toContainText('March 2025: no dispatch');
  await expect(empty).toContainText('Nothing was dispatched, so nothing was earned.');
  await expect(empty.getByRole('button')).toHaveCount(0);
  await app.step('previous').click();
  await app.showsDocumented();
  await app.toBe('ready');
  await expect(empty).toHaveCount(0);
  await app.step('next').click();
  await expect(page.locator('[data-period]')).toHaveText('March 2025');
  await app.toBe('ready');
  await empty.getByRole('button', { name: 'Show February 2025, the last one with dispatch' }).click();
  await app.showsDocumented();
  await app.toBe('ready');
  expect(app.bodies.at(-1)).toBe(app.period('MONTH', '2025-02-01'));
  // The offer is gone, and the focus is on what names the period.
  await expect(page.locator('#picker-toggle')).toBeFocused();
});

test('a month that goes on has no dispatch so far', async ({ app, page }) => {
  await setNow(page, '2025-03-20T19:00:00Z');
  await app.open('empty_period');
  await expect(page.locator('[data-empty]')).toContainText('March 2025: no dispatch so far');
});
