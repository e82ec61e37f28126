// What links and confirmation addresses say about joining: only what a partner says beside a token counts, and nothing stays.

import { crash } from './support/app.mjs';
import { historyOf } from './support/browser.mjs';
import { TEXTS, test } from './support/joining.mjs';
import { referenceOf } from './support/sandbox.mjs';
import { expect, inOnePage } from './support/test.mjs';

const NOTHING_KEPT = { 'vpp_summary.token': 'TOKEN' };

const LONGEST = 'r'.repeat(50);

/** Links, what the page leaves of them, and the reference that it takes from them. */
const LINKS = {
  'without a reference': ['/?fp_cot=TOKEN', '/'],
  'an empty reference': ['/?fp_cot=TOKEN&ref_id=', '/'],
  'a name without a value': ['/?fp_cot=TOKEN&ref_id', '/?ref_id'],
  'a space': ['/?fp_cot=TOKEN&ref_id=R%201', '/'],
  'a plus sign': ['/?fp_cot=TOKEN&ref_id=R+1', '/'],
  'a letter that Leap does not accept': ['/?fp_cot=TOKEN&ref_id=R%C3%A91', '/'],
  'markup': ['/?fp_cot=TOKEN&ref_id=%3Cb%3ER1%3C%2Fb%3E', '/'],
  'another parameter in it': ['/?fp_cot=TOKEN&ref_id=R1%26requestedUtilities%3Dsce', '/'],
  'a line break': ['/?fp_cot=TOKEN&ref_id=R1%0A', '/'],
  'a zero byte': ['/?fp_cot=TOKEN&ref_id=R1%00', '/'],
  'too long': [`/?fp_cot=TOKEN&ref_id=${LONGEST}r`, '/'],
  'huge': [`/?fp_cot=TOKEN&ref_id=${'r'.repeat(4000)}&x=1`, '/?x=1'],
  'twice the same': ['/?fp_cot=TOKEN&ref_id=R1&ref_id=R1', '/'],
  'two different ones': ['/?ref_id=R1&fp_cot=TOKEN&ref_id=R2', '/'],
  'three': ['/?ref_id=R1&fp_cot=TOKEN&ref_id=R2&ref_id=R3', '/'],
  'one in the query and one in the fragment': ['/?fp_cot=TOKEN&ref_id=R1#ref_id=R2', '/'],
  'two that differ in the case of their names': ['/?fp_cot=TOKEN&ref_id=R1&REF_ID=R2', '/'],
  'connected': ['/?fp_cot=TOKEN&ref_id=R1&leap_status=connected', '/'],
  'completed, in another case': ['/?fp_cot=TOKEN&leap_status=COMPLETED&ref_id=R1', '/'],
  'connected, before all else': ['/?leap_status=Connected&ref_id=R1&fp_cot=TOKEN', '/'],

  'the longest': [`/?fp_cot=TOKEN&ref_id=${LONGEST}`, '/', LONGEST],
  'all characters': ['/?fp_cot=TOKEN&ref_id=aZ0-._~', '/', 'aZ0-._~'],
  'before the token': ['/?ref_id=R1&x=1&fp_cot=TOKEN&y=2', '/?x=1&y=2', 'R1'],
  'in the fragment': ['/?x=1#fp_cot=TOKEN&ref_id=R1', '/?x=1', 'R1'],
  'the token in the query and it in the fragment': ['/?fp_cot=TOKEN#ref_id=R1', '/', 'R1'],
  'in a router’s fragment': ['/#!/route/x?fp_cot=TOKEN&ref_id=R1&y=/z', '/#!/route/x?y=/z', 'R1'],
  'escaped for HTML once too often': ['/?fp_cot=TOKEN&amp;ref_id=R1&amp;lang=en-US', '/?amp&amp;lang=en-US', 'R1'],
  'semicolons': ['/?fp_cot=TOKEN;ref_id=R1;x=1', '/?x=1', 'R1'],
  'encoded names': ['/?fp_cot=TOKEN&ref%5Fid=R1', '/', 'R1'],
  'an encoded equals sign': ['/?fp_cot=TOKEN&ref_id%3DR1', '/', 'R1'],
  'encoded twice': ['/?fp_cot=TOKEN&ref_id%253D%2552%2531', '/', 'R1'],
  'capital names': ['/?FP_COT=TOKEN&REF_ID=R1', '/', 'R1'],
  'an unknown status': ['/?fp_cot=TOKEN&ref_id=R1&leap_status=pending', '/', 'R1'],
  'an empty status': ['/?fp_cot=TOKEN&ref_id=R1&leap_status=', '/', 'R1'],
  'as one of a list': ['/?fp_cot=TOKEN&ref_id[]=R1', '/', 'R1'],
  'a status that only begins so': ['/?fp_cot=TOKEN&ref_id=R1&leap_status=connected2', '/', 'R1'],
};

