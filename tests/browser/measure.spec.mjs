// What the chart shows: earnings or energy, its scale, and different marks for different places.

import { alter, setNow } from './support/answers.mjs';
import { hover, slider, spoken, strip } from './support/chart.mjs';
import { DAYS, EARNINGS, ENERGY } from './support/documented.mjs';
import { expect, inOnePage, test } from './support/test.mjs';

const measure = (page, name) => page.getByRole('group', { name: 'Chart shows' }).getByRole('button', { name: new RegExp(`^${name}`) });

test('the switch shows energy: bars, scale, name and reading', async ({ app, page }) => {
  await app.open();
  await expect(measure(page, 'Earnings')).toHaveAttribute('aria-pressed', 'true');
  await expect(measure(page, 'Energy')).toHaveAttribute('aria-pressed', 'false');
  await hover(app, '2025-02-16');
  await measure(page, 'Energy').click();
  await expect(measure(page, 'Energy')).toHaveAttribute('aria-pressed', 'true');
  await expect(measure(page, 'Earnings')).toHaveAttribute('aria-pressed', 'false');
  await expect(slider(app)).toHaveAccessibleName(/^Energy contributed, February 2025: /);
  await expect.poll(async () => (await app.geometry()).scale.map(({ text }) => text)).toEqual(['0 kWh', '2 kWh', '4 kWh', '6 kWh', '8 kWh']);
  const { bars, baseline, scale } = await app.geometry();
  const pixelsPerKwh = (baseline.centre - scale.at(-1).centre) / 8;
  for (const [index, { name, energy }] of DAYS.entries()) {
    if (energy) expect(Math.abs(bars[index].bar.height - parseFloat(energy) * pixelsPerKwh), name).toBeLessThan(3);
  }
  expect(await spoken(app, '2025-02-16')).toBe('Sunday, February 16, 2025: 7.85 kWh · $8.91 · $1.14/kWh · 14% of 54.7 kWh');
  await expect(strip(app).locator('.reading .amount')).toHaveText('7.85 kWh');
  // The headline follows, both totals stay, and no request was sent.
  await page.getByRole('heading', { level: 1 }).hover();
  await expect(page.locator('.amount:visible')).toHaveText(ENERGY);
  await expect(app.total('earnings')).toHaveText(EARNINGS);
  await expect(app.total('energy')).toHaveText(ENERGY);
  expect(app.bodies).toEqual([app.start]);
  await measure(page, 'Earnings').click();
  await expect.poll(async () => (await app.geometry()).scale.at(-1).text).toMatch(/^\$/);
});

test('the measure stays when the period changes', async ({ app, page }) => {
  await app.open();
  await measure(page, 'Energy').click();
  for (const change of [app.step('previous'), app.type('YEAR'), app.type('DAY')]) {
    await change.click();
    await app.toBe('ready');
    await expect(measure(page, 'Energy')).toHaveAttribute('aria-pressed', 'true');
    await expect.poll(async () => (await app.geometry()).scale.every(({ text }) => !text.includes('$'))).toBe(true);
  }
});

/** Scenarios with their currency, and the types of period to look at. */
const SCALES = {
  documented: [['MONTH', 'DAY', 'YEAR'], '$'],
  negative_day: [['MONTH', 'YEAR'], '$'],
  yen: [['MONTH', 'YEAR'], '¥'],
  // Its labels would be too long with it.
  dinar: [['MONTH', 'YEAR'], ''],
};

