// Refreshing: by itself when the connection or the customer comes back, and by the button.

import { alter } from './support/answers.mjs';
import { EARNINGS } from './support/documented.mjs';
import { expect, inOnePage, test } from './support/test.mjs';

/** Decides what time it is in a page, and whether it is hidden. */
async function holdTime(page) {
  await page.addInitScript(() => {
    let now = Date.parse('2025-02-28T19:00:00Z');
    let hidden = false;
    Date.now = () => now;
    Object.defineProperty(document, 'hidden', { get: () => hidden });
    const change = (to) => {
      hidden = to;
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    };
    window.away = (minutes, ...events) => {
      change(true);
      now += minutes * 60_000;
      change(false);
      for (const name of events) dispatchEvent(new Event(name));
    };
    // Whatever the page says or does meanwhile is kept.
    window.noticed = [];
    window.watch = () => {
      const note = () => window.noticed.push(document.querySelector('[role="status"]').textContent, document.querySelector('main').ariaBusy);
      new MutationObserver(note).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
    };
  });
  return (minutes, ...events) =>
    page.evaluate(([minutes, events]) => window.away(minutes, ...events), [minutes, events]);
}

const updated = (page) => page.getByText(/^Updated /);

test('who comes back after five minutes gets new figures by one request, unnoticed', async ({ app, page }) => {
  const away = await holdTime(page);
  await app.open();
  await app.tableSwitch.click();
  await app.pickerToggle.click();
  const time = await updated(page).textContent();
  await page.evaluate(() => window.watch());
  const choice = page.locator('#picker [aria-current]');
  await expect(choice).toBeFocused();
  await away(4);
  await away(2, 'online');
  await expect(updated(page)).not.toHaveText(time);
  await app.toBe('ready');
  expect(app.bodies).toEqual([app.start, app.period('MONTH', '2025-02-01')]);
  // Nothing was said, nothing was busy, and what was open is open and has the focus.
  const [said] = await page.evaluate(() => [...new Set(window.noticed)].filter((one) => one !== 'false'));
  expect(await page.evaluate(() => [...new Set(window.noticed)])).toEqual([said, 'false']);
  expect(said).toContain(EARNINGS);
  await expect(choice).toBeFocused();
  await expect(app.row('total')).toBeVisible();
});

test('other figures are shown and announced', async ({ app, page }) => {
  const away = await holdTime(page);
  await alter(app, (json, number) => {
    if (number === 1) json.performance.earnings = 63;
  });
  await app.open();
  await away(6);
  await expect(app.total('earnings')).toHaveText('$63.00');
  await expect(page.getByRole('status')).toContainText('$63.00');
  expect(app.posts).toHaveLength(2);
});

/** What a refresh that nobody asked for can meet. */
const FAILURES = { 500: 'Failed to load', 429: 'Too many', offline: 'ERR_INTERNET_DISCONNECTED' };

test('a refresh that fails changes nothing', async ({ app, guard, page }) => {
  const away = await holdTime(page);
  await inOnePage(app, FAILURES, async (failure) => {
    if (failure === 'offline') guard.expectNetworkError('ERR_INTERNET_DISCONNECTED');
    else guard.expectStatus(Number(failure));
    let failed;
    const done = new Promise((resolve) => (failed = resolve));
    await app.intercept(async (number, route) => {
      if (number !== 1) return route.continue();
      await (failure === 'offline' ? route.abort('internetdisconnected') : route.fulfill({ status: Number(failure), body: '' }));
      failed();
    });
    await app.open();
    const time = await updated(page).textContent();
    await away(6);
    await done;
    // The next one comes, so the page has taken the failure.
    await expect.poll(async () => {
      await away(1);
      return app.posts.length;
    }).toBe(3);
    await expect(updated(page)).not.toHaveText(time);
    await app.showsDocumented();
    await app.toBe('ready');
    await expect(app.problem).toHaveCount(0);
  });
});

test('an ended session is told', async ({ app, guard }) => {
  guard.expectStatus(401);
  const away = await holdTime(app.page);
  await app.reply(1, { status: 401, body: '' });
  await app.open();
  await away(6);
  await expect(app.problem).toHaveAttribute('data-problem', 'ended');
});

test('a page that could not start starts when the connection is back', async ({ app, guard, page }) => {
  guard.expectNetworkError('ERR_INTERNET_DISCONNECTED');
  await app.intercept((number, route) => (number === 0 ? route.abort('internetdisconnected') : route.continue()));
  await app.load();
  await expect(app.problem).toHaveAttribute('data-problem', 'offline');
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await app.toBe('ready');
  await app.showsDocumented();
  expect(app.bodies).toEqual([app.start, app.start]);
});

test('the button asks for the displayed period again, and its figures stay', async ({ app, page }) => {
  const release = await app.hold(1);
  await app.open();
  const button = page.getByRole('button', { name: 'Refresh' });
  await button.click();
  await expect(button).toHaveAttribute('aria-busy', 'true');
  await app.toBe('ready', 'true');
  await expect(app.total('earnings')).toHaveText(EARNINGS);
  release();
  await app.toBe('ready');
  expect(app.bodies).toEqual([app.start, app.period('MONTH', '2025-02-01')]);
});

test('without CHANGE_PERIOD there is the time and no button, and nothing is refreshed', async ({ app, page }) => {
  const away = await holdTime(page);
  await app.open('no_actions');
  await expect(updated(page)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Refresh' })).toHaveCount(0);
  await away(6, 'online');
  await app.toBe('ready');
  expect(app.posts).toHaveLength(1);
});
