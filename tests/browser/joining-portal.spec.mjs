// Joining in a portal: the reference from the element, the way to Leap in the portal's own page, and the way back.

import { TEXTS, UTILITIES, atLeap, leapSettings, waysIn } from './support/joining.mjs';
import { test as base } from './support/partner.mjs';
import { confirmations } from './support/paths.mjs';
import { passADay, referenceOf } from './support/sandbox.mjs';
import { expect, inOnePage } from './support/test.mjs';

const test = base.extend({
  /** The portal, with Leap set up in the page that it shows. */
  portal: async ({ portal, app, sandbox, guard }, use) => {
    guard.expectOrigin(sandbox.leap);
    await app.configure(leapSettings(sandbox.leap, { organisation: 'AcmePortal' }));
    await use(portal);
  },
});

/** Sets properties of the element. */
const set = (page, values) => page.evaluate((values) => void Object.assign(document.querySelector('vpp-summary'), values), values);

const addressOf = (sandbox, id, reference) => `${sandbox.leap}/AcmePortal/${id}/getting-started?refId=${reference}`;

/** Waits until joining is offered to the customer with this reference, or to nobody. */
async function isOffered(frame, sandbox, reference, kind = 'card') {
  await expect(frame.locator(kind === 'card' ? '.joining a[data-way]' : '.unfinished a[data-way]')).toHaveCount(reference ? 3 : 0);
  const hrefs = await waysIn(frame).evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  expect(hrefs).toEqual(reference ? Object.keys(UTILITIES).map((id) => addressOf(sandbox, id, reference)) : []);
}

const isThanked = (frame, thanked = true) =>
  expect(frame.getByRole('alert').filter({ hasText: TEXTS.BackFromLeap })).toHaveCount(thanked ? 1 : 0);

test('a customer of a portal joins, comes back to it, and is active a day later', async ({ portal, app, page, sandbox }) => {
  const token = app.tokenOf('joining');
  const reference = referenceOf(token);
  const element = `<vpp-summary id="one" connect-token="${token}" reference-id="${reference}"></vpp-summary>`;
  await portal.show(element);
  let frame = await portal.toBe('ready');
  await isOffered(frame, sandbox, reference);
  await isThanked(frame, false);

  // The portal is told, and can go there by itself.
  await page.evaluate(() => (window.cancels = ['route']));
  await waysIn(frame).nth(2).click();
  expect(await portal.event('route')).toEqual({ event: 'route', id: 'one', route: 'leap', url: addressOf(sandbox, 'sdge', reference) });
  expect(new URL(page.url()).origin).toBe(portal.origin);
  // Otherwise the element leads there, in the portal's own page.
  await page.evaluate(() => (window.cancels = []));
  await waysIn(frame).first().click();
  await page.waitForURL(/\/sandbox\/journeys\/\d+\/utilities\/pge$/);
  const thanks = `${portal.origin}/thanks`;
  const script = "document.querySelector('vpp-summary').confirmationUrl = location.href";
  portal.pages.set('/thanks', portal.pages.get(portal.put(`${element}<script>${script}</script>`)));
  await atLeap(page, 'Log in', 'Agree');
  await page.waitForURL(`${thanks}?from=leap&**`);
  frame = await portal.toBe('ready');
  await expect(frame.locator('[data-participation-state=ENROLLING]')).toBeVisible();
  await isThanked(frame);
  await isOffered(frame, sandbox, reference, 'line');
  const { authorizationId, ...rest } = await portal.event('confirmation');
  expect(rest).toEqual({ event: 'confirmation', id: 'one', refId: reference, verified: false });
  expect(authorizationId).toMatch(/^[\da-f-]{36}$/);
  expect(await portal.events('confirmation')).toHaveLength(1);
  expect(app.bodies.at(-1)).toBe(`{"connect_token":"${token}","route":"session_start","type":"submit","action":"VPP"}`);
  expect(app.posts).toHaveLength(2);

  await passADay(sandbox, reference);
  await page.reload();
  frame = await portal.toBe('ready');
  await expect(frame.locator('[data-participation-state=ACTIVE]')).toBeVisible();
  await isOffered(frame, sandbox, undefined, 'line');
  await isThanked(frame, false);
});

