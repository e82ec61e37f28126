// The chart's axis: months, days and hours; clock changes, penalties, and the future.

import { FEBRUARY_28, setNow } from './support/answers.mjs';
import { spoken } from './support/chart.mjs';
import { expect, inOnePage, test } from './support/test.mjs';

const names = (app) => app.bars.evaluateAll((groups) => groups.map(({ dataset }) => dataset.bar));

test('a year has twelve places, some of them in the future', async ({ app, page }) => {
  await setNow(page, FEBRUARY_28);
  await app.open();
  await app.type('YEAR').click();
  await app.showsPeriod('2025');
  await expect(app.bars).toHaveCount(12);
  expect(await names(app)).toEqual(Array.from({ length: 12 }, (_, i) => `2025-${String(i + 1).padStart(2, '0')}`));
  await expect(page.locator('[data-dispatch="earned"]')).toHaveCount(2);
  await expect(page.locator('[data-dispatch="future"]')).toHaveCount(10);
  await expect(app.bar('2025-02')).toHaveAttribute('data-current', '');
  expect(await spoken(app, '2025-02')).toMatch(/^February 2025: \$62\.10 · 54\.7 kWh · /);
  expect(await spoken(app, '2025-03')).toBe('March 2025: Still to come');
  await expect(page.getByText('Months with events', { exact: true })).toBeVisible();
  await app.tableSwitch.click();
  await expect(app.row('2025-03').locator('th, td')).toHaveText(['March 2025', 'Still to come', '']);
  const { bars } = await app.geometry();
  expect(Math.abs(bars[0].bar.height / bars[1].bar.height - 87.63 / 62.1)).toBeLessThan(0.03);
});

test('a day has 24 places, named by their hour', async ({ app, page }) => {
  await app.open();
  await app.type('DAY').click();
  await expect(app.bars).toHaveCount(24);
  expect((await names(app)).slice(16, 18)).toEqual(['2025-02-28T16:00:00-07:00', '2025-02-28T17:00:00-07:00']);
  await expect(page.locator('[data-dispatch="earned"]')).toHaveCount(3);
  await expect(app.total('earnings')).toHaveText('$5.53');
  await expect(page.getByText('Event hours', { exact: true })).toBeVisible();
});

/** Days by their scenario: how many hours they have, and two hours in a row. */
const CHANGES = [
  ['euro', '2025-03-30', 23, ['2025-03-30T01:00:00+01:00', '2025-03-30T03:00:00+02:00']],
  ['documented', '2024-03-10', 23, ['2024-03-10T01:00:00-07:00', '2024-03-10T03:00:00-06:00']],
  ['documented', '2024-11-03', 25, ['2024-11-03T01:00:00-06:00', '2024-11-03T01:00:00-07:00']],
  ['half_hour_zone', '2025-04-06', 25, ['2025-04-06T02:00:00+10:30', '2025-04-06T02:00:00+09:30']],
  ['half_hour_zone', '2025-04-19', 24, ['2025-04-19T00:00:00+09:30', '2025-04-19T01:00:00+09:30']],
];

test('a day has as many hours as the clock of its time zone', async ({ app, page }) => {
  const cases = CHANGES.map(([scenario, day, ...rest]) => [`${scenario}, ${day}`, scenario, day, ...rest]);
  await inOnePage(app, cases, async (_, scenario, day, count, some) => {
    await app.openDay(scenario, day);
    await expect(app.bars).toHaveCount(count);
    const all = await names(app);
    const at = all.indexOf(some[0]);
    expect(all.slice(at, at + 2)).toEqual(some);
    expect(new Set(all).size).toBe(count);
    expect(all.every((name) => name.startsWith(`${day}T`))).toBe(true);
    await app.tableSwitch.click();
    await expect(page.locator('[data-table] tbody tr')).toHaveCount(count);
  });
});

test('two hours of the same name keep their own figures', async ({ app }) => {
  await app.openDay('half_hour_zone', '2025-04-06');
  for (const [hour, figures] of [
    ['2025-04-06T02:00:00+10:30', 'A$0.39 · 0.75 kWh'],
    ['2025-04-06T02:00:00+09:30', 'A$0.92 · 1.77 kWh'],
  ]) {
    expect(await spoken(app, hour)).toContain(figures);
  }
});

test('a day that comes as one point has one place', async ({ app }) => {
  await app.open('single_day_point');
  await app.type('DAY').click();
  await expect(app.bars).toHaveCount(1);
  expect(await spoken(app, '2025-02-28')).toMatch(/^Friday, February 28, 2025: \$5\.53 · 4\.87 kWh · /);
});

