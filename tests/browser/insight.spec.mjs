// The facts that follow from the figures, computed here from the documented answer; the exported file, and the printed page.

import { readFile } from 'node:fs/promises';
import { alter, setNow } from './support/answers.mjs';
import { middleOf, read } from './support/chart.mjs';
import { documentedAnswer } from './support/paths.mjs';
import { expect, test } from './support/test.mjs';

const { performance } = documentedAnswer();

/** Dollars with cents, from whole millionths of a dollar, half a cent away from zero. */
const dollars = (millionths) => {
  const cents = (millionths + 5000n) / 10_000n;
  return `$${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
};
const millionths = (number) => BigInt(Math.round(number * 1e6));

/** A fact by the beginning of its name. */
const fact = (page, name) => page.locator('.insights dl > div').filter({ hasText: new RegExp(`^${name}`) });

test('best day and averages follow from the documented figures', async ({ app, page }) => {
  await app.open();
  const insights = page.getByRole('region', { name: 'Highlights' });
  await expect(insights).toBeVisible();
  const best = performance.series.reduce((best, point) => (point.earnings > best.earnings ? point : best));
  const day = new Intl.DateTimeFormat('en-US', { weekday: 'short', month: 'short', day: 'numeric', timeZone: 'UTC' }).format(new Date(best.date));
  await expect(fact(page, 'Best day').locator('dt span')).toHaveText(day);
  await expect(fact(page, 'Best day').locator('dd')).toHaveText(dollars(millionths(best.earnings)));
  const count = performance.series.length;
  const perDay = millionths(performance.earnings) / BigInt(count);
  await expect(fact(page, 'Average per event day')).toHaveText(`Average per event day${dollars(perDay)}`);
  const perKwh = (millionths(performance.earnings) * 1_000_000n) / millionths(performance.energy_dispatched_kwh);
  await expect(fact(page, 'Average per kWh')).toHaveText(`Average per kWh${dollars(perKwh)}`);
  const weekend = performance.series.filter(({ date }) => [0, 6].includes(new Date(date).getUTCDay())).length;
  await expect(insights.getByText(`Event days on weekends: ${weekend} of ${count}`)).toBeVisible();
  await expect(insights.locator('dt')).toHaveCount(3);
});

test('a month without dispatch has no facts', async ({ app, page }) => {
  await app.open('empty_period');
  await expect(page.locator('[data-empty]')).toBeVisible();
  await expect(page.locator('.insights')).toHaveCount(0);
});

test('a single day with dispatch is neither the best nor an average', async ({ app, page }) => {
  await alter(app, (answer) => {
    answer.performance.series = answer.performance.series.slice(8, 9);
    Object.assign(answer.performance, { earnings: 8.91, energy_dispatched_kwh: 7.85 });
  });
  await app.open();
  await expect(page.locator('.insights dt')).toHaveText(['Average per kWh']);
});

test('hours and months have words of their own', async ({ app, page }) => {
  await app.open();
  for (const [type, words] of [
    ['YEAR', ['Best month', 'Average per month with events']],
    ['DAY', ['Best hour', 'Average per event hour']],
  ]) {
    await app.type(type).click();
    await expect(page.locator('.insights dt')).toContainText([...words, 'Average per kWh']);
  }
});

test('the foot says that figures may be corrected', async ({ app, page }) => {
  await app.open();
  await expect(page.locator('.foot')).toContainText('Past amounts may still be corrected.');
  await expect(page.locator('.remark p')).toHaveCount(0);
});

test('a remark says where the bars do not add up, and Connect’s own total counts', async ({ app, page }) => {
  const answered = page.waitForResponse('**/connect');
  await app.open('sum_mismatch');
  const shown = (await (await answered).json()).performance;
  const sum = shown.series.reduce((sum, { earnings }) => sum + millionths(earnings), 0n);
  expect(sum).not.toBe(millionths(shown.earnings));
  await expect(page.locator('.remark p').first()).toHaveText(
    `The bars add up to ${dollars(sum)}. The total above is the official figure.`,
  );
  await expect(app.total('earnings')).toHaveText(dollars(millionths(shown.earnings)));
});

/** Saves the file, and reads it. */
async function exported(page) {
  const saved = page.waitForEvent('download');
  await page.locator('[data-export]').click();
  const download = await saved;
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

test('the exported file holds the exact figures of every day, and nothing else', async ({ app, page }) => {
  await app.open();
  await expect(page.getByRole('button', { name: 'Download CSV' })).toBeVisible();
  const { name, bytes } = await exported(page);
  expect(name).toBe('earnings-month-2025-02-01.csv');
  const lines = Array.from({ length: 28 }, (_, index) => {
    const date = `2025-02-${String(index + 1).padStart(2, '0')}`;
    const point = performance.series.find((point) => point.date === date);
    return point ? `${date},${point.earnings},USD,${point.dispatched_kwh}` : `${date},,USD,`;
  });
  expect(bytes.toString('latin1')).toBe(`${['start,earnings,currency,energy_kwh', ...lines].join('\r\n')}\r\n`);
  // The page makes it without a request.
  expect(app.bodies).toEqual([app.start]);
});

test('days in the future are not exported, and penalties keep their sign', async ({ app, page }) => {
  await setNow(page, '2025-03-20T19:00:00Z');
  await app.open('mid_month');
  const { name, bytes } = await exported(page);
  expect(name).toBe('earnings-month-2025-03-01.csv');
  const lines = bytes.toString().split('\r\n');
  expect(lines).toHaveLength(22);
  expect(lines.slice(-3)).toEqual(['2025-03-19,0.81,USD,0.71', '2025-03-20,,USD,', '']);
  expect(lines).toContain('2025-03-10,-9.3,USD,8.16');
});

test('hours are exported with their distance to UTC, in any language of the page', async ({ app, page }) => {
  await app.open('documented', 'ready', '&lang=ar-EG');
  await app.type('DAY').click();
  await expect(app.bars).toHaveCount(24);
  const { name, bytes } = await exported(page);
  expect(name).toBe('earnings-day-2025-02-28.csv');
  const lines = bytes.toString().split('\r\n');
  expect(lines).toHaveLength(26);
  expect(lines).toContain('2025-02-28T17:00:00-07:00,2.76,USD,2.43');
});

test('a page in use prints on two sheets, without its controls', async ({ app, page }) => {
  await app.open();
  await app.step('previous').click();
  await app.showsPeriod('January 2025');
  await app.toBe('ready');
  await app.step('next').click();
  await expect(page.locator('.insights')).toContainText('$25.53 less than in January 2025');
  await app.toBe('ready');
  await page.mouse.click(...(await middleOf(app, '2025-02-16')));
  await expect(read(app)).toHaveCount(1);
  await app.pickerToggle.click();
  await expect(app.picker).toBeVisible();
  const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(2);
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('button:visible:not(.chip, .insights button), #picker:visible, .reading:visible')).toHaveCount(0);
  // The total, and not what was read.
  expect((await app.total('earnings').boundingBox()).width).toBeGreaterThan(40);
  await expect(page.locator('[data-table]')).toBeVisible();
});
