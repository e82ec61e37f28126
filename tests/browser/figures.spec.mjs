// Figures that are known in part, sent twice, zero, or rounded to nothing; time zones and clocks that are not right. The
// answers are those of crates/core/tests/it/reports.rs, which has more cases; here are what only a browser writes, and the hooks.

import { readFile } from 'node:fs/promises';
import { alter, setNow } from './support/answers.mjs';
import { hover, strip, spoken } from './support/chart.mjs';
import { reportedAnswer } from './support/paths.mjs';
import { expect, inOnePage, test } from './support/test.mjs';

const INCOMPLETE = 'Some figures aren’t known yet or couldn’t be read. They’re missing here.';
const differs = (sum) => `The bars add up to ${sum}. The total above is the official figure.`;

/** Opens the page with an answer instead of the sandbox's. */
async function show(app, answer) {
  await app.intercept((number, route) =>
    route.fulfill({ status: 200, contentType: 'application/json', body: JSON.stringify(answer) }),
  );
  await app.open();
  await app.tableSwitch.click();
}

/** What the page says of its figures. */
async function said(page) {
  return page.evaluate(() => {
    const texts = (selector) => [...document.querySelectorAll(selector)].map((element) => element.textContent);
    const count = {};
    for (const bar of document.querySelectorAll('[data-bar]')) count[bar.dataset.dispatch] = (count[bar.dataset.dispatch] ?? 0) + 1;
    return {
      totals: texts('[data-total]'),
      bars: count,
      remarks: texts('.remark p'),
      facts: Object.fromEntries([...document.querySelectorAll('.insights dl > div')].map((row) => [row.querySelector('dt').firstChild.textContent, row.querySelector('dd').textContent])),
      empty: document.querySelectorAll('[data-empty]').length,
    };
  });
}

async function fileOf(page) {
  const saved = page.waitForEvent('download');
  await page.locator('[data-export]').click();
  return (await readFile(await (await saved).path(), 'utf8')).split('\r\n');
}

const DOCUMENTED = ['$62.10', '54.7 kWh'];
const MONTH = { earned: 12, none: 16 };

// What is said of each answer, the cells of some rows, and lines of the file.
const ANSWERS = {
  'pending-earnings': [
    { totals: ['$58.10', '54.7 kWh'], bars: { earned: 11, pending: 1, none: 16 }, remarks: [INCOMPLETE], facts: { 'Best day': '$8.91' } },
    { '2025-02-08': ['Earnings not known yet', '3.52 kWh'] },
    ['2025-02-08,,USD,3.52'],
  ],
  'earnings-without-energy': [
    { totals: ['$62.10', '51.2 kWh'], bars: MONTH, remarks: [] },
    { '2025-02-08': ['$4.00', ''] },
    ['2025-02-08,4,USD,'],
  ],
  'hour-without-offset': [{ bars: { earned: 1, none: 23 }, remarks: [] }, { '2025-02-16T17:00:00-07:00': ['$8.91', '7.85 kWh'] }, []],
  'months-without-day': [{ bars: { earned: 12 }, remarks: [] }, { '2024-12': ['$11.00', '10 kWh'] }, ['2024-01,11,USD,10']],
  'sub-cent-series': [{ totals: DOCUMENTED, remarks: [] }, { '2025-02-01': ['$5.85', '5.15 kWh'] }, ['2025-02-01,5.852,USD,5.15']],
  'sub-cent-total': [{ totals: DOCUMENTED, remarks: [] }, {}, []],
  'sub-fils-series': [{ remarks: [] }, {}, []],
  'negative-sub-cent': [{ totals: ['$0.00', '1.2 kWh'], remarks: [], facts: { 'Average per kWh': '−$0.0033' } }, { '2025-02-03': ['$0.00', '1.2 kWh'] }, ['2025-02-03,-0.004,USD,1.2']],
  'low-rate': [{ totals: ['$0.12', '40 kWh'], facts: { 'Best day': '$0.06', 'Average per event day': '$0.06', 'Average per kWh': '$0.003' } }, {}, []],
  'low-rate-yen': [{ totals: ['¥25', '40 kWh'], facts: { 'Best day': '¥13', 'Average per event day': '¥13', 'Average per kWh': '¥0.63' } }, {}, []],
  'half-hours-twice': [
    { totals: ['$10.00', '8 kWh'], bars: { earned: 2, none: 22 }, remarks: [] },
    { '2025-02-16T17:00:00-07:00': ['$9.00', '7 kWh'], '2025-02-16T18:00:00-07:00': ['$1.00', '1 kWh'] },
    ['2025-02-16T17:00:00-07:00,9,USD,7'],
  ],
  'zero-filled-month': [{ bars: MONTH, facts: { 'Best day': '$8.91', 'Average per event day': '$5.18', 'Average per kWh': '$1.14' } }, { '2025-02-05': ['No event', ''] }, ['2025-02-05,,USD,']],
  'zero-filled-hours': [{ bars: { earned: 1, none: 23 }, facts: { 'Average per kWh': '$1.14' } }, {}, []],
  'all-zero-month': [{ bars: { none: 28 }, facts: {}, empty: 1 }, {}, []],
  'energy-total-double': [{ remarks: [differs('54.7 kWh')] }, {}, []],
  'energy-total-half': [{ remarks: [differs('54.7 kWh')] }, {}, []],
};

