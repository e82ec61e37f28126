// Where actions lead: away and back, to the end of the session, and never to an address that must not be followed.

import { consoleOf, navigationsOf } from './support/browser.mjs';
import { EARNINGS } from './support/documented.mjs';
import { expect, inOnePage, test } from './support/test.mjs';

/** A page of the partner's. With an icon of its own, so that the browser asks for none. */
const PARTNER = { contentType: 'text/html', body: '<link rel="icon" href="data:,">' };

/** Scenarios with the address of their tariff flow: its query and its fragment. */
const TARIFFS = {
  documented: ['?fp_cot=TOKEN', ''],
  redirect_with_query: ['?lang=en&from=vpp&fp_cot=TOKEN', '#connect'],
};

test('connects a tariff and comes back to the summary', async ({ app, page, guard }) => {
  await inOnePage(app, TARIFFS, async (scenario, [query, fragment]) => {
    await app.open(scenario);
    const tariff = `${app.origin}/sandbox/tariff${query.replace('TOKEN', app.token)}`;
    guard.expectTokenIn(tariff + fragment);
    await app.action('CONNECT_TARIFF').click();
    await page.waitForURL(tariff + fragment);
    guard.expectTokenIn(`${app.origin}/?fp_cot=${app.token}`);
    await page.getByRole('button', { name: 'Connect this tariff' }).click();
    await app.toBe('ready');
    await expect(page).toHaveURL(`${app.origin}/`);
    await app.showsDocumented();
    await expect(page.locator('[data-action="CONNECT_TARIFF"]')).toHaveCount(0);
    await app.tab('settings').click();
    await expect(page.locator('#panel-settings .setting').filter({ hasText: 'Rate plan' })).toHaveText('Rate planConnected');
    expect(app.bodies).toEqual([app.start, app.post('CONNECT_TARIFF'), app.restore]);
  });
});

test('comes back without a tariff to the same offer', async ({ app, page, guard }) => {
  await app.open();
  guard.expectTokenIn(`${app.origin}/sandbox/tariff?fp_cot=${app.token}`);
  await app.action('CONNECT_TARIFF').click();
  await page.getByRole('button', { name: 'Not now' }).click();
  await app.toBe('ready');
  await expect(app.action('CONNECT_TARIFF')).toBeVisible();
});

test('comes back by the browser’s own button to the summary', async ({ app, page, guard }) => {
  await app.open();
  guard.expectTokenIn(`${app.origin}/sandbox/tariff?fp_cot=${app.token}`);
  await app.action('CONNECT_TARIFF').click();
  await page.waitForURL('**/sandbox/tariff*');
  await page.goBack();
  await app.toBe('ready');
  await app.showsDocumented();
  await expect(page).toHaveURL(`${app.origin}/`);
  expect(app.bodies.at(-1)).toBe(app.restore);
});

/** Actions that lead to another step: its route, and what the page says about it. */
const STEPS = {
  MANAGE_PAYMENTS: ['payment_history', 'You can manage your payments in the app or website that brought you here.'],
  MANAGE_PARTICIPATION: ['participation', 'You can change your participation in the app or website that brought you here.'],
};

test('says which step comes next where it cannot show it, and comes back', async ({ app, page }) => {
  await inOnePage(app, STEPS, async (action, [route, about]) => {
    await app.open();
    await app.tab('settings').click();
    await app.action(action).click();
    await app.toBeElsewhere();
    await expect(page.getByText(about)).toBeVisible();
    // The names of routes are not for customers.
    await expect(page.locator('body')).not.toContainText('_');
    await expect(app.problem).toHaveCount(0);
    await expect(page.locator('[data-action]')).toHaveCount(1);
    await app.action('BACK').click();
    await expect(page.getByRole('tablist')).toBeVisible();
    await app.toBe('ready');
    await expect(app.total('earnings')).toHaveText(EARNINGS);
    expect(app.bodies).toEqual([app.start, app.post(action), app.post('BACK', '', route)]);
  });
});

