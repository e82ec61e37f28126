// Changes of a portal while the page is shown: its styles, in any way, and its language.

import { gate } from './support/answers.mjs';
import { frames } from './support/browser.mjs';
import { showsDocumented } from './support/documented.mjs';
import { colourOf, test } from './support/partner.mjs';
import { expect, inOnePage } from './support/test.mjs';

const RED = 'rgb(200, 0, 0)';

/** Waits for some frames, so that everything under way has arrived. */
const drawn = (page) => frames(page, 6);

/** Opens a portal with this style sheet. Its rules against motion must not keep the element from noticing changes. */
const styled = (portal, css, options) =>
  portal.open('documented', {
    head: `<script type="module" src="${portal.script}"></script>
      <style>*, *::before { transition: none !important; animation: none !important } ${css}</style>`,
    ...options,
  });

const accent = (frame) => () => colourOf(frame, '--vpp-accent');

/** Ways in which a portal's styles change: the change, and what undoes it. */
const WAYS = {
  'a rule that is inserted': [
    () => document.styleSheets[0].insertRule('vpp-summary { --vpp-accent: #c80000 }'),
    () => document.styleSheets[0].deleteRule(0),
  ],
  'a declaration of a rule': [
    () => [...document.styleSheets[0].cssRules].at(-1).style.setProperty('--vpp-accent', '#c80000'),
    () => [...document.styleSheets[0].cssRules].at(-1).style.removeProperty('--vpp-accent'),
  ],
  'a style sheet that is adopted': [
    () => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(':root { --vpp-accent: #c80000 }');
      document.adoptedStyleSheets = [sheet];
    },
    () => (document.adoptedStyleSheets = []),
  ],
  'a style sheet that is disabled': [
    () => {
      document.body.insertAdjacentHTML('beforeend', '<style>:root { --vpp-accent: #c80000 }</style>');
    },
    () => (document.styleSheets[1].disabled = true),
  ],
  'an attribute of the portal’s own': [
    () => document.documentElement.setAttribute('data-bs-theme', 'dark'),
    () => document.documentElement.removeAttribute('data-bs-theme'),
  ],
  'something beside it': [
    () => (document.querySelector('#switch').checked = true),
    () => (document.querySelector('#switch').checked = false),
  ],
};

test('the portal’s styles cross to the page, in whatever way they change', async ({ portal, page }) => {
  const frame = await styled(portal, `[data-bs-theme='dark'], :has(#switch:checked) { --vpp-accent: #c80000 } vpp-summary { margin: 0 }`);
  await page.evaluate(() => document.body.insertAdjacentHTML('afterbegin', '<input type="checkbox" id="switch">'));
  const before = await accent(frame)();
  for (const [way, [change, undo]] of Object.entries(WAYS)) {
    await test.step(way, async () => {
      await page.evaluate(change);
      await expect.poll(accent(frame)).toBe(RED);
      await page.evaluate(undo);
      await expect.poll(accent(frame)).toBe(before);
    });
  }
  expect(await portal.events('ready')).toHaveLength(1);
});

test('the portal’s media queries and hover styles cross to the page', async ({ portal, page }) => {
  const frame = await styled(portal, `
    @media (max-width: 600px) { :root { --vpp-accent: #c80000 } }
    @media (prefers-contrast: more) { :root { --vpp-bar: #c80000 } }
    body:has(#over:hover) { --vpp-line: #c80000 }`);
  await page.evaluate(() => document.body.insertAdjacentHTML('afterbegin', '<p id="over">Over</p>'));
  await page.setViewportSize({ width: 500, height: 800 });
  await expect.poll(accent(frame)).toBe(RED);
  await page.setViewportSize({ width: 900, height: 800 });
  await expect.poll(accent(frame)).not.toBe(RED);
  await page.emulateMedia({ contrast: 'more' });
  await expect.poll(() => colourOf(frame, '--vpp-bar')).toBe(RED);
  await page.hover('#over');
  await expect.poll(() => colourOf(frame, '--vpp-line')).toBe(RED);
});

test('a portal’s transition ends in the right colour', async ({ portal, page }) => {
  const frame = await portal.open('documented', {
    head: `<script type="module" src="${portal.script}"></script><style>
      @property --vpp-accent { syntax: '<color>'; inherits: true; initial-value: #0a6848 }
      :root { transition: --vpp-accent 0.2s, --vpp-bar 0.2s allow-discrete; --vpp-bar: #0a6848 }
      :root.night { --vpp-accent: #c80000; --vpp-bar: #c80000 }</style>`,
  });
  await page.evaluate(() => document.documentElement.classList.add('night'));
  await expect.poll(accent(frame)).toBe(RED);
  await expect.poll(() => colourOf(frame, '--vpp-bar')).toBe(RED);
  await page.evaluate(() => document.documentElement.classList.remove('night'));
  await expect.poll(accent(frame)).toBe('rgb(10, 104, 72)');
  await expect.poll(() => colourOf(frame, '--vpp-bar')).toBe('rgb(10, 104, 72)');
});

