// An element's life in a portal: created early or late, moved, adopted by other documents, removed by its own events.

import { consoleOf } from './support/browser.mjs';
import { Partner, colourOf, holdTimeouts, test } from './support/partner.mjs';
import { expect } from './support/test.mjs';

const mark = (frame) => frame.evaluate(() => (window.mark = 'the same document'));
const marked = (frame) => frame.evaluate(() => window.mark);

test('properties that were set before the script was loaded take effect', async ({ portal, app, page }) => {
  const [early, late] = [app.tokenOf('documented'), app.tokenOf('euro')];
  await portal.show('<vpp-summary id="one"></vpp-summary>', { head: '' });
  await page.evaluate((connectToken) => {
    Object.assign(document.querySelector('vpp-summary'), { connectToken, theme: 'dark', lang: 'de', title: 'Grid rewards' });
  }, early);
  await portal.loadScript();
  const frame = await portal.toBe('ready');
  expect(await frame.evaluate(() => [document.documentElement.lang, document.documentElement.dataset.theme])).toEqual(['de', 'dark']);
  expect(await (await frame.frameElement()).getAttribute('title')).toBe('Grid rewards');
  expect(await page.evaluate(() => Object.keys(document.querySelector('vpp-summary')))).toEqual([]);
  await page.evaluate((token) => (document.querySelector('vpp-summary').connectToken = token), late);
  await expect(frame.locator('[data-total="earnings"]')).toHaveText('20,54 €');
  expect(app.posts).toHaveLength(2);
});

test('frameworks find a property for each attribute and callback', async ({ portal, page }) => {
  await portal.open();
  const found = () => ['connectToken', 'connectUrl', 'theme', 'fetchToken', 'retry', 'lang', 'title']
    .filter((name) => name in document.createElement('vpp-summary'));
  expect(await page.evaluate(found)).toHaveLength(7);
  // Without a value there is no attribute, as before.
  expect(await page.evaluate(() => {
    const element = document.querySelector('vpp-summary');
    Object.assign(element, { theme: 'dark', connectUrl: '/connect' });
    Object.assign(element, { theme: undefined, connectUrl: null });
    return [element.getAttributeNames().sort(), element.theme, element.connectUrl];
  })).toEqual([['connect-token', 'id'], 'auto', '']);
  // Nothing of an element is shared with another one.
  expect(await page.evaluate(() => {
    const [one, two] = [1, 2].map(() => document.createElement('vpp-summary'));
    one.fetchToken = () => 'x';
    return [two.fetchToken, one.connectToken, one.outerHTML];
  })).toEqual([null, '', '<vpp-summary></vpp-summary>']);
});

test('an element that is moved at once keeps its page, and follows its new place', async ({ portal, page }) => {
  const frame = await portal.open('documented', {
    head: `<script type="module" src="${portal.script}"></script><style>#there { --vpp-accent: #c80000 } .night { --vpp-bar: #c80000 }</style>`,
  });
  await mark(frame);
  await page.evaluate(() => {
    const there = Object.assign(document.createElement('div'), { id: 'there', lang: 'fr' });
    document.body.append(there);
    there.moveBefore(document.querySelector('vpp-summary'), null);
  });
  await expect.poll(() => frame.evaluate(() => document.documentElement.lang)).toBe('fr');
  await expect.poll(() => colourOf(frame, '--vpp-accent')).toBe('rgb(200, 0, 0)');
  // What is around it now is what is followed.
  await page.evaluate(() => (document.querySelector('#there').lang = 'nl'));
  await expect.poll(() => frame.evaluate(() => document.documentElement.lang)).toBe('nl');
  expect(await marked(frame)).toBe('the same document');
  expect(await portal.events('ready')).toHaveLength(1);
});

test('an element works again after it was in another document', async ({ portal, app, page, context }) => {
  const warnings = consoleOf(context);
  await portal.open();
  const into = async (other) => {
    await page.evaluate(other);
    await page.evaluate(() => {
      window.element ??= document.querySelector('vpp-summary');
      window.other.body.append(window.element);
      element.retry();
      element.setAttribute('theme', 'dark');
      if (other.defaultView) other.body.moveBefore(element, null);
    });
    await expect.poll(() => portal.frames.length).toBe(0);
    await page.evaluate(() => {
      document.body.append(element);
      element.removeAttribute('theme');
    });
    const frame = await portal.toBe('ready');
    expect(portal.frames).toHaveLength(1);
    await expect.poll(() => portal.height()).toBeGreaterThan(500);
    expect(await page.evaluate(() => getComputedStyle(element).display)).toBe('block');
    await page.evaluate(() => element.style.setProperty('--vpp-accent', '#c80000'));
    await expect.poll(() => colourOf(frame, '--vpp-accent')).toBe('rgb(200, 0, 0)');
  };
  await into(() => (window.other = document.implementation.createHTMLDocument()) && undefined);
  await into(() => (window.other = document.body.appendChild(document.createElement('iframe')).contentDocument) && undefined);
  expect(app.posts).toHaveLength(3);
  expect(warnings).toContain('vpp-summary: the element needs the script in its own document');
  expect(await portal.events('error')).toEqual([]);
});

