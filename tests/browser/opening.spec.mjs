// How the page is opened: by a token, which it keeps for its tab only, or without one.

import { gate } from './support/answers.mjs';
import { crash } from './support/app.mjs';
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

const T = 'cot_6587fa4362341be5b524de3b--shape';

/** Addresses whose token is written in another way: what the page leaves of each, and whether it knows what the token is for. */
const SHAPES = {
  '/?fp%5Fcot=TOKEN': ['/', true],
  '/?FP_COT=TOKEN': ['/', true],
  '/?%66p_cot%3DTOKEN&x=%zz': ['/?x=%zz', true],
  '/?a=%&fp_cot=%63%6Ft_REST': ['/?a=%', true],
  '/#fp%255Fcot%253D%2563ot_REST': ['/', true],
  '/?lang=en-GB;fp_cot=TOKEN;b=1': ['/?lang=en-GB;b=1', true],
  '/?lang=en-GB&amp;fp_cot=TOKEN': ['/?lang=en-GB&amp', true],
  '/?view=b#/fp_cot=TOKEN': ['/?view=b#/', true],
  '/#!fp_cot=TOKEN': ['/', true],
  '/#!/route/x?fp_cot=TOKEN&y=/z': ['/#!/route/x?y=/z', true],
  '/?fp_cot=cot_older&a&&b#c=1&Fp_Cot=TOKEN': ['/?a&&b#c=1', true],
  '/?fp_cot=TOKEN&ref=cot_other': ['/', true],
  '/?fp_cot=TOKEN%20': ['/', true],
  '/?fp_cot=%22TOKEN%22.': ['/', true],
  '/?fp_cot[]=TOKEN': ['/', true],
  '/?fp_cot==3DTOKEN': ['/', true],
  '/?token=TOKEN&view=b': ['/?view=b', false],
  '/?view=b#/session/TOKEN/now': ['/?view=b#/session//now', false],
  '/?next=https%3A%2F%2Fa.example%2F%3Ffp_cot%3DTOKEN&x': ['/?x', false],
  '/?TOKEN': ['/', false],
  '/#%2563%256ft_REST': ['/', false],
  '/?fp_cot:TOKEN': ['/', false],
  '/?fp_cot=TOKEN%zz': ['/', false],
};

test('no token stays in the address, whatever its shape', async ({ app, page, guard }) => {
  const cases = Object.entries(SHAPES).map(([given, [left, known]]) => [given, left, known]);
  await inOnePage(app, cases, async (given, left, known) => {
    await page.goto('about:blank');
    app.posts.length = 0;
    guard.knows(T);
    await app.goto(given.replace('TOKEN', T).replace('REST', T.slice(4)));
    await app.toBe(known ? 'ready' : 'problem');
    await expect(page).toHaveURL(app.origin + left);
    const history = (await historyOf(page)).map((address) => decodeURIComponent(address.replace(/%(?![\da-f]{2})/gi, '')));
    expect(history.join(' ')).not.toContain('cot_');
    expect(app.posts).toHaveLength(known ? 1 : 0);
    if (known) expect(JSON.parse(app.bodies[0]).connect_token).toBe(T);
    else await expect(app.problem).toHaveAttribute('data-problem', 'no_token');
  });
});

test('an address without a token stays as it is', async ({ app, page }) => {
  const paths = ['/?a&&b=1#c', '/?mascot_2024=x&fp_cot_other=1&xfp_cot=2', '/?a=%zz&b=%#/x?y=%2563', '/?#', '/?;a=1&'];
  await inOnePage(app, paths.map((path) => [path]), async (path) => {
    await page.goto('about:blank');
    await page.goto(app.origin + path);
    await app.toBe('problem');
    expect(page.url()).toBe(app.origin + path);
  });
});

/** Opens an address that differs from the shown one in its fragment only, as a link does. */
async function follow(page, fragment) {
  await page.evaluate((fragment) => void (location.hash = fragment), fragment);
}