test('a month without dispatch has all its places, and says so', async ({ app, page }) => {
  await app.open('empty_period');
  await app.showsPeriod('March 2025');
  await expect(app.bars).toHaveCount(31);
  await expect(page.locator('[data-dispatch="none"]')).toHaveCount(31);
  await expect(app.total('earnings')).toHaveText('$0.00');
  await expect(page.locator('[data-chart] figcaption')).toContainText('No events.');
  await app.step('previous').click();
  await app.showsDocumented();
});

test('penalties hang below the baseline, in proportion', async ({ app, page }) => {
  await app.open('negative_day');
  await expect(app.bars).toHaveCount(31);
  await expect(app.total('earnings')).toHaveText('$10.72');
  await expect(page.locator('[data-dispatch="penalty"]')).toHaveCount(5);
  expect(await spoken(app, '2025-03-10')).toBe('Monday, March 10, 2025: −$9.30 · 8.16 kWh · −$1.14/kWh');
  const { plot, baseline, bars, scale } = await app.geometry();
  const of = (day) => bars.find(({ name }) => name === day);
  const pixelsPerDollar = of('2025-03-15').bar.height / 10.12;
  for (const [day, value] of [['2025-03-04', -5.13], ['2025-03-10', -9.3], ['2025-03-28', -2.49]]) {
    const { bar, dispatch } = of(day);
    expect(dispatch).toBe('penalty');
    expect(Math.abs(bar.top - baseline.top), day).toBeLessThan(1.5);
    expect(Math.abs(bar.height + value * pixelsPerDollar), day).toBeLessThan(2);
    expect(bar.bottom, day).toBeLessThanOrEqual(plot.bottom + 1);
  }
  for (const day of ['2025-03-05', '2025-03-15', '2025-03-29']) {
    expect(Math.abs(of(day).bar.bottom - baseline.top), day).toBeLessThan(1.1);
  }
  expect(scale.map(({ text }) => text)).toContain('$0');
  expect(scale[0].text).toMatch(/^−\$/);
  // What was paid and what was charged add up to the total.
  await expect(page.locator('.headline .totals')).toContainText('Paid $36.43 · Charged −$25.71');
  await expect(page.locator('.insights')).toContainText('Largest charge');
  // Not by colour alone: the table has the sign.
  await app.tableSwitch.click();
  await expect(app.row('2025-03-10').locator('td').first()).toHaveText('−$9.30');
});

test('the chart follows the width of the window', async ({ app, page }) => {
  await app.open();
  await expect(app.bars).toHaveCount(28);
  const wide = await app.geometry();
  await page.setViewportSize({ width: 390, height: 844 });
  await expect.poll(async () => (await app.geometry()).bars.at(-1).place.right).toBeLessThan(380);
  const narrow = await app.geometry();
  expect(narrow.plot.width).toBeLessThan(wide.plot.width);
  expect(Math.abs(narrow.bars.at(-1).place.right - narrow.plot.right)).toBeLessThan(1.5);
  expect(narrow.bars.every(({ place }, index) => index === 0 || place.left >= narrow.bars[index - 1].place.right - 1)).toBe(true);
});

test.describe('on a dense screen', () => {
  test.use({ deviceScaleFactor: 3 });

  test('edges are sharp and places fill the width', async ({ app }) => {
    await app.open();
    await expect(app.bars).toHaveCount(28);
    const { plot, bars, baseline } = await app.geometry();
    expect(Math.abs(bars.at(-1).place.right - plot.right)).toBeLessThan(1);
    for (const { name, bar, dispatch } of bars) {
      if (dispatch !== 'earned') continue;
      expect(Math.abs(bar.bottom - baseline.top), name).toBeLessThan(0.7);
    }
  });
});

test('a billing month is named by its days, its neighbours are asked for by theirs, and the same one again is told', async ({ app, page }) => {
  await app.open('billing_month');
  await app.showsPeriod('Wed, Jan 15, 2025 – Fri, Feb 14, 2025');
  await expect(app.bars).toHaveCount(31);
  await app.step('next').click();
  const notice = page.getByRole('heading', { name: 'The period hasn’t changed' });
  await expect(notice).toBeFocused();
  await app.toBe('ready');
  await expect(page.getByRole('alert')).toContainText('Wed, Jan 15, 2025 – Fri, Feb 14, 2025');
  await app.step('previous').click();
  await expect.poll(() => app.posts.length).toBe(3);
  await expect(notice).toBeVisible();
  expect(app.bodies.slice(1)).toEqual([app.period('MONTH', '2025-02-15'), app.period('MONTH', '2024-12-15')]);
  // Another request takes the notice away.
  await app.tab('settings').click();
  await app.action('MANAGE_PAYMENTS').click();
  await app.toBeElsewhere();
  await app.action('BACK').click();
  await app.toBe('ready');
  await app.tab('overview').click();
  await expect(app.bars).toHaveCount(31);
  await expect(notice).toHaveCount(0);
});
