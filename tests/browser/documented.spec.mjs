// The public documentation's example, shown as documented.

import { spoken, spokenOfAll } from './support/chart.mjs';
import { DAYS, DOCUMENTED_TOKEN, EARNINGS, ENERGY } from './support/documented.mjs';
import { expect, test } from './support/test.mjs';

test('the documented token itself opens the documented customer', async ({ app, page }) => {
  await app.goto(`/?fp_cot=${app.know(DOCUMENTED_TOKEN)}`);
  await app.toBe('ready');
  await app.showsDocumented();
  await expect(page).toHaveTitle('Your earnings · Community Powershare');
  expect(app.bodies).toEqual([app.start]);
});

test('shows programme, provider, totals and period', async ({ app, page }) => {
  await app.open();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Community Powershare');
  await expect(page.locator('header').getByText('Leap', { exact: true })).toBeVisible();
  await expect(page.getByRole('heading', { level: 2, name: 'Earned February 2025', exact: true })).toBeVisible();
  await app.showsDocumented();
  await app.showsPeriod('February 2025');
  await expect(page.locator('.totals .detail')).toHaveText(`${ENERGY} · 12 event dayslast Fri, Feb 28`);
  await expect(app.type('MONTH')).toHaveAttribute('aria-pressed', 'true');
  await expect(app.type('DAY')).toHaveAttribute('aria-pressed', 'false');
  await expect(app.type('YEAR')).toHaveAttribute('aria-pressed', 'false');
  await expect(page.locator('[data-live="false"]')).toBeHidden();
});

test('shows the suspended participation in word, sentence and icon', async ({ app, page }) => {
  await app.open();
  const chip = page.locator('[data-participation-state="SUSPENDED"]');
  await expect(chip).toHaveText('Paused');
  await expect(chip.locator('.icon svg path')).toBeVisible();
  const status = page.getByRole('region', { name: 'Your status' });
  await expect(status.locator('strong')).toHaveText('Paused');
  await expect(status).toContainText('Leap can tell you why and what to do.');
  await expect(status.locator('.icon svg path').first()).toBeVisible();
});

test('links to more about the programme, safely', async ({ app, page }) => {
  await app.open();
  const link = page.getByRole('link', { name: 'About this program (opens in a new tab)' });
  await expect(link).toHaveAttribute('href', 'https://leap.com/programmes/community-powershare');
  await expect(link).toHaveAttribute('target', '_blank');
  await expect(link).toHaveAttribute('rel', 'noopener noreferrer');
});

test('calls for the tariff, which is not connected', async ({ app, page }) => {
  await app.open();
  await expect(app.action('CONNECT_TARIFF')).toHaveCount(1);
  await expect(app.action('CONNECT_TARIFF')).toHaveText('Connect your rate plan');
  await app.tab('settings').click();
  await expect(page.locator('#panel-settings').getByText('Not connected')).toBeVisible();
  await expect(app.action('CONNECT_TARIFF')).toHaveCount(1);
});

test('names every place of the chart and describes it', async ({ app, page }) => {
  await app.open();
  await expect(app.bars).toHaveCount(28);
  const bars = await app.bars.evaluateAll((groups) => groups.map(({ dataset }) => [dataset.bar, dataset.dispatch]));
  expect(bars).toEqual(DAYS.map(({ name, earnings }) => [name, earnings ? 'earned' : 'none']));
  expect(await spokenOfAll(app)).toEqual(
    DAYS.map(({ text, earnings, energy, rate, share }) =>
      earnings ? `${text}: ${earnings} · ${energy} · ${rate}/kWh · ${share} of ${EARNINGS}` : `${text}: No event`,
    ),
  );
  const name = `Earnings, February 2025: ${EARNINGS}, ${ENERGY}, 12 event days`;
  await expect(page.getByRole('slider')).toHaveAccessibleName(name);
});

