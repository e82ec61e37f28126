// Years and days in any granularity: by month, by day, by hour, and by far more points than there are pixels.

import { FEBRUARY_28, setNow } from './support/answers.mjs';
import { frames } from './support/browser.mjs';
import { slider } from './support/chart.mjs';
import { expect, inOnePage, test } from './support/test.mjs';

/** From this width on, in pixels of the page and with its scale, the chart shows the days of a year. */
const WIDE = 600;

const cents = (amount) => Math.round(amount * 100);

/** Waits until the chart has as many places as its width allows for a year of this many days. @returns {Promise<number>} */
async function fits(app, days) {
  const wanted = async () => ((await slider(app).boundingBox()).width < WIDE ? 12 : days);
  await expect.poll(async () => (await app.bars.count()) - (await wanted())).toBe(0);
  return wanted();
}

/** The table's earnings: of all rows, in cents, by month. */
async function byMonth(app) {
  const rows = await app.page
    .locator('[data-table] tbody tr')
    .evaluateAll((rows) => rows.map((row) => [row.dataset.row.slice(0, 7), row.cells[1].textContent]));
  const sums = {};
  for (const [month, text] of rows) {
    if (text.includes('$')) sums[month] = (sums[month] ?? 0) + cents(Number(text.replace(/[$,]/g, '')));
  }
  return sums;
}

test('a year of months has twelve places that add up to its total', async ({ app, page }) => {
  await setNow(page, FEBRUARY_28);
  await app.open();
  await app.type('YEAR').click();
  await expect(app.bars).toHaveCount(12);
  await app.toBe('ready');
  await app.tableSwitch.click();
  expect(await byMonth(app)).toEqual({ '2025-01': 8763, '2025-02': 6210 });
  await expect(app.total('earnings')).toHaveText('$149.73');
});

test('the months on the axis are at equal distances at any width', async ({ app, page }) => {
  await app.open();
  await app.type('YEAR').click();
  await expect(app.bars).toHaveCount(12);
  for (const width of [320, 360, 390, 410, 430, 450, 470, 500, 560, 640, 1280]) {
    await page.setViewportSize({ width, height: 844 });
    const isEven = async () => {
      const named = (await app.geometry()).axis.filter(({ text }) => text);
      const distances = named.slice(1).map(({ middle }, n) => middle - named[n].middle);
      return distances.length > 1 && Math.max(...distances) - Math.min(...distances) < 2;
    };
    // The chart follows its size before the second frame.
    await frames(page);
    expect(await isEven(), `at ${width} pixels`).toBe(true);
  }
});

test('a year of 366 days shows months or days as the room allows, with the same sums', async ({ app, page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await app.open('daily_year');
  await app.type('YEAR').click();
  await app.showsPeriod('2025');
  await app.toBe('ready');
  await app.step('previous').click();
  await app.showsPeriod('2024');
  await app.toBe('ready');
  await app.tableSwitch.click();
  expect(await fits(app, 366)).toBe(12);
  const narrow = await byMonth(app);
  expect(Object.keys(narrow)).toHaveLength(12);
  // The facts of the year do not depend on the width.
  const facts = await page.locator('.insights dl').textContent();
  expect(facts).toContain('Best day');
  // A single column as wide as a tablet has room for days. A desktop's columns may not.
  const seen = new Set();
  for (const width of [860, 1280, 800, 1600, 320]) {
    await page.setViewportSize({ width, height: 900 });
    const count = await fits(app, 366);
    seen.add(count);
    await expect(page.locator('[data-table] tbody tr')).toHaveCount(count);
    expect(await byMonth(app), `${width} pixels`).toEqual(narrow);
    await expect(page.locator('.insights dl')).toHaveText(facts);
    const { bars, plot, axis } = await app.geometry();
    expect(Math.abs(bars.at(-1).place.right - plot.right), `${width} pixels`).toBeLessThan(1.5);
    // No label touches the one before.
    axis.forEach((label, index) => index && expect(label.left, label.text).toBeGreaterThan(axis[index - 1].right));
    await expect(slider(app)).toHaveAttribute('aria-valuemax', String(count));
  }
  expect([...seen].sort()).toEqual([12, 366]);
  const total = Object.values(narrow).reduce((sum, value) => sum + value, 0);
  expect(total).toBe(cents(Number((await app.total('earnings').textContent()).replace(/[$,]/g, ''))));
  expect(app.bodies).toHaveLength(3);
});

test('a place that is read exists after the width changes', async ({ app, page }) => {
  await page.setViewportSize({ width: 860, height: 900 });
  await app.open('daily_year');
  await app.type('YEAR').click();
  expect(await fits(app, 365)).toBe(365);
  await app.toBe('ready');
  await slider(app).focus();
  await page.keyboard.press('End');
  await expect(slider(app)).toHaveAttribute('aria-valuenow', '365');
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await fits(app, 365)).toBe(12);
  // A place that is gone is not read. The next key reads one that exists.
  const now = async () => Number(await slider(app).getAttribute('aria-valuenow'));
  await expect.poll(now).toBeLessThanOrEqual(12);
  await page.keyboard.press('End');
  await expect(slider(app)).toHaveAttribute('aria-valuenow', '12');
});

