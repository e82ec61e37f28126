// How the page is opened: the token, where it is kept and where not, and a page without one.

import { expect, test } from './support/test.mjs';

/** The browser's history: the addresses of all entries. */
async function history(page) {
  const session = await page.context().newCDPSession(page);
  const { entries } = await session.send('Page.getNavigationHistory');
  return entries.map(({ url }) => url);
}

test('the token leaves the address and the history before the first request', async ({ app, page }) => {
  let seen;
  await app.intercept(async (_, route) => {
    seen ??= { address: page.url(), history: await history(page) };
    await route.continue();
  });
  await app.open();
  expect(seen.address).toBe(`${app.origin}/`);
  expect(seen.history).toEqual(['about:blank', `${app.origin}/`]);
  await expect(page).toHaveURL(`${app.origin}/`);
  // It was replaced, not added to.
  expect(await history(page)).toEqual(['about:blank', `${app.origin}/`]);
});

test('going away and back does not reveal the token', async ({ app, page }) => {
  await app.open();
  await page.goto(`${app.origin}/sandbox/callback`);
  await page.goBack();
  await app.toBe('ready');
  await expect(page).toHaveURL(`${app.origin}/`);
  expect((await history(page)).join(' ')).not.toContain('cot_');
});

for (const [given, left] of [
  ['/?fp_cot=TOKEN&view=b&x=%20y', '/?view=b&x=%20y'],
  ['/?view=b&fp_cot=TOKEN#section', '/?view=b#section'],
  ['/#fp_cot=TOKEN', '/'],
  ['/?a=1#b=2&fp_cot=TOKEN', '/?a=1#b=2'],
  ['/index.html?fp_cot=TOKEN', '/index.html'],
]) {
  test(`${given} opens the session and leaves ${left}`, async ({ app, page }) => {
    await app.goto(given.replace('TOKEN', app.tokenOf('documented')));
    await app.toBe('ready');
    await app.showsDocumented();
    await expect(page).toHaveURL(app.origin + left);
    expect(app.bodies).toEqual([app.start]);
  });
}

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

for (const path of NO_TOKENS) {
  test(`${path.slice(0, 50)} says how to get here, and makes no request`, async ({ app, page }) => {
    await page.goto(app.origin + path);
    await app.toBe('problem');
    await expect(app.problem).toHaveAttribute('data-problem', 'no_token');
    await expect(page.getByRole('heading', { name: 'Please open this page from your app' })).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your earnings');
    await expect(page.locator('[data-remedy], [data-action]')).toHaveCount(0);
    expect(new URL(page.url()).href).not.toContain('fp_cot');
    expect(app.posts).toHaveLength(0);
  });
}

test('without a token, a bad one does not bring back the kept one', async ({ app, page }) => {
  await app.open();
  await page.goto(`${app.origin}/?fp_cot=nonsense`);
  await app.toBe('problem');
  await expect(app.problem).toHaveAttribute('data-problem', 'no_token');
  expect(app.posts).toHaveLength(1);
});

test('without a token the page leads home, where the deployment has one', async ({ app, page }) => {
  await app.configure({ 'vpp:home-url': 'https://partner.example/' });
  await page.goto(app.origin);
  await app.toBe('problem');
  await expect(app.link).toHaveAttribute('href', 'https://partner.example/');
});

test('a page that the browser had kept asks anew', async ({ app, page }) => {
  await app.open();
  await app.step('previous').click();
  await expect(page.locator('[data-period]')).toHaveText('January 2025');
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  await app.showsDocumented();
  await app.toBe('ready');
  expect(app.bodies).toEqual([app.start, app.period('MONTH', '2025-01-01'), app.start]);
});
