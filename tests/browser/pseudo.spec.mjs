// The page in a language that nobody speaks: English with marks on its letters, a third longer, in ⟦brackets⟧. What has
// no marks has not come from the catalogue; what does not fit will not fit in some real language.

import { rmSync } from 'node:fs';
import { test as base, expect } from './support/test.mjs';
import { cutOff, pseudo, pseudoPage, texts, untranslated } from './support/pseudo.mjs';
import { startSandbox } from './support/sandbox.mjs';

const test = base.extend({
  sandbox: [
    async ({}, use) => {
      const folder = pseudoPage();
      const sandbox = await startSandbox(folder);
      await use(sandbox);
      await sandbox.stop();
      rmSync(folder, { recursive: true });
    },
    { scope: 'worker' },
  ],
});

const WIDTHS = [1280, 320];

/** Everything that is wrong with what is on the screen. */
async function faults(page) {
  const foreign = (await page.evaluate(texts)).filter(untranslated).map((text) => `untranslated: ${text}`);
  return [...new Set(foreign), ...(await page.evaluate(cutOff))];
}

/** Looks at the page at each width; it follows the width in a frame or two. */
async function isWhole(page) {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    await expect.poll(() => faults(page), { message: `at ${width} pixels` }).toEqual([]);
  }
}

const show = async (app, type) => {
  await app.type(type).click();
  await expect(app.type(type)).toHaveAttribute('aria-pressed', 'true');
};

const pick = async ({ app, page }) => {
  await page.locator('#picker-toggle').click();
  await expect(page.locator('#picker')).toBeVisible();
};

/** What the customer does before the page is looked at. */
const STEPS = {
  reading: async ({ page }) => {
    await page.locator('[data-chart] [role="slider"]').press('Home');
    await expect(page.locator('[data-read]')).toHaveCount(1);
  },
  energy: ({ page }) => page.locator('[data-chart] [aria-pressed="false"]').click(),
  'picking a day': async ({ app, page }) => {
    await show(app, 'DAY');
    await pick({ app, page });
  },
  'picking a month': pick,
  'picking a year': async ({ app, page }) => {
    await show(app, 'YEAR');
    await pick({ app, page });
  },
  settings: ({ app }) => app.tab('settings').click(),
  table: ({ app }) => app.tableSwitch.click(),
  day: ({ app }) => show(app, 'DAY'),
  year: ({ app }) => show(app, 'YEAR'),
  previous: async ({ app }) => {
    await app.step('previous').click();
    await expect(app.total('earnings')).not.toHaveText('$62.10');
  },
  elsewhere: async ({ app, page }) => {
    await app.tab('settings').click();
    await app.action('MANAGE_PAYMENTS').click();
    await expect(page.getByRole('tablist')).toHaveCount(0);
  },
  problem: async ({ app }) => {
    await app.step('previous').click();
    await app.toBe('stale');
  },
};

/** What to look at: the sandbox's customer, the state to wait for, the status that the browser reports, the step. */
const STATES = [
  ['documented'],
  ['documented', 'ready', null, 'settings'],
  ['documented', 'ready', null, 'table'],
  ['documented', 'ready', null, 'reading'],
  ['documented', 'ready', null, 'energy'],
  ['documented', 'ready', null, 'picking a day'],
  ['documented', 'ready', null, 'picking a month'],
  ['documented', 'ready', null, 'picking a year'],
  ['documented', 'ready', null, 'day'],
  ['documented', 'ready', null, 'year'],
  ['documented', 'ready', null, 'previous'],
  ['documented', 'ready', null, 'elsewhere'],
  ['starts_elsewhere'],
  ['empty_period'],
  ['no_performance'],
  ['negative_day'],
  ['sum_mismatch'],
  ['test_mode'],
  ['no_actions', 'ready', null, 'settings'],
  ['minimal'],
  ['not_enrolled'],
  ['enrolling'],
  ['suspended'],
  ['unenrolling'],
  ['unenrolled'],
  ['failed'],
  ['unknown_state'],
  ['expired_token', 'problem', 401],
  ['http_500_html', 'problem', 500],
  ['not_json', 'problem'],
  ['rate_limit', 'problem', 429],
  ['fails_once_on_action', 'ready', 503, 'problem'],
  ['ends_on_action', 'ready', 401, 'problem'],
];

for (const [scenario, state = 'ready', status, step] of STATES) {
  test([scenario, step].filter(Boolean).join(', '), async ({ app, guard, page }) => {
    if (status) guard.expectStatus(status);
    await app.open(scenario, state);
    await STEPS[step]?.({ app, page });
    await isWhole(page);
  });
}

test('without a token', async ({ app, page }) => {
  await app.goto('/');
  await app.toBe('problem');
  await isWhole(page);
});

test('while it loads', async ({ app, page }) => {
  const release = await app.hold(0);
  await app.goto(`/?fp_cot=${app.tokenOf('documented')}`);
  await app.toBe('loading');
  await isWhole(page);
  release();
  await app.toBe('ready');
});

test('the pseudo-language is English, longer and marked', () => {
  expect(pseudo('Your participation in {0}')).toMatch(/^⟦Ýöö*ûû*ŕ þåå*ŕţîî*çîî*þåå*ţîî*öö*ñ îî*ñ \{0\}⟧$/);
  expect(pseudo('Your earnings').length).toBeGreaterThanOrEqual(Math.ceil('Your earnings'.length * 1.35));
  expect(pseudo('one:{0} day|other:{0} days')).toMatch(/^one:⟦\{0\} [^|]+⟧\|other:⟦\{0\} [^|]+⟧$/);
  expect(untranslated(pseudo('Try again in {0} s').replace('{0}', '5'))).toBe('');
});

test('names, dates and amounts are data; words are not', () => {
  expect(untranslated('Sunday, February 16, 2025: $8.91 · 5:00 PM · Community Powershare')).toBe('');
  expect(untranslated('⟦ƀý Leap⟧')).toBe('');
  expect(untranslated('7.85 kWh')).toBe('kWh');
  expect(untranslated('Mondays')).toBe('Mondays');
});

for (const [what, spoil, fault] of [
  ['a word of its own', (card) => card.append('Hello'), /^untranslated: Hello/],
  ['a label of its own', (card) => card.setAttribute('aria-label', 'Hello'), /^untranslated: Hello/],
  ['a title of its own', () => (document.title = 'Hello'), /^untranslated: Hello/],
  ['something that is cut off', (card) => Object.assign(card.style, { width: '5rem', overflow: 'hidden' }), /^cut off at its/],
  ['something beside the window', (card) => Object.assign(card.style, { position: 'fixed', left: '-9rem' }), /^beside the window/],
  ['a control on another one', () => Object.assign(document.querySelector('#tab-settings').style, { marginInlineStart: '-9rem' }), /^under /],
  ['a text that leaves its control', () => Object.assign(document.querySelector('#tab-settings').style, { inlineSize: '2rem', whiteSpace: 'nowrap' }), /^outside its control/],
]) {
  test(`${what} is found`, async ({ app, page }) => {
    await app.open();
    expect(await faults(page)).toEqual([]);
    await page.locator('.card.status').evaluate(spoil);
    expect(await faults(page)).toContainEqual(expect.stringMatching(fault));
  });
}
