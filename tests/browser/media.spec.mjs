// The page in other ways: mirrored, in the visitor's own colours, without motion, and on paper.

import { frames } from './support/browser.mjs';
import { misplaced } from './support/look.mjs';
import { expect, inOnePage, test } from './support/test.mjs';

test.describe('right to left', () => {
  test.use({ locale: 'ar-EG' });

  test('the page is mirrored, and the chart with it, on a phone and on a desktop', async ({ app, page }) => {
    await app.open();
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      await frames(page);
      const middle = async (selector) => {
        const { x, width: wide } = await page.locator(selector).first().boundingBox();
        return x + wide / 2;
      };
      expect(await middle('[data-action="BACK"]')).toBeGreaterThan(await middle('[data-action="CLOSE"]'));
      expect(await middle('#tab-overview')).toBeGreaterThan(await middle('#tab-settings'));
      expect(await middle('[data-step="previous"]')).toBeGreaterThan(await middle('[data-step="next"]'));
      if (width > 900) expect(await middle('.earnings')).toBeGreaterThan(await middle('.status'));
      await expect.poll(async () => (await app.geometry()).plot.right).toBeLessThan(width);
      const { plot, scale, axis, bars } = await app.geometry();
      expect(Math.min(...scale.map(({ left }) => left))).toBeGreaterThan(plot.right - 1);
      expect(bars).toHaveLength(28);
      expect(bars[0].place.right).toBeCloseTo(plot.right, 0);
      expect(bars.at(-1).place.left).toBeCloseTo(plot.left, 0);
      // Every label stands under the place it names: the first day of each week.
      expect(axis.length).toBeGreaterThan(2);
      axis.forEach((label, week) => expect(Math.abs(label.middle - bars[week * 7].place.middle), label.text).toBeLessThan(1.5));
      expect(await page.evaluate(misplaced)).toEqual([]);
      expect(await app.scrollsSideways()).toBe(false);
    }
  });
});

test.describe('in the visitor’s own colours', () => {
  test.use({ forcedColors: 'active' });

  for (const colorScheme of ['light', 'dark']) {
    test(`what is chosen and what is drawn can be told apart, ${colorScheme}`, async ({ app, page }) => {
      await page.emulateMedia({ colorScheme });
      await app.open('negative_day');
      const style = (selector, property) => page.locator(selector).first().evaluate((element, property) => getComputedStyle(element)[property], property);
      const canvas = await style('body', 'backgroundColor');
      expect(await style('[data-period-type][aria-pressed="true"]', 'backgroundColor')).not.toBe(
        await style('[data-period-type][aria-pressed="false"]', 'backgroundColor'),
      );
      expect(await style('[aria-selected="true"]', 'borderBottomColor')).not.toBe(await style('[aria-selected="false"]', 'borderBottomColor'));
      for (const [selector, property] of [
        ['.plot .earned', 'fill'],
        ['.plot .penalty', 'stroke'],
        ['.plot .baseline', 'fill'],
        ['.plot [data-dispatch="none"] .nothing', 'fill'],
        ['.round .icon svg', 'stroke'],
        ['.card', 'borderTopColor'],
        ['.segments', 'borderTopColor'],
      ]) {
        expect(await style(selector, property), `${selector} ${property}`).not.toBe(canvas);
      }
      // Hollow and full.
      expect(await style('.plot .penalty', 'fill')).not.toBe(await style('.plot .earned', 'fill'));
      // What is read is neither like the others nor like what is behind it.
      await page.locator('[data-chart] [role="slider"]').focus();
      await page.keyboard.press('Home');
      for (let place = 0; place < 30 && !(await page.locator('[data-dispatch="earned"][data-read]').count()); place++) {
        await page.keyboard.press('ArrowRight');
      }
      await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finish())));
      const read = await style('[data-read] .earned', 'fill');
      expect([canvas, await style('[data-dispatch="earned"]:not([data-read]) .earned', 'fill')]).not.toContain(read);
      expect(await style('[data-dispatch="earned"]:not([data-read]) .earned', 'fill')).toBe(await style('.baseline', 'fill'));
      await app.open();
      expect(await style('.primary', 'backgroundColor')).not.toBe(canvas);
    });
  }
});

test.describe('without motion', () => {
  test.use({ reducedMotion: 'reduce' });

  test('nothing moves, neither while loading nor later', async ({ app, page }) => {
    const running = () => page.evaluate(() => document.getAnimations().filter(({ effect }) => effect.getComputedTiming().duration > 0).length);
    const release = await app.hold(0);
    await app.load();
    await expect(page.locator('.waiting')).toBeVisible();
    // What the page waited for appears at once, which is no movement.
    await expect.poll(running).toBeLessThan(2);
    release();
    await app.toBe('ready');
    await app.tableSwitch.click();
    await expect(app.row('2025-02-16')).toBeVisible();
    expect(await running()).toBe(0);
    const times = await page.locator('button, .plot rect').evaluateAll((elements) => [
      ...new Set(elements.map((element) => getComputedStyle(element).transitionDuration)),
    ]);
    expect([...new Set(times.flatMap((list) => list.split(', ')))]).toEqual(['0s']);
  });
});

test('motion has a meaning and ends', async ({ app, page }) => {
  const release = await app.hold(0);
  await app.load();
  await expect(app.main).toHaveAttribute('aria-busy', 'true');
  const running = () => page.evaluate(() => document.getAnimations().length);
  expect(await running()).toBeGreaterThan(1);
  release();
  await app.toBe('ready');
  // Once everything is there, nothing moves.
  await expect.poll(running).toBe(0);
});

/** States to print: the scenario. */
const PRINTED = {
  month: 'documented',
  penalties: 'negative_day',
  'long names': 'long_names',
  'no earnings': 'no_performance',
};

test('prints two pages of A4 at most, without controls', async ({ app, page }) => {
  await inOnePage(app, PRINTED, async (name, scenario) => {
    await page.emulateMedia({ media: null, colorScheme: 'dark' });
    await app.open(scenario);
    await frames(page);
    const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(name === 'no earnings' ? 1 : 2);
    // The window is as wide as the paper's print area, so that the page is measured as it is printed.
    await page.setViewportSize({ width: 680, height: 1000 });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await expect(page.locator('button:visible:not(.chip, .last, .insights button), select:visible, a:visible')).toHaveCount(0);
    expect(await page.evaluate(misplaced)).toEqual([]);
    const colours = await page.evaluate(() => {
      const of = (element, property) => getComputedStyle(element)[property];
      return [of(document.body, 'backgroundColor'), of(document.querySelector('h1'), 'color'), of(document.querySelector('.status p'), 'color')];
    });
    expect(colours).toEqual(['rgb(255, 255, 255)', 'rgb(0, 0, 0)', 'rgb(0, 0, 0)']);
    await expect(page.locator('.status')).toBeVisible();
    if (name === 'no earnings') return;
    // The controls that name the period are gone, so the heading names it.
    const period = await page.locator('.headline .label .sr-only').boundingBox();
    expect(period.width).toBeGreaterThan(60);
    const { plot, bars } = await app.geometry();
    expect(plot.width).toBeGreaterThan(400);
    for (const { bar } of bars.filter(({ dispatch }) => dispatch === 'earned')) expect(bar.height).toBeGreaterThan(0);
    const grey = await page.locator('.plot .earned').first().evaluate((bar) => getComputedStyle(bar).fill.match(/\d+/g).map(Number));
    expect(new Set(grey).size, 'a bar is grey').toBe(1);
    expect(grey[0]).toBeLessThan(100);
    await page.setViewportSize({ width: 1280, height: 900 });
  });
});
