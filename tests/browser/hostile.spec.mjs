// Every string that Connect can send, one after the other, replaced by one that would be a script as an address and as
// markup. The guard of all tests does the rest: no violation of the policy, no error, no foreign request.

import { scenario } from './support/paths.mjs';
import { expect, inOnePage, test } from './support/test.mjs';

const EVIL = 'javascript:window.evil=1//"><img src=x onerror=window.evil=1><script>window.evil=1</script>{{evil}}';

const DOCUMENTED = scenario('documented').page;
const ERROR = { object: 'error', type: 'api_error', code: 'internal', message: 'Something failed.', request_id: 'req_1' };

/** The places of all strings in a value, such as `programme.provider_id`. Of a list, only the first element counts. */
const places = (value, place = []) => {
  if (typeof value === 'string') return [place];
  if (!value || typeof value !== 'object') return [];
  const parts = Array.isArray(value) ? [['0', value[0]]] : Object.entries(value);
  return parts.flatMap(([key, part]) => places(part, [...place, key]));
};

/** The value with something else at that place. */
const withAt = (value, [key, ...rest], other) =>
  Object.assign(structuredClone(value), { [key]: rest.length ? withAt(value[key], rest, other) : other });

/** Everything in the page that a text must never become. */
const made = (page) =>
  page.evaluate(() => {
    const foreign = 'img, iframe, object, embed, base, form, main script, main style, main link, svg script, foreignObject';
    const address = (element) => ['href', 'src', 'action', 'xlink:href'].map((name) => element.getAttribute(name));
    return [
      ...[...document.querySelectorAll(foreign)].map(({ outerHTML }) => outerHTML),
      ...[...document.querySelectorAll('*')].flatMap((element) =>
        element.getAttributeNames().filter((name) => /^on|^srcdoc$/.test(name)).map((name) => `${element.tagName} ${name}`),
      ),
      ...[...document.querySelectorAll('*')].flatMap(address).filter((found) => /^\s*(javascript|data):/i.test(found ?? '')),
      ...(window.evil ? ['It ran.'] : []),
    ];
  });

/** Waits until the page has dealt with the answer in one way or another. */
const isShown = async (app) => {
  await expect(app.main).toHaveAttribute('data-state', /^(ready|stale|problem|ended)$/);
  await expect(app.main).toHaveAttribute('aria-busy', 'false');
};

test('the places of strings are found', () => {
  const names = places(DOCUMENTED).map((place) => place.join('.'));
  expect(names).toHaveLength(16);
  expect(names).toEqual(expect.arrayContaining(['route', 'actions.0', 'programme.learn_more_url', 'performance.series.0.date']));
  expect(withAt(DOCUMENTED, ['performance', 'series', '0', 'date'], 'x').performance.series.slice(0, 2)).toEqual([
    { ...DOCUMENTED.performance.series[0], date: 'x' },
    DOCUMENTED.performance.series[1],
  ]);
});

/** The places of a value's strings as cases: the name, and the place. */
const everyString = (value) => places(value).map((place) => [place.join('.'), place]);

test('a script in any string of a page stays text', async ({ app, page }) => {
  await inOnePage(app, everyString(DOCUMENTED), async (_, place) => {
    await app.reply(0, { json: withAt(DOCUMENTED, place, EVIL) });
    await app.load();
    await isShown(app);
    expect(await made(page)).toEqual([]);
    // The other tab and the table show the same strings.
    if (await app.tableSwitch.isVisible()) await app.tableSwitch.click();
    if (await app.tab('settings').isVisible()) await app.tab('settings').click();
    expect(await made(page)).toEqual([]);
  });
});

test('a script in any string of an error stays hidden', async ({ app, guard, page }) => {
  await inOnePage(app, everyString(ERROR), async (_, place) => {
    guard.expectStatus(500);
    await app.reply(0, { status: 500, json: withAt(ERROR, place, EVIL) });
    await app.load();
    await app.toBe('problem');
    expect(await made(page)).toEqual([]);
    await expect(page.locator('main')).not.toContainText('evil');
  });
});

/** Answers to an action that would lead somewhere. */
const ANSWERS = [
  { route: 'session_redirect', redirect_url: EVIL },
  { route: 'session_complete', callback_url: EVIL },
  { route: 'session_complete', callback_uri: EVIL },
  { route: EVIL },
  { route: 'payment_history', connect_token: EVIL },
].map((answer) => [JSON.stringify(answer).replace(EVIL, '…'), answer]);

test('a script in the answer to an action leads nowhere', async ({ app, page }) => {
  const moved = [];
  page.on('framenavigated', (frame) => moved.push(frame.url()));
  await inOnePage(app, ANSWERS, async (_, answer) => {
    await app.reply(1, { json: answer });
    await app.open();
    moved.length = 0;
    await app.action('CLOSE').first().click();
    await isShown(app);
    expect(await made(page)).toEqual([]);
    expect(moved).toEqual([]);
    expect(new URL(page.url()).origin).toBe(app.origin);
  });
});