test('an element that is removed and added at once has one page, which is heard once', async ({ portal, app, page }) => {
  await portal.open();
  await page.evaluate(() => {
    const element = document.querySelector('vpp-summary');
    for (let n = 0; n < 5; n += 1) {
      element.remove();
      document.body.append(element);
    }
  });
  await portal.event('ready', 1);
  const frame = await portal.toBe('ready');
  expect(page.frames()).toHaveLength(2);
  await frame.locator('[data-step="previous"]').click();
  await portal.event('period', 2);
  expect(await portal.events('period')).toHaveLength(3);
  expect(app.posts).toHaveLength(3);
});

test('a portal can remove the element or load it again in any of its events', async ({ portal, app, page, guard }) => {
  guard.expectStatus(401);
  for (const name of ['ready', 'resize', 'period', 'action']) {
    await portal.show(portal.element(), { head: '' });
    await page.evaluate((name) => document.querySelector('vpp-summary')
      .addEventListener(name, ({ target }) => target.remove()), name);
    await portal.loadScript();
    await portal.event(name);
    await expect.poll(() => page.frames().length).toBe(1);
    expect(await portal.events('error')).toEqual([]);
  }
  await portal.show(portal.element('expired_token'), { head: '' });
  await page.evaluate((token) => document.querySelector('vpp-summary').addEventListener('error', ({ target }) => {
    target.connectToken = token;
    target.retry();
  }), app.tokenOf('euro'));
  await portal.loadScript();
  const frame = await portal.toBe('ready');
  await expect(frame.locator('[data-total="earnings"]')).toHaveText('€20.54');
  expect(await portal.events('error')).toHaveLength(1);
});

test('an element that is removed leaves no timer, listener or observer', async ({ portal, page }) => {
  const endTimeouts = await holdTimeouts(page);
  await page.addInitScript(() => {
    window.listening = 0;
    const { addEventListener } = window;
    window.addEventListener = function (type, listener, options) {
      if (options?.signal) {
        window.listening += 1;
        options.signal.addEventListener('abort', () => (window.listening -= 1));
      }
      return addEventListener.call(this, type, listener, options);
    };
  });
  const frame = await portal.open();
  expect(await page.evaluate(() => window.listening)).toBe(1);
  await page.evaluate(() => {
    window.element = document.querySelector('vpp-summary');
    window.last = undefined;
    addEventListener('message', (event) => (window.last ??= event));
  });
  await frame.locator('[data-step="previous"]').click();
  await expect.poll(() => page.evaluate(() => Boolean(window.last))).toBe(true);
  await page.evaluate(() => element.remove());
  const told = (await portal.events()).length;
  await page.evaluate(() => {
    const { data, origin, source } = window.last;
    dispatchEvent(new MessageEvent('message', { data, origin, source }));
    document.body.className = 'night';
    element.setAttribute('theme', 'dark');
    element.connectToken = 'cot_x';
  });
  expect(await endTimeouts()).toBe(0);
  expect(await page.evaluate(() => window.listening)).toBe(0);
  expect(await portal.events()).toHaveLength(told);
  await expect.poll(() => page.frames().length).toBe(1);
});

test('a portal that the browser brings back from its cache is as it was', async ({ playwright, launchOptions, servers, guard, appFor }) => {
  // Playwright's browsers have no cache of pages, unless told otherwise.
  const browser = await playwright.chromium.launch({ ...launchOptions, ignoreDefaultArgs: ['--disable-back-forward-cache'] });
  try {
    const context = await browser.newContext();
    await guard.watch(context);
    const page = await context.newPage();
    const app = appFor({ page, context });
    const portal = new Partner({ page, app, server: servers.portal });
    const headers = { 'cache-control': 'no-cache' };
    const next = portal.put('Elsewhere', { headers });
    const frame = await portal.open('documented', { headers });
    await frame.locator('[data-step="previous"]').click();
    await portal.event('period', 1);
    await portal.toBe('ready');
    await page.evaluate(() => addEventListener('pageshow', ({ persisted }) => (window.kept = persisted)));
    await page.goto(portal.origin + next);
    await page.goBack({ waitUntil: 'commit' });
    await expect.poll(() => page.evaluate(() => window.kept)).toBe(true);
    // The session may have gone on elsewhere, so the page asks for it, and the element hears its events. Playwright does not
    // see the frame again.
    expect(await portal.event('period', 2)).toMatchObject({ start: '2025-02-01' });
    // The page still hears the element.
    await page.evaluate((token) => (document.querySelector('vpp-summary').connectToken = token), app.tokenOf('euro'));
    const started = async () => (await portal.events('action')).filter(({ name }) => name === 'SESSION_START').length;
    await expect.poll(started).toBe(3);
    await portal.event('period', 3);
    expect(await portal.events('ready')).toHaveLength(1);
    expect(await portal.events('error')).toEqual([]);
  } finally {
    await browser.close();
  }
});