test('the reference and the status are attributes and properties, set before the element is defined or at any time', async ({ portal, app, page, sandbox }) => {
  const cases = {
    'attribute': ['reference-id="R1"', {}, 'R1'],
    'property before the definition': ['', { referenceId: 'R1' }, 'R1'],
    'property over attribute': ['reference-id="R2"', { referenceId: 'R1' }, 'R1'],
    'unknown status': ['reference-id="R1" leap-status="pending"', {}, 'R1'],
    'connected': ['reference-id="R1" leap-status="connected"', {}],
    'completed as a property': ['reference-id="R1"', { leapStatus: 'COMPLETED' }],
    'malformed': ['reference-id="R 1"', {}],
    'none': ['', {}],
  };
  await inOnePage(app, Object.entries(cases).map(([name, values]) => [name, ...values]), async (name, attributes, properties, reference) => {
    await app.configure(leapSettings(sandbox.leap, { organisation: 'AcmePortal' }));
    await portal.show(portal.element('joining', attributes), { head: '' });
    await set(page, properties);
    await portal.loadScript();
    await isOffered(await portal.toBe('ready'), sandbox, reference);
  });
  // At any time: each change opens the session with what the portal says then.
  await app.configure(leapSettings(sandbox.leap, { organisation: 'AcmePortal' }));
  await portal.show(portal.element('joining'));
  const frame = await portal.toBe('ready');
  await isOffered(frame, sandbox, undefined);
  const steps = [
    [{ referenceId: 'R1' }, 'R1'],
    [{ leapStatus: 'connected' }, undefined],
    [{ leapStatus: null }, 'R1'],
    [{ referenceId: 'R3', connectToken: app.tokenOf('joining_failed') }, 'R3'],
    [{ referenceId: null }, undefined],
    [{ referenceId: 'R4' }, 'R4'],
  ];
  for (const [values, reference] of steps) {
    await set(page, values);
    await isOffered(frame, sandbox, reference);
  }
  expect(await page.evaluate(() => document.querySelector('vpp-summary').outerHTML)).not.toContain('leap-status');
});

test('what the address says that a customer came back to is told as it is, and the frame thanks', async ({ portal, app, page, sandbox }) => {
  await portal.show(portal.element('joining', 'reference-id="R1"'));
  const frame = await portal.toBe('ready');
  // Nothing that an address without Leap's parameters says.
  for (const confirmationUrl of [null, '', portal.origin, `${portal.origin}/#refId=R1`]) await set(page, { confirmationUrl });
  await isThanked(frame, false);
  expect(app.posts).toHaveLength(1);
  const url = `${portal.origin}/thanks?lang=de&authorizationId=A-1&refId=STRANGER`;
  await set(page, { confirmationUrl: url });
  await isThanked(frame);
  await isOffered(frame, sandbox, 'R1', 'line');
  await expect(frame.locator('body')).not.toContainText('STRANGER');
  // It is said once, whatever else changes.
  await set(page, { confirmationUrl: url, theme: 'dark', navigation: true });
  await set(page, { leapStatus: 'pending' });
  await isThanked(frame);
  expect(await portal.events('confirmation')).toEqual([{ event: 'confirmation', id: 'one', authorizationId: 'A-1', refId: 'STRANGER', verified: false }]);
  await expect.poll(() => app.posts.length).toBe(3);
  // Nor a second time when the page is loaded again, but another address is another return.
  await page.evaluate(() => document.querySelector('vpp-summary').retry());
  await isThanked(await portal.toBe('ready'));
  await set(page, { confirmationUrl: '?authorizationId=A-2' });
  expect((await portal.events('confirmation')).map(({ authorizationId }) => authorizationId)).toEqual(['A-1', 'A-2']);
});

test('a portal that has no token for whoever comes back is asked for one, and the frame thanks meanwhile', async ({ portal, app, page, sandbox }) => {
  await portal.show('<vpp-summary id="one"></vpp-summary>', { head: '' });
  await set(page, { confirmationUrl: '?authorizationId=A-1' });
  await portal.loadScript();
  const frame = await portal.toBe('ended');
  await isThanked(frame);
  await expect(frame.locator('[data-problem]')).toHaveCount(0);
  expect(await portal.event('error')).toMatchObject({ kind: 'no_token', retryable: false });
  expect(await portal.events('confirmation')).toHaveLength(1);
  expect(app.posts).toHaveLength(0);
  await set(page, { referenceId: 'R1', connectToken: app.tokenOf('joining') });
  await portal.toBe('ready');
  await isThanked(frame);
  await isOffered(frame, sandbox, 'R1', 'line');
  expect(await portal.events('confirmation')).toHaveLength(1);
});

test('the next customer of a portal is not thanked for what another one did', async ({ portal, app, page, sandbox }) => {
  await portal.show(portal.element('joining', 'reference-id="R1"'));
  const frame = await portal.toBe('ready');
  await set(page, { confirmationUrl: '?refId=R1' });
  await isThanked(frame);
  await set(page, { confirmationUrl: null, referenceId: 'R2', connectToken: app.tokenOf('joining_failed') });
  await expect(frame.locator('[data-participation-state=FAILED]')).toBeVisible();
  await isOffered(frame, sandbox, 'R2');
  await isThanked(frame, false);
  // And can come back as well.
  await set(page, { confirmationUrl: '?refId=R2' });
  await isThanked(frame);
  await isOffered(frame, sandbox, 'R2', 'line');
  expect((await portal.events('confirmation')).map(({ refId }) => refId)).toEqual(['R1', 'R2']);
});

test('the element reads confirmation addresses as the library does', async ({ portal, page }) => {
  await portal.open('joining');
  const told = await page.evaluate((cases) => {
    const element = document.querySelector('vpp-summary');
    return cases.map(({ address }) => {
      element.confirmationUrl = null;
      const before = window.seen.length;
      element.confirmationUrl = address;
      return [address, ...window.seen.slice(before).map(({ id, event, ...detail }) => detail)];
    });
  }, confirmations());
  const expected = confirmations().map(({ address, none, authorizationId = null, refId = null }) => [
    address,
    ...(none ? [] : [{ authorizationId, refId, verified: false }]),
  ]);
  expect(told).toEqual(expected);
});