test('of several changes at once only the last one crosses, and nothing without a change', async ({ portal, page }) => {
  const frame = await styled(portal, '');
  await frame.evaluate(() => {
    window.looks = [];
    addEventListener('message', ({ data }) => looks.push(data.appearance.accent));
  });
  await page.evaluate(() => {
    const { style } = document.querySelector('vpp-summary');
    // Each is computed, and so begins a transition that the next one ends before its time.
    for (const colour of ['#111111', '#222222', '#111111', '#c80000']) {
      style.setProperty('--vpp-accent', colour);
      getComputedStyle(document.querySelector('vpp-summary')).getPropertyValue('--vpp-accent');
    }
  });
  await expect.poll(accent(frame)).toBe(RED);
  await page.evaluate(() => document.body.classList.add('nothing'));
  await page.evaluate(() => document.body.style.setProperty('--vpp-accent', 'blue'));
  await drawn(page);
  expect(await frame.evaluate(() => window.looks)).toEqual(['rgb(200, 0, 0)']);
});

/** Ways to hide the element: the markup before it, and what shows it. */
const HIDDEN = {
  hidden: ['<div id="box" hidden>', () => document.querySelector('#box').removeAttribute('hidden')],
  'in closed details': ['<details id="box"><summary>Earnings</summary>', () => (document.querySelector('#box').open = true)],
};

test('what changed while the element was hidden is there when it is shown', async ({ portal, app, page }) => {
  await inOnePage(app, HIDDEN, async (_, [before, show]) => {
    await portal.show(before + portal.element());
    const frame = await portal.toBe('ready');
    expect(await portal.event('ready')).toEqual({ event: 'ready', id: 'one', version: expect.any(String) });
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(':root { --vpp-accent: #c80000; color-scheme: dark }');
      document.adoptedStyleSheets = [sheet];
    });
    await drawn(page);
    await page.evaluate(show);
    await expect.poll(accent(frame)).toBe(RED);
    expect(await frame.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
    await expect.poll(() => portal.height()).toBeGreaterThan(500);
    expect(await portal.events('error')).toEqual([]);
  });
});

test('the page follows a colour scheme of a meta element or a style sheet', async ({ portal, page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  const frame = await portal.open('documented', {
    head: `<meta name="color-scheme" content="light dark"><script type="module" src="${portal.script}"></script><style>p { margin: 0 }</style>`,
  });
  const theme = () => frame.evaluate(() => document.documentElement.dataset.theme);
  await expect.poll(theme).toBe('dark');
  await page.evaluate(() => document.styleSheets[0].insertRule(':root { color-scheme: only light }'));
  await expect.poll(theme).toBe('light');
  const scheme = async () => (await frame.frameElement()).evaluate((element) => getComputedStyle(element).colorScheme);
  expect(await scheme()).toBe('light');
  await page.evaluate(() => document.styleSheets[0].deleteRule(0));
  await expect.poll(theme).toBe('dark');
  expect(await scheme()).toBe('dark');
});

test('a browser without transitions of custom properties still follows attributes', async ({ portal, page }) => {
  await page.addInitScript(() => {
    const { replaceSync } = CSSStyleSheet.prototype;
    CSSStyleSheet.prototype.replaceSync = function (text) {
      replaceSync.call(this, text.replace(/transition[^;}]*[;}]/g, ';').replace(/@starting-style[^]*/, '').replace(/light-dark\([^)]*\)/, 'x'));
    };
  });
  const frame = await styled(portal, '.night { --vpp-accent: #c80000; color-scheme: dark }');
  await page.evaluate(() => document.body.classList.add('night'));
  await expect.poll(accent(frame)).toBe(RED);
  expect(await frame.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
});

// ---- Language ----

const langOf = (frame) => frame.evaluate(() => document.documentElement.lang);

const showsLanguage = (frame, lang) => expect.poll(() => langOf(frame), 'language').toBe(lang);

