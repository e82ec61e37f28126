// The page in frames, attacked: by hostile parents, siblings and messages on origins of their own.

import { navigationsOf } from './support/browser.mjs';
import { showsDocumented } from './support/documented.mjs';
import { test } from './support/partner.mjs';
import { expect, inOnePage } from './support/test.mjs';

/** Serves the page without the header that keeps it out of strangers' frames, as a careless deployment might. */
async function withoutFrameAncestors(app, change = (html) => html) {
  await app.rewrite((html, headers) => {
    const policy = headers['content-security-policy'].replace(/frame-ancestors [^;]*;/, '');
    return { headers: { ...headers, 'content-security-policy': policy }, body: change(html) };
  });
}

/** A parent that frames the page itself and answers its greeting with a session. */
const hostile = (app, token) => `<iframe id="victim" src="${app.origin}/v1/"></iframe><script>
  window.heard = [];
  addEventListener('message', ({ data, source }) => {
    heard.push(data.type);
    if (data.type !== 'vpp:ready') return;
    source.postMessage({ type: 'vpp:open', id: data.id, token: '${token}', lang: 'en', theme: 'light' }, '*');
  });
</script>`;

/** What the page shows in its frame. */
const shown = (frame) => frame.evaluate(() => [document.body.innerText.trim(), document.querySelectorAll('main').length]);

test('a stranger cannot frame the page', async ({ stranger, app, page, guard }) => {
  guard.expectError(/frame-ancestors/);
  await stranger.show(hostile(app, app.tokenOf('documented')));
  const frame = page.frames()[1];
  await expect.poll(() => frame.url()).toMatch(/^chrome-error:/);
  expect(await page.evaluate(() => window.heard)).toEqual([]);
  expect(app.posts).toHaveLength(0);
});

test('nor can a portal that a stranger frames', async ({ stranger, portal, app, page, guard }) => {
  guard.expectError(/frame-ancestors/);
  const path = portal.put(portal.element());
  await stranger.show(`<iframe src="${portal.origin}${path}"></iframe>`);
  await expect.poll(() => page.frames().map((frame) => frame.url()).join()).toMatch(/chrome-error:/);
  expect(app.posts).toHaveLength(0);
});

test('where the header is missing, the page refuses by itself', async ({ stranger, app, page }) => {
  await withoutFrameAncestors(app);
  await stranger.show(hostile(app, app.tokenOf('documented')));
  await expect.poll(() => stranger.frames[0] && shown(stranger.frames[0])).toEqual(['', 0]);
  // The refusal is all that it is told.
  await expect.poll(() => page.evaluate(() => window.heard)).toEqual(['vpp:refused']);
  expect(app.posts).toHaveLength(0);
});

