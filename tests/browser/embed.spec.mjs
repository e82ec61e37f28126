// <vpp-summary> in a partner's page, on an origin of its own: what it shows, what it emits and how it behaves.

import { frames } from './support/browser.mjs';
import { EARNINGS, showsDocumented } from './support/documented.mjs';
import { test } from './support/partner.mjs';
import { expect, inOnePage } from './support/test.mjs';

test('the element shows the earnings, and emits what happens', async ({ portal, app }) => {
  const frame = await portal.open();
  await showsDocumented(frame);
  expect(app.bodies).toEqual([app.start]);
  expect(await portal.event('ready')).toEqual({ event: 'ready', id: 'one', version: expect.any(String) });
  expect(await portal.events('action')).toEqual([{ event: 'action', id: 'one', name: 'SESSION_START' }]);
  const february = { event: 'period', id: 'one', type: 'MONTH', start: '2025-02-01', end: '2025-02-28' };
  expect(await portal.event('period')).toEqual(february);
  // The token has not been in an address.
  expect(frame.url()).toBe(`${app.origin}/v1/`);

  await frame.locator('[data-step="previous"]').click();
  expect(await portal.event('period', 1)).toEqual({ ...february, start: '2025-01-01', end: '2025-01-31' });
  // Other views of the same period are the customer's affair, and so is refreshing one that was seen before.
  await frame.locator('[aria-controls="table"]').click();
  await frame.locator('.switch button').last().click();
  await frame.locator('[data-step="next"]').click();
  expect(await portal.event('period', 2)).toEqual(february);
  await expect(frame.locator('main')).toHaveAttribute('aria-busy', 'false');
  expect(await portal.events('period')).toHaveLength(3);
  expect(await portal.event('action', 1)).toMatchObject({ name: 'CHANGE_PERIOD' });
  expect(await portal.events('error', 'route', 'close')).toEqual([]);
});

test('the frame is as high as its content, without a scrollbar and without a loop', async ({ portal, page }) => {
  await page.setViewportSize({ width: 1280, height: 500 });
  const frame = await portal.open();
  const fits = () => frame.evaluate(() => {
    const { scrollHeight, clientHeight, scrollWidth, clientWidth } = document.documentElement;
    return [scrollHeight - clientHeight, scrollWidth - clientWidth, Math.abs(document.body.getBoundingClientRect().height - innerHeight) < 1];
  });
  await expect.poll(fits).toEqual([0, 0, true]);
  const before = await portal.height();
  expect(before).toBeGreaterThan(600);

  // Both ways: a narrow window makes it higher, the shorter tab lower.
  await page.setViewportSize({ width: 360, height: 500 });
  await expect.poll(() => portal.height()).toBeGreaterThan(before);
  await expect.poll(fits).toEqual([0, 0, true]);
  await frame.locator('#tab-settings').click();
  await expect.poll(() => portal.height()).toBeLessThan(before);
  await expect.poll(fits).toEqual([0, 0, true]);

  // Every height was emitted because something had changed. A loop would emit many.
  const heights = (await portal.events('resize')).map(({ height }) => height);
  expect(heights.length).toBeLessThan(12);
  expect(await page.evaluate(() => scrollY)).toBe(0);
});

/** Scenarios whose page is short, with their state. */
const SHORT = { no_performance: 'ready', starts_elsewhere: 'ready', expired_token: 'problem' };

test('a short page settles at its height', async ({ portal, page, guard, app }) => {
  await inOnePage(app, SHORT, async (scenario, state) => {
    if (state === 'problem') guard.expectStatus(401);
    const frame = await portal.open(scenario, { state });
    const room = () => frame.evaluate(() => document.body.getBoundingClientRect().height - innerHeight);
    await expect.poll(async () => Math.abs(await room()) < 1).toBe(true);
    const height = await portal.height();
    expect(height).toBeGreaterThan(100);
    // Thirty more frames bring no other height.
    await frames(page, 30);
    expect(await portal.height()).toBe(height);
    expect((await portal.events('resize')).length).toBeLessThan(6);
  });
});