test('the chart, the table, the facts, the remarks and the file agree', async ({ app, page }) => {
  await inOnePage(app, ANSWERS, async (name, [expected, rows, lines]) => {
    await show(app, reportedAnswer(name));
    await expect(async () => expect(await said(page)).toMatchObject(expected)).toPass({ timeout: 5_000 });
    for (const [row, cells] of Object.entries(rows)) await expect(app.row(row).locator('td')).toHaveText(cells);
    const file = await fileOf(page);
    for (const line of lines) expect(file).toContain(line);
  });
});

test('figures known in part are read in either measure', async ({ app, page }) => {
  await show(app, reportedAnswer('pending-earnings'));
  expect(await spoken(app, '2025-02-08')).toBe('Saturday, February 8, 2025: Earnings not known yet · 3.52 kWh');
  await page.getByRole('button', { name: /^Energy/ }).click();
  await expect(app.bar('2025-02-08').locator('rect.earned')).toHaveCount(1);
  await expect(page.locator('rect.earned')).toHaveCount(12);
  await hover(app, '2025-02-08');
  await expect(strip(app).locator('.amount').last()).toHaveText('3.52 kWh');
  await expect(page.locator('.totals .detail')).toContainText('12 event days');
});

test('a point that is not understood is never told as nothing', async ({ app, page }) => {
  const answer = reportedAnswer('pending-earnings');
  answer.performance.series[5].earnings = '4.00';
  await show(app, answer);
  await expect(app.bar('2025-02-08')).toHaveAttribute('data-dispatch', 'unknown');
  await expect(app.row('2025-02-08').locator('td')).toHaveText(['Not known', '']);
  answer.performance.series[5].date = 'the 8th';
  await app.release();
  await show(app, answer);
  await expect(page.locator('[data-dispatch=unknown]')).toHaveCount(17);
  await expect(page.locator('[data-dispatch=none]')).toHaveCount(0);
  await expect(page.locator('.remark p').filter({ hasText: INCOMPLETE })).toHaveCount(1);
});

test('an amount that rounds to nothing has no sign, and a cent has one', async ({ app }) => {
  const amounts = { '-0.004': '$0.00', '-0.006': '−$0.01', '-0.005': '−$0.01' };
  await inOnePage(app, Object.entries(amounts), async (amount, text) => {
    const answer = reportedAnswer('negative-sub-cent');
    Object.assign(answer.performance, { earnings: Number(amount), energy_dispatched_kwh: -0.001 });
    Object.assign(answer.performance.series[0], { earnings: Number(amount), dispatched_kwh: -0.001 });
    await show(app, answer);
    await expect(app.total('earnings')).toHaveText(text);
    await expect(app.total('energy')).toHaveText('0 kWh');
    await expect(app.row('2025-02-03').locator('td')).toHaveText([text, '0 kWh']);
  });
});

test('a period is drawn no finer than its length allows', async ({ app }) => {
  const answer = reportedAnswer('new-zone');
  answer.timezone = 'America/Denver';
  await inOnePage(app, { '2025-11-17': [48], '2025-11-18': [3], '2026-11-15': [365], '2026-12-21': [14], '2059-02-28': [400] }, async (end, count) => {
    answer.performance.period_end = end;
    await show(app, answer);
    await expect(app.bars).toHaveCount(count[0]);
  });
});

test('a device whose clock is behind hides nothing', async ({ app, page }) => {
  await setNow(page, '2025-02-05T19:00:00Z');
  await app.open();
  await expect(page.locator('[data-dispatch=future]')).toHaveCount(0);
  await expect(page.locator('[data-dispatch=none]')).toHaveCount(16);
  await expect(app.bar('2025-02-05')).toHaveAttribute('data-current', '');
  expect(await fileOf(page)).toContain('2025-02-27,,USD,');
});

test('in a zone that the browser does not know, the points’ own distance to UTC counts', async ({ app, page }) => {
  await page.addInitScript(() => {
    const { DateTimeFormat } = Intl;
    Intl.DateTimeFormat = new Proxy(DateTimeFormat, {
      construct(target, [locales, options]) {
        if (options?.timeZone === 'America/Coyhaique') throw new RangeError('Invalid time zone');
        return new target(locales, options);
      },
    });
  });
  await inOnePage(app, [['America/Coyhaique'], ['Etc/Unknown'], ['Mars/Olympus'], ['']], async (zone) => {
    const answer = { ...reportedAnswer('new-zone'), timezone: zone };
    await show(app, answer);
    await expect(app.row('2025-11-16T19:00:00-03:00').locator('td')).toHaveText(['$3.00', '2 kWh']);
    await expect(app.row('2025-11-16T22:00:00-03:00').locator('td')).toHaveText(['$8.91', '7.85 kWh']);
    await expect(page.locator('.remark p')).toHaveCount(0);
    await app.release();
    for (const point of answer.performance.series) point.date = new Date(point.date).toISOString();
    answer.performance.series.pop();
    Object.assign(answer.performance, { earnings: 3, energy_dispatched_kwh: 2 });
    await show(app, answer);
    await expect(app.row('2025-11-16T22:00:00+00:00').locator('td')).toHaveText(['$3.00', '2 kWh']);
    await expect(page.locator('.remark p')).toHaveText(['The program’s time zone isn’t known here. Times are in UTC.']);
  });
});

test('days at the ends of the calendar do not stop the page', async ({ app }) => {
  await inOnePage(app, [['0000-01-01'], ['0001-01-01'], ['0001-12-31'], ['9999-12-31']], async (day) => {
    await alter(app, (answer) => Object.assign(answer.performance, { period_type: 'DAY', period_start: day, period_end: day, series: [] }));
    await app.open();
    const bars = await app.bars.count();
    expect(bars).toBeGreaterThan(0);
    expect(bars).toBeLessThan(50);
  });
});
