// Messages that are sent again: those of one load of the page mean nothing in the next.

import { test } from './support/partner.mjs';
import { expect } from './support/test.mjs';

/** Records all messages between portal and frame, as an attacker's script in either could. */
async function record(page) {
  await page.addInitScript(() => {
    window.crossed = [];
    // Before anybody else: this is the first script of both documents.
    addEventListener('message', ({ data, origin, source }) => crossed.push({ data, origin, source }), true);
  });
}

/** What has come to a frame. */
const heardBy = (frame) => frame.evaluate(() => window.crossed.map(({ data }) => data));

test('what opened a session in an earlier load opens none in the next', async ({ portal, app, page }) => {
  await record(page);
  const old = app.tokenOf('documented');
  await portal.show(`<vpp-summary id="one" connect-token="${old}" theme="light"></vpp-summary>`);
  const messages = await heardBy(await portal.toBe('ready'));
  expect(messages.map(({ type }) => type)).toEqual(['vpp:open']);
  const fresh = app.tokenOf('euro');
  await page.evaluate((token) => {
    const element = document.querySelector('vpp-summary');
    element.connectToken = token;
    element.retry();
  }, fresh);
  await portal.event('period', 1);
  const frame = await portal.toBe('ready');
  const posts = app.posts.length;

  // From the parent's window itself, to the very window that has told where it is: all is right with them but their age.
  await page.evaluate(([messages, origin]) => {
    const { source } = crossed.at(-1);
    for (const message of messages) {
      source.postMessage({ ...message, theme: 'dark' }, origin);
      source.postMessage({ ...message, type: 'vpp:look', theme: 'dark' }, origin);
    }
  }, [messages, app.origin]);
  await frame.locator('[data-step="previous"]').click();
  await portal.event('period', 2);
  expect(app.bodies.slice(posts).join()).not.toContain(old);
  expect(app.bodies.slice(posts)).toHaveLength(1);
  expect(await frame.evaluate(() => document.documentElement.dataset.theme)).toBe('light');

  // Their age is the reason: with the word of this load they would be heard.
  await page.evaluate(([message, origin]) => {
    const { source, data } = crossed.at(-1);
    source.postMessage({ ...message, type: 'vpp:look', id: data.id, theme: 'dark' }, origin);
  }, [messages[0], app.origin]);
  await expect.poll(() => frame.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
});

for (const [what, again] of [
  ['a new frame', (page) => page.evaluate(() => document.querySelector('vpp-summary').retry())],
  ['the same frame, loaded again', (page, frame) => frame.evaluate(() => location.reload()).catch(() => undefined)],
]) {
  test(`what the page told in an earlier load is not heard in the next: ${what}`, async ({ portal, page, app }) => {
    await record(page);
    const frame = await portal.open();
    await frame.locator('[data-step="previous"]').click();
    await portal.event('period', 1);
    await page.evaluate(() => {
      window.old = crossed.filter(({ data }) => data.type !== 'vpp:ready').map((message) => ({ ...message }));
      // What would be worst: the session is said to have ended, and to go on elsewhere.
      for (const type of ['vpp:error', 'vpp:route', 'vpp:close']) {
        old.push({ ...old[0], data: { id: old[0].data.id, type, kind: 'ended', route: 'x', url: 'https://evil.example/' } });
      }
    });
    await again(page, frame);
    await portal.event('ready', 1);
    await portal.toBe('ready');
    await portal.event('period', 2);
    const before = (await portal.events('period', 'route', 'close', 'error', 'action')).length;
    const types = await page.evaluate(() => {
      window.now = crossed.findLast(({ data }) => data.type === 'vpp:period');
      // As the browser would deliver them, with the window and the origin that they came from.
      for (const message of old) dispatchEvent(new MessageEvent('message', message));
      return old.map(({ data }) => data.type);
    });
    expect(new Set(types).size).toBeGreaterThan(5);
    expect(await portal.events('period', 'route', 'close', 'error', 'action')).toHaveLength(before);
    expect(page.url()).toMatch(/portal/);

    // The way in which they were sent again is no reason: those of this load are heard like that.
    await page.evaluate(() => dispatchEvent(new MessageEvent('message', now)));
    expect(await portal.events('period', 'route', 'close', 'error', 'action')).toHaveLength(before + 1);
    expect(app.posts.length).toBe(3);
  });
}