test('the portal keeps its focus and its scroll position', async ({ portal, page, guard }) => {
  guard.expectError(/^Failed to load resource/);
  await portal.show(`<input id="field"><p style="height: 200px"></p>
    ${portal.element('fails_once_on_action')}<p style="height: 2000px"></p>`);
  await page.locator('#field').focus();
  const frame = await portal.toBe('ready');
  // A message appears, which would get the focus in the page alone. Nobody is in the frame.
  await frame.evaluate(() => document.querySelector('[data-step="previous"]').click());
  await portal.toBe('stale');
  await frames(frame);
  expect(await page.evaluate(() => [document.activeElement.id, scrollY])).toEqual(['field', 0]);

  // Someone in the frame has their focus moved, but is not scrolled.
  await frame.locator('[data-remedy="try_again"]').click();
  await portal.toBe('ready');
  expect(await page.evaluate(() => document.activeElement.id)).toBe('one');
});

test('a focus that moves out of sight in the frame does not scroll the portal', async ({ portal, page }) => {
  await page.setViewportSize({ width: 400, height: 150 });
  // Browsers scroll by themselves to keep what is in sight where it is; without that, only the focus could scroll.
  await portal.show(`${portal.element()}<p style="height: 3000px"></p>`, { attributes: 'lang="en-US" style="overflow-anchor: none"' });
  const frame = await portal.toBe('ready');
  await frame.locator('#tab-settings').click();
  await expect(frame.locator('#panel-settings')).toBeVisible();
  await expect.poll(() => frame.evaluate(() => Math.abs(document.body.getBoundingClientRect().height - innerHeight) < 1)).toBe(true);
  const manage = frame.locator('#panel-settings [data-action="MANAGE_PARTICIPATION"]');
  await manage.scrollIntoViewIfNeeded();
  const before = await page.evaluate(() => scrollY);
  expect(before).toBeGreaterThan(100);
  await manage.click();
  // The page that replaces the settings gets the focus, far above.
  await expect(frame.locator('.notice-page h2')).toBeFocused();
  await frames(page);
  expect(await page.evaluate(() => scrollY)).toBe(before);
});

/** What a portal can put around the element. */
const AROUND = {
  'a row of boxes': ['<div style="display: flex">', '</div>'],
  'a centred column': ['<div style="display: flex; flex-direction: column; align-items: center">', '</div>'],
  'a centred grid': ['<div style="display: grid; place-items: center">', '</div>'],
  'a box as wide as its content': ['<div style="display: inline-block">', '</div>'],
  'a table': ['<table><tr><td>', '</td></tr></table>'],
  'a dialogue': ['<dialog open>', '</dialog>'],
};

test('the element is as wide as its place allows', async ({ portal, app, page }) => {
  const width = () => page.evaluate(() => document.querySelector('#one').getBoundingClientRect().width);
  await inOnePage(app, AROUND, async (_, [before, after]) => {
    await page.setViewportSize({ width: 1280, height: 900 });
    await portal.show(before + portal.element() + after);
    await portal.toBe('ready');
    await expect.poll(width).toBeGreaterThan(900);
    await page.setViewportSize({ width: 360, height: 700 });
    await expect.poll(width).toBeLessThanOrEqual(360);
    expect(await width()).toBeGreaterThan(280);
  });
});

test('nothing sticks out sideways, whatever the portal’s spacing', async ({ portal, page }) => {
  const frame = await portal.open();
  for (const space of ['8px', '16px', '32px']) {
    await page.evaluate((space) => document.querySelector('#one').style.setProperty('--vpp-space', space), space);
    const now = () => frame.evaluate(() => getComputedStyle(document.querySelector('.status button')).paddingInlineStart);
    await expect.poll(now).toBe(space);
    for (const width of [320, 1000]) {
      await page.setViewportSize({ width, height: 700 });
      await expect.poll(() => frame.evaluate(() => innerWidth)).toBeLessThan(width + 1);
      expect(await frame.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), `${space} at ${width}`).toBe(0);
      const out = () =>
        [...document.querySelectorAll('button, a, h1')].filter((element) => element.checkVisibility() && element.getBoundingClientRect().left < 0).length;
      expect(await frame.evaluate(out), `${space} at ${width}`).toBe(0);
    }
  }
});

