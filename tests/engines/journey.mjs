// The customer's main journey, the same in every engine. Each step opens the page in a new session, so no step depends
// on another one.

import { isDeepStrictEqual } from 'node:util';
import { setTimeout as pause } from 'node:timers/promises';
import { passADay, referenceOf } from '../browser/support/sandbox.mjs';

/**
 * What the journey needs from an engine. Functions passed to it run in the page, so they see nothing of this file.
 * @typedef {object} Driver
 * @property {string} version the browser's
 * @property {(url: string) => Promise<void>} open loads a page
 * @property {(read: Function, ...values: unknown[]) => Promise<unknown>} evaluate calls a function in the page
 * @property {(selector: string) => Promise<void>} click waits for the element and clicks it
 * @property {(key: string) => Promise<void>} press sends a key to the focused element
 * @property {(find: Function, visit: () => Promise<void>) => Promise<void>} inFrame finds a frame for a visit
 * @property {() => Promise<void>} close ends the browser
 */

/** How long the page may take to show what a step expects, in milliseconds. */
const TIMEOUT = 15_000;

/** What `shownFigures` returns for the documented customer. */
const FEBRUARY = ['February 2025', '$62.10', 28];
const FEBRUARY_IN_GERMAN = ['Februar 2025', '62,10 $', 28];
const JANUARY = ['January 2025', '$87.63', 31];
const LAST_DAY = ['Fri, Feb 28, 2025', '$5.53', 24];

/** What the chart says of February 2. */
const SECOND_DAY = 'Sunday, February 2, 2025: $2.92 · 2.57 kWh · $1.14/kWh · 5% of $62.10';
const SECOND_DAY_IN_GERMAN = 'Sonntag, 2. Februar 2025: 2,92 $ · 2,57 kWh · 1,14 $/kWh · 5 % von 62,10 $';

/** The steps in order. Each runs with a driver and with the servers of servers.mjs. */
export const JOURNEY = [
  { name: 'shows the documented page', run: showsDocumentedPage },
  { name: 'moves between periods', run: movesBetweenPeriods },
  { name: 'reads the chart by keyboard', run: readsChartByKeyboard },
  { name: 'changes the language by keyboard', run: changesLanguage },
  { name: 'shows the page in a portal of another origin', run: showsElement },
  { name: 'joins through Leap and comes back', run: joinsThroughLeap },
  { name: 'joins from a portal and is thanked there', run: joinsFromPortal },
  { name: 'notices errors and policy violations', run: noticesProblems },
];

async function showsDocumentedPage(driver, servers) {
  await openPage(driver, servers);
  await expect(driver, shownFigures, FEBRUARY);
  await expect(driver, () => document.title, 'Your earnings · Community Powershare');
  await expect(driver, () => document.querySelector('[data-participation-state]').textContent, 'Paused');
  await expect(driver, () => document.querySelectorAll('[data-chart] [data-bar] rect.earned').length, 12);
  // The page removes the token from the address.
  await expect(driver, () => location.search, '?lang=en-US');
  await expectNoProblems(driver);
}

async function movesBetweenPeriods(driver, servers) {
  await openPage(driver, servers);
  await driver.click('[data-step="previous"]');
  await expect(driver, shownFigures, JANUARY);
  await driver.click('[data-step="next"]');
  await expect(driver, shownFigures, FEBRUARY);
  await driver.click('[data-period-type="DAY"]');
  await expect(driver, shownFigures, LAST_DAY);
  await expectNoProblems(driver);
}

async function readsChartByKeyboard(driver, servers) {
  await openPage(driver, servers);
  await readsChart(driver, SECOND_DAY);
  await expectNoProblems(driver);
}

async function changesLanguage(driver, servers) {
  await openPage(driver, servers);
  await driver.click('#tab-settings');
  await tabTo(driver, '#language');
  // Typing a letter selects the next option that starts with it.
  await driver.press('d');
  await expect(driver, () => document.documentElement.lang, 'de');
  await expect(driver, () => location.search, '?lang=de');
  await driver.click('#tab-overview');
  await expect(driver, shownFigures, FEBRUARY_IN_GERMAN);
  await readsChart(driver, SECOND_DAY_IN_GERMAN);
  await expectNoProblems(driver);
}