test('the language changes in place: no other session, no other load, and the customer stays where they are', async ({ portal, app, page }) => {
  const frame = await portal.open('documented', { attributes: 'lang="de"' });
  await frame.evaluate(() => (window.mark = 'the same document'));
  await frame.locator('[data-step="previous"]').click();
  await portal.event('period', 1);
  const entries = await frame.evaluate(() => history.length);
  await page.evaluate(() => document.querySelector('vpp-summary').setAttribute('lang', 'ar'));
  await showsLanguage(frame, 'ar');
  expect(await frame.evaluate(() => [document.documentElement.dir, window.mark])).toEqual(['rtl', 'the same document']);
  await page.evaluate(() => {
    document.querySelector('vpp-summary').removeAttribute('lang');
    document.documentElement.lang = 'nl';
  });
  await showsLanguage(frame, 'nl');
  await expect(frame.locator('#tab-overview')).toHaveText('Overzicht');
  await expect(frame.locator('[data-period]')).toHaveText('januari 2025');
  // The frame's title is in that language as well.
  await expect.poll(async () => (await frame.frameElement()).getAttribute('title')).toMatch(/^Je verdiensten/);
  expect(app.posts).toHaveLength(2);
  expect(await frame.evaluate(() => [history.length, location.href])).toEqual([entries, `${app.origin}/v1/`]);
  expect(await portal.events('ready')).toHaveLength(1);
});

test('the customer’s choice of language stays until the portal changes its own', async ({ portal, page, app }) => {
  const frame = await portal.open('documented', { attributes: 'lang="de"' });
  await frame.locator('#tab-settings').click();
  await frame.locator('#language').selectOption({ label: 'Français' });
  await showsLanguage(frame, 'fr');
  expect(frame.url()).toBe(`${app.origin}/v1/`);
  // Another style and another session do not change it.
  await page.evaluate(() => document.querySelector('vpp-summary').style.setProperty('--vpp-accent', '#c80000'));
  await expect.poll(accent(frame)).toBe(RED);
  await page.evaluate((token) => (document.querySelector('vpp-summary').connectToken = token), app.tokenOf('euro'));
  await portal.event('period', 1);
  expect(await langOf(frame)).toBe('fr');
  await page.evaluate(() => (document.querySelector('vpp-summary').lang = 'es'));
  await showsLanguage(frame, 'es');
  await expect(frame.locator('#language')).toHaveJSProperty('selectedIndex', 4);
});

test('the language is inherited from outside the element’s shadow root', async ({ portal, app, page }) => {
  await portal.show('<div id="outer" lang="de"><div id="inner"></div></div>');
  await page.evaluate((token) => {
    const element = document.createElement('vpp-summary');
    element.connectToken = token;
    document.querySelector('#inner').attachShadow({ mode: 'closed' }).append(element);
  }, app.tokenOf('documented'));
  const frame = await portal.toBe('ready');
  expect(await langOf(frame)).toBe('de');
  await page.evaluate(() => (document.querySelector('#inner').lang = 'fr'));
  await showsLanguage(frame, 'fr');
  // An empty attribute, HTML's way to have no language, leaves the choice to the browser.
  await page.evaluate(() => (document.querySelector('#inner').lang = ''));
  await showsLanguage(frame, 'en-US');
});

test('of two language changes in a row the last one counts, even before the page has started', async ({ portal, page, context }) => {
  const { open: release, opened: held } = gate();
  await context.route(/\/(de|fr)-[0-9a-f]+\.json$/, async (route) => (await held, route.continue()));
  await portal.show(portal.element('documented', 'lang="de"'));
  await expect.poll(() => portal.frames[0]?.evaluate(() => document.documentElement.lang)).toBe('de');
  for (const lang of ['fr', 'nl']) await page.evaluate((lang) => (document.querySelector('vpp-summary').lang = lang), lang);
  await drawn(page);
  release();
  const frame = await portal.toBe('ready');
  await showsLanguage(frame, 'nl');
  await expect(frame.locator('#tab-overview')).toHaveText('Overzicht');
});

test('a language that there is not leaves the choice to the browser', async ({ portal, app, page }) => {
  const frame = await portal.open('documented', { attributes: 'lang="de"' });
  await showsLanguage(frame, 'de');
  const unknown = ['', 'xx', 'not a language', '../../etc', '__proto__', 'de-x-'.padEnd(5000, 'a')];
  await inOnePage(app, unknown.map((lang) => [lang.slice(0, 16), lang]), async (_, lang) => {
    const set = (lang) => page.evaluate((lang) => document.querySelector('vpp-summary').setAttribute('lang', lang), lang);
    await set('de');
    await showsLanguage(frame, 'de');
    await set(lang);
    await showsLanguage(frame, 'en-US');
    await showsDocumented(frame);
  });
});
