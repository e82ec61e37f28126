// Joining: from the page to Leap and back, to whom it is offered, and by which link.

import { historyOf } from './support/browser.mjs';
import { TEXTS, UTILITIES, atLeap, test } from './support/joining.mjs';
import { textsIn } from './support/paths.mjs';
import { passADay, referenceOf } from './support/sandbox.mjs';
import { expect, inOnePage } from './support/test.mjs';

test.use({ reducedMotion: 'reduce' });

/** The customer's reference, as a parameter of a link. */
const own = (app) => `&ref_id=${referenceOf(app.token)}`;

/** Opens the page for a customer of a scenario, with the reference in the link. */
async function open(app, scenario, query = '') {
  app.posts.length = 0;
  const token = app.tokenOf(scenario);
  await app.goto(`/?fp_cot=${token}${own(app)}${query}`);
  await app.toBe('ready');
  return referenceOf(token);
}

const participation = (page, state) =>
  expect(page.locator('[data-participation-state]')).toHaveAttribute('data-participation-state', state);

test('a customer joins, comes back in their language, and is active a day later', async ({ app, page, joining, sandbox }) => {
  const reference = await open(app, 'joining');
  await expect(page).toHaveURL(`${app.origin}/`);
  expect(await historyOf(page)).toEqual(['about:blank', `${app.origin}/`]);
  await participation(page, 'NOT_ENROLLED');
  await joining.isOffered('card', reference);
  await joining.isThanked(false);
  const card = page.getByRole('region', { name: TEXTS.JoinTitle });
  await expect(card.getByRole('listitem')).toHaveCount(3);
  await expect(card.getByRole('link')).toHaveText(Object.values(UTILITIES));
  // What Connect offers stays.
  await expect(app.action('CONNECT_TARIFF')).toHaveCount(1);
  await expect(app.action('MANAGE_PARTICIPATION').first()).toBeVisible();

  await app.tab('settings').click();
  await page.locator('#language').selectOption({ label: 'Español' });
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
  await app.tab('overview').click();
  const texts = textsIn('es');
  await expect(page.getByRole('region', { name: texts.JoinTitle })).toBeVisible();
  app.posts.length = 0;
  await joining.ways.nth(1).click();
  await expect(page.getByRole('heading', { name: `Log in at ${UTILITIES.sce}` })).toBeVisible();
  await atLeap(page, 'Log in', 'Agree');

  // Back on the page's own address.
  await app.toBe('ready');
  await expect(page).toHaveURL(`${app.origin}/?lang=es`);
  await expect(joining.thanks).toContainText(texts.BackFromLeap);
  await expect(joining.thanks).toContainText(texts.BackFromLeapMeaning);
  await participation(page, 'ENROLLING');
  await joining.isOffered('line', reference);
  expect(app.bodies).toEqual([app.start]);
  const addresses = (await historyOf(page)).filter((address) => address.startsWith(`${app.origin}/`));
  expect(addresses.filter((address) => /refId|authorizationId|ref_id|fp_cot/.test(address))).toEqual([]);
  expect(await joining.kept()).toEqual({
    'vpp_summary.token': 'TOKEN',
    'vpp_summary.reference': `TOKEN ${reference}`,
    'vpp_summary.returned': reference,
  });

  // The thanks are for whoever has just come back. The quiet way stays.
  await page.reload();
  await app.toBe('ready');
  await participation(page, 'ENROLLING');
  await joining.isOffered('line', reference);
  await expect(joining.thanks).toHaveCount(0);
  await expect(joining.ways).toHaveText(Object.values(UTILITIES));
  await expect(joining.quiet).toContainText(texts.NotFinished);

  await passADay(sandbox, reference);
  await page.reload();
  await app.toBe('ready');
  await participation(page, 'ACTIVE');
  await joining.isOffered('none');
  await expect(joining.thanks).toHaveCount(0);
  // An old confirmation address says nothing new.
  await page.goto(`${app.origin}/?authorizationId=1&refId=${reference}&lang=en-US`);
  await app.toBe('ready');
  await participation(page, 'ACTIVE');
  await joining.isThanked(false);
  await joining.isOffered('none');
});

test('whoever cancels at Leap, or fails there, finds the page as it was by Back', async ({ app, page, joining }) => {
  const ends = { Cancel: 'You have cancelled', 'The account is locked': 'Your utility is not connected' };
  await inOnePage(app, Object.entries(ends), async (button, title) => {
    await page.goto('about:blank');
    const reference = await open(app, 'joining', '&lang=nl');
    const before = await app.main.innerHTML();
    await joining.ways.first().click();
    await atLeap(page, button);
    await expect(page.getByRole('heading', { name: title })).toBeVisible();
    await expect(async () => {
      if (new URL(page.url()).origin !== app.origin) await page.goBack();
      expect(new URL(page.url()).origin).toBe(app.origin);
    }).toPass();
    await app.toBe('ready');
    await participation(page, 'NOT_ENROLLED');
    await joining.isOffered('card', reference);
    await expect(joining.thanks).toHaveCount(0);
    await expect.poll(() => app.main.innerHTML()).toBe(before);
    // The language was kept for the way back only.
    expect(await joining.kept()).toEqual({ 'vpp_summary.token': 'TOKEN', 'vpp_summary.reference': `TOKEN ${reference}` });
  });
});

const STATES = {
  not_enrolled: 'card',
  failed: 'card',
  unenrolled: 'card',
  enrolling: 'line',
  active: 'none',
  suspended: 'none',
  unenrolling: 'none',
  unknown_state: 'none',
};

test('joining is offered where there is something to authorize, and quietly where it has begun', async ({ app, page, joining }) => {
  await inOnePage(app, Object.entries(STATES), async (scenario, kind) => {
    const reference = await open(app, scenario);
    await joining.isOffered(kind, reference);
    // Whoever comes back finds no call to do it once more.
    await page.goto(`${app.origin}/?refId=${reference}`);
    await app.toBe('ready');
    await joining.isOffered(kind === 'card' ? 'line' : kind, reference);
    await joining.isThanked(scenario !== 'active');
    expect(app.bodies).toEqual([app.start, app.start]);
  });
});

test('a single utility needs no choice', async ({ app, page, joining, sandbox }) => {
  const cases = { 'one utility': ['sce', ['sce']], 'the link’s own': ['', ['pge']] };
  await inOnePage(app, Object.entries(cases).map(([name, values]) => [name, ...values]), async (_, utilities, ids) => {
    await app.configure({ 'vpp:leap-utilities': utilities });
    const reference = await open(app, 'joining');
    await joining.isOffered('card', reference, ids);
    await expect(joining.ways).toHaveText(TEXTS.JoinStart);
    await expect(page.getByText(TEXTS.JoinChoose)).toHaveCount(0);
    await page.goto(`${app.origin}/?refId=${reference}`);
    await joining.isThanked();
    await joining.isOffered('line', reference, ids);
    await expect(joining.ways).toHaveText(TEXTS.NotFinished);
  });
  // Leap Connect asks for the utility itself.
  await app.configure({ 'vpp:leap-link': `${sandbox.leap}/Acme/ca`, 'vpp:leap-utilities': 'pge sdge' });
  const reference = await open(app, 'joining');
  const hrefs = await joining.ways.evaluateAll((links) => links.map(({ href }) => href));
  expect(hrefs).toEqual(['pge', 'sdge'].map((id) => `${sandbox.leap}/Acme/ca/?requestedUtilities=${id}&refId=${reference}`));
});
