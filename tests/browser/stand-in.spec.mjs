// The sandbox's stand-in for Leap's journey, by itself: with the keyboard, for axe, and in a narrow window.

import { axe } from './support/axe.mjs';
import { connectionsOf } from './support/sandbox.mjs';
import { expect, softly, test } from './support/test.mjs';

test.use({ reducedMotion: 'reduce' });

test.beforeEach(({ guard, sandbox }) => guard.expectOrigin(sandbox.leap));

/** A reference that no other test has. */
const referenceFor = (info) => `ref-${info.testId.replace(/\W/g, '').slice(-30)}-${process.pid}-${info.retry}`;

/** Presses Tab until something with this name has the focus, and then Enter. */
async function press(page, name) {
  const control = page.getByRole('link', { name }).or(page.getByRole('button', { name }));
  await expect(control).toBeVisible();
  for (let step = 0; step < 15; step++) {
    await page.keyboard.press('Tab');
    if (await control.evaluate((element) => element === document.activeElement)) {
      const outline = await control.evaluate((element) => parseFloat(getComputedStyle(element).outlineWidth));
      expect(outline, name).toBeGreaterThanOrEqual(2);
      return page.keyboard.press('Enter');
    }
  }
  throw new Error(`Tab does not reach ${name}.`);
}

const heading = (page, name) => expect(page.getByRole('heading', { level: 1, name })).toBeVisible();

test('the keyboard leads through the journey, past a wrong login, and back to the page', async ({ page, sandbox }, info) => {
  const reference = referenceFor(info);
  await page.goto(`${sandbox.leap}/Acme/ca-utilities/?requestedUtilities=pge,sce&refId=${reference}`);
  await heading(page, 'Choose your utility');
  expect((await connectionsOf(sandbox, reference))[0].connection_status).toBe('NOT_STARTED');
  await expect(page.getByRole('link', { name: /San Diego/ })).toBeHidden();
  await page.getByText('Show all utilities').click();
  await expect(page.getByRole('link', { name: /San Diego/ })).toBeVisible();
  await press(page, /Pacific Gas/);
  await press(page, 'Wrong user name or password');
  await heading(page, 'Your utility is not connected');
  expect((await connectionsOf(sandbox, reference))[0].connection_status).toBe('ERROR');
  await press(page, 'Try again');
  await press(page, 'Log in');
  await heading(page, "Share your meter's data?");
  const back = page.waitForRequest((request) => request.isNavigationRequest() && request.url().startsWith(`${sandbox.origin}/?`));
  await press(page, 'Agree');
  const { searchParams } = new URL((await back).url());
  const [connection] = await connectionsOf(sandbox, reference);
  expect(connection.connection_status).toBe('COMPLETED');
  expect(Object.fromEntries(searchParams)).toEqual({
    authorizationId: connection.utility_connections[0].authorization_uuid,
    refId: reference,
  });
});

test('axe finds nothing on its pages, which fit a narrow window, also with text twice as large', async ({ page, sandbox }, info) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const check = async (name) => {
    await heading(page, name);
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      softly(await axe(page, { coloursOnly: colorScheme === 'dark' }), `${name}, ${colorScheme}`).toEqual([]);
    }
    const overflow = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    softly(await overflow(), name).toBe(0);
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
    softly(await overflow(), `${name}, text twice as large`).toBe(0);
  };
  const press = (name) => page.getByRole('button', { name, exact: true }).click();
  await page.goto(`${sandbox.leap}/`);
  await check("Leap's journey");
  const answer = await page.goto(`${sandbox.leap}/AcmeThanks/ny-commercial/?refId=${referenceFor(info)}`);
  expect(answer.status()).toBe(200);
  await check('Choose your utility');
  await page.getByRole('link', { name: /Orange and Rockland/ }).click();
  await check('Log in at Orange and Rockland Utilities (O&RU)');
  await press('Cancel');
  await check('You have cancelled');
  await page.getByRole('link', { name: 'Try again' }).click();
  await press('Log in');
  await check("Share your meter's data?");
  await press('Agree');
  await check('Demand Response Participation Agreement');
  await press('Sign');
  await check('Thank you');
  await page.goto(`${sandbox.origin}/sandbox/leap`);
  await check("Leap's API");
});

test('an address that is no link of Leap\'s says why', async ({ page, sandbox, guard }) => {
  guard.expectStatus(400);
  await page.goto(`${sandbox.leap}/Acme/pge/getting-started?refId=a%20b`);
  await heading(page, 'This link does not work');
  await expect(page.getByText('U+0020 at character 2')).toBeVisible();
  expect(await axe(page)).toEqual([]);
});
