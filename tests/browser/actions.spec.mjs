// What each control posts, byte for byte, and what happens then.

import { alter, gate, setNow } from './support/answers.mjs';
import { textsIn } from './support/paths.mjs';
import { expect, inOnePage, test } from './support/test.mjs';

test('the session starts with one POST', async ({ app }) => {
  await app.open();
  expect(app.bodies).toEqual([app.start]);
});

test('a POST carries JSON, and neither cookie nor referrer', async ({ app, context }) => {
  await context.addCookies([{ name: 'visitor', value: 'somebody', url: app.origin }]);
  await app.open();
  await app.step('previous').click();
  await expect(app.bars).toHaveCount(31);
  expect(app.posts).toHaveLength(2);
  for (const { request } of app.posts) {
    const headers = await request.allHeaders();
    expect(headers['content-type']).toBe('application/json');
    for (const absent of ['cookie', 'referer', 'authorization']) expect(headers).not.toHaveProperty(absent);
    expect(request.resourceType()).toBe('fetch');
  }
});

test('previous and next ask for the neighbours', async ({ app }) => {
  await app.open();
  await app.step('previous').click();
  await app.showsPeriod('January 2025');
  await expect(app.bars).toHaveCount(31);
  await expect(app.total('earnings')).toHaveText('$87.63');
  await app.step('next').click();
  await app.showsDocumented();
  expect(app.bodies).toEqual([app.start, app.period('MONTH', '2025-01-01'), app.period('MONTH', '2025-02-01')]);
});

test('next is disabled at the end, previous at the beginning', async ({ app }) => {
  await app.open();
  await expect(app.step('next')).toBeDisabled();
  await expect(app.step('previous')).toBeEnabled();
  await app.type('YEAR').click();
  await app.showsPeriod('2025');
  await app.step('previous').click();
  await app.showsPeriod('2024');
  await expect(app.step('previous')).toBeDisabled();
  await expect(app.step('next')).toBeEnabled();
  await app.step('previous').click({ force: true });
  await app.toBe('ready');
  expect(app.bodies.slice(1)).toEqual([app.period('YEAR', '2025-01-01'), app.period('YEAR', '2024-01-01')]);
});

test('a coarser type asks for the period that contains this one', async ({ app }) => {
  await app.open();
  await app.step('previous').click();
  await app.showsPeriod('January 2025');
  await app.type('YEAR').click();
  await app.showsPeriod('2025');
  await expect(app.type('YEAR')).toHaveAttribute('aria-pressed', 'true');
  await expect(app.type('MONTH')).toHaveAttribute('aria-pressed', 'false');
  expect(app.bodies.at(-1)).toBe(app.period('YEAR', '2025-01-01'));
});

test('a finer type asks for the last part with dispatch of a past period', async ({ app }) => {
  await app.open();
  await app.step('previous').click();
  await app.showsPeriod('January 2025');
  await app.type('DAY').click();
  await app.showsPeriod('Thu, Jan 30, 2025');
  await app.type('MONTH').click();
  await app.showsPeriod('January 2025');
  const bodies = [app.period('DAY', '2025-01-30'), app.period('MONTH', '2025-01-01')];
  expect(app.bodies.slice(2)).toEqual(bodies);
});

test('a finer type asks for today in a period without dispatch that is not over, in the programme’s time zone', async ({ app, page }) => {
  // Eight in the evening of the tenth in Denver.
  await setNow(page, '2025-02-11T03:00:00Z');
  await alter(app, ({ performance }) => (performance.series = []));
  await app.open();
  await app.type('DAY').click();
  await app.showsPeriod('Mon, Feb 10, 2025');
  await app.type('YEAR').click();
  await app.showsPeriod('2025');
  await app.type('MONTH').click();
  await app.toBe('ready');
  await app.showsPeriod('February 2025');
  const bodies = [app.period('DAY', '2025-02-10'), app.period('YEAR', '2025-01-01'), app.period('MONTH', '2025-02-01')];
  expect(app.bodies.slice(1)).toEqual(bodies);
});

test('the type that is shown is not asked for again', async ({ app }) => {
  await app.open();
  await app.type('MONTH').click();
  await app.tab('settings').click();
  await app.tab('overview').click();
  await app.toBe('ready');
  expect(app.bodies).toEqual([app.start]);
});

/** Actions without data: the name, and the tab with the control. */
const PLAIN = [
  ['CONNECT_TARIFF', 'overview'],
  ['CONNECT_TARIFF', 'settings'],
  ['MANAGE_PAYMENTS', 'settings'],
  ['MANAGE_PARTICIPATION', 'settings'],
  ['BACK', 'overview'],
  ['BACK', 'settings'],
  ['CLOSE', 'overview'],
];

