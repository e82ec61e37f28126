// What the element does while it waits for a token, and when it gets none.

import { consoleOf, frames } from './support/browser.mjs';
import { givesTokens, holdTimeouts, test } from './support/partner.mjs';
import { expect, inOnePage } from './support/test.mjs';

test('a portal that changes while its token is on its way loads the frame once', async ({ portal, app, page }) => {
  await portal.show('<vpp-summary id="one"></vpp-summary>', { head: '' });
  await page.evaluate(() => {
    window.asked = 0;
    window.frames_seen = new Set();
    document.querySelector('vpp-summary').fetchToken = () => {
      window.asked += 1;
      // As a portal that shows by a class that it is busy.
      document.body.classList.toggle('busy');
      return new Promise((resolve) => (window.give = resolve));
    };
  });
  await portal.loadScript();
  await expect.poll(() => page.evaluate(() => Boolean(window.give))).toBe(true);
  for (let n = 0; n < 5; n += 1) {
    await page.evaluate(() => document.body.classList.toggle('busy'));
    await frames(page);
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
  await portal.loadScript();
  const frame = await portal.toBe('problem');
  await expect(frame.locator('[data-problem="no_token"]')).toBeVisible();
  expect(await portal.event('error')).toMatchObject({ kind: 'no_token', retryable: false });
  expect(await portal.events('error')).toHaveLength(1);
});

/** Opens a portal whose callback answers when the test says so: `give` on the window, `asked` counts. */
async function asking(portal, page, token = '') {
  await portal.show(`<vpp-summary id="one" connect-token="${token}"></vpp-summary>`, { head: '' });
  await page.evaluate(() => {
    window.asked = 0;
    document.querySelector('vpp-summary').fetchToken = () => {
      window.asked += 1;
      return new Promise((resolve, reject) => Object.assign(window, { give: resolve, fail: reject }));
    };
  });
  await portal.loadScript();
  await expect.poll(() => page.evaluate(() => window.asked)).toBe(1);
}

const give = (page, token) => page.evaluate((token) => window.give(token), token);

test('a callback that is set after the page has loaded is asked', async ({ portal, app, page }) => {
  await portal.show('<vpp-summary id="one"></vpp-summary>');
  expect(await portal.event('error')).toMatchObject({ kind: 'no_token' });
  const token = app.tokenOf('documented');
  await page.evaluate((token) => {
    document.querySelector('#one').fetchToken = null;
    document.querySelector('#one').fetchToken = async () => token;
  }, token);
  await portal.toBe('ready');
  expect(app.posts).toHaveLength(1);
});

test('a token that was set as a property before the script was loaded overrides the attribute', async ({ portal, app, page }) => {
  const [attribute, property] = [app.tokenOf('documented'), app.tokenOf('euro')];
  await portal.show(`<vpp-summary id="one" connect-token="${attribute}"></vpp-summary>`, { head: '' });
  await page.evaluate((token) => (document.querySelector('#one').connectToken = token), property);
  await page.addScriptTag({ type: 'module', url: portal.script });
  const frame = await portal.toBe('ready');
  await expect(frame.locator('[data-total="earnings"]')).toHaveText('€20.54');
  expect(app.posts).toHaveLength(1);
});

test('a callback that never answers does not keep the customer waiting, and a late token still opens the session', async ({ portal, app, page }) => {
  const endTimeouts = await holdTimeouts(page);
  await asking(portal, page);
  // Only the callback is waited for. The page is there.
  expect(await endTimeouts()).toBe(1);
  const frame = await portal.toBe('problem');
  await expect(frame.locator('[data-problem="no_token"]')).toBeVisible();
  expect(await portal.event('error')).toEqual({ event: 'error', id: 'one', kind: 'no_token', requestId: null, retryable: false });
  expect(await endTimeouts()).toBe(0);
  await give(page, app.tokenOf('euro'));
  await portal.toBe('ready');
  await expect(frame.locator('[data-total="earnings"]')).toHaveText('€20.54');
  expect(await portal.events('error')).toHaveLength(1);
  expect(await page.evaluate(() => window.asked)).toBe(1);
});

test('a session that is over is an error although the callback never answers', async ({ portal, app, page, guard }) => {
  guard.expectStatus(401);
  const endTimeouts = await holdTimeouts(page);
  await asking(portal, page, app.tokenOf('expired_token'));
  await portal.toBe('problem');
  expect(await portal.events('error')).toEqual([]);
  expect(await endTimeouts()).toBe(1);
  expect(await portal.event('error')).toMatchObject({ kind: 'ended' });
  await give(page, app.tokenOf('euro'));
  await portal.toBe('ready');
  expect(await portal.events('error')).toHaveLength(1);
});

test('a callback that fails at first leads to the page’s own words, and to a warning with the reason', async ({ portal, page, context }) => {
  const warnings = consoleOf(context);
  await asking(portal, page);
  await page.evaluate(() => window.fail(new Error('our server is down')));
  await expect((await portal.toBe('problem')).locator('[data-problem="no_token"]')).toBeVisible();
  expect(await portal.event('error')).toMatchObject({ kind: 'no_token' });
  expect(warnings.join()).toMatch(/vpp-summary: fetchToken failed.*our server is down/);
});

test('a callback that gives anything but a token gives none', async ({ portal, app, page }) => {
  await inOnePage(app, { 'a number': 5, 'an object': {}, 'an empty text': '' }, async (_, value) => {
    await asking(portal, page);
    await give(page, value);
    await portal.toBe('problem');
    expect(await portal.event('error')).toMatchObject({ kind: 'no_token' });
    expect(await portal.events('error')).toHaveLength(1);
  });
});

test('a token that comes after the element was removed is not used by its next load', async ({ portal, app, page }) => {
  await asking(portal, page);
  await page.evaluate(() => {
    window.first = window.give;
    const element = document.querySelector('vpp-summary');
    element.remove();
    document.body.append(element);
  });
  await expect.poll(() => page.evaluate(() => window.asked)).toBe(2);
  const late = app.tokenOf('documented');
  await page.evaluate((token) => window.first(token), late);
  await give(page, app.tokenOf('euro'));
  const frame = await portal.toBe('ready');
  await expect(frame.locator('[data-total="earnings"]')).toHaveText('€20.54');
  expect(app.bodies.join()).not.toContain(late);
});

test('a session that is over gets a new token, without an error', async ({ portal, app, page, guard }) => {
  guard.expectStatus(401);
  const [ended, fresh] = [app.tokenOf('ends_on_action'), app.tokenOf('euro')];
  await portal.show('<vpp-summary id="one"></vpp-summary>', { head: '' });
  await givesTokens(page, [ended, fresh]);
  // The property was set before the element was there.
  await portal.loadScript();
  const frame = await portal.toBe('ready');
  expect(await page.evaluate(() => window.asked)).toBe(1);
  await frame.locator('[data-step="previous"]').click();
  await expect(frame.locator('[data-total="earnings"]')).toHaveText('€20.54');
  expect(await page.evaluate(() => window.asked)).toBe(2);
  expect(await portal.events('error')).toEqual([]);
});

test('a callback whose token is no better is asked once', async ({ portal, app, page, guard }) => {
  guard.expectStatus(401);
  const tokens = [1, 2, 3].map(() => app.tokenOf('expired_token'));
  await portal.show('<vpp-summary id="one"></vpp-summary>', { head: '' });
  await givesTokens(page, tokens.slice(1));
  await page.evaluate((token) => (document.querySelector('vpp-summary').connectToken = token), tokens[0]);
  await portal.loadScript();
  expect(await portal.event('error')).toMatchObject({ kind: 'ended', retryable: false });
  expect(await page.evaluate(() => window.asked)).toBe(1);
  expect(app.posts).toHaveLength(2);
});

test('a callback that throws or gives nothing leads to the event', async ({ portal, app, page, guard }) => {
  await inOnePage(app, { throws: true, 'gives nothing': false }, async (_, throws) => {
    guard.expectStatus(401);
    await portal.show(portal.element('expired_token'), { head: '' });
    await page.evaluate((throws) => {
      document.querySelector('vpp-summary').fetchToken = () => {
        if (throws) throw new Error('no');
      };
    }, throws);
    await portal.loadScript();
    expect(await portal.event('error')).toMatchObject({ kind: 'ended' });
  });
});

test('a token that comes too late does not replace a newer one', async ({ portal, app, page, guard }) => {
  guard.expectStatus(401);
  const [expired, late, newer] = ['expired_token', 'documented', 'euro'].map((name) => app.tokenOf(name));
  await portal.show(`<vpp-summary id="one" connect-token="${expired}"></vpp-summary>`, { head: '' });
  await page.evaluate(() => {
    document.querySelector('vpp-summary').fetchToken = () => new Promise((resolve) => (window.give = resolve));
  });
  await portal.loadScript();
  await expect.poll(() => page.evaluate(() => Boolean(window.give))).toBe(true);
  await page.evaluate((token) => (document.querySelector('vpp-summary').connectToken = token), newer);
  const frame = await portal.toBe('ready');
  await page.evaluate((token) => window.give(token), late);
  await frame.locator('[data-step="previous"]').click();
  await portal.event('period', 1);
  expect(await page.evaluate(() => document.querySelector('vpp-summary').connectToken)).toBe(newer);
  expect(app.bodies.join()).not.toContain(late);
  expect(await portal.events('error')).toEqual([]);
});