test('a link opens in a window of its own, and the figures can be saved', async ({ portal, page, context, guard }) => {
  guard.expectOrigin('https://leap.com');
  await context.route('https://leap.com/**', (route) => route.fulfill({ contentType: 'text/html', body: 'About' }));
  const frame = await portal.open();
  const popup = context.waitForEvent('page');
  await frame.locator('a[href^="https://leap.com/"]').click();
  expect((await popup).url()).toMatch(/^https:\/\/leap\.com\//);
  await (await popup).close();
  const download = page.waitForEvent('download');
  await frame.locator('[data-export]').click();
  expect((await download).suggestedFilename()).toBe('earnings-month-2025-02-01.csv');
});

test('a day can be picked in a frame, whose sandbox allows no forms', async ({ portal }) => {
  const frame = await portal.open();
  await frame.locator('[data-period-type="DAY"]').click();
  await expect(frame.locator('[data-period]')).toHaveText('Fri, Feb 28, 2025');
  await frame.locator('#picker-toggle').click();
  const field = frame.locator('#picker input');
  await field.fill('2025-02-16');
  await field.press('Enter');
  await expect(frame.locator('[data-period]')).toHaveText('Sun, Feb 16, 2025');
  await frame.locator('#picker-toggle').click();
  await field.fill('2025-02-15');
  await frame.locator('#picker button').click();
  await expect(frame.locator('[data-period]')).toHaveText('Sat, Feb 15, 2025');
});

test('several elements on one page are independent', async ({ portal, app, page }) => {
  const [first, second] = [app.tokenOf('documented'), app.tokenOf('euro')];
  await portal.show(`<vpp-summary id="one" connect-token="${first}"></vpp-summary>
    <vpp-summary id="two" connect-token="${second}"></vpp-summary>`);
  const frames = [await portal.toBe('ready', 0), await portal.toBe('ready', 1)];
  const totals = await Promise.all(frames.map((frame) => frame.locator('[data-total="earnings"]').textContent()));
  expect(totals.sort()).toEqual([EARNINGS, '€20.54']);
  expect((await portal.events('ready')).map(({ id }) => id).sort()).toEqual(['one', 'two']);
  const [dollars, euros] = (await frames[0].locator('[data-total="earnings"]').textContent()) === EARNINGS ? frames : frames.reverse();
  // Neither events nor settings of one reach the other.
  await dollars.locator('[data-step="previous"]').click();
  expect(await portal.event('period', 2)).toMatchObject({ id: 'one', start: '2025-01-01' });
  await page.evaluate(() => {
    const two = document.querySelector('#two');
    Object.assign(two, { theme: 'dark', lang: 'de' });
    two.style.setProperty('--vpp-accent', '#c80000');
  });
  const look = (frame) => frame.evaluate(() => {
    const { lang, dataset, style } = document.documentElement;
    return [lang, dataset.theme, style.getPropertyValue('--vpp-accent')];
  });
  await expect.poll(() => look(euros)).toEqual(['de', 'dark', '#c80000']);
  expect(await look(dollars)).toEqual(['en-US', 'light', '']);
  await page.evaluate(() => document.querySelector('#two').remove());
  await expect.poll(() => portal.frames.length).toBe(1);
  await dollars.locator('[data-step="next"]').click();
  expect(await portal.event('period', 3)).toMatchObject({ id: 'one', start: '2025-02-01' });
  expect(await portal.events('error')).toEqual([]);
});

test('an element that is removed and added again shows its page again, and leaves nothing behind', async ({ portal, page }) => {
  await portal.open();
  await page.evaluate(() => {
    window.element = document.querySelector('vpp-summary');
    element.remove();
  });
  await expect.poll(() => portal.frames.length).toBe(0);
  await page.evaluate(() => {
    document.body.append(element);
    document.body.prepend(element);
  });
  const frame = await portal.toBe('ready');
  await showsDocumented(frame);
  expect(portal.frames).toHaveLength(1);
  await expect.poll(async () => (await portal.events('ready')).length).toBe(2);
});

test('another token opens another session, in the same page', async ({ portal, app, page }) => {
  const frame = await portal.open();
  await frame.evaluate(() => (window.mark = 'the same document'));
  await page.evaluate((token) => (document.querySelector('vpp-summary').connectToken = token), app.tokenOf('euro'));
  await expect(frame.locator('[data-total="earnings"]')).toHaveText('€20.54');
  expect(await frame.evaluate(() => window.mark)).toBe('the same document');
  expect(await page.content()).not.toContain(app.token);
  expect(app.bodies.at(-1)).toBe(app.start);
  // The same one again changes nothing.
  await page.evaluate(() => {
    const element = document.querySelector('vpp-summary');
    element.setAttribute('connect-token', element.connectToken);
  });
  await expect(frame.locator('[data-total="earnings"]')).toHaveText('€20.54');
  expect(app.posts).toHaveLength(2);
});

test('the language is the element’s, the portal’s, or the browser’s', async ({ portal, app }) => {
  const cases = [
    ['de', 'lang="de"', 'lang="nl"', 'Übersicht'],
    ['nl', '', 'lang="nl"', 'Overzicht'],
    ['en-US', '', '', 'Overview'],
  ];
  await inOnePage(app, cases, async (language, attributes, around, overview) => {
    await portal.show(portal.element('documented', attributes), { attributes: around });
    const frame = await portal.toBe('ready');
    expect(await frame.evaluate(() => document.documentElement.lang)).toBe(language);
    await expect(frame.locator('#tab-overview')).toHaveText(overview);
  });
});

test('the frame has a title: the portal’s, or the page’s own', async ({ portal, page }) => {
  await portal.open();
  const title = async () => (await portal.frames[0].frameElement()).getAttribute('title');
  await expect.poll(title).toBe('Your earnings · Community Powershare');
  await page.evaluate(() => (document.querySelector('vpp-summary').title = 'Grid rewards'));
  await expect.poll(title).toBe('Grid rewards');
});

test('the link of a session that is over closes, although its address holds a token', async ({ portal, page }) => {
  const frame = await portal.open('callback_with_token', { attributes: 'navigation' });
  await page.evaluate(() => (window.cancels = ['close']));
  await frame.locator('[data-action="CLOSE"]').click();
  await portal.event('close');
  await frame.locator('a[data-remedy="link"]').click();
  await portal.event('close', 1);
  expect(await portal.events('route')).toEqual([]);
});

test('close leads the customer back, unless the portal cancels it', async ({ portal, app, page }) => {
  const frame = await portal.open('documented', { attributes: 'navigation' });
  await page.evaluate(() => (window.cancels = ['close']));
  await frame.locator('[data-action="CLOSE"]').click();
  const { url } = await portal.event('close');
  expect(url).toMatch(new RegExp(`^${app.origin}/sandbox/callback`));
  expect(page.url()).toMatch(/portal/);
  await portal.toBe('ended');

  // The page's own link navigates the portal as well, since "back" does not mean the frame.
  await page.evaluate(() => (window.cancels = []));
  await frame.locator('a[data-remedy="link"]').click();
  await page.waitForURL(`${app.origin}/sandbox/callback*`);
});

test('a route with an address is emitted, and followed', async ({ portal, app, page, guard }) => {
  const frame = await portal.open();
  await page.evaluate(() => (window.cancels = ['route']));
  await frame.locator('[data-action="CONNECT_TARIFF"]').first().click();
  const { route, url } = await portal.event('route');
  expect([route, url]).toEqual([null, `${app.origin}/sandbox/tariff?fp_cot=${app.token}`]);
  expect(page.url()).toMatch(/portal/);
  guard.expectTokenIn(url);
  await page.evaluate(() => (window.cancels = []));
  await frame.locator('a[data-remedy="link"]').click();
  await page.waitForURL(url);
  await expect(page.getByRole('heading', { name: 'Your electricity tariff' })).toBeVisible();
});

test('a route without an address is emitted by its name, so that the portal can take over', async ({ portal }) => {
  const frame = await portal.open();
  await frame.locator('#tab-settings').click();
  await frame.locator('[data-action="MANAGE_PAYMENTS"]').click();
  expect(await portal.event('route')).toEqual({ event: 'route', id: 'one', route: 'payment_history', url: null });
  await expect(frame.getByRole('heading', { name: 'Continue in the app or on the website' })).toBeVisible();
});
