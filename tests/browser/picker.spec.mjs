// Picking a period directly: a month of a year, a year, or a day.

import AxeBuilder from '@axe-core/playwright';
import { setNow } from './support/answers.mjs';
import { expect, test } from './support/test.mjs';

const toggle = (page) => page.locator('#picker-toggle');
const panel = (page) => page.locator('#picker');
/** The periods that can be picked. */
const possible = (page) => panel(page).locator('[data-action="CHANGE_PERIOD"]:enabled');

const inFebruary = (page) => setNow(page, '2025-02-28T19:00:00Z');

async function open(page) {
  await toggle(page).click();
  await expect(toggle(page)).toHaveAttribute('aria-expanded', 'true');
  await expect(panel(page)).toBeVisible();
}

/** Chooses a type, and waits for its period. */
async function show(app, type, period) {
  await app.type(type).click();
  await expect(app.page.locator('[data-period]')).toHaveText(period);
  await app.toBe('ready');
}

test('a month is picked from those that are known', async ({ app, page }) => {
  await inFebruary(page);
  await app.open();
  await expect(toggle(page)).toHaveAccessibleName(/^February 2025 ?, Choose a period$/);
  await expect(toggle(page)).toHaveAttribute('aria-expanded', 'false');
  await expect(panel(page)).toBeHidden();
  await open(page);
  await expect(page.getByRole('group', { name: 'Choose a period' })).toBeVisible();
  await expect(panel(page).locator('.picker-grid button')).toHaveText('Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' '));
  // Connect has said that there is something before February; no more is known.
  await expect(possible(page)).toHaveText(['Jan', 'Feb']);
  await expect(panel(page).locator('[aria-current]')).toHaveText('Feb');
  await expect(panel(page).locator('[aria-current]')).toBeFocused();
  await expect(panel(page).getByRole('button', { name: 'Previous year' })).toBeDisabled();
  await expect(panel(page).getByRole('button', { name: 'Next year' })).toBeDisabled();
  expect(app.bodies).toEqual([app.start]);
  await possible(page).getByText('Jan').click();
  await expect(page.locator('[data-period]')).toHaveText('January 2025');
  await expect(panel(page)).toBeHidden();
  await expect(toggle(page)).toHaveAttribute('aria-expanded', 'false');
  await app.toBe('ready');
  await expect(toggle(page)).toBeFocused();
  expect(app.bodies).toEqual([app.start, app.period('MONTH', '2025-01-01')]);
});

test('years turn within what is known, and nothing after today is offered', async ({ app, page }) => {
  await inFebruary(page);
  await app.open();
  await show(app, 'YEAR', '2025');
  await app.step('previous').click();
  await expect(page.locator('[data-period]')).toHaveText('2024');
  await app.toBe('ready');
  await app.step('next').click();
  await expect(page.locator('[data-period]')).toHaveText('2025');
  await app.toBe('ready');
  await show(app, 'MONTH', 'February 2025');
  // From January, too, which has a month after it.
  await app.step('previous').click();
  await expect(page.locator('[data-period]')).toHaveText('January 2025');
  await app.toBe('ready');
  await open(page);
  const [before, after] = ['Previous year', 'Next year'].map((name) => panel(page).getByRole('button', { name }));
  await expect(possible(page)).toHaveText(['Jan', 'Feb']);
  await expect(after).toBeDisabled();
  await before.focus();
  await page.keyboard.press('Enter');
  await expect(panel(page).locator('strong')).toHaveText('2024');
  await expect(possible(page)).toHaveCount(12);
  await expect(panel(page).locator('[aria-current]')).toHaveCount(0);
  await expect(before).toBeDisabled();
  // The focus stays at turning, where there is still a way to turn.
  await expect(after).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(panel(page).locator('strong')).toHaveText('2025');
  await expect(before).toBeFocused();
  await page.keyboard.press('Enter');
  await possible(page).getByText('Nov').click();
  await expect(page.locator('[data-period]')).toHaveText('November 2024');
  expect(app.bodies.at(-1)).toBe(app.period('MONTH', '2024-11-01'));
});

test('a year is picked from a list', async ({ app, page }) => {
  await app.open();
  await show(app, 'YEAR', '2025');
  await open(page);
  await expect(possible(page)).toHaveText(['2024', '2025']);
  await expect(panel(page).locator('[aria-current]')).toHaveText('2025');
  await possible(page).getByText('2024').click();
  await expect(page.locator('[data-period]')).toHaveText('2024');
  await expect(panel(page)).toBeHidden();
  await app.toBe('ready');
  await expect(toggle(page)).toBeFocused();
  expect(app.bodies.at(-1)).toBe(app.period('YEAR', '2024-01-01'));
});

test('a day is picked from a field that knows its ends', async ({ app, page }) => {
  await inFebruary(page);
  await app.open();
  await show(app, 'DAY', 'Fri, Feb 28, 2025');
  await open(page);
  const field = panel(page).getByLabel('Day to show');
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('2025-02-28');
  await expect(field).toHaveAttribute('min', '2025-01-01');
  await expect(field).toHaveAttribute('max', '2025-02-28');
  // What is beyond them, and can be typed, asks for nothing; nor does an empty field, nor a digit on the way to a day.
  const button = panel(page).getByRole('button', { name: 'Show this day' });
  for (const wrong of ['2024-12-31', '2025-03-01', '']) {
    await field.fill(wrong);
    await expect(page.locator('.picker input:invalid')).toHaveCount(1);
    await button.click();
    await expect(field).toBeFocused();
    await page.keyboard.press('Enter');
  }
  await field.fill('2025-02-16');
  await app.toBe('ready');
  await expect(page.locator('[data-period]')).toHaveText('Fri, Feb 28, 2025');
  expect(app.bodies).toHaveLength(2);
  await button.click();
  await expect(page.locator('[data-period]')).toHaveText('Sun, Feb 16, 2025');
  await expect(panel(page)).toBeHidden();
  await app.toBe('ready');
  await expect(toggle(page)).toBeFocused();
  // Enter does the same.
  await open(page);
  await field.fill('2025-02-15');
  await field.press('Enter');
  await expect(page.locator('[data-period]')).toHaveText('Sat, Feb 15, 2025');
  await app.toBe('ready');
  expect(app.bodies.slice(2)).toEqual([app.period('DAY', '2025-02-16'), app.period('DAY', '2025-02-15')]);
});

for (const type of ['MONTH', 'YEAR', 'DAY']) {
  test(`${type}: Escape closes and leads back, Tab leads through and out, and axe finds nothing`, async ({ app, page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await app.open();
    await app.type(type).click();
    await expect(app.type(type)).toHaveAttribute('aria-pressed', 'true');
    await app.toBe('ready');
    await toggle(page).focus();
    await page.keyboard.press('Enter');
    const inside = () => page.evaluate(() => Boolean(document.activeElement.closest('#picker')));
    await expect.poll(inside).toBe(true);
    await page.keyboard.press('Escape');
    await expect(panel(page)).toBeHidden();
    await expect(toggle(page)).toBeFocused();
    await page.keyboard.press('Space');
    await expect.poll(inside).toBe(true);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
    // No trap, in either direction.
    for (const key of ['Tab', 'Shift+Tab']) {
      for (let step = 0; step < 30 && (step === 0 || (await inside())); step++) await page.keyboard.press(key);
      expect(await inside(), key).toBe(false);
      await panel(page).locator('[aria-current], input').focus();
    }
    await toggle(page).click();
    await expect(panel(page)).toBeHidden();
    expect(app.bodies.length).toBeLessThanOrEqual(2);
  });
}

test('the period that is shown already is not asked for again', async ({ app, page }) => {
  await app.open();
  await open(page);
  await panel(page).locator('[aria-current]').click();
  await expect(panel(page)).toBeHidden();
  await expect(toggle(page)).toBeFocused();
  expect(app.bodies).toEqual([app.start]);
});

test('a change of the period closes the panel', async ({ app, page }) => {
  await app.open();
  await open(page);
  await app.step('previous').click();
  await expect(page.locator('[data-period]')).toHaveText('January 2025');
  await expect(panel(page)).toBeHidden();
});

for (const scenario of ['back_only', 'no_actions']) {
  test(`${scenario}: there is nothing to pick`, async ({ app, page }) => {
    await app.open(scenario);
    await expect(page.locator('[data-period]')).toHaveText('February 2025');
    await expect(toggle(page)).toHaveCount(0);
  });
}

test('while Connect asks for a pause there is nothing to pick', async ({ app, guard, page }) => {
  guard.expectStatus(429);
  await app.open('rate_limit_on_action');
  await app.step('previous').click();
  await app.toBe('stale');
  await open(page);
  await expect(panel(page).locator('.picker-grid button')).toHaveCount(12);
  await expect(possible(page)).toHaveCount(0);
});
