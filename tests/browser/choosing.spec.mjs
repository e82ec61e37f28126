// From a bar of the chart to the period that it stands for.

import { alter, setNow } from './support/answers.mjs';
import { hover, middleOf, read, slider, strip } from './support/chart.mjs';
import { expect, test } from './support/test.mjs';

const open = (app) => strip(app).locator('[data-action="CHANGE_PERIOD"]');

/** Pins a place, so that the pointer can go to the button. */
async function keep(app, name) {
  await app.page.mouse.click(...(await middleOf(app, name)));
  await expect(read(app)).toHaveAttribute('data-bar', name);
}

test('a bar of a month opens its day', async ({ app }) => {
  await app.open();
  await keep(app, '2025-02-16');
  await expect(open(app)).toHaveText('By hour');
  await open(app).click();
  await app.showsPeriod('Sun, Feb 16, 2025');
  await expect(app.total('earnings')).toHaveText('$8.91');
  await expect(app.bars).toHaveCount(24);
  await app.toBe('ready');
  expect(app.bodies).toEqual([app.start, app.period('DAY', '2025-02-16')]);
  // The button is gone, and the focus is on the period's name.
  await expect(app.pickerToggle).toBeFocused();
});

test('a bar of a year opens its month', async ({ app }) => {
  await app.open();
  await app.type('YEAR').click();
  await expect(app.bars).toHaveCount(12);
  await app.toBe('ready');
  await keep(app, '2025-01');
  await expect(open(app)).toHaveText('By day');
  await open(app).click();
  await app.showsPeriod('January 2025');
  expect(app.bodies.at(-1)).toBe(app.period('MONTH', '2025-01-01'));
});

test('a bar of a year that comes in days opens its month, on a phone and on a desktop', async ({ app, page }) => {
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await app.open('daily_year');
    await app.type('YEAR').click();
    await app.showsPeriod('2025');
    await app.toBe('ready');
    const { bars } = await app.geometry();
    // A day is hardly wider than a pixel, so the pointer may find the one beside it.
    await page.mouse.click(...(await middleOf(app, bars.length === 12 ? '2025-01' : '2025-01-20')));
    await expect(read(app)).toHaveAttribute('data-bar', /^2025-01/);
    await expect(open(app)).toHaveText('By day');
    await open(app).click();
    await app.showsPeriod('January 2025');
    expect(app.bodies.at(-1)).toBe(app.period('MONTH', '2025-01-01'));
  }
});

test('a day without dispatch opens as well, and a day in the future does not', async ({ app, page }) => {
  await setNow(page, '2025-03-20T19:00:00Z');
  await app.open('mid_month');
  await hover(app, '2025-03-17');
  await expect(open(app)).toHaveText('By hour');
  await hover(app, '2025-03-20');
  await expect(open(app)).toHaveText('By hour');
  await hover(app, '2025-03-21');
  await expect(strip(app).locator('.reading .amount')).toHaveText('Still to come');
  await expect(open(app)).toHaveCount(0);
});

test('hours open nothing', async ({ app }) => {
  await app.open();
  await app.type('DAY').click();
  await expect(app.bars).toHaveCount(24);
  await app.toBe('ready');
  await hover(app, '2025-02-28T17:00:00-07:00');
  await expect(strip(app).locator('.reading .amount')).toHaveText('$2.76');
  await expect(open(app)).toHaveCount(0);
});

test('a type of period that is not available is not offered', async ({ app }) => {
  await alter(app, ({ performance }) => (performance.available_period_types = ['MONTH', 'YEAR']));
  await app.open();
  await hover(app, '2025-02-16');
  await expect(strip(app).locator('.reading .amount')).toHaveText('$8.91');
  await expect(open(app)).toHaveCount(0);
});

test('nothing is offered where Connect does not offer CHANGE_PERIOD', async ({ app, page }) => {
  await alter(app, (answer) => (answer.actions = answer.actions.filter((action) => action !== 'CHANGE_PERIOD')));
  await app.open();
  await hover(app, '2025-02-16');
  await expect(strip(app).locator('.reading .amount')).toHaveText('$8.91');
  await expect(page.locator('[data-action="CHANGE_PERIOD"], #picker-toggle')).toHaveCount(0);
  await app.showsPeriod('February 2025');
  // The keys of the chart do not ask for it either.
  await slider(app).focus();
  await page.keyboard.press('PageUp');
  await page.keyboard.press('Home');
  await expect(slider(app)).toHaveAttribute('aria-valuenow', '1');
  await expect(app.problem).toHaveCount(0);
  expect(app.bodies).toEqual([app.start]);
});

test('the keyboard gets to the button and through it', async ({ app, page }) => {
  await app.open();
  await slider(app).focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  // The headline comes before the period and the chart.
  const isThere = () => open(app).evaluate((button) => button === document.activeElement);
  for (let key = 0; key < 12 && !(await isThere()); key += 1) await page.keyboard.press('Shift+Tab');
  await expect(open(app)).toBeFocused();
  // The readout still shows the button's place.
  await expect(read(app)).toHaveAttribute('data-bar', '2025-02-02');
  await page.keyboard.press('Enter');
  await app.showsPeriod('Sun, Feb 2, 2025');
  await app.toBe('ready');
  await expect(app.pickerToggle).toBeFocused();
});
