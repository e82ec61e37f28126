// The page as a part of a portal: where it begins, what it leaves to the portal, and how the portal's colours go with its own.

import { join } from 'node:path';
import { atRest } from './support/browser.mjs';
import { colours, ratio } from './support/look.mjs';
import { colourOf, test } from './support/partner.mjs';
import { APPEARANCE_SCRIPT, EXAMPLES, read } from './support/paths.mjs';
import { expect, inOnePage } from './support/test.mjs';

const head = (portal, style) => `<script type="module" src="${portal.script}"></script><style>${style}</style>`;

const PHONE = { width: 390, height: 664 };
const DESKTOP = { width: 1280, height: 900 };

const setElement = (page, values) => page.evaluate((values) => void Object.assign(document.querySelector('vpp-summary'), values), values);

/** The channels of a colour as the browser writes it: `rgb(…)`, or a mixture of colours with parts up to 1. */
const channels = (colour) => colour.match(/[\d.]+/g).map((part) => Math.round(part * (colour.startsWith('color(srgb') ? 255 : 1)));

test('back and close are there only while the portal asks for them', async ({ portal, page }) => {
  let frame = await portal.open();
  const ways = () => frame.locator('[data-action="BACK"]:visible, [data-action="CLOSE"]:visible');
  await expect(ways()).toHaveCount(0);
  await page.evaluate(() => document.querySelector('vpp-summary').setAttribute('navigation', ''));
  await expect(ways()).toHaveCount(2);
  await setElement(page, { navigation: false });
  await expect(ways()).toHaveCount(0);
  expect(await page.evaluate(() => document.querySelector('vpp-summary').hasAttribute('navigation'))).toBe(false);
  await setElement(page, { navigation: true });
  await expect(ways()).toHaveCount(2);
  expect(await portal.events('ready')).toHaveLength(1);

  // From the start, by the attribute, or by a property that is older than the element.
  frame = await portal.open('documented', { attributes: 'navigation' });
  await expect(ways()).toHaveCount(2);
  await portal.show(portal.element(), { head: '' });
  await setElement(page, { navigation: true });
  await portal.loadScript();
  frame = await portal.toBe('ready');
  await expect(ways()).toHaveCount(2);
});

test('a portal that does not ask for back and close still leads out of what has ended or goes on elsewhere', async ({ portal, page, guard, app }) => {
  await inOnePage(app, [['foreign_close'], ['expired_token']], async (scenario) => {
    if (scenario === 'expired_token') {
      guard.expectStatus(401);
      await app.configure({ 'vpp:home-url': 'https://portal.example/' });
    }
    const frame = await portal.open(scenario, { state: scenario === 'expired_token' ? 'problem' : 'ready' });
    await page.evaluate(() => (window.cancels = ['close']));
    await frame.locator('[data-action="CLOSE"], a[data-remedy="link"]').click();
    await portal.event('close');
  });
});

/** How far from the edge at which reading begins the first text of each part begins. */
function begins(parts) {
  return parts.map((part) => {
    const range = document.createRange();
    range.selectNodeContents(document.createTreeWalker(document.querySelector(part), NodeFilter.SHOW_TEXT).nextNode());
    const { left, right } = range.getBoundingClientRect();
    return [part, Math.round(document.documentElement.dir === 'rtl' ? innerWidth - right : left)];
  });
}

test('the header is one row, and its text begins where that of the tabs and cards does', async ({ portal, app, page }) => {
  const texts = ['.bar h1', '.by', '.tabs', '.earnings .label', '.log', '.status', '.insights'];
  const cases = [['phone', PHONE, 'en-US'], ['desktop', DESKTOP, 'en-US'], ['phone, from the right', PHONE, 'ar']];
  await inOnePage(app, cases, async (_, size, lang) => {
    await page.setViewportSize(size);
    const frame = await portal.open('active', { head: head(portal, 'body { margin: 16px }'), attributes: `lang="${lang}"` });
    expect(await frame.evaluate(() => document.querySelector('.bar').getBoundingClientRect().height)).toBe(44);
    // The frame is where the element is: from there on, only the card's padding is before a text.
    expect(await (await frame.frameElement()).evaluate((element) => element.getBoundingClientRect().left)).toBe(16);
    const card = await frame.evaluate(() => parseFloat(getComputedStyle(document.querySelector('.earnings')).paddingInlineStart));
    expect(card).toBeGreaterThan(8);
    const first = size === DESKTOP ? texts.slice(0, 4) : texts;
    expect(await frame.evaluate(begins, first)).toEqual(first.map((text) => [text, card]));
  });
});