test('a second link in the same tab opens its session, and nothing of the first one comes back', async ({ app, page }) => {
  await app.open();
  await app.step('previous').click();
  await app.showsPeriod('January 2025');
  const before = app.token;
  // A fragment without a token changes nothing.
  await follow(page, '#section');
  await expect(page).toHaveURL(`${app.origin}/#section`);
  await app.showsPeriod('January 2025');
  expect(app.posts).toHaveLength(2);
  await follow(page, `#/FP%5FCOT=${app.tokenOf('euro')}`);
  await expect(app.total('earnings')).toHaveText('€20.54');
  await expect(page).toHaveURL(`${app.origin}/#/`);
  expect(app.bodies.at(-1)).toBe(app.start);
  expect((await historyOf(page)).join(' ')).not.toContain('cot_');
  const posts = app.posts.length;
  for (const entry of ['#section', '']) {
    await page.goBack();
    await expect(page).toHaveURL(`${app.origin}/${entry}`);
    await app.toBe('ready');
  }
  await page.goBack();
  await app.toBe('ready');
  await expect(page.locator('body')).not.toContainText('$');
  expect(app.bodies.slice(posts).join()).not.toContain(before);
  // A reload keeps the second session.
  await page.reload();
  await expect(app.total('earnings')).toHaveText('€20.54');
  expect(app.bodies.at(-1)).toBe(app.start);
});

test('a second link that is broken leaves nothing of the first session', async ({ app, page }) => {
  await inOnePage(app, [['fp_cot=nonsense'], ['fp_cot='], ['x=cot_unnamed']], async (fragment) => {
    await page.goto('about:blank');
    await app.open();
    await follow(page, fragment);
    await app.toBe('problem');
    await expect(app.problem).toHaveAttribute('data-problem', 'no_token');
    await expect(app.total('earnings')).toHaveCount(0);
    await expect(page).toHaveURL(`${app.origin}/`);
    await page.reload();
    await app.toBe('problem');
    expect(app.posts).toHaveLength(1);
  });
});

test('Back cleans a link that was left before the page could', async ({ app, page, context }) => {
  const { open, opened } = gate();
  await context.route(/loader-.*\.js$/, async (route) => {
    await opened;
    await route.continue();
  });
  await page.goto('about:blank');
  const first = `/?fp_cot=${app.tokenOf('documented')}&x=1`;
  app.guard.expectTokenIn(app.origin + first);
  const loading = page.goto(app.origin + first, { waitUntil: 'commit' });
  await loading;
  await follow(page, `fp_cot=${app.tokenOf('euro')}`);
  open();
  await expect(app.total('earnings')).toHaveText('€20.54');
  await expect(page).toHaveURL(`${app.origin}/?x=1`);
  await page.goBack();
  await expect(page).toHaveURL(`${app.origin}/?x=1`);
  await app.showsDocumented();
  expect((await historyOf(page)).join(' ')).not.toContain('cot_');
});

test('after a second link while the page is loading only its session is shown', async ({ app, page, context }) => {
  const { open, opened } = gate();
  await context.route('**/*.wasm', async (route) => {
    await opened;
    await route.continue();
  });
  await app.goto(`/?fp_cot=${app.tokenOf('documented')}`);
  // The first one has asked already, and is given up.
  await expect.poll(() => app.bodies).toEqual([app.start]);
  await follow(page, `fp_cot=${app.tokenOf('euro')}`);
  await expect(page).toHaveURL(`${app.origin}/`);
  open();
  await expect(app.total('earnings')).toHaveText('€20.54');
  expect(app.bodies.slice(1)).toEqual([app.start]);
});

test('a second link on the page of a crash starts the page with it', async ({ app, page }) => {
  await app.open();
  await page.evaluate(crash);
  await app.toBeCrashed();
  await follow(page, `fp_cot=${app.tokenOf('euro')}`);
  await expect(app.total('earnings')).toHaveText('€20.54');
  await expect(page).toHaveURL(`${app.origin}/`);
  await page.evaluate(crash);
  await app.toBeCrashed();
  await follow(page, 'fp_cot=nonsense');
  await expect(app.problem).toHaveAttribute('data-problem', 'no_token');
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
    await app.helps();
    await expect(page.locator('[data-action]')).toHaveCount(0);
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