test('every action without data posts its name and nothing else', async ({ app, page, guard }) => {
  await inOnePage(app, PLAIN, async (action, tab) => {
    await app.open();
    guard.expectTokenIn(`${app.origin}/sandbox/tariff?fp_cot=${app.token}`);
    await app.tab(tab).click();
    const answered = page.waitForResponse('**/connect');
    await app.action(action).click();
    expect((await answered).status()).toBe(200);
    expect(app.bodies, `from the ${tab}`).toEqual([app.start, app.post(action)]);
    if (action === 'CONNECT_TARIFF') await page.waitForURL('**/sandbox/tariff*');
    if (action === 'BACK' || action === 'CLOSE') await page.waitForURL('**/sandbox/callback*');
  });
});

test('while a request is under way, a click on any control sends nothing', async ({ app }) => {
  const release = await app.hold(1);
  await app.open();
  await app.step('previous').click();
  await expect(app.main).toHaveAttribute('aria-busy', 'true');
  await expect(app.step('previous')).toHaveAttribute('aria-busy', 'true');
  for (const control of [app.step('previous'), app.type('YEAR'), app.action('CONNECT_TARIFF'), app.action('CLOSE')]) {
    await control.click();
  }
  await app.tab('settings').click();
  await app.action('MANAGE_PAYMENTS').click();
  await app.tab('overview').click();
  release();
  await app.showsPeriod('January 2025');
  await app.toBe('ready');
  expect(app.bodies).toEqual([app.start, app.period('MONTH', '2025-01-01')]);
});

test('the control that asks keeps the focus', async ({ app, page }) => {
  await app.open();
  await app.step('previous').focus();
  await page.keyboard.press('Enter');
  await app.showsPeriod('January 2025');
  await expect(app.step('previous')).toBeFocused();
  await app.type('YEAR').focus();
  await page.keyboard.press('Space');
  await app.showsPeriod('2025');
  await expect(app.type('YEAR')).toBeFocused();
});

test('a request that a newer one replaces is given up', async ({ app, page }) => {
  const { open: release, opened: released } = gate();
  await app.intercept(async (number, route) => {
    if (number === 1) await released;
    await route.continue();
  });
  await app.open();
  await app.step('previous').click();
  await expect(app.main).toHaveAttribute('aria-busy', 'true');
  // The browser brings the page back from its cache: it asks again while the first answer is still to come.
  const failed = page.waitForEvent('requestfailed', (request) => request.postData()?.includes('2025-01-01'));
  await app.returnFromCache();
  await failed;
  await app.toBe('ready');
  await app.showsDocumented();
  release();
  await app.tableSwitch.click();
  await app.showsDocumented();
  await expect(app.main).toHaveAttribute('aria-busy', 'false');
  expect(app.bodies).toEqual([app.start, app.period('MONTH', '2025-01-01'), app.start]);
});

/** Scenarios with few actions, and the actions that they offer. */
const OFFERED = {
  few_actions: ['CHANGE_PERIOD', 'CLOSE'],
  back_only: ['BACK'],
  no_actions: [],
};

test('a control whose action is not offered is not there', async ({ app, page }) => {
  await inOnePage(app, OFFERED, async (scenario, offered) => {
    await app.open(scenario);
    await app.showsDocumented();
    await app.visitSettings();
    for (const action of ['CONNECT_TARIFF', 'CHANGE_PERIOD', 'MANAGE_PAYMENTS', 'MANAGE_PARTICIPATION', 'BACK', 'CLOSE']) {
      const count = await page.locator(`[data-action="${action}"]`).count();
      expect(count > 0, action).toBe(offered.includes(action));
    }
    await app.tab('settings').click();
    await expect(page.locator('#panel-settings')).toContainText('Rate plan');
    // What cannot be done here is not asked for.
    await expect(page.locator('#panel-settings .setting').filter({ hasText: 'Rate plan' })).toHaveText('Rate planNot connected');
  });
});

/** Scenarios and languages, with the participation in a word. */
const PARTICIPATIONS = [
  ['active', 'en-US', 'Active'],
  ['suspended', 'en-US', 'Paused'],
  ['failed', 'en-US', 'Enrollment didn’t go through'],
  ['unknown_state', 'de', textsIn('de').UnknownState],
];

test('the settings are short rows with their values', async ({ app, page }) => {
  await page.setViewportSize({ width: 390, height: 664 });
  await inOnePage(app, PARTICIPATIONS, async (scenario, language, word) => {
    await app.open(scenario, 'ready', `&lang=${language}`);
    await app.tab('settings').click();
    const panel = page.locator('#panel-settings');
    await expect(panel.locator('[data-action="MANAGE_PARTICIPATION"]')).toContainText(word);
    const { y, height } = await panel.boundingBox();
    expect(y + height).toBeLessThanOrEqual(560);
  });
});