test('the scale has three to five round lines in the currency, zero among them', async ({ app, page }) => {
  await inOnePage(app, SCALES, async (scenario, [types, currency]) => {
    await app.open(scenario);
    for (const type of types) {
      await app.type(type).click();
      await expect(app.type(type)).toHaveAttribute('aria-pressed', 'true');
      await app.toBe('ready');
      const { scale, baseline, bars, plot } = await app.geometry();
      const lines = await page.locator('.plot .grid, .plot .baseline').count();
      expect(lines, type).toBe(scale.length);
      expect(lines, type).toBeLessThanOrEqual(5);
      expect(lines, type).toBeGreaterThanOrEqual(3);
      const values = scale.map(({ text }) => Number(text.replace('−', '-').replace(/[^\d.-]/g, '')));
      for (const { text } of scale) expect(text.includes(currency), text).toBe(true);
      const step = values[1] - values[0];
      values.forEach((value, index) => expect(value).toBeCloseTo(values[0] + index * step, 6));
      expect(['1', '2', '5'], `${type}: ${step}`).toContain(step.toExponential(3)[0]);
      expect(values.some((value) => Math.abs(value) < 1e-9), type).toBe(true);
      // The lines hold every bar, and each label stands at its line.
      for (const { name, bar } of bars) {
        expect(bar.top, name).toBeGreaterThanOrEqual(plot.top - 1);
        expect(bar.bottom, name).toBeLessThanOrEqual(plot.bottom + 1);
      }
      const zero = scale[values.findIndex((value) => Math.abs(value) < 1e-9)];
      expect(Math.abs(zero.centre - baseline.centre), type).toBeLessThan(2);
    }
  });
});

/** Customers, and what a change makes of their best day: the labels of the axis from zero on. */
const LABELS = {
  cents: ['documented', 0.02 / 8.91, ['$0.00', '$0.01', '$0.02']],
  dollars: ['documented', 5 / 8.91, ['$0', '$2', '$4', '$6']],
  'ten dollars': ['documented', 10.12 / 8.91, ['$0', '$5', '$10']],
  millions: ['documented', 2_000_000 / 8.91, ['$0', '$500K', '$1M', '$1.5M', '$2M']],
  yen: ['yen', 1, null],
  dinar: ['dinar', 1, null],
  euro: ['euro', 1, null],
  penalties: ['negative_day', 1, null],
  active: ['active', 1, null],
  'a year of days': ['daily_year', 1, null],
};

test('the labels of the axis differ, and leave the phone to the bars', async ({ app, page }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  await inOnePage(app, LABELS, async (_, [scenario, factor, labels]) => {
    await alter(app, ({ performance }) => {
      for (const point of performance.series) point.earnings *= factor;
    });
    await app.open(scenario);
    const texts = async () => (await app.geometry()).scale.map(({ text }) => text);
    if (labels) await expect.poll(texts).toEqual(labels);
    for (const name of ['Earnings', 'Energy']) {
      await measure(page, name).click();
      const shown = await texts();
      expect(new Set(shown).size, shown.join()).toBe(shown.length);
      const column = await page.locator('[data-chart] .scale').evaluate((scale) => scale.getBoundingClientRect().width);
      expect(column, shown.join()).toBeLessThanOrEqual(48);
    }
  });
});

test('today is named wherever it is, and the labels around it make room', async ({ app, page }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  await inOnePage(app, [['01'], ['08'], ['16'], ['23'], ['31']], async (day) => {
    const leave = await setNow(page, `2025-03-${day}T19:00:00Z`);
    await app.open('mid_month');
    const { axis, bars } = await app.geometry();
    const today = axis.find(({ text }) => text === 'Today');
    for (const { text, middle } of axis) {
      if (text !== 'Today') expect(Math.abs(middle - today.middle), text).toBeGreaterThanOrEqual(24);
    }
    expect(axis.length).toBeGreaterThan(3);
    expect(Math.abs(today.middle - bars[Number(day) - 1].place.middle)).toBeLessThan(18);
    const card = await page.locator('.earnings').boundingBox();
    expect(today.left).toBeGreaterThanOrEqual(card.x);
    expect(today.right).toBeLessThanOrEqual(card.x + card.width);
    await leave();
  });
});

test('hours are as short as the language has them', async ({ app }) => {
  await app.openDay('documented', '2025-02-28');
  await expect(app.bars).toHaveCount(24);
  await expect.poll(async () => (await app.geometry()).axis.map(({ text }) => text.replace(/\s/, ' '))).toEqual(['12 AM', '6 AM', '12 PM', '6 PM']);
});

