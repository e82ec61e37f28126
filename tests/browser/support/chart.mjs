// Reading the chart as customers do: by pointer, finger and keyboard.

import { expect } from '@playwright/test';

/** The chart as assistive technology knows it: a slider along its axis. */
export const slider = (app) => app.page.getByRole('slider');

/** The headline, while it shows what is read. */
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

/**
 * A finger on the touch screen, in pixels of the window. The time between its events is what the test says, however long
 * the machine takes.
 */
export async function touchScreen(page) {
  const session = await page.context().newCDPSession(page);
  let now = Date.now();
  const send = (type, point, later) => {
    now += later;
    const touchPoints = point ? [{ x: point[0], y: point[1] }] : [];
    return session.send('Input.dispatchTouchEvent', { type, touchPoints, timestamp: now / 1000 });
  };
  const finger = {
    /** It touches the screen, a second after what it did before. */
    down: (point) => send('touchStart', point, 1000),
    /** It moves there in so many milliseconds. */
    to: (point, later = 100) => send('touchMove', point, later),
    /** It leaves the screen. */
    up: (later = 10) => send('touchEnd', undefined, later),
    async tap(point) {
      await finger.down(point);
      await finger.up(50);
    },
    /** From one point to another in so many milliseconds. */
    async drag(from, to, time, steps = 5) {
      await finger.down(from);
      for (let step = 1; step <= steps; step++) {
        const share = step / steps;
        await finger.to([from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share], time / steps);
      }
      await finger.up();
    },
  };
  return finger;
}
