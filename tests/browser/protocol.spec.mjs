// What Connect's other pages and older drafts do, as far as public documents show it: this page has to cope with all of it.

import { expect, inOnePage, test } from './support/test.mjs';

/** The addresses of the sandbox in which the token goes on. */
const expectTokenIn = (app, ...addresses) => addresses.forEach((address) => app.guard.expectTokenIn(app.origin + address));

const action = (page, name) => page.locator(`[data-action="${name}"]`);

test('the summary is read under `data`, too', async ({ app, page }) => {
  await inOnePage(app, [['in_data'], ['partly_in_data']], async (scenario) => {
    await app.open(scenario);
    await app.showsDocumented();
    await expect(page.locator('[data-participation-state]')).toHaveAttribute('data-participation-state', 'SUSPENDED');
    await expect(action(page, 'BACK')).toBeVisible();
  });
});

test('the participation state is read in each of its forms', async ({ app, page }) => {
  const states = [
    ['state_timeline', 'SUSPENDED', 'Paused'],
    ['state_object', 'SUSPENDED', 'Paused'],
    ['state_timeline_done', '', 'Status unclear'],
    ['awaiting_meter_access', 'AWAITING_METER_ACCESS', 'Status unclear'],
  ];
  await inOnePage(app, states, async (scenario, name, word) => {
    await app.open(scenario);
    const status = page.locator('[data-participation-state]');
    await expect(status).toHaveAttribute('data-participation-state', name);
    await expect(status).toHaveText(word);
  });
});

test('no address ever holds two tokens', async ({ app, page }) => {
  await app.open('redirect_with_token');
  expectTokenIn(app, `/sandbox/tariff?fp_cot=${app.token}&from=vpp`);
  await action(page, 'CONNECT_TARIFF').first().click();
  await page.waitForURL('**/sandbox/tariff**');
  // Where it was, with everything else.
  expect(new URL(page.url()).search + new URL(page.url()).hash).toBe(`?fp_cot=${app.token}&from=vpp#connect`);
  await app.open('callback_with_token');
  expectTokenIn(app, `/sandbox/callback?fp_cot=${app.token}&reference=sandbox`);
  await action(page, 'CLOSE').click();
  await page.waitForURL('**/sandbox/callback**');
  expect(page.url().match(/fp_cot=/g)).toHaveLength(1);
});

test('payments can lead to a payment provider', async ({ app, page }) => {
  await app.open('payments_redirect');
  expectTokenIn(app, `/sandbox/payments?fp_cot=${app.token}`);
  await app.tab('settings').click();
  await action(page, 'MANAGE_PAYMENTS').click();
  await page.waitForURL(`**/sandbox/payments?fp_cot=${app.token}**`);
});

test('a session can end by a redirect to the partner', async ({ app, page }) => {
  await app.open('ends_by_redirect');
  expectTokenIn(app, `/sandbox/callback?reference=sandbox&fp_cot=${app.token}`);
  await action(page, 'CLOSE').click();
  await page.waitForURL('**/sandbox/callback**');
});

test('a foreign route is left as its own actions say', async ({ app, page }) => {
  const routes = [
    ['foreign_back', { back: 1, close: 0 }],
    ['foreign_close', { back: 0, close: 1 }],
    ['foreign_both', { back: 1, close: 1 }],
    ['foreign_neither', { back: 0, close: 0 }],
    ['foreign_unlisted', { back: 1, close: 0 }],
  ];
  await inOnePage(app, routes, async (scenario, { back, close }) => {
    await app.open(scenario);
    await expect(page.locator('h2')).toHaveText('Continue in the app or on the website');
    await expect(action(page, 'BACK')).toHaveCount(back);
    await expect(action(page, 'CLOSE')).toHaveCount(close);
    if (!close) return;
    await action(page, 'CLOSE').click();
    await page.waitForURL('**/sandbox/callback**');
    expect(JSON.parse(app.bodies.at(-1))).toMatchObject({ route: 'postal_address_input', action: 'CLOSE' });
  });
});

test('without an error object the status decides', async ({ app, guard, page }) => {
  for (const [scenario, status, problem] of [
    ['http_403_no_object', 403, 'ended'],
    ['http_404_no_object', 404, 'ended'],
    ['http_500_no_object', 500, 'server'],
  ]) {
    guard.expectStatus(status);
    await app.open(scenario, 'problem');
    await expect(page.locator('[data-problem]')).toHaveAttribute('data-problem', problem);
  }
});
