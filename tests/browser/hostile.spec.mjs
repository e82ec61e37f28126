// Every string that Connect can send, one after the other, replaced by one that would be a script as an address and as
// markup. The guard of all tests sees to the rest: no violation of the policy, no error, no foreign request.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ROOT } from './support/paths.mjs';
import { expect, test } from './support/test.mjs';

const EVIL = 'javascript:window.evil=1//"><img src=x onerror=window.evil=1><script>window.evil=1</script>{{evil}}';

const read = (scenario) => JSON.parse(readFileSync(resolve(ROOT, `sandbox/scenarios/${scenario}.json`), 'utf8'));

const DOCUMENTED = read('documented').page;
const ERROR = { object: 'error', type: 'api_error', code: 'internal', message: 'Something failed.', request_id: 'req_1' };

/** The places of all strings in a value, such as `programme.provider_id`; of a list, the first will do. */
const places = (value, place = []) => {
  if (typeof value === 'string') return [place];
  if (!value || typeof value !== 'object') return [];
  const parts = Array.isArray(value) ? [['0', value[0]]] : Object.entries(value);
  return parts.flatMap(([key, part]) => places(part, [...place, key]));
};

/** The value with something else at that place. */
const withAt = (value, [key, ...rest], other) =>
  Object.assign(structuredClone(value), { [key]: rest.length ? withAt(value[key], rest, other) : other });

/** What of the page a text could have become, and must not. */
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

/** Waits until the page shows something, whatever it makes of the answer. */
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

for (const place of places(DOCUMENTED)) {
  test(`${place.join('.')} of a page`, async ({ app, page }) => {
    await app.reply(0, { json: withAt(DOCUMENTED, place, EVIL) });
    await app.goto(`/?fp_cot=${app.tokenOf('documented')}`);
    await isShown(app);
    expect(await made(page)).toEqual([]);
    // What is shown of it is text, and where there is a table it is made of the same.
    if (await app.tableSwitch.isVisible()) await app.tableSwitch.click();
    if (await app.tab('settings').isVisible()) await app.tab('settings').click();
    expect(await made(page)).toEqual([]);
  });
}

for (const place of places(ERROR)) {
  test(`${place.join('.')} of an error`, async ({ app, guard, page }) => {
    guard.expectStatus(500);
    await app.reply(0, { status: 500, json: withAt(ERROR, place, EVIL) });
    await app.goto(`/?fp_cot=${app.tokenOf('documented')}`);
    await app.toBe('problem');
    expect(await made(page)).toEqual([]);
    await expect(page.locator('main')).not.toContainText('evil');
  });
}

for (const answer of [
  { route: 'session_redirect', redirect_url: EVIL },
  { route: 'session_complete', callback_url: EVIL },
  { route: 'session_complete', callback_uri: EVIL },
  { route: EVIL },
  { route: 'payment_history', connect_token: EVIL },
]) {
  test(`an action that is answered by ${JSON.stringify(answer).replace(EVIL, '…')}`, async ({ app, page }) => {
    const moved = [];
    page.on('framenavigated', (frame) => moved.push(frame.url()));
    await app.reply(1, { json: answer });
    await app.open();
    moved.length = 0;
    await app.action('CLOSE').first().click();
    await isShown(app);
    expect(await made(page)).toEqual([]);
    expect(moved).toEqual([]);
    expect(new URL(page.url()).origin).toBe(app.origin);
  });
}