test('joining is offered for a good reference beside the token, and no reference stays in the address', async ({ app, page, joining }) => {
  await app.open('joining');
  await inOnePage(app, Object.entries(LINKS).map(([name, values]) => [name, ...values]), async (_, address, left, reference) => {
    app.posts.length = 0;
    // As by Back: the page reads a link in the same way wherever it comes from, and this needs no load.
    await page.evaluate((address) => {
      history.pushState(null, '', address);
      dispatchEvent(new PopStateEvent('popstate'));
    }, address.replace('TOKEN', app.tokenOf('joining')));
    await expect.poll(() => app.bodies).toEqual([app.start]);
    await app.toBe('ready');
    await joining.isOffered(reference ? 'card' : 'none', reference);
    expect(page.url()).toBe(app.origin + left);
    const kept = reference ? { ...NOTHING_KEPT, 'vpp_summary.reference': `TOKEN ${reference}` } : NOTHING_KEPT;
    expect(await joining.kept()).toEqual(kept);
  });
  expect((await historyOf(page)).join(' ')).not.toMatch(/cot_|(ref_id|leap_status)=|R1|rrrr/);
});

test('a reference belongs to the link that it came in', async ({ app, page, joining }) => {
  const [first, second] = ['REF-FIRST', 'REF-SECOND'];
  // Without a token it is removed and not taken, whether or not a session is there.
  await page.goto(`${app.origin}/?ref_id=${first}&x=1`);
  await app.toBe('problem');
  await expect(page).toHaveURL(`${app.origin}/?x=1`);
  await joining.expectNowhere(first);
  await app.open('joining');
  await page.goto(`${app.origin}/?ref_id=${first}`);
  await app.toBe('ready');
  await joining.isOffered('none');
  expect(await joining.kept()).toEqual(NOTHING_KEPT);
  await page.evaluate((reference) => void (location.hash = `ref_id=${reference}`), first);
  await expect(page).toHaveURL(`${app.origin}/`);
  await joining.isOffered('none');
  await joining.expectNowhere(first);

  // The next link's counts, by a fragment or a load, also if it has none.
  const fragment = (text) => page.evaluate((text) => void (location.hash = text), text);
  await app.open('joining', 'ready', `&ref_id=${first}`);
  await joining.isOffered('card', first);
  await page.goto(`${app.origin}/?ref_id=${second}`);
  await joining.isOffered('card', first);
  await joining.expectNowhere(second);
  await fragment(`ref_id=${second}&fp_cot=${app.tokenOf('joining_failed')}`);
  await expect(page.locator('[data-participation-state=FAILED]')).toBeVisible();
  await joining.isOffered('card', second);
  await joining.expectNowhere(first);
  await fragment(`fp_cot=${app.tokenOf('joining')}`);
  await expect(page.locator('[data-participation-state=NOT_ENROLLED]')).toBeVisible();
  await joining.isOffered('none');
  await joining.expectNowhere(second);
  await app.open('joining', 'ready', `&ref_id=${first}`);
  await app.returnFromCache();
  await app.toBe('ready');
  await joining.isOffered('card', first);
  await app.open('joining');
  await joining.isOffered('none');
  await joining.expectNowhere(first);

  // The same customer's next link as well: the partner knows by now that they are done.
  await app.open('joining', 'ready', `&ref_id=${first}`);
  await app.goto(`/?fp_cot=${app.token}&ref_id=${first}&leap_status=completed`);
  await app.toBe('ready');
  await joining.isOffered('none');
  await page.reload();
  await app.toBe('ready');
  await joining.isOffered('none');

  // A broken link leaves nothing.
  await app.open('joining', 'ready', `&ref_id=${first}`);
  await page.goto(`${app.origin}/?fp_cot=nonsense&ref_id=${second}`);
  await app.toBe('problem');
  expect(await joining.kept()).toEqual({});
  await joining.expectNowhere(first, second);
});