test('no shadow is cut at the edge of the frame', async ({ portal, app, page }) => {
  /** How far the shadows reach beyond the frame, by element, and how many there are. */
  const reach = () => {
    const cut = [];
    let count = 0;
    for (const element of document.querySelectorAll('body *')) {
      const { boxShadow } = getComputedStyle(element);
      if (!element.checkVisibility()) continue;
      for (const shadow of boxShadow.split(/,(?![^(]*\))/)) {
        const lengths = shadow.match(/-?[\d.]+(?=px)/g)?.map(Number);
        if (!lengths || /inset/.test(shadow)) continue;
        const [x, y, blur, spread] = lengths;
        const { left, top, right, bottom } = element.getBoundingClientRect();
        const by = blur + spread;
        count += 1;
        if (left + x - by < 0 || right + x + by > innerWidth || top + y - by < 0 || bottom + y + by > innerHeight) {
          cut.push(`${element.className}: ${shadow}`);
        }
      }
    }
    return [cut, count];
  };
  const cases = [PHONE, DESKTOP].flatMap((size) => ['light', 'dark'].map((theme) => [`${size.width}, ${theme}`, size, theme]));
  await inOnePage(app, cases, async (_, size, theme) => {
    await page.setViewportSize(size);
    const frame = await portal.open('active', { attributes: `theme="${theme}"` });
    await frame.locator('#picker-toggle').click();
    await expect(frame.locator('#picker')).toBeVisible();
    const [cut, count] = await frame.evaluate(reach);
    expect(cut).toEqual([]);
    // The picker has one, which lies within its card.
    expect(count).toBeGreaterThan(0);
  });
});

test('the example’s texts are legible in both schemes, although it sets light colours only', async ({ portal, app, page }) => {
  const css = read(join(EXAMPLES, 'plain/portal.css'));
  await inOnePage(app, [['light'], ['dark']], async (colorScheme) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const frame = await portal.open('documented', { head: head(portal, `:root { color-scheme: light dark } ${css}`) });
    await expect.poll(() => colourOf(frame, '--vpp-accent')).toBe('rgb(74, 44, 143)');
    await atRest(frame);
    const texts = (await frame.evaluate(colours, [])).map(({ what, colour, ground }) => [what, ratio(colour, ground)]);
    expect(texts.length).toBeGreaterThan(40);
    expect(texts.filter(([, contrast]) => contrast < 4.5)).toEqual([]);
  });
});

/** The theme that the portal asks for, its colours, and the theme that follows. */
const THEMES = [
  ['light', '', 'light'],
  ['dark', '', 'dark'],
  ['dark', 'canvas: #ffffff', 'light'],
  ['dark', 'surface: #fafafa', 'light'],
  ['light', 'canvas: #ffffff', 'light'],
  ['light', 'canvas: #1b1330', 'dark'],
  ['light', 'surface: #000000', 'dark'],
  ['dark', 'canvas: #1b1330', 'dark'],
  // Most text stands on cards.
  ['dark', 'canvas: #1b1330; --vpp-surface: #ffffff', 'light'],
  // The lightest grey on which light text, and the darkest on which dark text has enough contrast.
  ['light', 'canvas: #6e6e6e; --vpp-surface: #6e6e6e', 'dark'],
  ['dark', 'canvas: #848484; --vpp-surface: #848484', 'light'],
];