test('draws bars in proportion to the earnings, on the baseline', async ({ app }) => {
  await app.open();
  await expect(app.bars).toHaveCount(28);
  const { plot, baseline, bars } = await app.geometry();
  const tallest = bars.find(({ name }) => name === '2025-02-16');
  const pixelsPerDollar = tallest.bar.height / 8.91;
  expect(tallest.bar.height).toBeGreaterThan(plot.height / 2);
  for (const [index, { name, value }] of DAYS.entries()) {
    const { place, bar } = bars[index];
    expect(bars[index].name).toBe(name);
    // Every place has its share of the width, in order.
    expect(Math.abs(place.left - (plot.left + (plot.width * index) / 28)), name).toBeLessThan(1.5);
    expect(Math.abs(place.width - plot.width / 28), name).toBeLessThan(1.5);
    if (!value) continue;
    expect(Math.abs(bar.height - value * pixelsPerDollar), name).toBeLessThan(1.5);
    expect(Math.abs(bar.bottom - baseline.top), name).toBeLessThan(1.1);
    expect(Math.abs(bar.middle - place.middle), name).toBeLessThan(1.1);
    expect(bar.width, name).toBeGreaterThan(place.width / 2);
  }
});

test('puts the labels of both axes where they belong', async ({ app }) => {
  await app.open();
  await expect(app.bars).toHaveCount(28);
  const { plot, baseline, bars, scale, axis } = await app.geometry();
  expect(axis.map(({ text }) => text)).toEqual(['1', '8', '15', '22']);
  for (const label of axis) {
    const { place } = bars[Number(label.text) - 1];
    expect(Math.abs(label.middle - place.middle), label.text).toBeLessThan(1.5);
    expect(label.top, label.text).toBeGreaterThanOrEqual(plot.bottom - 1);
  }
  const amount = ({ text }) => Number(text.replace('$', ''));
  expect(scale.map(amount)[0]).toBe(0);
  expect(Math.abs(scale[0].centre - baseline.centre)).toBeLessThan(2);
  const { bar } = bars[15];
  for (const label of scale) {
    // A bar of that amount would end at the label.
    const top = baseline.top - (bar.height * amount(label)) / 8.91;
    expect(Math.abs(label.centre - top), label.text).toBeLessThan(3);
    expect(label.right, label.text).toBeLessThanOrEqual(plot.left);
  }
});

/** The date as the table writes it under a caption with the year: "Sat, Feb 1". */
const brief = (text) => text.replace(/^(\w{3})\w*, (\w{3})\w* (\d+), \d+$/, '$1, $2 $3');

test('shows the same numbers as a table on request', async ({ app, page }) => {
  await app.open();
  await expect(page.locator('[data-table]')).toBeHidden();
  await expect(app.tableSwitch).toHaveAttribute('aria-expanded', 'false');
  await app.tableSwitch.click();
  await expect(app.tableSwitch).toHaveAttribute('aria-expanded', 'true');
  const table = page.locator('[data-table]');
  await expect(table.locator('caption')).toHaveText('Earnings and energy, February 2025');
  await expect(table.locator('thead th')).toHaveText(['Day', 'Earnings', 'Energy']);
  const cells = await table
    .locator('tbody tr')
    .evaluateAll((rows) => rows.map((row) => [row.dataset.row, ...[...row.cells].map((cell) => cell.textContent)]));
  expect(cells).toEqual(
    DAYS.map(({ name, text, earnings, energy }) => [name, brief(text), earnings ?? 'No event', energy ?? '']),
  );
  await expect(table.locator('tfoot tr').locator('th, td')).toHaveText(['Total', EARNINGS, ENERGY]);
  await app.tableSwitch.click();
  await expect(table).toBeHidden();
  expect(app.bodies).toEqual([app.start]);
});

for (const timezoneId of ['Asia/Tokyo', 'America/Los_Angeles', 'Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
  test.describe(() => {
    test.use({ timezoneId });

    test(`shows the programme’s dates in a browser in ${timezoneId}`, async ({ app }) => {
      await app.open();
      await app.showsDocumented();
      await app.showsPeriod('February 2025');
      await expect(app.bars.first()).toHaveAttribute('data-bar', '2025-02-01');
      await expect(app.bars.last()).toHaveAttribute('data-bar', '2025-02-28');
      expect(await spoken(app, '2025-02-16')).toMatch(/^Sunday, February 16, 2025: \$8\.91 · 7\.85 kWh · /);
      await app.tableSwitch.click();
      await expect(app.row('2025-02-01').locator('th')).toHaveText('Sat, Feb 1');
      await app.type('DAY').click();
      await app.showsPeriod('Fri, Feb 28, 2025');
      await expect(app.bars).toHaveCount(24);
      await expect(app.bars.first()).toHaveAttribute('data-bar', '2025-02-28T00:00:00-07:00');
      expect(await spoken(app, '2025-02-28T17:00:00-07:00')).toMatch(/^5:00\sPM: \$2\.76 · 2\.43 kWh · /);
    });
  });
}