async function showsElement(driver, servers) {
  await driver.open(`${servers.portal}/?token=${newToken()}`);
  await expect(driver, () => window.events.filter(({ name }) => name === 'ready').length, 1);
  const february = { name: 'period', type: 'MONTH', start: '2025-02-01', end: '2025-02-28' };
  const january = { ...february, start: '2025-01-01', end: '2025-01-31' };
  await expect(driver, eventsNamed, [february], 'period');
  await driver.inFrame(elementFrame, async () => {
    await expect(driver, shownFigures, FEBRUARY);
    await driver.click('[data-step="previous"]');
    await expect(driver, shownFigures, JANUARY);
    await driver.click('[data-step="next"]');
    await expect(driver, shownFigures, FEBRUARY);
    await readsChart(driver, SECOND_DAY);
    // The frame is as high as the page in it.
    await expect(driver, () => document.documentElement.scrollHeight - document.documentElement.clientHeight, 0);
    await expectNoProblems(driver);
  });
  await expect(driver, eventsNamed, [february, january, february], 'period');
  await expect(driver, () => document.querySelector('vpp-summary').getBoundingClientRect().height > 600, true);
  // The portal changes the language.
  await driver.evaluate(() => document.querySelector('vpp-summary').setAttribute('lang', 'de'));
  await driver.inFrame(elementFrame, async () => {
    await expect(driver, shownFigures, FEBRUARY_IN_GERMAN);
    await expectNoProblems(driver);
  });
  await expect(driver, eventsNamed, [], 'error');
  await expectNoProblems(driver);
}

async function joinsThroughLeap(driver, servers) {
  const token = newToken('cot_sandbox-joining');
  const reference = referenceOf(token);
  await driver.open(`${servers.page}/?lang=de&fp_cot=${token}&ref_id=${reference}`);
  const ways = ['pge', 'sce'].map((id) => `${servers.leap}/Acme/${id}/getting-started?refId=${reference}`);
  await expect(driver, joining, ['NOT_ENROLLED', 'card', false, ways]);
  await expect(driver, () => location.search, '?lang=de');
  await driver.click('.joining a[data-way]');
  await agreesAtLeap(driver);
  await expect(driver, joining, ['ENROLLING', 'line', true, ways]);
  // Leap leads back without the language, and with what the page removes.
  await expect(driver, () => [document.documentElement.lang, location.search], ['de', '?lang=de']);
  await expectNoProblems(driver);
  await passADay({ origin: servers.page }, reference);
  await driver.open(`${servers.page}/?lang=de&again`);
  await expect(driver, joining, ['ACTIVE', 'nothing', false, []]);
  await expectNoProblems(driver);
}

async function joinsFromPortal(driver, servers) {
  const token = newToken('cot_sandbox-joining');
  const reference = referenceOf(token);
  const portal = `${servers.portal}/?token=${token}&reference=${reference}`;
  const ways = ['pge', 'sce'].map((id) => `${servers.leap}/Acme/${id}/getting-started?refId=${reference}`);
  const isReady = () => window.events.some(({ name }) => name === 'ready');
  await driver.open(portal);
  await expect(driver, isReady, true);
  await driver.inFrame(elementFrame, async () => {
    await expect(driver, joining, ['NOT_ENROLLED', 'card', false, ways]);
    await expectNoProblems(driver);
    await driver.click('.joining a[data-way]');
  });
  // The element leads there in the portal's own page. The organisation of this deployment leads back to the page, whose own
  // journey is above; the portal is opened as its own would.
  await agreesAtLeap(driver);
  await expect(driver, () => Boolean(document.querySelector('main[data-state]')), true);
  await driver.open(`${portal}&authorizationId=1&refId=stranger`);
  await expect(driver, isReady, true);
  await expect(driver, eventsNamed, [{ name: 'confirmation', authorizationId: '1', refId: 'stranger', verified: false }], 'confirmation');
  await driver.inFrame(elementFrame, async () => {
    await expect(driver, joining, ['ENROLLING', 'line', true, ways]);
    await expectNoProblems(driver);
  });
  await passADay({ origin: servers.page }, reference);
  await driver.open(portal);
  await expect(driver, isReady, true);
  await driver.inFrame(elementFrame, async () => {
    await expect(driver, joining, ['ACTIVE', 'nothing', false, []]);
    await expectNoProblems(driver);
  });
}

/** Logs in at the stand-in for a utility, and agrees. */
async function agreesAtLeap(driver) {
  await expect(driver, () => /^Log in at/.test(document.querySelector('h1')?.textContent), true);
  await driver.click('button[value="logged-in"]');
  await expect(driver, () => Boolean(document.querySelector('button[value="agree"]')), true);
  await driver.click('button[value="agree"]');
}