test('a session that starts elsewhere says so, and BACK leads to the partner', async ({ app, page }) => {
  await app.open('starts_elsewhere');
  await expect(page.getByText('One step comes first.')).toBeVisible();
  await app.action('BACK').click();
  await page.waitForURL('**/sandbox/callback*');
  expect(app.bodies).toEqual([app.start, app.post('BACK', '', 'vpp_landing')]);
});

test('hands the session over at the address of the deployment', async ({ app, page, guard, context }) => {
  guard.expectOrigin('https://partner.example');
  await inOnePage(app, [['vpp:handoff-url'], ['vpp:handoff-url:payment_history']], async (setting) => {
    await context.route('https://partner.example/**', (route) => route.fulfill(PARTNER));
    await app.configure({ [setting]: 'https://partner.example/connect' });
    await app.open();
    const address = `https://partner.example/connect?fp_cot=${app.token}`;
    guard.expectTokenIn(address);
    await app.tab('settings').click();
    const request = page.waitForRequest('https://partner.example/**');
    await app.action('MANAGE_PAYMENTS').click();
    await page.waitForURL(address);
    expect(await (await request).allHeaders()).not.toHaveProperty('referer');
  });
});

test('the address of one route is used for no other, and an address keeps its query and fragment', async ({ app, page, guard }) => {
  await page.context().route('https://partner.example/**', (route) => route.fulfill(PARTNER));
  guard.expectOrigin('https://partner.example');
  await app.configure({
    'vpp:handoff-url:payment_history': 'https://partner.example/pay',
    'vpp:handoff-url': 'https://partner.example/all?a=1#top',
  });
  await app.open();
  const address = `https://partner.example/all?a=1&fp_cot=${app.token}#top`;
  guard.expectTokenIn(address);
  await app.tab('settings').click();
  await app.action('MANAGE_PARTICIPATION').click();
  await page.waitForURL(address);
});

test('the browser’s Back leads back from where the session was handed over', async ({ app, page, guard, context }) => {
  await context.route('https://partner.example/**', (route) => route.fulfill(PARTNER));
  guard.expectOrigin('https://partner.example');
  await app.configure({ 'vpp:handoff-url': 'https://partner.example/next' });
  await app.open();
  guard.expectTokenIn(`https://partner.example/next?fp_cot=${app.token}`);
  await app.tab('settings').click();
  await app.action('MANAGE_PAYMENTS').click();
  await page.waitForURL('https://partner.example/next?*');
  await page.goBack({ waitUntil: 'commit' });
  await app.toBeElsewhere();
  await app.action('BACK').click();
  await expect(page.getByRole('tablist')).toBeVisible();
  await expect(app.total('earnings')).toHaveText(EARNINGS);
});

test('BACK and CLOSE end the session at the callback address, without the token', async ({ app, page }) => {
  await inOnePage(app, [['BACK'], ['CLOSE']], async (action) => {
    await app.open();
    await app.action(action).click();
    await page.waitForURL(`${app.origin}/sandbox/callback?reference=sandbox`);
    // Going back does not open the session again.
    await page.goBack();
    await app.toBe('problem');
    await expect(app.problem).toHaveAttribute('data-problem', 'no_token');
    expect(app.bodies).toEqual([app.start, app.post(action)]);
  });
});

test('the older name of the callback address is followed too', async ({ app, page }) => {
  await app.open('callback_uri');
  await app.action('CLOSE').click();
  await page.waitForURL(`${app.origin}/sandbox/callback?reference=sandbox`);
});

test('an app link is followed, and stays on the page in case nothing opens', async ({ app, page, guard }) => {
  guard.expectOrigin('myapp://vpp');
  await app.open('app_link');
  const asked = await navigationsOf(page);
  await app.action('CLOSE').click();
  await app.toBe('ended');
  await expect.poll(() => asked).toEqual(['myapp://vpp/done']);
  await expect(page.getByRole('heading', { name: 'All done' })).toBeVisible();
  await expect(app.link).toHaveAttribute('href', 'myapp://vpp/done');
  await expect(page.locator('[data-action]')).toHaveCount(0);
});

