// Reading the chart by mouse and keyboard, and what is said meanwhile.

import { setNow } from './support/answers.mjs';
import { adopt, frames } from './support/browser.mjs';
import { hover, middleOf, read, slider, strip } from './support/chart.mjs';
import { DAYS, EARNINGS, ENERGY } from './support/documented.mjs';
import { watchShifts } from './support/look.mjs';
import { expect, inOnePage, softly, test } from './support/test.mjs';

/** Waits until exactly this place is read, by its number from 1; 0 is none. */
async function reads(app, number, names = DAYS.map(({ name }) => name)) {
  await expect(slider(app)).toHaveAttribute('aria-valuenow', String(number));
  await expect(read(app)).toHaveCount(number ? 1 : 0);
  if (number) await expect(read(app)).toHaveAttribute('data-bar', names[number - 1]);
}

test('the mouse reads each place, and leaving lets go', async ({ app, page }) => {
  await app.open();
  await expect(strip(app)).toHaveCount(0);
  for (const [index, { name, short, earnings, energy, rate, share }] of DAYS.entries()) {
    await hover(app, name);
    await reads(app, index + 1);
    await expect(strip(app).locator('.place .label')).toHaveText(short);
    await expect(strip(app).locator('.reading .amount')).toHaveText(earnings ?? 'No event');
    const detail = earnings ? `${energy} · ${rate}/kWh · ${share} of ${EARNINGS}` : '';
    await expect(strip(app).locator('.reading .detail')).toHaveText(detail);
  }
  await page.getByRole('heading', { level: 1 }).hover();
  await reads(app, 0);
  await expect(strip(app)).toHaveCount(0);
  await expect(page.locator('.amount:visible')).toHaveText(EARNINGS);
  expect(app.bodies).toEqual([app.start]);
});

test('a click keeps a place, hovering over another reads that one, Escape and a click outside let go', async ({ app, page }) => {
  await app.open();
  const to = async (name) => page.mouse.move(...(await middleOf(app, name)));
  const click = async (name) => page.mouse.click(...(await middleOf(app, name)));
  const heading = page.getByRole('heading', { level: 1 });
  await click('2025-02-16');
  await reads(app, 16);
  await heading.hover();
  await reads(app, 16);
  await to('2025-02-20');
  await reads(app, 20);
  await heading.hover();
  await reads(app, 0);
  await click('2025-02-22');
  await reads(app, 22);
  await expect(slider(app)).toBeFocused();
  await page.keyboard.press('Escape');
  await reads(app, 0);
  await click('2025-02-13');
  await reads(app, 13);
  await page.locator('.foot').click();
  await reads(app, 0);
  // The second click on the same place lets go, although the mouse is still there.
  await click('2025-02-13');
  await reads(app, 13);
  await click('2025-02-13');
  await reads(app, 0);
  await to('2025-02-03');
  await reads(app, 3);
  // A mouse that is pressed reads along, also beyond the plot, and keeps the last place.
  await page.mouse.down();
  await to('2025-02-08');
  await reads(app, 8);
  const [x, y] = await middleOf(app, '2025-02-09');
  await page.mouse.move(x, y + 400);
  await reads(app, 9);
  await page.mouse.up();
  await reads(app, 9);
  await to('2025-02-10');
  await reads(app, 10);
  expect(app.bodies).toEqual([app.start]);
});

test('the keyboard reaches every place', async ({ app, page }) => {
  await app.open();
  const summary = `${EARNINGS}, ${ENERGY}, 12 event days`;
  await expect(slider(app)).toHaveAttribute('aria-valuetext', summary);
  await expect(slider(app)).toHaveAttribute('aria-valuemin', '0');
  await expect(slider(app)).toHaveAttribute('aria-valuemax', '28');
  await slider(app).focus();
  await reads(app, 0);
  for (const [key, number] of [
    // The first arrow reads the latest place with dispatch.
    ['ArrowRight', 28],
    ['Home', 1],
    ['ArrowLeft', 1],
    ['ArrowRight', 2],
    ['ArrowUp', 3],
    ['ArrowDown', 2],
    ['End', 28],
    ['ArrowRight', 28],
    ['ArrowLeft', 27],
    ['Home', 1],
    ['Escape', 0],
    ['ArrowLeft', 28],
    ['Escape', 0],
  ]) {
    await page.keyboard.press(key);
    await reads(app, number);
  }
  await expect(slider(app)).toHaveAttribute('aria-valuetext', summary);
  await expect(slider(app)).toBeFocused();
});

test('the first arrow reads the latest place with dispatch, End is today, and Enter or Space opens it', async ({ app, page }) => {
  await setNow(page, '2025-03-20T19:00:00Z');
  await inOnePage(app, [['Enter'], ['Space']], async (key) => {
    await app.open('mid_month');
    await slider(app).focus();
    // Nothing is read, so nothing opens, and the page does not scroll.
    const before = await page.evaluate(() => scrollY);
    await page.keyboard.press(key);
    expect(await page.evaluate(() => scrollY)).toBe(before);
    await page.keyboard.press('End');
    await expect(read(app)).toHaveAttribute('data-bar', '2025-03-20');
    await page.keyboard.press('Escape');
    await page.keyboard.press('ArrowLeft');
    const latest = await app.bars.evaluateAll((bars) => bars.filter(({ dataset }) => /earned|penalty/.test(dataset.dispatch)).at(-1).dataset.bar);
    await expect(read(app)).toHaveAttribute('data-bar', latest);
    expect(app.bodies).toEqual([app.start]);
    await page.keyboard.press(key);
    await expect(app.type('DAY')).toHaveAttribute('aria-pressed', 'true');
    await app.toBe('ready');
    expect(app.bodies).toEqual([app.start, app.period('DAY', latest)]);
    await expect(slider(app)).toBeFocused();
  });
});