/** What anyone can write in a link to the page. */
const FORGED = {
  'another’s reference': '/?authorizationId=AUTH-X&refId=STRANGER',
  'only an authorization': '/?authorizationId=AUTH-X',
  'twice': '/?refId=STRANGER&refId=STRANGER2',
  'malformed': '/?refId=%3Cimg%20src%3DSTRANGER%20onerror%3Dalert(1)%3E&authorizationId=AUTH-X%00%22',
  'empty': '/?refId=&authorizationId=',
  'in a router’s fragment': '/#!/thanks?authorizationId=AUTH-X&refId=STRANGER',
  'encoded, and escaped for HTML once too often': '/?authorizationId%3DAUTH-X&amp;ref%49d=STRANGER',
  'huge': `/?x=1#refId=STRANGER${'x'.repeat(5000)}`,
  'with a link’s own reference': '/?refId=STRANGER&ref_id=STRANGER3&leap_status=completed',
};

test('what a confirmation address says is never shown: the page thanks, and goes on with the session or leads home', async ({ app, page, joining }) => {
  const homes = ['https://partner.example/app?x=1', 'myapp://home', ''];
  const cases = Object.entries(FORGED).map(([name, address], at) => [name, address, homes[at % homes.length]]);
  await app.open('joining', 'ready', '&ref_id=OWN-1');
  const kept = { ...NOTHING_KEPT, 'vpp_summary.reference': 'TOKEN OWN-1', 'vpp_summary.returned': 'OWN-1' };
  await inOnePage(app, cases, async (_, address, home) => {
    const visit = async (state) => {
      // An address that differs in its fragment only would not load the page.
      await page.goto('about:blank');
      app.posts.length = 0;
      await page.goto(app.origin + address);
      await app.toBe(state);
      await joining.isThanked();
      await joining.expectNowhere('STRANGER', 'AUTH-X');
      await expect(app.problem).toHaveCount(0);
    };
    await visit('ready');
    await joining.isOffered('line', 'OWN-1');
    expect(app.bodies).toEqual([app.start]);
    expect(await joining.kept()).toEqual(kept);

    await page.evaluate(() => sessionStorage.clear());
    await app.configure({ 'vpp:home-url': home });
    await visit('ended');
    await expect(joining.thanks).toContainText(TEXTS.BackFromLeapNowhere);
    await expect(app.link).toHaveCount(home ? 1 : 0);
    if (home) await expect(app.link).toHaveAttribute('href', home);
    await expect(page.locator('[data-action], [data-remedy="try_again"]')).toHaveCount(0);
    await joining.isOffered('none');
    expect(await joining.kept()).toEqual({});
    expect(app.posts).toHaveLength(0);
    await page.evaluate((kept) => Object.assign(sessionStorage, kept), Object.fromEntries(Object.entries(kept).map(([key, value]) => [key, value.replace('TOKEN', app.token)])));
  });
  // The same customer's next link knows of the return, another's does not.
  for (const [reference, kind] of [['OWN-1', 'line'], ['OWN-2', 'card']]) {
    await app.open('joining', 'ready', `&ref_id=${reference}`);
    await joining.isThanked(false);
    await joining.isOffered(kind, reference);
  }
});

test('an ended session is no problem for whoever comes back from Leap', async ({ app, page, joining, guard }) => {
  guard.expectStatus(401);
  await app.configure({ 'vpp:home-url': 'https://partner.example/' });
  await app.open('expired_token', 'problem', '&ref_id=R1');
  await expect(app.problem).toHaveAttribute('data-problem', 'ended');
  // The tab has kept nothing; a link with the token comes back with it.
  await app.goto(`/?fp_cot=${app.tokenOf('expired_token')}&ref_id=R1&refId=STRANGER`);
  await app.toBe('ended');
  await joining.isThanked();
  await expect(app.link).toHaveAttribute('href', 'https://partner.example/');
  await joining.expectNowhere('STRANGER');
});

