// Picking a period directly: a month of a year, a year, or a day.

import { FEBRUARY_28, setNow } from './support/answers.mjs';
import { axe } from './support/axe.mjs';
import { expect, inOnePage, test } from './support/test.mjs';

/** The periods that can be picked. */
const possible = (app) => app.picker.locator('[data-action="CHANGE_PERIOD"]:enabled');

async function open(app) {
  await app.pickerToggle.click();
  await expect(app.pickerToggle).toHaveAttribute('aria-expanded', 'true');
  await expect(app.picker).toBeVisible();
}

/** Chooses a type, and waits for its period. */
async function show(app, type, period) {
  await app.type(type).click();
  await expect(app.page.locator('[data-period]')).toHaveText(period);
  await app.toBe('ready');
}

test('a month is picked from those that Connect has told of', async ({ app, page }) => {
  await setNow(page, FEBRUARY_28);
  await app.open();
  await expect(app.pickerToggle).toHaveAccessibleName(/^February 2025 ?, choose another period$/);
  await expect(app.pickerToggle).toHaveAttribute('aria-expanded', 'false');
  await expect(app.picker).toBeHidden();
  await open(app);
  await expect(page.getByRole('group', { name: 'choose another period' })).toBeVisible();
  await expect(app.picker.locator('.picker-grid button')).toHaveText('Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' '));
  // Connect has said that there is something before February, and no more.
  await expect(possible(app)).toHaveText(['Jan', 'Feb']);
  await expect(app.picker.locator('[aria-current]')).toHaveText('Feb');
  await expect(app.picker.locator('[aria-current]')).toBeFocused();
  await expect(app.picker.getByRole('button', { name: 'Previous year' })).toBeEnabled();
  await expect(app.picker.getByRole('button', { name: 'Next year' })).toBeDisabled();
  expect(app.bodies).toEqual([app.start]);
  await possible(app).getByText('Jan').click();
  await app.showsPeriod('January 2025');
  await expect(app.picker).toBeHidden();
  await expect(app.pickerToggle).toHaveAttribute('aria-expanded', 'false');
  await app.toBe('ready');
  await expect(app.pickerToggle).toBeFocused();
  expect(app.bodies).toEqual([app.start, app.period('MONTH', '2025-01-01')]);
});

test('a first visit can pick every earlier month of the year, and one that Connect refuses is named', async ({ app, guard, page }) => {
  guard.expectStatus(422);
  await app.intercept(async (number, route) => {
    if (number > 1) return route.fulfill({ status: 422, body: '{}' });
    if (number > 0) return route.continue();
    // November is the last month.
    const response = await route.fetch({ postData: app.period('MONTH', '2024-11-01') });
    const json = await response.json();
    json.performance.has_next = false;
    return route.fulfill({ response, json });
  });
  await app.open();
  await open(app);
  await expect(possible(app)).toHaveText('Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov'.split(' '));
  await possible(app).getByText('Mar').click();
  await app.showsPeriod('March 2024');
  await app.toBe('ready');
  await open(app);
  await possible(app).getByText('Feb').click();
  await app.toBe('stale');
  await expect(page.locator('[data-chart] [data-problem="refused"]')).toContainText('Couldn’t load February 2024');
  await app.showsPeriod('March 2024');
});

test('the years end where Connect’s answers and today end', async ({ app, page }) => {
  await setNow(page, FEBRUARY_28);
  await app.open();
  await show(app, 'YEAR', '2025');
  await app.step('previous').click();
  await app.showsPeriod('2024');
  await app.toBe('ready');
  await app.step('next').click();
  await app.showsPeriod('2025');
  await app.toBe('ready');
  await show(app, 'MONTH', 'February 2025');
  // The same from January, which has a month after it.
  await app.step('previous').click();
  await app.showsPeriod('January 2025');
  await app.toBe('ready');
  await open(app);
  const [before, after] = ['Previous year', 'Next year'].map((name) => app.picker.getByRole('button', { name }));
  await expect(possible(app)).toHaveText(['Jan', 'Feb']);
  await expect(after).toBeDisabled();
  await before.focus();
  await page.keyboard.press('Enter');
  await expect(app.picker.locator('strong')).toHaveText('2024');
  await expect(possible(app)).toHaveCount(12);
  await expect(app.picker.locator('[aria-current]')).toHaveCount(0);
  await expect(before).toBeDisabled();
  // The focus goes to the other button, since there is no year before.
  await expect(after).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(app.picker.locator('strong')).toHaveText('2025');
  await expect(before).toBeFocused();
  await page.keyboard.press('Enter');
  await possible(app).getByText('Nov').click();
  await app.showsPeriod('November 2024');
  expect(app.bodies.at(-1)).toBe(app.period('MONTH', '2024-11-01'));
});

test('a year is picked from a list', async ({ app }) => {
  await app.open();
  await show(app, 'YEAR', '2025');
  await open(app);
  await expect(possible(app)).toHaveText(['2024', '2025']);
  await expect(app.picker.locator('[aria-current]')).toHaveText('2025');
  await possible(app).getByText('2024').click();
  await app.showsPeriod('2024');
  await expect(app.picker).toBeHidden();
  await app.toBe('ready');
  await expect(app.pickerToggle).toBeFocused();
  expect(app.bodies.at(-1)).toBe(app.period('YEAR', '2024-01-01'));
});

test('a day is picked from a field with a first and a last day', async ({ app, page }) => {
  await setNow(page, FEBRUARY_28);
  await app.open();
  await show(app, 'DAY', 'Fri, Feb 28, 2025');
  await open(app);
  const field = app.picker.getByLabel('Choose a day');
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('2025-02-28');
  await expect(field).toHaveAttribute('min', '2025-01-01');
  await expect(field).toHaveAttribute('max', '2025-02-28');
  // A day beyond them can be typed, but sends no request. Nor does an empty field, or an unfinished day.
  const button = app.picker.getByRole('button', { name: 'Show this day' });
  for (const wrong of ['2024-12-31', '2025-03-01', '']) {
    await field.fill(wrong);
    await expect(page.locator('.picker input:invalid')).toHaveCount(1);
    await button.click();
    await expect(field).toBeFocused();
    await page.keyboard.press('Enter');
  }
  await field.fill('2025-02-16');
  await app.toBe('ready');
  await app.showsPeriod('Fri, Feb 28, 2025');
  expect(app.bodies).toHaveLength(2);
  await button.click();
  await app.showsPeriod('Sun, Feb 16, 2025');
  await expect(app.picker).toBeHidden();
  await app.toBe('ready');
  await expect(app.pickerToggle).toBeFocused();
  // Enter does the same.
  await open(app);
  await field.fill('2025-02-15');
  await field.press('Enter');
  await app.showsPeriod('Sat, Feb 15, 2025');
  await app.toBe('ready');
  expect(app.bodies.slice(2)).toEqual([app.period('DAY', '2025-02-16'), app.period('DAY', '2025-02-15')]);
});

test('Escape closes and leads back, Tab leads through and out, and axe finds nothing', async ({ app, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await inOnePage(app, [['MONTH'], ['YEAR'], ['DAY']], async (type) => {
    await app.open();
    await app.type(type).click();
    await expect(app.type(type)).toHaveAttribute('aria-pressed', 'true');
    await app.toBe('ready');
    await app.pickerToggle.focus();
    await page.keyboard.press('Enter');
    const inside = () => page.evaluate(() => Boolean(document.activeElement.closest('#picker')));
    await expect.poll(inside).toBe(true);
    await page.keyboard.press('Escape');
    await expect(app.picker).toBeHidden();
    await expect(app.pickerToggle).toBeFocused();
    await page.keyboard.press('Space');
    await expect.poll(inside).toBe(true);
    expect(await axe(page)).toEqual([]);
    // No trap, in either direction.
    for (const key of ['Tab', 'Shift+Tab']) {
      for (let step = 0; step < 30 && (step === 0 || (await inside())); step++) await page.keyboard.press(key);
      expect(await inside(), key).toBe(false);
      await app.picker.locator('[aria-current], input').focus();
    }
    await app.pickerToggle.click();
    await expect(app.picker).toBeHidden();
    expect(app.bodies.length).toBeLessThanOrEqual(2);
  });
});

test('the period that is shown is not asked for again', async ({ app }) => {
  await app.open();
  await open(app);
  await app.picker.locator('[aria-current]').click();
  await expect(app.picker).toBeHidden();
  await expect(app.pickerToggle).toBeFocused();
  expect(app.bodies).toEqual([app.start]);
});

test('a change of the period closes the panel', async ({ app }) => {
  await app.open();
  await open(app);
  await app.step('previous').click();
  await app.showsPeriod('January 2025');
  await expect(app.picker).toBeHidden();
});

test('there is nothing to pick where Connect does not offer it', async ({ app }) => {
  for (const scenario of ['back_only', 'no_actions']) {
    await app.open(scenario);
    await app.showsPeriod('February 2025');
    await expect(app.pickerToggle).toHaveCount(0);
  }
});

test('while Connect asks for a pause there is nothing to pick', async ({ app, guard }) => {
  guard.expectStatus(429);
  await app.open('rate_limit_on_action');
  await app.step('previous').click();
  await app.toBe('stale');
  await open(app);
  await expect(app.picker.locator('.picker-grid button')).toHaveCount(12);
  await expect(possible(app)).toHaveCount(0);
});