test('the page takes the theme whose text is legible on the portal’s colours', async ({ portal, app, page }) => {
  const frame = await portal.open();
  const theme = () => frame.evaluate(() => document.documentElement.dataset.theme);
  await inOnePage(app, THEMES.map((one) => [one.join(', '), ...one]), async (_, asked, style, expected) => {
    // Something else first, so that what follows is not what was there before.
    await page.evaluate(() => {
      const element = document.querySelector('vpp-summary');
      element.removeAttribute('style');
      element.theme = element.theme === 'light' ? 'dark' : 'light';
    });
    await page.evaluate(([asked, style]) => {
      const element = document.querySelector('vpp-summary');
      element.theme = asked;
      if (style) element.setAttribute('style', `--vpp-${style}; --vpp-line: #010203`);
    }, [asked, style]);
    if (style) await expect.poll(() => colourOf(frame, '--vpp-line')).toBe('rgb(1, 2, 3)');
    await expect.poll(theme).toBe(expected);
    const [text, ...grounds] = await Promise.all(['text', 'canvas', 'surface'].map((name) => colourOf(frame, `--vpp-${name}`)));
    const mixed = style.includes('canvas: #1b1330; ');
    for (const ground of grounds.slice(mixed ? 1 : 0)) expect(ratio(channels(text), channels(ground)), ground).toBeGreaterThanOrEqual(4.5);
  });
  // Without those colours, the portal's theme is back.
  await page.evaluate(() => document.querySelector('vpp-summary').removeAttribute('style'));
  await expect.poll(theme).toBe('dark');
});

test('so does the page on its own, with the deployment’s colours', async ({ app, page }) => {
  const theme = () => page.evaluate(() => [document.documentElement.dataset.theme, getComputedStyle(document.documentElement).colorScheme]);
  await inOnePage(app, { 'canvas: #1b1330': 'dark', 'surface: #fff': 'light' }, async (appearance, expected) => {
    await page.emulateMedia({ colorScheme: expected === 'dark' ? 'light' : 'dark' });
    await app.configure({ 'vpp:appearance': appearance });
    await app.open();
    expect(await theme()).toEqual([expected, expected]);
  });
});

test('tracks, dividers and what is under the pointer have the tint of the portal’s colours, and no other', async ({ portal, page }) => {
  const greys = ['surface-sunken', 'column', 'ghost', 'line'];
  const frame = await portal.open('documented', {
    attributes: 'theme="light"',
    head: head(portal, 'vpp-summary { --vpp-text: #000; --vpp-surface: #fff; --vpp-accent: #4a2c8f; --vpp-bar: #6d4bc0 }'),
  });
  const read = async (name) => channels(await colourOf(frame, `--vpp-${name}`));
  await expect.poll(() => read('accent')).toEqual([74, 44, 143]);
  for (const name of greys) {
    const [red, green, blue] = await read(name);
    expect([green, blue], name).toEqual([red, red]);
    expect(red, name).toBeLessThan(250);
  }
  // Shades of the brand's own violet.
  for (const name of ['accent-hover', 'bar-read', 'bar-dim']) {
    const [red, green, blue] = await read(name);
    expect(blue > red && red > green, `${name}: ${[red, green, blue]}`).toBe(true);
  }
  // What the portal sets is what it gets.
  await page.evaluate(() => document.querySelector('vpp-summary').setAttribute('style', '--vpp-surface-sunken: #ffeecc; --vpp-accent-hover: #123456'));
  await expect.poll(() => read('surface-sunken')).toEqual([255, 238, 204]);
  expect(await read('accent-hover')).toEqual([18, 52, 86]);
});

test('the palette that the page reports has every colour, mixed or not', async ({ portal, page }) => {
  await page.addInitScript(() => {
    addEventListener('message', ({ data }) => data?.type === 'vpp:palette' && (window.palette = data.palette));
  });
  const frame = await portal.open('documented', { attributes: 'style="--vpp-surface: #ffffff; --vpp-accent: color-mix(in srgb, #ff0000, #0000ff)"' });
  const palette = await page.evaluate(() => window.palette);
  const names = /const COLOURS = `([^`]*)`/.exec(read(APPEARANCE_SCRIPT))[1].split(/\s+/);
  expect(names.length).toBeGreaterThan(15);
  expect(Object.keys(palette).sort()).toEqual(names.sort());
  for (const name of names) {
    expect(palette[name], name).toMatch(/^#[\da-f]{6}$/);
    const parts = palette[name].match(/\w\w/g).map((part) => parseInt(part, 16));
    expect(parts, name).toEqual(channels(await colourOf(frame, `--vpp-${name}`)));
  }
  // A mixture of the portal's own is a colour like any other.
  expect(palette.accent).toBe('#800080');
});