test('a link of an app that the deployment does not list is not followed, and the console says why', async ({ app, page, context }) => {
  const warnings = consoleOf(context);
  await inOnePage(app, [['myapp', ''], ['ms-msdt', 'myapp']], async (scheme, listed) => {
    await app.configure({ 'vpp:app-schemes': listed, 'vpp:allowed-origins': 'myapp://vpp ms-settings://x' });
    await app.intercept((number, route) => {
      const answers = [
        { route: 'session_redirect', data: { redirect_url: `${scheme}://tariff` } },
        { route: 'session_complete', data: { callback_url: `${scheme}://done` } },
      ];
      return answers[number - 1] ? route.fulfill({ json: answers[number - 1] }) : route.continue();
    });
    await app.open();
    const asked = await navigationsOf(page);
    await app.action('CONNECT_TARIFF').click();
    await expect(app.problem).toHaveAttribute('data-problem', 'unreadable');
    await app.action('CLOSE').click();
    await app.toBe('ended');
    await expect(app.link).toHaveCount(0);
    expect(asked).toEqual([]);
    const said = scheme === 'myapp' ? `vpp:app-schemes does not list ${scheme}` : 'expected an address that may be followed';
    expect(warnings.filter((text) => text.includes(said)).length).toBe(2);
  });
});

test('an app link to the tariff flow gets the token, and stays on the page in case nothing opens', async ({ app, page, guard }) => {
  await app.intercept((number, route) =>
    number === 1
      ? route.fulfill({ json: { route: 'session_redirect', data: { redirect_url: 'myapp://tariff?lang=en#start' } } })
      : route.continue(),
  );
  await app.open();
  guard.expectOrigin('myapp://tariff');
  const address = `myapp://tariff?lang=en&fp_cot=${app.token}#start`;
  guard.expectTokenIn(address);
  const asked = await navigationsOf(page);
  await app.action('CONNECT_TARIFF').click();
  await expect.poll(() => asked).toEqual([address]);
  await expect(app.link).toHaveAttribute('href', address);
});

test('a callback that is a script is never followed', async ({ app, page }) => {
  await app.open('hostile_callback');
  const asked = await navigationsOf(page);
  await app.action('CLOSE').click();
  await app.toBe('ended');
  await expect(page.getByText('You can close this page now.')).toBeVisible();
  await expect(app.link).toHaveCount(0);
  expect(await page.content()).not.toContain('javascript:');
  expect(asked).toEqual([]);
  await expect(page).toHaveURL(`${app.origin}/`);
});

test('a redirect to a script is never followed, and the summary stays', async ({ app, page }) => {
  await app.open('hostile_redirect');
  const asked = await navigationsOf(page);
  await app.action('CONNECT_TARIFF').click();
  await app.toBe('stale');
  await expect(app.problem).toHaveAttribute('data-problem', 'unreadable');
  await expect(app.total('earnings')).toHaveText(EARNINGS);
  expect(await page.content()).not.toContain('javascript:');
  expect(asked).toEqual([]);
});

const HOSTILE = [
  'JavaScript:alert(1)',
  'java\nscript:alert(1)',
  ' javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'blob:https://partner.example/1',
  'file:///etc/passwd',
  'vbscript:alert(1)',
  'http://partner.example/',
  '//partner.example/',
  'https://user@partner.example/',
  'not an address',
];

test('an address that runs code, leaves https or hides its host is never followed', async ({ app, page }) => {
  const asked = await navigationsOf(page);
  await inOnePage(app, HOSTILE.map((url) => [JSON.stringify(url), url]), async (_, url) => {
    const end = (data, route) => ({ json: { connect_token: app.token, route, data } });
    await app.intercept((number, route) =>
      number === 1
        ? route.fulfill(end({ redirect_url: url }, 'session_redirect'))
        : number === 2
          ? route.fulfill(end({ callback_url: url }, 'session_complete'))
          : route.continue(),
    );
    await app.open();
    asked.length = 0;
    await app.action('CONNECT_TARIFF').click();
    await app.toBe('stale');
    await expect(app.problem).toHaveAttribute('data-problem', 'unreadable');
    await app.action('CLOSE').click();
    await app.toBe('ended');
    await expect(app.link).toHaveCount(0);
    expect(asked).toEqual([]);
    await expect(page).toHaveURL(`${app.origin}/`);
  });
});
