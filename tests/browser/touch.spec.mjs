// Fingers: on the chart they read, above it they go to the next period, and up and down they scroll.

import { middleOf, read, slider, touchScreen } from './support/chart.mjs';
import { expect, inOnePage, test } from './support/test.mjs';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

/** Opens the page with its chart in the middle of the screen, where a finger can go up and down. */
async function open(app, page, scenario) {
  await app.open(scenario);
  await slider(app).evaluate((drawing) => drawing.scrollIntoView({ block: 'center' }));
  return touchScreen(page);
}

/** Points by their share of the width of a part of the page, at half of its height. */
async function points(app, selector, ...shares) {
  const { x, y, width, height } = await app.page.locator(selector).boundingBox();
  return shares.map((share) => [x + width * share, y + height / 2]);
}

/** The points from which and to which a swipe goes, on the headline. */
async function swipes(app) {
  await app.page.locator('.headline').evaluate((headline) => headline.scrollIntoView({ block: 'center' }));
  return points(app, '.headline', 0.2, 0.8);
}

test('a tap pins a place', async ({ app, page }) => {
  const finger = await open(app, page);
  await finger.tap(await middleOf(app, '2025-02-16'));
  await expect(read(app)).toHaveAttribute('data-bar', '2025-02-16');
  await expect(page.getByRole('button', { name: 'By hour' })).toBeVisible();
  await finger.tap(await middleOf(app, '2025-02-05'));
  await expect(read(app)).toHaveAttribute('data-bar', '2025-02-05');
  await expect(slider(app)).toHaveAttribute('aria-valuetext', 'Wednesday, February 5, 2025: No event');
  expect(app.bodies).toEqual([app.start]);
});

test('a finger reads at once and along the bars, also after a tap, and what it read last stays', async ({ app, page }) => {
  const finger = await open(app, page);
  await finger.tap(await middleOf(app, '2025-02-13'));
  await expect(read(app)).toHaveAttribute('data-bar', '2025-02-13');
  await finger.down(await middleOf(app, '2025-02-03'));
  await expect(read(app)).toHaveAttribute('data-bar', '2025-02-03');
  for (const name of ['2025-02-08', '2025-02-15', '2025-02-16', '2025-02-22', '2025-02-20', '2025-02-09']) {
    await finger.to(await middleOf(app, name));
    await expect(read(app), name).toHaveAttribute('data-bar', name);
  }
  await finger.up(2000);
  // What was read last stays when the finger is gone, so that its button can be reached.
  const { x, y, width, height } = await page.getByRole('button', { name: 'By hour' }).boundingBox();
  await finger.tap([x + width / 2, y + height / 2]);
  await app.showsPeriod('Sun, Feb 9, 2025');
  expect(app.bodies).toEqual([app.start, app.period('DAY', '2025-02-09')]);
});

test('a second tap on the same place and a tap outside let go', async ({ app, page }) => {
  const finger = await open(app, page);
  const place = await middleOf(app, '2025-02-13');
  await finger.tap(place);
  await expect(read(app)).toHaveAttribute('data-bar', '2025-02-13');
  await finger.tap(place);
  await expect(read(app)).toHaveCount(0);
  await finger.tap(place);
  await expect(read(app)).toHaveAttribute('data-bar', '2025-02-13');
  const [outside] = await points(app, '.log-head', 0.5);
  await finger.tap(outside);
  await expect(read(app)).toHaveCount(0);
  expect(app.bodies).toEqual([app.start]);
});

test('a finger on the plot never changes the period, however quick', async ({ app, page }) => {
  const finger = await open(app, page);
  const [left, right] = await points(app, '.plot', 0.3, 0.8);
  await finger.drag(left, right, 60);
  await expect(read(app)).toHaveAttribute('data-bar', '2025-02-23');
  await app.toBe('ready');
  expect(app.bodies).toEqual([app.start]);
  // On the headline the same movement leads to the period before.
  await finger.drag(...(await swipes(app)), 60);
  await app.showsPeriod('January 2025');
  await app.toBe('ready');
  expect(app.bodies).toEqual([app.start, app.period('MONTH', '2025-01-01')]);
});

