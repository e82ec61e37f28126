// What a customer and a portal do with the element in an app, the same for every framework and browser.

import { expect } from '@playwright/test';
import { api } from '../../xtask/embed-api.mjs';

/** The frame inside the element's closed shadow root; see portal.mjs. */
const frameOfElement = () => window.shadow.querySelector('iframe');

const fieldsOf = (name) => api.events.find((event) => event.name === name).fields.map((field) => field.name).toSorted();

/** The steps in order, each with a driver (tests/engines/journey.mjs) and a way to get tokens. */
export const STEPS = {
  'shows the earnings': (driver) => showsEarnings(driver),
  'keeps the session when a callback changes': keepsSession,
  'takes another token': takesToken,
  'gets a token when a session has ended': refreshesToken,
  'changes the language': changesLanguage,
  'changes the appearance': changesAppearance,
  'removes what it has set, and leaves alone what it has not': removesProperties,
  'cancels what the element would do': cancels,
  'hears every event, with the fields that are documented': hearsEvents,
  'goes and comes back': comesBack,
};

/** Waits until a function returns the expected value in the page. */
const waitFor = (driver, read, expected, ...values) => expect.poll(() => driver.evaluate(read, ...values).catch(String)).toEqual(expected);

/** Waits until a function returns the expected value in the frame. */
const inFrame = (driver, read, expected, ...values) => driver.inFrame(frameOfElement, () => waitFor(driver, read, expected, ...values));

const set = (driver, change) => driver.evaluate((change) => window.portal.set(change), change);

/** The title of the period and its total, once no request is under way. */
function figures() {
  if (!document.querySelector('main[data-state="ready"][aria-busy="false"]')) return 'not ready';
  const text = (selector) => document.querySelector(selector)?.textContent.replaceAll('\u00A0', ' ');
  return [text('[data-period]'), text('[data-total="earnings"]')];
}

const DOCUMENTED = ['February 2025', '$62.10'];

/** How many sessions have been started. */
const starts = () => window.portal.seen.filter(({ name, detail }) => name === 'action' && detail.name === 'SESSION_START').length;

const count = (name) => window.portal.seen.filter((event) => event.name === name).length;

/** Besides `more`, the element has the attributes that the app gives it. */
export async function showsEarnings(driver, more = {}) {
  await waitFor(driver, count, 1, 'ready');
  await inFrame(driver, figures, DOCUMENTED);
  await waitFor(driver, starts, 1);
  const { attributes, tag, retry, html } = await driver.evaluate(() => {
    const element = window.portal.element();
    const attributes = Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value]));
    return { attributes, tag: element.localName, retry: typeof element.retry, html: document.documentElement.outerHTML };
  });
  expect([tag, retry]).toEqual(['vpp-summary', 'function']);
  expect(attributes).toEqual({ id: 'earnings', class: 'earnings', 'data-place': 'portal', title: 'Your earnings', lang: 'en-US', ...more });
  expect(html).not.toContain('cot_');
}

async function keepsSession(driver) {
  const before = await driver.evaluate(() => window.portal.seen.length);
  for (let change = 0; change < 3; change += 1) {
    await driver.evaluate(() => window.portal.set({ fetchToken: () => ((window.asked = (window.asked ?? 0) + 1), null) }));
  }
  // What comes of it would come before the figures of another period.
  await driver.inFrame(frameOfElement, () => driver.click('[data-step="previous"]'));
  await inFrame(driver, figures, ['January 2025', '$87.63']);
  await driver.evaluate(() => (window.portal.label = 'second'));
  await driver.inFrame(frameOfElement, () => driver.click('[data-step="next"]'));
  await waitFor(driver, (before) => window.portal.seen.slice(before).filter(({ name }) => name === 'period').map(({ label }) => label), ['first', 'second'], before);
  expect(await driver.evaluate(() => [window.asked, window.portal.seen.filter(({ name }) => name === 'ready').length])).toEqual([undefined, 1]);
  await waitFor(driver, starts, 1);
}

async function takesToken(driver, tokenOf) {
  await set(driver, { connectToken: tokenOf('euro') });
  await waitFor(driver, starts, 2);
  await inFrame(driver, () => document.querySelector('[data-total="earnings"]')?.textContent.includes('€'), true);
  expect(await driver.evaluate(() => [window.shadow.querySelectorAll('iframe').length, document.documentElement.outerHTML.includes('cot_')])).toEqual([1, false]);
}