/** The state, how joining is offered, whether the page thanks, and the ways, once no request is under way. */
function joining() {
  if (!document.querySelector('main[data-state="ready"][aria-busy="false"]')) return 'not ready';
  const kinds = { '.joining': 'card', '.unfinished': 'line' };
  const [kind = 'nothing'] = Object.keys(kinds).filter((kind) => document.querySelector(kind)).map((kind) => kinds[kind]);
  const isThanked = Boolean(document.querySelector('[role="alert"] h2'));
  const ways = [...document.querySelectorAll('a[data-way]')].map((way) => way.href);
  return [document.querySelector('[data-participation-state]').dataset.participationState, kind, isThanked, ways];
}

/** Shows that `expectNoProblems` can fail. */
async function noticesProblems(driver, servers) {
  await openPage(driver, servers);
  await expectNoProblems(driver);
  await driver.evaluate(() => {
    console.error('on purpose');
    document.body.setAttribute('style', 'color: red');
    setTimeout(() => Promise.reject('on purpose'));
  });
  await expect(driver, () => window.problems.toSorted(), [
    'CSP violation: style-src-attr inline',
    'console.error: on purpose',
    'unhandled rejection: on purpose',
  ]);
}

let sessions = 0;

/** A token of the sandbox, the documented one unless told otherwise, with a suffix that makes it a new session there. */
const newToken = (start = 'cot_6587fa4362341be5b524de3b') => `${start}--engines-${process.pid}-${++sessions}`;

/** Opens the page for the documented customer, in American English regardless of the browser's language. */
async function openPage(driver, servers) {
  await driver.open(`${servers.page}/?lang=en-US&fp_cot=${newToken()}`);
  await expect(driver, shownFigures, FEBRUARY);
}

/** The period, its earnings and the number of bars, once no request is under way. Spaces may be non-breaking ones. */
function shownFigures() {
  if (!document.querySelector('main[data-state="ready"][aria-busy="false"]')) return 'not ready';
  const text = (selector) => document.querySelector(selector)?.textContent.replaceAll('\u00A0', ' ');
  const bars = document.querySelectorAll('[data-chart] [data-bar]');
  return [text('[data-period]'), text('[data-total="earnings"]'), bars.length];
}

/** The frame inside the element's closed shadow root; see the portal's script. */
const elementFrame = () => window.shadow.querySelector('iframe');

/** The element's events of this name so far. */
const eventsNamed = (name) => window.events.filter((event) => event.name === name);

/** Reads the chart by keyboard only, up to February 2, which assistive technology announces with this text. */
async function readsChart(driver, text) {
  await tabTo(driver, '[data-chart] [role="slider"]');
  const read = () => {
    const bars = [...document.querySelectorAll('[data-chart] [data-read]')].map(({ dataset }) => dataset.bar);
    return [document.querySelector('[role="slider"]').getAttribute('aria-valuenow'), ...bars];
  };
  await expect(driver, read, ['0']);
  for (const [key, day] of [['End', 28], ['ArrowLeft', 27], ['Home', 1], ['ArrowRight', 2]]) {
    await driver.press(key);
    await expect(driver, read, [String(day), `2025-02-${String(day).padStart(2, '0')}`]);
  }
  const spoken = () => document.querySelector('[role="slider"]').ariaValueText.replaceAll('\u00A0', ' ');
  await expect(driver, spoken, text);
}

/** Moves the focus forward to an element. */
async function tabTo(driver, selector) {
  const isFocused = (selector) => Boolean(document.activeElement?.matches(selector));
  for (let presses = 0; presses < 30; presses += 1) {
    if (await driver.evaluate(isFocused, selector)) return;
    await driver.press('Tab');
  }
  throw new Error(`${selector} is not focused after pressing Tab 30 times`);
}

/** Expects that recorder.js has recorded nothing in the current document. */
const expectNoProblems = (driver) => expect(driver, () => window.problems, []);

/** Waits until the function returns the expected value in the page. */
async function expect(driver, read, expected, ...values) {
  const end = Date.now() + TIMEOUT;
  for (;;) {
    // While a document is being replaced, nothing runs in it.
    const actual = await driver.evaluate(read, ...values).catch((error) => String(error));
    if (isDeepStrictEqual(actual, expected)) return;
    if (Date.now() > end) {
      throw new Error(`expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)} from\n${read}`);
    }
    await pause(50);
  }
}