test('a quick finger to the right leads to the period before, to the left to the one after', async ({ app, page }) => {
  const finger = await open(app, page);
  const [left, right] = await swipes(app);
  await finger.drag(left, right, 120);
  await app.showsPeriod('January 2025');
  await app.toBe('ready');
  await expect(read(app)).toHaveCount(0);
  await finger.drag(right, left, 120);
  await app.showsPeriod('February 2025');
  await app.toBe('ready');
  await expect(read(app)).toHaveCount(0);
  expect(app.bodies).toEqual([app.start, app.period('MONTH', '2025-01-01'), app.period('MONTH', '2025-02-01')]);
});

test('a swipe beyond the last period does nothing', async ({ app, page }) => {
  const finger = await open(app, page);
  const [left, right] = await swipes(app);
  // Nothing went wrong, so no problem appears at any time.
  await page.evaluate(() => {
    globalThis.problems = 0;
    const look = () => (globalThis.problems += document.querySelectorAll('[data-problem]').length);
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true, attributes: true });
  });
  await finger.drag(right, left, 120);
  await finger.drag(left, right, 120);
  await app.showsPeriod('January 2025');
  await app.toBe('ready');
  expect(await page.evaluate(() => globalThis.problems)).toBe(0);
  expect(app.bodies).toEqual([app.start, app.period('MONTH', '2025-01-01')]);
});

test.describe('right to left', () => {
  test.use({ locale: 'ar-EG' });

  test('the period before comes in from the right', async ({ app, page }) => {
    const finger = await open(app, page);
    const [left, right] = await swipes(app);
    await finger.drag(right, left, 120);
    await expect(app.bars).toHaveCount(31);
    await app.toBe('ready');
    await finger.drag(left, right, 120);
    await expect(app.bars).toHaveCount(28);
    await app.toBe('ready');
    expect(app.bodies).toEqual([app.start, app.period('MONTH', '2025-01-01'), app.period('MONTH', '2025-02-01')]);
  });
});

/** Movements that mean nothing: how far, and in how many milliseconds. */
const MOVEMENTS = {
  'too slow': [[200, 0], 900],
  'too short': [[40, 0], 100],
  'too steep': [[70, 60], 100],
};

test('a movement that is too slow, too short or too steep sends no request', async ({ app, page }) => {
  await inOnePage(app, MOVEMENTS, async (_, [distance, time]) => {
    const finger = await open(app, page);
    const [left, right] = await swipes(app);
    const from = left;
    await finger.drag(from, [from[0] + distance[0], from[1] + distance[1]], time);
    await app.toBe('ready');
    expect(app.bodies).toEqual([app.start]);
    // A right one still works, so the page has seen all of this.
    await finger.drag(left, right, 120);
    await app.showsPeriod('January 2025');
    await app.toBe('ready');
    expect(app.bodies).toEqual([app.start, app.period('MONTH', '2025-01-01')]);
  });
});

test('a finger that goes up scrolls the page, also from the chart', async ({ app, page }) => {
  const finger = await open(app, page);
  const [from] = await points(app, '.plot', 0.5);
  // What was read before is read again once the browser scrolls.
  await finger.tap(await middleOf(app, '2025-02-16'));
  await expect(read(app)).toHaveAttribute('data-bar', '2025-02-16');
  const before = await page.evaluate(() => scrollY);
  await finger.drag(from, [from[0], from[1] - 250], 300, 12);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(before + 80);
  await app.toBe('ready');
  await app.showsPeriod('February 2025');
  await expect(read(app)).toHaveAttribute('data-bar', '2025-02-16');
  expect(app.bodies).toEqual([app.start]);
});