async function refreshesToken(driver, tokenOf) {
  const [ended, fresh] = [tokenOf('expired_token'), tokenOf('documented')];
  await driver.evaluate((ended, fresh) => {
    window.asked = 0;
    window.portal.set({ connectToken: ended, fetchToken: async () => ((window.asked += 1), fresh) });
  }, ended, fresh);
  await inFrame(driver, figures, DOCUMENTED);
  expect(await driver.evaluate(() => window.asked)).toBe(1);
  await waitFor(driver, count, 0, 'error');
}

async function changesLanguage(driver) {
  await set(driver, { lang: 'de' });
  await inFrame(driver, figures, ['Februar 2025', '62,10 $']);
  await driver.evaluate(() => window.portal.set({ lang: undefined }));
  // The document's own language.
  await inFrame(driver, figures, DOCUMENTED);
}

async function changesAppearance(driver) {
  const accent = () => {
    const probe = document.createElement('i');
    document.body.append(probe);
    probe.style.setProperty('color', 'var(--vpp-accent)');
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  };
  for (const [value, colour] of [['#123456', 'rgb(18, 52, 86)'], ['rebeccapurple', 'rgb(102, 51, 153)']]) {
    await set(driver, { style: { '--vpp-accent': value } });
    await inFrame(driver, accent, colour);
  }
  await set(driver, { style: {} });
  await inFrame(driver, accent, 'rgb(10, 104, 72)');
}

async function removesProperties(driver) {
  const theme = () => document.documentElement.dataset.theme;
  const read = () => ['theme', 'navigation'].map((name) => window.portal.element().getAttribute(name));
  await driver.evaluate(() => (window.portal.element().navigation = true));
  await set(driver, { theme: 'dark' });
  await inFrame(driver, theme, 'dark');
  await waitFor(driver, read, ['dark', '']);
  await driver.evaluate(() => window.portal.set({ theme: undefined }));
  await inFrame(driver, theme, 'light');
  await waitFor(driver, read, [null, '']);
}

async function cancels(driver, tokenOf) {
  const address = await driver.evaluate(() => location.href);
  await driver.evaluate(() => (window.portal.cancels = ['route', 'close']));
  await driver.inFrame(frameOfElement, () => driver.click('[data-action="CONNECT_TARIFF"]'));
  await waitFor(driver, count, 1, 'route');
  await set(driver, { connectToken: tokenOf('documented'), navigation: true });
  await inFrame(driver, figures, DOCUMENTED);
  await driver.inFrame(frameOfElement, () => driver.click('[data-action="CLOSE"]'));
  await waitFor(driver, count, 1, 'close');
  const seen = await driver.evaluate(() => window.portal.seen.filter(({ name }) => ['route', 'close'].includes(name)));
  for (const { prevented, detail } of seen) expect([prevented, /^http/.test(detail.url)]).toEqual([true, true]);
  expect(await driver.evaluate(() => location.href)).toBe(address);
}

async function hearsEvents(driver, tokenOf) {
  await set(driver, { connectToken: tokenOf('documented') });
  await driver.evaluate(() => window.portal.set({ confirmationUrl: `${location.origin}/?authorizationId=1&refId=R-1` }));
  await waitFor(driver, count, 1, 'confirmation');
  const seen = await driver.evaluate(() => window.portal.seen);
  for (const { name, detail } of seen) expect(Object.keys(detail).toSorted(), name).toEqual(fieldsOf(name));
  expect(new Set(seen.map(({ name }) => name))).toEqual(new Set(api.events.map(({ name }) => name).filter((name) => name !== 'error')));
  expect(seen.find(({ name }) => name === 'confirmation').detail).toEqual({ authorizationId: '1', refId: 'R-1', verified: false });
}

async function comesBack(driver, tokenOf) {
  await set(driver, { connectToken: tokenOf('documented') });
  const before = await driver.evaluate(count, 'ready');
  await driver.evaluate(() => window.portal.show(false));
  await waitFor(driver, () => [window.portal.element(), window.shadow.querySelectorAll('iframe').length], [null, 0]);
  await driver.evaluate(() => window.portal.show(true));
  await waitFor(driver, count, before + 1, 'ready');
  await inFrame(driver, figures, DOCUMENTED);
}