test('without Leap, a confirmation address is an address without a token, and a reference changes nothing', async ({ app, page, joining }) => {
  const requests = [];
  app.context.on('request', (request) => requests.push(`${request.method()} ${new URL(request.url()).pathname}`));
  /** What a visit shows and asks for. */
  const visit = async (address, state, settings) => {
    await page.goto('about:blank');
    await app.release();
    await app.configure(settings);
    requests.length = 0;
    await app.goto(address);
    await app.toBe(state);
    return { html: await page.locator('body').innerHTML(), requests: requests.toSorted() };
  };
  const without = { 'vpp:leap-link': null, 'vpp:leap-utilities': null };
  const plain = await visit('/', 'problem', without);
  await expect(app.problem).toHaveAttribute('data-problem', 'no_token');
  for (const address of [FORGED['another’s reference'], FORGED.malformed, FORGED['in a router’s fragment']]) {
    expect(await visit(address, 'problem', without), address).toEqual(plain);
  }
  const link = () => `/?fp_cot=${app.tokenOf('joining')}`;
  const before = await visit(link(), 'ready', without);
  expect(await visit(`${link()}&ref_id=R1&refId=R1`, 'ready', without)).toEqual(before);
  expect(await visit(`${link()}&ref_id=R1`, 'ready', { 'vpp:leap-link': '', 'vpp:leap-utilities': '' })).toEqual(before);
  // Nor with Leap, for a customer without a reference.
  expect(await visit(link(), 'ready', {})).toEqual(before);
  // With both, the requests are the same.
  const offered = await visit(`${link()}&ref_id=R1`, 'ready', {});
  expect(offered.requests).toEqual(before.requests);
  expect(offered.html).not.toEqual(before.html);
  await expect(joining.ways).toHaveCount(3);
});

test('a link on the page of a crash offers joining', async ({ app, page, joining }) => {
  await app.open('joining', 'ready', '&ref_id=OLD-1');
  await page.evaluate(crash);
  await app.toBeCrashed();
  const token = app.tokenOf('joining');
  await page.evaluate((text) => void (location.hash = text), `fp_cot=${token}&ref_id=${referenceOf(token)}`);
  await app.toBe('ready');
  await joining.isOffered('card', referenceOf(token));
});

test('a page that the browser brings back from its cache knows of a return in the same tab', async ({ app, page, joining }) => {
  await app.open('joining', 'ready', '&ref_id=R1');
  await joining.isOffered('card', 'R1');
  // As the page that came after it has stored.
  await page.evaluate(() => sessionStorage.setItem('vpp_summary.returned', 'R1'));
  await app.returnFromCache();
  await joining.isOffered('line', 'R1');
  await joining.isThanked(false);
});

test('two tabs keep to themselves', async ({ app, context, page, joining, appFor, sandbox }) => {
  await app.open('joining', 'ready', '&ref_id=ONE-1');
  const other = appFor({ page: await context.newPage() });
  await other.open('joining', 'ready', '&ref_id=TWO-2');
  await other.page.goto(`${app.origin}/?refId=ONE-1`);
  await other.toBe('ready');
  await expect(other.page.locator('.unfinished a[data-way]').first()).toHaveAttribute('href', `${sandbox.leap}/Acme/pge/getting-started?refId=TWO-2`);
  await page.reload();
  await app.toBe('ready');
  await joining.isOffered('card', 'ONE-1');
});

test('where storage is blocked, joining is offered, and whoever comes back is thanked', async ({ app, page, joining }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'sessionStorage', { get: () => { throw new DOMException('blocked', 'SecurityError'); } });
  });
  await app.open('joining', 'ready', '&ref_id=R1');
  await joining.isOffered('card', 'R1');
  await joining.ways.first().click();
  for (const name of ['Log in', 'Agree']) await page.getByRole('button', { name, exact: true }).click();
  await app.toBe('ended');
  await joining.isThanked();
});
