// What customers see without scrolling: how much, whether all is well, when, and what to do, in every state and language.

import { textsIn } from './support/paths.mjs';
import { alter } from './support/answers.mjs';
import { adopt, frames } from './support/browser.mjs';
import { leapSettings } from './support/joining.mjs';
import { expect, inOnePage, softly, test } from './support/test.mjs';

const PHONES = [{ width: 390, height: 664 }, { width: 360, height: 640 }];
const LANGUAGES = ['en-US', 'en-GB', 'de', 'fr', 'es', 'nl', 'ar'];
/** A scenario for each participation state. */
const STATES = {
  ACTIVE: 'active',
  SUSPENDED: 'suspended',
  ENROLLING: 'enrolling',
  UNENROLLING: 'unenrolling',
  UNENROLLED: 'unenrolled',
  FAILED: 'failed',
  NOT_ENROLLED: 'not_enrolled',
  PAUSED_BY_GRID: 'unknown_state',
};

/** The places of the parts, in pixels of the window, and what is wrong with their texts. Runs in the page. */
function measure() {
  const box = (selector) => {
    const element = [...document.querySelectorAll(selector)].find((one) => one.checkVisibility());
    if (!element) return undefined;
    const { top, bottom } = element.getBoundingClientRect();
    return { top: Math.round(top), bottom: Math.round(bottom) };
  };
  const strip = document.querySelector('.strip');
  const lines = (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
  };
  return {
    height: innerHeight,
    scrolled: scrollY,
    chip: box('[data-participation-state]'),
    total: box('[data-total=earnings]'),
    plot: box('[data-chart] [role=slider]'),
    call: box('#panel-overview [data-action=CONNECT_TARIFF]'),
    manage: box('#panel-overview [data-action=MANAGE_PARTICIPATION]'),
    way: box('#panel-overview .joining a[data-way]'),
    strip: strip && { ...box('.strip'), lines: [...strip.querySelectorAll('strong, p')].map(lines) },
    cut: [...document.querySelectorAll('.strip *, .chip *, .call, .headline *, .joining *')]
      .filter((one) => one.checkVisibility() && one.offsetWidth > 1 && one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline')
      .map((one) => one.textContent),
  };
}

/** Checks what is seen of the page in a state at both sizes, by the rules for all, and those for this one. */
async function isSeen(page, name, state, rules = () => []) {
  for (const size of PHONES) {
    await page.setViewportSize(size);
    await frames(page);
    const seen = await page.evaluate(measure);
    const say = `${name} at ${size.width}: ${JSON.stringify(seen)}`;
    const check = (holds) => softly(holds, say).toBe(true);
    check(seen.scrolled === 0 && seen.chip.top >= 0 && seen.chip.top <= 120);
    check(seen.cut.length === 0);
    if (state === 'ACTIVE') {
      check(!seen.strip);
    } else {
      check(seen.strip.bottom <= 168 && seen.strip.lines.join() === '1,1');
      check(seen.manage.bottom <= 664);
    }
    if (['FAILED', 'NOT_ENROLLED'].includes(state)) {
      check(!seen.plot && !seen.total);
    } else {
      check(seen.total.top > 0 && seen.total.bottom <= 360);
      check(seen.plot.bottom <= seen.height);
    }
    rules(seen, size).forEach(check);
  }
}

test('amount, status and chart are on the first screen of a phone, in every state and language', async ({ app, page }) => {
  const cases = LANGUAGES.flatMap((language) => Object.entries(STATES).map(([state, scenario]) => [`${state}, ${language}`, state, scenario, language]));
  await inOnePage(app, cases, async (name, state, scenario, language) => {
    await page.setViewportSize(PHONES[0]);
    await app.open(scenario, 'ready', `&lang=${language}`);
    await isSeen(page, name, state, ({ call }) => (call ? [call.bottom <= 648] : []));
  });
});

test('with Leap set up they are, too, and joining begins on the first screen', async ({ app, page, sandbox }) => {
  const joins = ['NOT_ENROLLED', 'FAILED', 'UNENROLLED'];
  // Of several utilities the first begins there. A list below earnings is the lowest, so that is what all languages show.
  const cases = Object.entries(STATES).flatMap(([state, scenario]) => {
    const kinds = [['a list', ['pge', 'sce', 'sdge'], state === 'UNENROLLED' ? LANGUAGES : ['de']]];
    if (joins.includes(state)) kinds.push(['a button', ['pge'], ['de', 'ar']]);
    return kinds.flatMap(([kind, utilities, languages]) =>
      languages.map((language) => [`${state}, ${kind}, ${language}`, state, scenario, language, utilities]),
    );
  });
  await inOnePage(app, cases, async (name, state, scenario, language, utilities) => {
    await page.setViewportSize(PHONES[0]);
    await app.configure(leapSettings(sandbox.leap, { utilities }));
    await app.open(scenario, 'ready', `&lang=${language}&ref_id=R1`);
    await isSeen(page, name, state, ({ way, call }, { height }) => {
      if (!joins.includes(state)) return [!way, ...(call ? [call.bottom <= 648] : [])];
      return [way !== undefined, height !== PHONES[0].height || way.top < height];
    });
  });
});

test('the state stands once, in the header, and its strip manages the participation where that is offered', async ({ app, page }) => {
  await page.setViewportSize(PHONES[0]);
  await inOnePage(app, STATES, async (state, scenario) => {
    await app.open(scenario);
    await expect(page.locator('[data-participation-state]')).toHaveAttribute('data-participation-state', state);
    await expect(page.locator('header [data-participation-state]')).toHaveCount(1);
    const strip = page.locator('.strip');
    if (state === 'ACTIVE') return expect(strip).toHaveCount(0);
    await expect(strip).toHaveAttribute('data-action', 'MANAGE_PARTICIPATION');
    // What it leads to in this state is not documented, so it promises nothing.
    expect(await strip.textContent()).not.toMatch(/\bjoin\b|see why/i);
  });
  await app.open('no_actions');
  await expect(page.locator('.strip')).toHaveCount(1);
  await expect(page.locator('button.strip, [data-action=MANAGE_PARTICIPATION]')).toHaveCount(0);
});

test('the chip leads to the status', async ({ app, page }) => {
  await page.setViewportSize(PHONES[0]);
  await app.open('suspended');
  await app.tab('settings').click();
  await page.locator('[data-participation-state]').click();
  const status = page.getByRole('heading', { name: textsIn('en-US').Status });
  await expect(status).toBeFocused();
  await expect(status).toBeInViewport();
});

test('a customer outside sees a chart only if there is something in it', async ({ app, page }) => {
  for (const scenario of ['failed', 'not_enrolled']) {
    await app.open(scenario);
    await expect(page.locator('[data-chart]')).toHaveCount(0);
    await expect(page.locator('#panel-overview').getByRole('heading').first()).toHaveText('Your status');
  }
  await alter(app, ({ programme }) => (programme.participation_state = 'FAILED'));
  await app.open('documented');
  await expect(page.locator('[data-participation-state="FAILED"]')).toBeVisible();
  await expect(page.locator('[data-chart]')).toBeVisible();
});

test('the latest event is on the first screen of an active customer', async ({ app, page }) => {
  await page.setViewportSize(PHONES[0]);
  await app.open('active');
  const row = page.locator('[data-log] li').first();
  const { y } = await row.boundingBox();
  expect(y).toBeLessThan(664);
  const days = await page.locator('[data-bar]:is([data-dispatch=earned], [data-dispatch=penalty], [data-dispatch=pending])').evaluateAll((bars) => bars.map((bar) => bar.dataset.bar));
  await page.getByRole('button', { name: /^Show all/ }).click();
  await expect(page.locator('[data-log] li')).toHaveCount(days.length);
  // It reads its bar, and a second time lets go.
  await row.getByRole('button').click();
  await expect(page.locator('[data-read]')).toHaveAttribute('data-bar', days.at(-1));
  await expect(page.locator('[data-reading]')).toBeInViewport();
  await row.getByRole('button').click();
  await expect(page.locator('[data-read]')).toHaveCount(0);
});

test('desktops and portals have the whole chart, too', async ({ app, page }) => {
  await app.open('active');
  for (const width of [960, 1024, 1280]) {
    await page.setViewportSize({ width, height: 768 });
    await frames(page);
    const { plot } = await page.evaluate(measure);
    softly(plot.bottom, `at ${width}`).toBeLessThanOrEqual(768);
  }
});

test('an empty period has no chart to read, a reason and a way out', async ({ app, page }) => {
  await page.setViewportSize(PHONES[0]);
  await inOnePage(app, { ACTIVE: 'active', SUSPENDED: 'suspended' }, async (state) => {
    await alter(app, ({ programme }) => (programme.participation_state = state));
    await app.open('empty_period');
    const empty = page.locator('[data-empty]');
    expect(/when the grid needs/.test(await empty.textContent())).toBe(state === 'ACTIVE');
    await expect(empty.getByRole('button')).toHaveCount(1);
    expect((await page.locator('[data-chart]').boundingBox()).height).toBeLessThanOrEqual(220);
    await expect(page.locator('.switch')).toBeHidden();
    await expect(app.total('earnings')).toHaveText('$0.00');
  });
});

test('the labels of the value axis leave the bars their room', async ({ app, page }) => {
  await page.setViewportSize(PHONES[1]);
  await inOnePage(app, [['documented'], ['active'], ['dinar'], ['yen'], ['euro'], ['negative_day']], async (scenario) => {
    await app.open(scenario);
    expect((await page.locator('.scale').boundingBox()).width).toBeLessThanOrEqual(48);
  });
});

test('the headline and the highlights follow what the chart shows', async ({ app, page }) => {
  await app.open('active');
  const amount = page.locator('.amount:visible');
  await expect(amount).toHaveText(await app.total('earnings').textContent());
  const best = page.locator('.insights button').first();
  await best.click();
  await expect(page.locator('[data-read]')).toHaveAttribute('data-bar', '2025-02-16');
  await expect(page.locator('.reading .amount')).toHaveText(await best.textContent());
  // Wherever the bar was chosen, Escape lets it go.
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Energy, kWh' }).click();
  await expect(page.locator('.reading')).toBeHidden();
  await expect(amount).toHaveText(/kWh$/);
  for (const total of ['earnings', 'energy']) await expect(app.total(total)).toHaveCount(1);
});

test('the picker lies over the figures and moves nothing', async ({ app, page }) => {
  await page.setViewportSize(PHONES[0]);
  await app.open('active');
  const top = async () => (await app.total('earnings').boundingBox()).y;
  const before = await top();
  await app.pickerToggle.click();
  await expect(app.picker).toBeVisible();
  expect(await top()).toBe(before);
  // Earlier months may have figures, also those that nobody has asked for yet.
  const months = app.picker.locator('.picker-grid button');
  await expect(months.locator(':scope:enabled')).toHaveCount(2);
  await app.picker.getByRole('button', { name: 'Previous year' }).click();
  await expect(months.locator(':scope:enabled')).toHaveCount(12);
  expect(await top()).toBe(before);
});

test('with text twice as large the amount is still on the first screen', async ({ app, page }) => {
  await page.setViewportSize(PHONES[0]);
  await app.open('active');
  await adopt(page, ':root { font-size: 200% }');
  await frames(page);
  const { top, width, words } = await page.evaluate(() => ({
    top: document.querySelector('[data-total=earnings]').getBoundingClientRect().top,
    width: document.querySelector('.headline').getBoundingClientRect().width,
    words: [...document.querySelectorAll('.chip span:last-child, .status strong')].map((word) => {
      const range = document.createRange();
      range.selectNodeContents(word);
      return [word.textContent, range.getClientRects().length];
    }),
  }));
  expect(top).toBeLessThan(664);
  expect(width).toBeGreaterThanOrEqual(320);
  for (const [word, lines] of words) if (!word.includes(' ')) expect(lines, word).toBe(1);
});

test('paper has the table and the day of printing, and the test mode says what it is', async ({ app, page }) => {
  await app.open('test_mode');
  await expect(page.locator('[data-live="false"]')).toContainText('not real');
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('[data-table]')).toBeVisible();
  await expect(page.getByText(/^Printed /)).toBeVisible();
  await expect(page.locator('[data-log]')).toBeHidden();
  await page.emulateMedia({ media: null });
});