/** Serves the page with its end of the protocol changed: another text instead of this one. */
async function withFrameScript(context, app, text, other) {
  await withoutFrameAncestors(app, (html) => html.replace(/(<link data-frame[^>]*) data-integrity="[^"]*"/, '$1'));
  await context.route(/\/v1\/frame-[0-9a-f]{16}\.js$/, async (route) => {
    const response = await route.fetch();
    const body = await response.text();
    expect(body).toContain(text);
    await route.fulfill({ response, body: body.replaceAll(text, other) });
  });
}

/** Makes the page in a frame see these ancestors. */
const withAncestors = (context, app, origins) => withFrameScript(context, app, 'location.ancestorOrigins', JSON.stringify(origins));

test('messages go to the portal’s origin only; just the greeting goes to any page', async ({ portal, app, page, context }) => {
  await page.addInitScript(() => {
    window.told = [];
    window.tellParent = (message, target) => {
      told.push([message.type, target]);
      parent.postMessage(message, target);
    };
  });
  await withFrameScript(context, app, 'parent.postMessage(', 'window.tellParent(');
  const frame = await portal.open();
  await frame.locator('[data-step="previous"]').click();
  await portal.event('period', 1);
  const told = await frame.evaluate(() => window.told);
  const types = new Set(told.map(([type]) => type));
  for (const type of ['vpp:ready', 'vpp:state', 'vpp:resize', 'vpp:action', 'vpp:period']) expect(types).toContain(type);
  expect(told.filter(([type, target]) => target !== (type === 'vpp:ready' ? '*' : portal.origin))).toEqual([]);
});

/** What a browser says about who frames the page. */
const BROWSERS = {
  'does not name a frame’s ancestors': null,
  'hides who frames without a referrer': ['null'],
};

test('a browser that hides a frame’s ancestors lets nobody open a session either', async ({ stranger, app, page, context }) => {
  await inOnePage(app, BROWSERS, async (_, origins) => {
    await withAncestors(context, app, origins);
    await stranger.show(hostile(app, app.tokenOf('documented')));
    await expect.poll(() => page.evaluate(() => window.heard)).toEqual(['vpp:ready']);
    await expect.poll(() => shown(stranger.frames[0])).toEqual(['', 0]);
    expect(app.posts).toHaveLength(0);
  });
});

test('a browser that hides a frame’s ancestors shows the earnings in the portal', async ({ portal, app, context }) => {
  await inOnePage(app, BROWSERS, async (_, origins) => {
    await withAncestors(context, app, origins);
    await showsDocumented(await portal.open());
  });
});

test('a hidden page further out counts as a stranger', async ({ portal, app, context }) => {
  await withAncestors(context, app, ['null', 'null']);
  await portal.show(portal.element());
  expect(await portal.event('error')).toMatchObject({ kind: 'not_allowed' });
  expect(app.posts).toHaveLength(0);
});

test('a token in the frame’s address, or kept by this tab, opens nothing', async ({ other, app, page, guard }) => {
  // The tab has a session of the page on its own.
  await app.open();
  await expect.poll(() => page.evaluate(() => sessionStorage.length)).toBe(1);
  const token = app.tokenOf('euro');
  const address = `${app.origin}/v1/?fp_cot=${token}`;
  guard.expectTokenIn(address);
  await other.show(`<iframe src="${address}"></iframe>`);
  await expect.poll(() => page.frames()[1].url()).toBe(`${app.origin}/v1/`);
  await expect.poll(() => page.frames()[1].evaluate(() => document.documentElement.hasAttribute('data-framed'))).toBe(true);
  expect(await page.frames()[1].locator('main').count()).toBe(0);
  expect(app.posts).toHaveLength(1);
});

test('a token in a fragment that the frame gets later opens nothing, and leaves its address', async ({ portal, app }) => {
  const frame = await portal.open();
  const token = app.tokenOf('euro');
  await frame.evaluate((token) => void (location.hash = `fp_cot=${token}`), token);
  await expect.poll(() => frame.url()).toBe(`${app.origin}/v1/`);
  await showsDocumented(frame);
  expect(app.posts).toHaveLength(1);
});

test('the page hears its parent only', async ({ portal, stranger, app, page }) => {
  // A sibling frame on a foreign origin, which talks to every frame there is.
  const path = stranger.put(`<script>
    const say = (to, message) => { for (const id of ['', 'x', null]) to.postMessage({ ...message, id }, '*'); };
    window.attack = (token, id) => {
      for (const to of [parent, ...Array.from({ length: parent.length }, (_, n) => parent[n])]) {
        say(to, { type: 'vpp:open', token });
        to.postMessage({ type: 'vpp:open', id, token }, '*');
        to.postMessage({ type: 'vpp:look', id, theme: 'dark', appearance: { accent: '#ff0000' } }, '*');
        for (const type of ['ready', 'resize', 'close', 'route', 'error', 'state', 'period']) {
          const forged = { height: 3, url: 'https://evil.example/', kind: 'ended', name: 'CLOSE', state: 'ready' };
          to.postMessage({ ...forged, type: 'vpp:' + type, id }, '*');
        }
      }
    };
  </script>`);
  app.guard.expectOrigin(stranger.origin);
  const evil = app.tokenOf('euro');
  const token = app.tokenOf('documented');
  await page.addInitScript(() => {
    // The attacker of this test even knows the page's secret word.
    if (parent !== window) return;
    addEventListener('message', ({ data }) => { if (data?.type === 'vpp:ready') window.word ??= data.id; });
  });
  await portal.show(`<iframe id="sibling" src="${stranger.origin}${path}"></iframe>
    <vpp-summary id="one" connect-token="${token}" theme="light"></vpp-summary>`);
  const frame = await portal.toBe('ready');
  const sibling = page.frames().find((other) => other.url().startsWith(stranger.origin));
  const before = await portal.events();
  const height = await portal.height();
  await sibling.evaluate(([evil, word]) => window.attack(evil, word), [evil, await page.evaluate(() => window.word)]);
  // What was posted before this has arrived when this does.
  await frame.locator('[data-step="previous"]').click();
  await portal.event('period', 1);
  const names = (await portal.events()).slice(before.length).map(({ event }) => event);
  expect(new Set(names)).toEqual(new Set(names.filter((name) => ['action', 'period', 'resize'].includes(name))));
  expect(app.bodies.join()).not.toContain(evil);
  expect(await frame.evaluate(() => document.documentElement.dataset.theme)).toBe('light');
  expect(await portal.height()).toBeGreaterThan(height / 2);
});

/** A portal that frames the page without the element, within the reach of every script of every frame. */
const bare = (app, token) => `<iframe src="${app.origin}/v1/"></iframe><script>
  window.heard = [];
  addEventListener('message', ({ data, source }) => {
    heard.push(data.type);
    if (data.type !== 'vpp:ready') return;
    window.word = data.id;
    source.postMessage({ type: 'vpp:open', id: data.id, token: '${token}', lang: 'en', theme: 'light' }, '${app.origin}');
  });
</script>`;

test('nor does it hear a sibling that has a handle on it', async ({ portal, stranger, app, page, guard }) => {
  guard.expectOrigin(stranger.origin);
  const path = stranger.put('');
  await portal.show(`${bare(app, app.tokenOf('documented'))}<iframe src="${stranger.origin}${path}"></iframe>`);
  const frame = await portal.toBe('ready');
  const [evil, word] = [app.tokenOf('euro'), await page.evaluate(() => window.word)];
  const attack = ([token, id]) => {
    parent[0].postMessage({ type: 'vpp:look', id, theme: 'dark' }, '*');
    parent[0].postMessage({ type: 'vpp:open', id, token }, '*');
  };
  await page.frames().find((other) => other.url().startsWith(stranger.origin)).evaluate(attack, [evil, word]);
  await frame.locator('[data-step="previous"]').click();
  await expect.poll(() => page.evaluate(() => window.heard.filter((type) => type === 'vpp:period').length)).toBe(2);
  expect(app.bodies.join()).not.toContain(evil);
  expect(await frame.evaluate(() => document.documentElement.dataset.theme)).toBe('light');
});

test('messages of the parent that are unknown or malformed change nothing', async ({ portal, app, page }) => {
  await portal.show(bare(app, app.tokenOf('documented')));
  const frame = await portal.toBe('ready');
  const evil = app.tokenOf('euro');
  await page.evaluate(([token, id]) => {
    for (const message of [
      null, 1, 'vpp:open', [], {}, { type: 'vpp:open' }, { type: 'vpp:open', token }, { type: 'vpp:open', token, id: '1-2-3-4' },
      { type: 'constructor', id }, { type: 'vpp:ready', id, token }, { type: { toString: 1 }, id },
      JSON.parse(`{"type":"vpp:open","token":"${token}","__proto__":{"id":"${id}"}}`),
      { type: 'vpp:look', id, theme: 'javascript:alert(1)', appearance: 'accent' },
      { type: 'vpp:look', id, navigation: 'yes' },
      { type: 'vpp:look', id, theme: {}, appearance: JSON.parse('{"__proto__":{"accent":"#ff0000"},"constructor":"red","toString":"x"}') },
      { type: 'vpp:look', id, appearance: { accent: { toString: 'red' }, radius: 5, font: ['x'] } },
      ...[null, 5, {}, ['ar'], { toString: 'ar' }].map((lang) => ({ type: 'vpp:look', id, lang })),
    ]) {
      window[0].postMessage(message, '*');
    }
  }, [evil, await page.evaluate(() => window.word)]);
  await frame.locator('[data-step="previous"]').click();
  await expect.poll(() => page.evaluate(() => window.heard.filter((type) => type === 'vpp:period').length)).toBe(2);
  expect(app.bodies.join()).not.toContain(evil);
  expect(await frame.evaluate(() => [document.documentElement.dataset.theme, {}.accent])).toEqual(['light', undefined]);
  expect(await frame.evaluate(() => document.documentElement.lang)).toBe('en-GB');
  // Nor does an older element, which sends no such field, get what its portal has not asked for.
  await expect(frame.locator('[data-action="CLOSE"]')).toBeHidden();
  expect(await frame.evaluate(() => document.documentElement.style.length)).toBe(0);
});

/** Serves a page of the attacker's instead of the page, on the same origin. */
async function compromised(context, app, script) {
  await context.route(`${app.origin}/v1/`, (route) =>
    route.fulfill({ contentType: 'text/html', body: `<link rel="icon" href="data:,"><script>
      const say = (type, fields, id = 'x') => parent.postMessage({ ...fields, type: 'vpp:' + type, id }, '*');
      say('ready');
      addEventListener('message', ({ data }) => { if (data.type === 'vpp:open') { ${script} } });
    </script>` }),
  );
}

test('even a page that is not what it says cannot lead the portal astray', async ({ portal, app, page, context }) => {
  const addresses = [
    'javascript:document.title="evil"', 'JavaScript:alert(1)', 'java\nscript:alert(1)', 'data:text/html,evil', 'blob:https://a/b',
    'http://partner.example/', 'https://user@evil.example/', '//evil.example', '/relative', 'intent://x', 'vbscript:x', 1, {}, null,
  ];
  await compromised(context, app, `
    for (const url of ${JSON.stringify(addresses)}) { say('close', { url }); say('route', { url, route: 'x' }); }
    for (const height of [NaN, Infinity, -5, 0, 2, '900', {}, 1e9]) say('resize', { height });
    say('error', { kind: 'constructor' }); say('error', { kind: '__proto__' }); say('action', { name: { toString: 1 } });
    say('nonsense', {}); say('toString', {}); say('period', { periodType: {}, start: 5 });
    say('close', { url: 'https://evil.example/' }, 'another id');
    say('state', { state: 'ready', title: '<img src=x onerror=alert(1)>' });
  `);
  await portal.show(portal.element());
  await portal.event('ready');
  const urls = (await portal.events('close', 'route')).map(({ url }) => url);
  expect(urls).toEqual(Array(2 * addresses.length).fill(null));
  expect(await portal.events('resize')).toEqual([{ event: 'resize', id: 'one', height: 20_000 }]);
  expect(await portal.events('error', 'action')).toEqual([]);
  expect(await portal.event('period')).toEqual({ event: 'period', id: 'one', type: null, start: null, end: null });
  expect(page.url()).toMatch(/portal/);
  expect(await page.title()).toBe('Portal');
});

/** Ends the session of a customer whose callback is an app's. @returns what the portal is told, and where it goes */
async function endAtApp({ app, portal, page }, settings) {
  await app.configure(settings);
  const frame = await portal.open('app_link', { attributes: 'navigation' });
  const asked = await navigationsOf(page);
  await frame.click('[data-action="CLOSE"]');
  return { ...(await portal.event('close')), asked };
}

test('an app that the deployment does not list is not followed by the portal', async ({ portal, app, page }) => {
  const end = await endAtApp({ app, portal, page }, { 'vpp:app-schemes': 'otherapp' });
  expect(end).toMatchObject({ url: null, asked: [] });
});

const LISTS = { 'by its scheme': { 'vpp:app-schemes': 'otherapp MyApp' }, 'by its address': { 'vpp:app-schemes': '', 'vpp:home-url': 'myapp://home' } };

for (const [how, settings] of Object.entries(LISTS)) {
  test(`an app that the deployment lists ${how} is followed by the portal`, async ({ portal, app, page, guard }) => {
    guard.expectOrigin('myapp://vpp');
    const { url, asked } = await endAtApp({ app, portal, page }, settings);
    expect(url).toBe('myapp://vpp/done');
    await expect.poll(() => asked).toEqual([url]);
  });
}

test('an older page lists no apps, and no page can list what is dangerous', async ({ portal, app, page, context }) => {
  await compromised(context, app, `
    say('close', { url: 'myapp://done' }); say('close', { url: 'myapp://done', schemes: 'myapp' });
    for (const scheme of ['javascript', 'ms-msdt', 'smb', 'data', 'intent']) say('close', { url: scheme + '://x', schemes: [scheme] });
    say('state', { state: 'ready', title: '' });
  `);
  await portal.show(portal.element());
  await portal.event('ready');
  expect((await portal.events('close')).map(({ url }) => url)).toEqual(Array(7).fill(null));
  expect(page.url()).toMatch(/portal/);
});

test('a page that breaks out cannot: the frame may not navigate the portal', async ({ portal, app, page, context, guard }) => {
  guard.expectError(/Unsafe attempt to initiate navigation|allow-top-navigation/);
  await compromised(context, app, `
    try { top.location.href = 'https://evil.example/'; } catch (error) { say('state', { state: 'ready', title: error.name }); }
  `);
  await portal.show(portal.element());
  await portal.event('ready');
  expect(await (await portal.frames[0].frameElement()).getAttribute('title')).toBe('SecurityError');
  expect(page.url()).toMatch(/portal/);
});

test('a frame that has gone to another origin is not believed', async ({ portal, stranger, app, page, guard }) => {
  await portal.open();
  guard.expectOrigin(stranger.origin);
  const path = stranger.put(`<script>
    for (const type of ['ready', 'close', 'state']) parent.postMessage({ type: 'vpp:' + type, id: 'x', url: 'https://evil.example/' }, '*');
    window.done = true;
    window.heard = [];
    addEventListener('message', ({ data }) => heard.push(data));
  </script>`);
  const frame = portal.frames[0];
  await frame.evaluate((url) => location.assign(url), stranger.origin + path).catch(() => undefined);
  await expect.poll(() => frame.evaluate(() => window.done).catch(() => false)).toBe(true);
  // Whatever the portal says now is for the page's origin, and the browser keeps it from another.
  guard.expectError(/^Failed to execute 'postMessage'/);
  const secret = app.tokenOf('documented');
  await page.evaluate((secret) => {
    const element = document.querySelector('#one');
    element.theme = 'dark';
    element.lang = 'de';
    element.style.setProperty('--vpp-accent', '#123456');
    element.connectToken = secret;
  }, secret);
  // A message of the portal's own that comes after all those, to see that they would be there.
  await frame.frameElement().then((element) => element.evaluate((iframe) => iframe.contentWindow.postMessage('last', '*')));
  await expect.poll(() => frame.evaluate(() => window.heard.at(-1))).toBe('last');
  expect(await frame.evaluate(() => window.heard)).toEqual(['last']);
  expect(await portal.events('close')).toEqual([]);
  expect(await portal.events('ready')).toHaveLength(1);
});

test('an address that must not be followed never reaches the portal', async ({ portal, app, page }) => {
  await inOnePage(app, { hostile_redirect: 'CONNECT_TARIFF', hostile_callback: 'CLOSE' }, async (scenario, action) => {
    const frame = await portal.open(scenario, { attributes: 'navigation' });
    await frame.locator(`[data-action="${action}"]:visible`).first().click();
    if (scenario === 'hostile_callback') expect((await portal.event('close')).url).toBeNull();
    else expect(await portal.event('error')).toMatchObject({ kind: 'unreadable', retryable: true });
    expect(await portal.events('route')).toEqual([]);
    expect(page.url()).toMatch(/portal/);
  });
});

test('markup in every text of an answer stays text, in the frame and in its title', async ({ portal }) => {
  const frame = await portal.open('markup_in_names');
  expect(await frame.locator('main img, main script, main iframe, main b').count()).toBe(0);
  await expect(frame.locator('h1')).toContainText('<');
});

test('an answer cannot change what objects are', async ({ portal, app }) => {
  const page = {
    route: 'vpp_summary', timezone: 'UTC', live_mode: true, actions: ['CLOSE'], tariff_connected: true,
    programme: { provider_display_name: 'Leap', programme_display_name: 'X', participation_state: 'ACTIVE' },
  };
  const evil = '"__proto__":{"polluted":"yes","frame":"no"},"constructor":{"prototype":{"polluted":"yes"}},';
  await app.reply(0, { contentType: 'application/json', body: JSON.stringify(page).replaceAll('{', `{${evil}`) });
  const frame = await portal.open();
  expect(await frame.evaluate(() => [{}.polluted, Object.prototype.frame, [].polluted])).toEqual([undefined, undefined, undefined]);
});

test('neither opener nor referrer tell where the customer comes from', async ({ stranger, portal, app, page, context, guard }) => {
  const requests = [];
  context.on('request', (request) => requests.push(request));
  // Even if the portal itself tells everybody: then only what it fetches by itself is fetched with its address.
  guard.expectReferrerTo(portal.script, `${portal.origin}/record.js`);
  await portal.open('documented', { headers: { 'referrer-policy': 'unsafe-url' } });
  const ofThePage = requests.filter((request) => request.url().startsWith(`${app.origin}/`) && request.url() !== portal.script);
  expect(ofThePage.length).toBeGreaterThan(5);
  for (const request of ofThePage) expect(await request.allHeaders(), request.url()).not.toHaveProperty('referer');
  const addresses = requests.map((request) => request.url()).join('\n');
  expect(addresses).not.toContain('cot_');
  // Whoever opens the page in a window of its own has no handle on it.
  await stranger.show('');
  const popup = context.waitForEvent('page');
  await page.evaluate((url) => void (window.other = window.open(url)), `${app.origin}/v1/`);
  const opened = await popup;
  await opened.waitForLoadState();
  expect(await opened.evaluate(() => window.opener)).toBeNull();
  await expect.poll(() => page.evaluate(() => window.other.closed)).toBe(true);
});

test('a browser that blocks third-party storage shows the earnings all the same', async ({ portal, page }) => {
  await page.addInitScript(() => {
    if (parent === window) return;
    for (const name of ['sessionStorage', 'localStorage', 'indexedDB', 'caches']) {
      Object.defineProperty(window, name, { get() { throw new DOMException('blocked', 'SecurityError'); } });
    }
  });
  const frame = await portal.open();
  await showsDocumented(frame);
  await frame.locator('[data-step="previous"]').click();
  await portal.event('period', 1);
  expect(await portal.events('error')).toEqual([]);
});

test('nothing is kept in the frame', async ({ other }) => {
  const frame = await other.open();
  const kept = await frame.evaluate(() => [sessionStorage.length, localStorage.length, document.cookie]);
  expect(kept).toEqual([0, 0, '']);
});
