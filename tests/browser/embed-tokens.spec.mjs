// What the element does while it waits for a token, and when there is none to be had.

import { expect, test } from './support/partner.mjs';

test('a portal that changes while its token is on its way loads the frame once', async ({ portal, app, page }) => {
  await portal.show('<vpp-summary id="one"></vpp-summary>', { head: '' });
  await page.evaluate(() => {
    window.asked = 0;
    window.frames_seen = new Set();
    document.querySelector('vpp-summary').fetchToken = () => {
      window.asked += 1;
      // Portals show that they are busy by a class.
      document.body.classList.toggle('busy');
      return new Promise((resolve) => (window.give = resolve));
    };
  });
  await page.evaluate((url) => import(url), portal.script);
  await expect.poll(() => page.evaluate(() => Boolean(window.give))).toBe(true);
  for (let n = 0; n < 5; n += 1) {
    await page.evaluate(() => new Promise((seen) => {
      document.body.classList.toggle('busy');
      requestAnimationFrame(() => requestAnimationFrame(seen));
    }));
  }
  expect(await page.evaluate(() => window.asked)).toBe(1);
  await page.evaluate((token) => window.give(token), app.tokenOf('euro'));
  await portal.toBe('ready');
  expect(await page.evaluate(() => window.asked)).toBe(1);
  expect(await portal.events('error')).toEqual([]);
});

test('without any token the frame says what to do, and the portal is told once', async ({ portal, page }) => {
  await portal.show('<vpp-summary id="one"></vpp-summary>', { head: '' });
  await page.evaluate(() => (document.querySelector('vpp-summary').fetchToken = async () => null));
  await page.evaluate((url) => import(url), portal.script);
  const frame = await portal.toBe('problem');
  await expect(frame.locator('[data-problem="no_token"]')).toBeVisible();
  expect(await portal.event('error')).toMatchObject({ kind: 'no_token', retryable: false });
  expect(await portal.events('error')).toHaveLength(1);
});
