// While another period is loading: after a tenth of a second its name and no figure, and never an old amount under its name.

import { alter } from './support/answers.mjs';
import { EARNINGS } from './support/documented.mjs';
import { expect, inOnePage, test } from './support/test.mjs';

/** Decides when a tenth of a second has passed in a page. Other timers go on. */
async function holdTenths(page) {
  await page.addInitScript(() => {
    const { setTimeout } = window;
    const tenths = [];
    window.setTimeout = (call, time, ...rest) => (time === 100 ? tenths.push(call) : setTimeout(call, time, ...rest));
    window.passTenth = () => tenths.splice(0).forEach((call) => call());
  });
  return () => page.evaluate(() => window.passTenth());
}

/** The visible texts of the page. */
function visibleTexts(page) {
  return page.locator('main').evaluate((main) => {
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) {
      const { parentElement, data } = walker.currentNode;
      if (data.trim() && parentElement.checkVisibility({ visibilityProperty: true })) texts.push(data.trim());
    }
    return texts;
  });
}

/** No amount and no energy is visible. */
async function showsNoFigure(page) {
  expect((await visibleTexts(page)).filter((text) => /\$|kWh|^\d+$/.test(text) && text !== 'kWh' && text !== '$')).toEqual([]);
}

test('the name asked for, no figure and pale bars come together', async ({ app, page }) => {
  const passTenth = await holdTenths(page);
  const release = await app.hold(1);
  await app.open();
  await app.tableSwitch.click();
  const tops = () => page.locator('[data-chart], [data-participation-state]').evaluateAll((all) => all.map((one) => one.offsetTop));
  const before = await tops();
  await app.step('previous').click();
  await app.toBe('ready', 'true');
  // The answer may still come in time.
  await app.showsPeriod('February 2025');
  await expect(app.total('earnings')).toHaveText(EARNINGS);
  expect((await visibleTexts(page)).filter((text) => text.includes(EARNINGS))).not.toEqual([]);
  await passTenth();
  await app.showsPeriod('January 2025');
  await expect(app.total('earnings')).toHaveText('–');
  await expect(app.total('energy')).toHaveText('–');
  await expect(app.main).toHaveAttribute('data-loading', '');
  await expect(page.locator('[data-chart] svg')).toHaveCSS('opacity', '0.25');
  await showsNoFigure(page);
  expect(await tops(), 'nothing moves').toEqual(before);
  // Neither a click nor a key asks for more.
  await app.type('YEAR').click();
  await app.step('previous').click();
  await page.locator('[role="slider"]').press('ArrowLeft');
  await page.locator('[role="slider"]').press('PageUp');
  await expect(page.locator('[data-read]')).toHaveCount(0);
  release();
  await app.toBe('ready');
  await app.showsPeriod('January 2025');
  await expect(app.total('earnings')).toHaveText(/^\$\d/);
  await expect(app.main).not.toHaveAttribute('data-loading');
  await expect(app.row('2025-01-31')).toBeVisible();
  expect(app.bodies).toEqual([app.start, app.period('MONTH', '2025-01-01')]);
});

test('with an answer that takes its time that comes by itself', async ({ app, page }) => {
  await app.open('slow_action');
  await app.step('previous').click();
  await expect(page.getByRole('status')).toHaveText('Updating');
  await app.showsPeriod('January 2025');
  await app.toBe('ready', 'true');
  await showsNoFigure(page);
  await expect(app.total('earnings')).toHaveText('$87.63');
  await expect(page.getByRole('status')).toHaveText('January 2025: $87.63, 76.9 kWh');
  await app.toBe('ready');
});

test('a failure brings everything back, and says at the chart what failed', async ({ app, guard, page }) => {
  guard.expectStatus(500);
  await holdTenths(page).then(async (passTenth) => {
    await app.reply(1, { status: 500, body: '' });
    await app.open();
    await app.tableSwitch.click();
    await app.step('previous').click();
    await passTenth();
  });
  await app.toBe('stale');
  await app.showsPeriod('February 2025');
  await app.showsDocumented();
  await expect(app.row('total')).toContainText(EARNINGS);
  await expect(app.problem).toContainText('Couldn’t load January 2025');
});

test('a period seen before is there at once', async ({ app, page }) => {
  const passTenth = await holdTenths(page);
  await alter(app, (json, number) => {
    if (number === 2) json.programme.programme_display_name = 'Later';
  });
  await app.open();
  await app.step('previous').click();
  await app.showsPeriod('January 2025');
  await app.toBe('ready');
  await app.step('next').click();
  await passTenth();
  await app.showsPeriod('February 2025');
  await expect(app.total('earnings')).toHaveText(EARNINGS);
  await expect(app.main).not.toHaveAttribute('data-loading');
  await expect(page.getByRole('heading', { name: 'Later' })).toBeVisible();
});

/** Where the focus is, and what it does when a period cannot be had. */
const FOCUSED = [
  ['a step', (app) => app.step('previous'), true],
  ['a type', (app) => app.type('YEAR'), false],
];

test('the focus goes to what failed only from the stepper, and nothing scrolls', async ({ app, guard, page }) => {
  await page.setViewportSize({ width: 390, height: 664 });
  await inOnePage(app, FOCUSED, async (_, control, moves) => {
    guard.expectStatus(500);
    await app.reply(1, { status: 500, body: '' });
    await app.open();
    await control(app).focus();
    const before = await page.evaluate(() => scrollY);
    await control(app).press('Enter');
    await app.toBe('stale');
    const sentence = page.locator('[data-problem] h2');
    await (moves ? expect(sentence).toBeFocused() : expect(control(app)).toBeFocused());
    expect(Math.abs((await page.evaluate(() => scrollY)) - before)).toBeLessThanOrEqual(2);
    await expect(page.locator('[data-problem] [role="alert"]')).toHaveCount(1);
  });
});

test('the focus goes there as well from a step that a pause disables', async ({ app, guard, page }) => {
  guard.expectStatus(429);
  await app.reply(1, { status: 429, headers: { 'retry-after': '60' }, body: '' });
  await app.open();
  await app.step('previous').focus();
  await app.step('previous').press('Enter');
  await app.toBe('stale');
  await expect(page.locator('[data-problem] h2')).toBeFocused();
});