/** How the mark of a place looks, colours aside: whether it is filled, hollow or absent, and where it is. */
const looks = (app, name) =>
  app.bar(name).evaluate((group) => {
    const seen = (colour) => colour !== 'none' && !/^rgba\(.*, 0\)$/.test(colour);
    const mark = group.querySelector('rect:not(.place)');
    const baseline = group.ownerSVGElement.querySelector('.baseline').getBoundingClientRect();
    const [{ top, bottom, height }, style] = [mark.getBoundingClientRect(), getComputedStyle(mark)];
    const column = getComputedStyle(group.querySelector('.place'));
    return {
      side: height < 4 ? 'on' : (top + bottom) / 2 < baseline.top ? 'above' : 'below',
      outlined: seen(style.stroke),
      drawn: seen(style.fill) || seen(style.stroke),
      column: seen(column.fill) || seen(column.stroke),
    };
  });

for (const forcedColors of ['none', 'active']) {
  test.describe(`forced colours: ${forcedColors}`, () => {
    test.use({ forcedColors });

    test('earned, penalty, nothing, still to come and today differ in shape, not only in colour', async ({ app, page }) => {
      await setNow(page, '2025-03-20T19:00:00Z');
      await app.open('mid_month');
      for (const [name, dispatch] of [
        ['2025-03-15', 'earned'],
        ['2025-03-16', 'penalty'],
        ['2025-03-17', 'none'],
        ['2025-03-20', 'none'],
        ['2025-03-21', 'future'],
        ['2025-03-31', 'future'],
      ]) {
        await expect(app.bar(name)).toHaveAttribute('data-dispatch', dispatch);
      }
      const [earned, penalty, nothing, future] = await Promise.all(
        ['2025-03-15', '2025-03-16', '2025-03-17', '2025-03-21'].map((name) => looks(app, name)),
      );
      expect(earned).toEqual({ side: 'above', outlined: false, drawn: true, column: false });
      expect(penalty).toEqual({ side: 'below', outlined: true, drawn: true, column: false });
      expect(nothing).toMatchObject({ side: 'on', drawn: true, column: false });
      expect(future).toMatchObject({ side: 'on', drawn: false, column: true });
      // Today is named under its place, and only today.
      const today = page.locator('.axis .today');
      await expect(today).toHaveCount(1);
      const { bars } = await app.geometry();
      const { x, width } = await today.boundingBox();
      await expect(today).toHaveText('Today');
      expect(await today.evaluate((label) => getComputedStyle(label).fontWeight)).toBe('700');
      expect(Math.abs(x + width / 2 - bars[19].place.middle)).toBeLessThan(1.5);
      expect(await spoken(app, '2025-03-20')).toBe('Thursday, March 20, 2025 · Today: No events so far');
      expect(await spoken(app, '2025-03-21')).toBe('Friday, March 21, 2025: Still to come');
      expect(await spoken(app, '2025-03-16')).toContain('−$4.10');
    });

    test('the place that is read differs from the others', async ({ app, page }) => {
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await app.open();
      const inks = () =>
        app.bars.evaluateAll((groups) =>
          groups.map((group) => [...group.children].map((rect) => [getComputedStyle(rect).fill, getComputedStyle(rect).stroke].join()).join(' ')),
        );
      await hover(app, '2025-02-16');
      const found = await inks();
      const earned = DAYS.flatMap(({ value }, index) => (value && index !== 15 ? [found[index]] : []));
      expect(new Set(earned).size).toBe(1);
      expect(found[15]).not.toBe(earned[0]);
    });
  });
}

test('a chart that changes while it is hidden is drawn as soon as it is shown, even if the page keeps its size', async ({ app, page }) => {
  // Higher than either panel, so that nothing changes its size.
  await page.setViewportSize({ width: 1280, height: 3000 });
  await app.open();
  const viewBox = () => page.locator('[data-chart] .plot').getAttribute('viewBox');
  const before = await viewBox();
  await app.tab('settings').click();
  await page.locator('#language').selectOption({ index: 3 });
  await expect(page.locator('html')).not.toHaveAttribute('lang', 'en-US');
  await app.tab('overview').click();
  await expect.poll(viewBox).not.toBe(null);
  await expect.poll(async () => Number((await viewBox()).split(' ')[2])).toBeGreaterThan(Number(before.split(' ')[2]) / 2);
});
