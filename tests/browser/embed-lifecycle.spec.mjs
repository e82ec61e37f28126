// An element's life in a portal: made early or late, moved about, taken to other documents, removed by its own events.

import { App } from './support/app.mjs';
import { colourOf, expect, holdPatience, Partner, test } from './support/partner.mjs';

const mark = (frame) => frame.evaluate(() => (window.mark = 'the same document'));
const marked = (frame) => frame.evaluate(() => window.mark);

test('what was set before the script was there counts, and is no longer in the way', async ({ portal, app, page }) => {
  const [early, late] = [app.tokenOf('documented'), app.tokenOf('euro')];
  await portal.show('<vpp-summary id="one"></vpp-summary>', { head: '' });
  await page.evaluate((connectToken) => {
    Object.assign(document.querySelector('vpp-summary'), { connectToken, theme: 'dark', lang: 'de', title: 'Grid rewards' });
  }, early);
  await page.evaluate((url) => import(url), portal.script);
  const frame = await portal.toBe('ready');
  expect(await frame.evaluate(() => [document.documentElement.lang, document.documentElement.dataset.theme])).toEqual(['de', 'dark']);
  expect(await (await frame.frameElement()).getAttribute('title')).toBe('Grid rewards');
  expect(await page.evaluate(() => Object.keys(document.querySelector('vpp-summary')))).toEqual([]);
  await page.evaluate((token) => (document.querySelector('vpp-summary').connectToken = token), late);
  await expect(frame.locator('[data-total="earnings"]')).toHaveText('20,54 €');
  expect(app.posts).toHaveLength(2);
});

test('frameworks find a property for each thing that is no attribute', async ({ portal, page }) => {
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

test('an element that is moved as a whole keeps its page, and follows its new place', async ({ portal, page }) => {
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

test('an element that was in another document is whole when it comes back', async ({ portal, app, page, context }) => {
  const warnings = [];
  context.on('console', (message) => warnings.push(message.text()));
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

test('an element that is taken out and put back in one go has one page, which is heard once', async ({ portal, app, page }) => {
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

test('a portal may remove the element, or load it again, in any of its events', async ({ portal, app, page, guard }) => {
  guard.expectStatus(401);
  for (const name of ['ready', 'resize', 'period', 'action']) {
    await portal.show(`<vpp-summary id="one" connect-token="${app.tokenOf('documented')}"></vpp-summary>`, { head: '' });
    await page.evaluate((name) => document.querySelector('vpp-summary')
      .addEventListener(name, ({ target }) => target.remove()), name);
    await page.evaluate((url) => import(url), portal.script);
    await portal.event(name);
    await expect.poll(() => page.frames().length).toBe(1);
    expect(await portal.events('error')).toEqual([]);
  }
  await portal.show(`<vpp-summary id="one" connect-token="${app.tokenOf('expired_token')}"></vpp-summary>`, { head: '' });
  await page.evaluate((token) => document.querySelector('vpp-summary').addEventListener('error', ({ target }) => {
    target.connectToken = token;
    target.retry();
  }), app.tokenOf('euro'));
  await page.evaluate((url) => import(url), portal.script);
  const frame = await portal.toBe('ready');
  await expect(frame.locator('[data-total="earnings"]')).toHaveText('€20.54');
  expect(await portal.events('error')).toHaveLength(1);
});

test('an element that is removed leaves nothing that waits, listens or looks', async ({ portal, page }) => {
  const endPatience = await holdPatience(page);
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
  expect(await endPatience()).toBe(0);
  expect(await page.evaluate(() => window.listening)).toBe(0);
  expect(await portal.events()).toHaveLength(told);
  await expect.poll(() => page.frames().length).toBe(1);
});

test('a portal that the browser has kept is there as it was when the customer comes back', async ({ playwright, launchOptions, servers, guard }, info) => {
  // Browsers of tests keep no pages, unless they are told to.
  const browser = await playwright.chromium.launch({ ...launchOptions, ignoreDefaultArgs: ['--disable-back-forward-cache'] });
  try {
    const context = await browser.newContext();
    await guard.watch(context);
    const page = await context.newPage();
    const app = new App({ page, context, guard, origin: servers.sandbox.origin, suffix: info.testId.replace(/\W/g, '') });
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
    // The session may have gone on elsewhere, so the page asks for it, and the element hears what it tells. The test has lost
    // sight of the frame itself.
    expect(await portal.event('period', 2)).toMatchObject({ start: '2025-02-01' });
    // Nor is the page deaf to the element.
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