test('PageUp and PageDown change the period, and the focus stays', async ({ app, page }) => {
  await app.open();
  await slider(app).focus();
  await page.keyboard.press('PageUp');
  await app.showsPeriod('January 2025');
  await expect(slider(app)).toHaveAttribute('aria-valuemax', '31');
  await app.toBe('ready');
  await expect(slider(app)).toBeFocused();
  await page.keyboard.press('PageDown');
  await app.showsPeriod('February 2025');
  await app.toBe('ready');
  await expect(slider(app)).toBeFocused();
  expect(app.bodies).toEqual([app.start, app.period('MONTH', '2025-01-01'), app.period('MONTH', '2025-02-01')]);
});

test('what is read does not outlive the period', async ({ app, page }) => {
  await app.open();
  await page.mouse.click(...(await middleOf(app, '2025-02-16')));
  await reads(app, 16);
  await app.step('previous').click();
  await app.showsPeriod('January 2025');
  await reads(app, 0);
});

test.describe('right to left', () => {
  test.use({ locale: 'ar-EG' });

  test('time runs to the left for keys and pointer', async ({ app, page }) => {
    await app.open();
    await slider(app).focus();
    for (const [key, number] of [['ArrowLeft', 28], ['Home', 1], ['ArrowLeft', 2], ['ArrowRight', 1], ['End', 28], ['ArrowRight', 27], ['Escape', 0]]) {
      await page.keyboard.press(key);
      await reads(app, number);
    }
    const { plot } = await app.geometry();
    await page.mouse.move(plot.right - 3, plot.centre);
    await reads(app, 1);
    await page.mouse.move(plot.left + 3, plot.centre);
    await reads(app, 28);
  });
});

test('what is read moves nothing, and stands in the lines of the headline', async ({ app, page }) => {
  await page.addInitScript(watchShifts);
  const boxes = () =>
    page.evaluate(() => {
      const box = (element) => {
        const { left, top, bottom, width, height } = element.getBoundingClientRect();
        return { left, top, bottom, width, height };
      };
      const headline = document.querySelector('.headline');
      const parts = [...headline.querySelectorAll('.reading p')].filter((part) => part.checkVisibility() && part.textContent);
      return { headline: box(headline), drawing: box(document.querySelector('[data-chart] [role="slider"]')), parts: parts.map(box) };
    });
  const sizes = { '320 pixels': [320, 740], '390 pixels': [390, 844], '1280 pixels': [1280, 900], 'text at 200 %': [390, 844, ':root { font-size: 200% }'] };
  await inOnePage(app, sizes, async (_, [width, height, rules = '']) => {
    await page.setViewportSize({ width, height });
    await app.open();
    await adopt(page, rules);
    await frames(page);
    await page.evaluate(() => globalThis.takeShifts().splice(0));
    // The focus scrolls to the chart, so it is measured afterwards.
    await slider(app).focus();
    const before = await boxes();
    await page.keyboard.press('Home');
    for (const { name } of DAYS) {
      await expect(app.bar(name)).toHaveAttribute('data-read', '');
      const { headline, drawing, parts } = await boxes();
      expect(drawing, name).toEqual(before.drawing);
      expect(headline, name).toEqual(before.headline);
      for (const { top, bottom } of parts) {
        expect(top, name).toBeGreaterThanOrEqual(headline.top - 0.5);
        expect(bottom, name).toBeLessThanOrEqual(headline.bottom + 0.5);
      }
      await page.keyboard.press('ArrowUp');
    }
    await frames(page);
    expect(await page.evaluate(() => globalThis.takeShifts())).toEqual([]);
  });
});

test('the longest names of months fit into the lines of a phone, in every language', async ({ app, page }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  await inOnePage(app, ['en-US', 'de', 'fr', 'es', 'nl', 'ar'].map((language) => [language]), async (language) => {
    await app.open('negative_day', 'ready', `&lang=${language}`);
    await app.type('YEAR').click();
    await expect(app.bars).toHaveCount(12);
    await app.toBe('ready');
    const top = () => slider(app).evaluate((drawing) => drawing.getBoundingClientRect().top + scrollY);
    const before = await top();
    await slider(app).focus();
    await page.keyboard.press('Home');
    for (let month = 1; month <= 12; month++) {
      await expect(slider(app)).toHaveAttribute('aria-valuenow', String(month));
      softly(await top(), String(month)).toBe(before);
      await page.keyboard.press('ArrowUp');
    }
  });
});

test('each place is said once: by the slider, and by no live region', async ({ app, page }) => {
  await app.open();
  await page.evaluate(() => {
    globalThis.said = [];
    const note = (records) => globalThis.said.push(...records.map(({ target }) => target.textContent));
    for (const region of document.querySelectorAll('[role="status"], [role="alert"], [aria-live], output')) {
      new MutationObserver(note).observe(region, { childList: true, characterData: true, subtree: true });
    }
  });
  await expect(page.locator('[role="status"], [role="alert"], [aria-live], output')).toHaveCount(1);
  await slider(app).focus();
  for (const [index, { text }] of DAYS.entries()) {
    await page.keyboard.press(index ? 'ArrowUp' : 'Home');
    await expect(slider(app)).toHaveAttribute('aria-valuetext', new RegExp(`^${text}: `));
  }
  expect(await page.evaluate(() => globalThis.said)).toEqual([]);
  // The observer does see what is said.
  await app.step('previous').click();
  await expect.poll(() => page.evaluate(() => globalThis.said.join(' '))).toContain('January 2025');
});
