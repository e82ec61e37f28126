// Reading the chart as customers do: by pointer, finger and keyboard.

import { expect } from '@playwright/test';

/** The chart as assistive technology knows it: a slider along its axis. */
export const slider = (app) => app.page.getByRole('slider');

/** The line above the chart that shows what is read. */
export const strip = (app) => app.page.locator('[data-reading]');

/** The place that is read. */
export const read = (app) => app.page.locator('[data-chart] [data-read]');

/** The middle of a place's column, in pixels of the window. */
export async function middleOf(app, name) {
  await slider(app).scrollIntoViewIfNeeded();
  const { x, y, width, height } = await app.bar(name).locator('.place').boundingBox();
  return [x + width / 2, y + height / 2];
}

/** Moves the pointer over a place and waits until it is read. */
export async function hover(app, name) {
  await app.page.mouse.move(...(await middleOf(app, name)));
  await expect(app.bar(name)).toHaveAttribute('data-read', '');
}

/** What assistive technology says of a place that the pointer reads. */
export async function spoken(app, name) {
  await hover(app, name);
  return slider(app).getAttribute('aria-valuetext');
}

/** What assistive technology says of every place, read from the first to the last by the keyboard. */
export async function spokenOfAll(app) {
  await slider(app).focus();
  await app.page.keyboard.press('Home');
  const texts = [];
  for (const count = await app.bars.count(); ; ) {
    await expect(slider(app)).toHaveAttribute('aria-valuenow', String(texts.length + 1));
    texts.push(await slider(app).getAttribute('aria-valuetext'));
    if (texts.length === count) return texts;
    await app.page.keyboard.press('ArrowUp');
  }
}

/** The touch screen, finger by finger, in pixels of the window. */
export async function touchScreen(page) {
  const session = await page.context().newCDPSession(page);
  const send = (type, points) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y]) => ({ x, y })) });
  return {
    down: (point) => send('touchStart', [point]),
    to: (point) => send('touchMove', [point]),
    up: () => send('touchEnd', []),
    async tap(point) {
      await send('touchStart', [point]);
      await send('touchEnd', []);
    },
    /** A finger that goes from one point to another in so many steps, each of which the page has taken in before the next. */
    async drag(from, to, steps = 4) {
      await send('touchStart', [from]);
      for (let step = 1; step <= steps; step++) {
        await send('touchMove', [from[0] + ((to[0] - from[0]) * step) / steps, from[1] + ((to[1] - from[1]) * step) / steps]);
      }
      await send('touchEnd', []);
    },
  };
}
