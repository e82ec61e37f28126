// How the page is opened: by a token, which it keeps for its tab only, or without one.

import { historyOf } from './support/browser.mjs';
import { expect, inOnePage, test } from './support/test.mjs';

test('the token leaves the address and the history before the first request', async ({ app, page }) => {
  let seen;
  await app.intercept(async (_, route) => {
    seen ??= { address: page.url(), history: await historyOf(page) };
    await route.continue();
  });
  await app.open();
  expect(seen.address).toBe(`${app.origin}/`);
  expect(seen.history).toEqual(['about:blank', `${app.origin}/`]);
  await expect(page).toHaveURL(`${app.origin}/`);
  // The entry was replaced, and none added.
  expect(await historyOf(page)).toEqual(['about:blank', `${app.origin}/`]);
});

test('going away and back does not reveal the token', async ({ app, page }) => {
  await app.open();
  await page.goto(`${app.origin}/sandbox/callback`);
  await page.goBack();
  await app.toBe('ready');
  await expect(page).toHaveURL(`${app.origin}/`);
  expect((await historyOf(page)).join(' ')).not.toContain('cot_');
});

/** Addresses with a token, and what the page leaves of each. */
const ADDRESSES = {
  '/?fp_cot=TOKEN&view=b&x=%20y': '/?view=b&x=%20y',
  '/?view=b&fp_cot=TOKEN#section': '/?view=b#section',
  '/#fp_cot=TOKEN': '/',
  '/?a=1#b=2&fp_cot=TOKEN': '/?a=1#b=2',
  '/index.html?fp_cot=TOKEN': '/index.html',
};

test('the token opens the session from anywhere in the address, and only the token leaves it', async ({ app, page }) => {
  await inOnePage(app, ADDRESSES, async (given, left) => {
    // An address that differs in its fragment only would not load the page.
    await page.goto('about:blank');
    app.posts.length = 0;
    await app.goto(given.replace('TOKEN', app.tokenOf('documented')));
    await app.toBe('ready');
    await app.showsDocumented();
    await expect(page).toHaveURL(app.origin + left);
    expect(app.bodies).toEqual([app.start]);
  });
});

test('a reload keeps the session', async ({ app, page }) => {
  await app.open();
  await page.reload();
  await app.toBe('ready');
  await app.showsDocumented();
  expect(app.bodies).toEqual([app.start, app.start]);
  const kept = await page.evaluate(() => ({ local: localStorage.length, session: Object.values(sessionStorage) }));
  expect(kept).toEqual({ local: 0, session: [app.token] });
});

test('another tab does not have the session', async ({ app, context }) => {
  await app.open();
  const other = await context.newPage();
  await other.goto(app.origin);
  await expect(other.locator('[data-problem]')).toHaveAttribute('data-problem', 'no_token');
  expect(app.posts).toHaveLength(1);
});

test('a new token replaces the kept one', async ({ app }) => {
  await app.open();
  await app.open('euro');
  await expect(app.total('earnings')).toHaveText('€20.54');
  expect(app.bodies.at(-1)).toBe(app.start);
});

const NO_TOKENS = [
  '/',
  '/?fp_cot=',
  '/?fp_cot',
  '/?fp_cot=cot_',
  '/?fp_cot=tok_6587fa4362341be5b524de3b',
  '/?fp_cot=cot_a%20b',
  '/?fp_cot=%3Cscript%3Ealert(1)%3C/script%3E',
  `/?fp_cot=cot_${'a'.repeat(253)}`,
  '/#fp_cot=cot_a/b',
  '/?token=cot_6587fa4362341be5b524de3b',
];

test('without a good token the page says how to open it, and makes no request', async ({ app, page }) => {
  await inOnePage(app, NO_TOKENS.map((path) => [path]), async (path) => {
    await page.goto('about:blank');
    await page.goto(app.origin + path);
    await app.toBe('problem');
    await expect(app.problem).toHaveAttribute('data-problem', 'no_token');
    await expect(page.getByRole('heading', { name: 'Please open this page from your app' })).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your earnings');
    await expect(page.locator('[data-remedy], [data-action]')).toHaveCount(0);
    expect(new URL(page.url()).href).not.toContain('fp_cot');
    expect(app.posts).toHaveLength(0);
  });
});

test('a bad token does not bring back the kept one', async ({ app, page }) => {
  await app.open();
  await page.goto(`${app.origin}/?fp_cot=nonsense`);
  await app.toBe('problem');
  await expect(app.problem).toHaveAttribute('data-problem', 'no_token');
  expect(app.posts).toHaveLength(1);
});

test('without a token the page leads to the deployment’s home', async ({ app, page }) => {
  await app.configure({ 'vpp:home-url': 'https://partner.example/' });
  await page.goto(app.origin);
  await app.toBe('problem');
  await expect(app.link).toHaveAttribute('href', 'https://partner.example/');
});

test('a page that the browser brings back from its cache asks again', async ({ app }) => {
  await app.open();
  await app.step('previous').click();
  await app.showsPeriod('January 2025');
  await app.returnFromCache();
  await app.showsDocumented();
  await app.toBe('ready');
  expect(app.bodies).toEqual([app.start, app.period('MONTH', '2025-01-01'), app.start]);
});