test('each hour of a day with a clock change is read by its own name', async ({ app, page }) => {
  await inOnePage(app, { '2024-03-10': 23, '2024-11-03': 25 }, async (day, count) => {
    await app.openDay('documented', day);
    await expect(app.bars).toHaveCount(count);
    await slider(app).focus();
    const texts = [];
    for (let place = 1; place <= count; place++) {
      await page.keyboard.press(place > 1 ? 'ArrowUp' : 'Home');
      await expect(slider(app)).toHaveAttribute('aria-valuenow', String(place));
      texts.push((await slider(app).getAttribute('aria-valuetext')).replace(/\): .*/, ')'));
    }
    expect(new Set(texts).size).toBe(count);
    expect(texts[0]).toMatch(/^12:00\sAM \(-0[67]:00\)$/);
    expect(texts.at(-1)).toMatch(/^11:00\sPM \(-0[67]:00\)$/);
  });
});

/** An answer with a hundred points for each day of 2024, no two of one day the same, in whole cents. */
function hugeYear(answer) {
  const series = [];
  let sum = 0;
  for (let day = 0; day < 366; day++) {
    const date = new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10);
    for (let point = 0; point < 100; point++) {
      const earned = ((day * 7 + point * 13) % 50) + point;
      sum += earned;
      series.push({ date, dispatched_kwh: 0.01 * (point + 1), earnings: earned / 100 });
    }
  }
  const period = { period_type: 'YEAR', period_start: '2024-01-01', period_end: '2024-12-31', has_next: true };
  Object.assign(answer.performance, period, { earnings: sum / 100, energy_dispatched_kwh: 18_483, series });
  return sum;
}

for (const width of [390, 860]) {
  test(`36,600 points are drawn soon and exactly, and nothing freezes, at ${width} pixels`, async ({ app, page }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.addInitScript(() => {
      globalThis.longest = 0;
      globalThis.drawn = undefined;
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) globalThis.longest = Math.max(globalThis.longest, duration);
      }).observe({ type: 'longtask', buffered: true });
      // The months of 2024, or its days.
      new MutationObserver(() => {
        if (!globalThis.drawn && document.querySelector('[data-bar="2024-12"], [data-bar="2024-12-31"]')) {
          requestAnimationFrame(() => setTimeout(() => (globalThis.drawn ??= performance.now())));
        }
      }).observe(document, { childList: true, subtree: true });
    });
    let sum;
    await app.intercept(async (number, route) => {
      const response = await route.fetch();
      const json = await response.json();
      if (number === 1) sum = hugeYear(json);
      await route.fulfill({ response, json });
    });
    await app.open();
    await page.evaluate(() => (globalThis.longest = 0));
    await app.type('YEAR').click();
    await app.showsPeriod('2024');
    await expect.poll(() => page.evaluate(() => globalThis.drawn)).toBeGreaterThan(0);
    expect(await fits(app, 366)).toBe(width < 800 ? 12 : 366);
    const [took, longest] = await page.evaluate(() => {
      const answered = performance.getEntriesByType('resource').filter(({ name }) => new URL(name).pathname === '/connect').at(-1);
      return [globalThis.drawn - answered.responseEnd, globalThis.longest];
    });
    console.log(`36,600 points at ${width} pixels: ${Math.round(took)} ms to the chart, longest task ${Math.round(longest)} ms`);
    expect(took).toBeLessThan(1500);
    expect(longest).toBeLessThan(1000);
    await app.toBe('ready');
    await app.tableSwitch.click();
    await expect(page.locator('[data-table] tbody tr')).toHaveCount(width < 800 ? 12 : 366);
    const sums = Object.values(await byMonth(app));
    expect(sums).toHaveLength(12);
    expect(sums.reduce((all, month) => all + month, 0)).toBe(sum);
    // No remark on the sum: the bars add up to the total.
    await expect(page.locator('.remark p')).toHaveCount(0);
  });
}
