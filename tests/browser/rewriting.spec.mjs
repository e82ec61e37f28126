// Browsers' translators, highlighters and extensions rewrite the page's texts. Whatever they do, the figures belong to the
// period that the page names, and everything that comes and goes still does.

import { frames } from './support/browser.mjs';
import { slider } from './support/chart.mjs';
import { REWRITERS, translateForGood, wordsOf } from './support/rewriting.mjs';
import { inEveryState, inEveryVariant } from './support/states.mjs';
import { expect, inOnePage, test } from './support/test.mjs';

/** Has the settings built, without a change of what is shown. */
async function reachLanguages(page) {
  await page.evaluate(() => {
    const shown = document.querySelector('[role=tab][aria-selected="true"]');
    document.querySelector('#tab-settings').click();
    shown.click();
  });
  await expect(page.locator('#language')).toHaveCount(1);
}

/** Builds the whole page again, from the model alone: another way to say what it has to say now. */
async function rebuild(page) {
  await reachLanguages(page);
  await page.evaluate(() => new Promise((done) => {
    addEventListener('vpp:spoken', done, { once: true });
    document.querySelector('#language').dispatchEvent(new Event('change', { bubbles: true }));
  }));
  await frames(page);
}

/** Expects the page to say what it would say if nobody had rewritten it. */
async function saysTheSameAsNew(page, what) {
  await frames(page);
  const now = await wordsOf(page);
  await rebuild(page);
  expect(now, what).toBe(await wordsOf(page));
}

/** January of the documented customer has one point, so that no figure of February fits it. */
const JANUARY = {
  period_start: '2025-01-01',
  period_end: '2025-01-31',
  has_previous: true,
  has_next: true,
  energy_dispatched_kwh: 10.5,
  earnings: 12.34,
  series: [{ date: '2025-01-10', dispatched_kwh: 10.5, earnings: 12.34 }],
};

test('a period that comes after a rewriting has its own name and figures', async ({ app, page }) => {
  await inOnePage(app, REWRITERS, async (_, rewrite) => {
    await app.intercept(async (number, route) => {
      if (number !== 1) return route.continue();
      const response = await route.fetch();
      const json = await response.json();
      await route.fulfill({ response, json: { ...json, performance: { ...json.performance, ...JANUARY } } });
    });
    await app.open();
    await page.evaluate(rewrite);
    await app.step('previous').click();
    await app.showsPeriod('January 2025');
    await app.toBe('ready');
    await expect(app.total('earnings')).toHaveText('$12.34');
    await expect(app.total('energy')).toHaveText('10.5 kWh');
    await expect(page.locator('#earned')).toContainText('January 2025');
    await expect(page.locator('.totals .detail')).toContainText('1');
    await expect(page.locator('.totals .detail')).not.toContainText('12');
    await saysTheSameAsNew(page, 'January');
  });
});

test('the reading follows the keyboard after a rewriting', async ({ app, page }) => {
  await inOnePage(app, REWRITERS, async (_, rewrite) => {
    await app.open();
    await slider(app).focus();
    await page.keyboard.press('Home');
    const reading = page.locator('[data-reading]');
    await expect(reading).toContainText('$5.85');
    await page.evaluate(rewrite);
    await page.keyboard.press('ArrowRight');
    await expect(reading).toContainText('$2.92');
    await expect(reading).toContainText('Sun, Feb 2');
    await expect(reading).not.toContainText('$5.85');
    await page.evaluate(rewrite);
    await page.keyboard.press('Escape');
    await expect(reading).toHaveCount(0);
    await expect(page.locator('.headline')).not.toContainText('$2.92');
  });
});

test('what comes and goes still does after a rewriting', async ({ app, page, guard }) => {
  await inOnePage(app, REWRITERS, async (_, rewrite) => {
    guard.expectStatus(500);
    await app.reply(1, { status: 500, body: '' });
    await app.open();
    await page.evaluate(rewrite);
    await app.tableSwitch.click();
    await expect(app.row('2025-02-16')).toBeVisible();
    await app.pickerToggle.click();
    await expect(app.picker.getByRole('button', { name: 'Feb' })).toBeVisible();
    await page.evaluate(rewrite);
    await page.keyboard.press('Escape');
    await expect(app.picker.getByRole('button')).toHaveCount(0);
    await app.step('previous').click();
    await app.toBe('stale');
    await expect(app.problem).toBeVisible();
    await page.evaluate(rewrite);
    await app.tryAgain.click();
    await app.toBe('ready');
    await expect(app.problem).toHaveCount(0);
    await app.showsPeriod('January 2025');
    await app.tableSwitch.click();
    await expect(app.row('2025-01-16')).toBeHidden();
    await saysTheSameAsNew(page, 'after everything');
  });
});

test('a translator that watches sees every change, and so does a change of language', async ({ app, page }) => {
  await app.open('documented', 'ready', '&lang=de');
  await app.step('previous').click();
  await app.showsPeriod('Januar 2025');
  await app.toBe('ready');
  await app.tableSwitch.click();
  await frames(page);
  // Both answers have their own minute.
  const timeless = async () => (await wordsOf(page)).replace(/um \d\d:\d\d Uhr/, '');
  const german = await timeless();

  await app.open();
  await page.evaluate(translateForGood);
  await app.step('previous').click();
  await expect(page.locator('[data-period]')).toHaveText('⟦January 2025⟧');
  await app.toBe('ready');
  await app.tableSwitch.click();
  await expect(app.row('2025-01-16')).toBeVisible();
  await reachLanguages(page);
  await page.evaluate(() => new Promise((done) => {
    addEventListener('vpp:spoken', done, { once: true });
    const select = document.querySelector('#language');
    select.value = [...select.options].find(({ lang, value }) => [lang, value].includes('de')).value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  }));
  await expect(page.locator('[data-period]')).toHaveText('⟦Januar 2025⟧');
  await frames(page);
  expect(await timeless()).toBe(german);
});

/** What customers do where they can. */
const ACTIONS = {
  // The picker lies over it.
  measure: (app) => app.page.locator('.earnings:not(:has(#picker:not([hidden]))) .switch [aria-pressed="false"]'),
  table: (app) => app.tableSwitch,
  'previous period': (app) => app.step('previous'),
  'the other tab': (app) => app.page.locator('[role=tab][aria-selected="false"]'),
};

async function staysRight(app, name) {
  if ((await app.page.locator('#tab-settings').count()) === 0) return;
  for (const control of Object.values(ACTIONS)) {
    for (const rewrite of [REWRITERS.translate, REWRITERS.normalize]) await app.page.evaluate(rewrite);
    const found = control(app).locator('visible=true').first();
    if ((await found.count()) === 0 || !(await found.isEnabled())) continue;
    await found.click();
    await expect(app.main).toHaveAttribute('aria-busy', 'false');
  }
  await saysTheSameAsNew(app.page, name);
}

/** States without figures that could change, and those that differ from others in a word only. */
const ALIKE = ['loading', 'problem', 'waiting', 'elsewhere', 'no token', 'broken', 'ended', 'not current', 'active', 'leaving', 'left', 'not enrolled', 'newly enrolled'];

test('every state stays right after a translation', async ({ app }) => {
  await inEveryState(app, (name) => staysRight(app, name), { but: ALIKE });
  await inEveryVariant(app, (name) => (name.startsWith('session over') ? undefined : staysRight(app, name)));
});
