// Where things stand: by tokens only, without a jump, mirrored where the language is, on a phone, on a desktop and on paper.

import { basename, dirname, join } from 'node:path';
import { setNow } from './support/answers.mjs';
import { frames } from './support/browser.mjs';
import { slider } from './support/chart.mjs';
import { EARNINGS } from './support/documented.mjs';
import { misplaced, watchShifts } from './support/look.mjs';
import { INDEX, TOKENS, read } from './support/paths.mjs';
import { expect, inOnePage, softly, test } from './support/test.mjs';

const PHONE = { width: 390, height: 844 };
const TABLET = { width: 768, height: 1024 };
const DESKTOP = { width: 1280, height: 900 };

/** Each window as a case: the name, and the size. */
const WINDOWS = Object.entries({ 'on a phone': PHONE, 'on a tablet': TABLET, 'on a desktop': DESKTOP });

/** The sum of the shifts so far. */
const shifted = async (page) => {
  await frames(page);
  const shifts = await page.evaluate(() => globalThis.takeShifts());
  return shifts.reduce((sum, { value }) => sum + value, 0);
};

/** The declarations of a style sheet: `[property, value]`. */
function declarations(css) {
  const bare = css.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/@(media|supports|container)[^{]*/g, '');
  return [...bare.matchAll(/([\w-]+)\s*:\s*([^;{}]+);/g)].map(([, property, value]) => [property, value.trim()]);
}

/** What a value has instead of a token: colours, and lengths and times other than 0, hairlines and shares. */
function raw([property, value]) {
  const rest = value.replaceAll(/var\(--[\w-]+\)/g, '').replaceAll(/"[^"]*"/g, '');
  const colours = /#[\da-f]{3,8}\b|\b(rgb|hsl|hwb|lab|lch|oklab|oklch|color|color-mix)\(|\b(black|white|red|green|blue|gr[ae]y|orange)\b/i;
  const lengths = [...rest.matchAll(/(?<![\w-])-?(\d*\.?\d+)(px|r?em|ch|ex|v[hwib]|vmin|vmax|cq\w|pt|mm|cm|m?s)\b/g)].map(([length]) => length);
  // The border of one pixel, the box of those who listen, the broken frame, and a whole window.
  const allowed = new Set(['0px', '1px', '-1px', '2px', '-2px', '100vh', '100vw']);
  return [...(colours.test(rest) ? [rest] : []), ...lengths.filter((length) => !allowed.has(length))].map((what) => `${property}: ${what}`);
}

test('the layout uses nothing but tokens', () => {
  const root = dirname(INDEX);
  const sheets = [...read(INDEX).matchAll(/rel="css" href="([^"]+)"/g)].map(([, name]) => join(root, name));
  expect(sheets).toEqual(expect.arrayContaining(TOKENS));
  expect(sheets.length).toBeGreaterThan(3);
  const tokens = TOKENS.map(read).join('\n');
  const first = read(TOKENS[0]);
  for (const sheet of sheets.filter((sheet) => !TOKENS.includes(sheet))) {
    const css = read(sheet);
    expect(css.split('\n').length, sheet).toBeLessThanOrEqual(400);
    const all = declarations(css);
    expect(all.length, sheet).toBeGreaterThan(10);
    softly(all.flatMap(raw), sheet).toEqual([]);
    const used = [...css.matchAll(/var\((--vpp-[\w-]+)/g)].map(([, name]) => name);
    softly(used.filter((name) => !tokens.includes(`${name}:`)), sheet).toEqual([]);
    // The first sheet is alone until the other one has loaded.
    const isFirst = basename(sheet).startsWith('first');
    softly(used.filter((name) => isFirst && !first.includes(`${name}:`)), sheet).toEqual([]);
    // Left and right mean different sides in different languages.
    const sides = all.filter(([property]) => /^(margin|padding|border|inset)?-?(left|right)$|^(width|height)$/.test(property));
    softly(sides, sheet).toEqual([]);
  }
});

test('values without a token are found', () => {
  const found = (css) => declarations(css).flatMap(raw);
  expect(found('a { color: #123; padding: 4px 0; margin: 1rem; transition: color 2s }')).toHaveLength(3);
  expect(found('a { color: #123; padding: 4px 0; margin: 1rem; transition: color 2s; }')).toHaveLength(4);
  expect(found('@media (min-width: 56rem) { a { border: 1px solid var(--vpp-line); inline-size: 50%; } }')).toEqual([]);
  expect(found('a { color: rgb(0 0 0); background: white; }')).toHaveLength(2);
});

test('nothing jumps when the answer comes', async ({ app, page }) => {
  await page.addInitScript(watchShifts);
  const scenarios = ['documented', 'test_mode', 'active', 'no_performance'];
  const cases = WINDOWS.flatMap(([name, size]) => scenarios.map((scenario) => [`${scenario} ${name}`, scenario, size]));
  await inOnePage(app, cases, async (_, scenario, size) => {
    await page.setViewportSize(size);
    const release = await app.hold(0);
    await app.load(scenario);
    await expect(app.main).toHaveAttribute('data-state', 'loading');
    await expect(page.locator('.waiting')).toBeVisible();
    release();
    await app.toBe('ready');
    expect(await shifted(page), JSON.stringify(await page.evaluate(() => globalThis.shifts))).toBeLessThan(0.001);
  });
});

test('the shape that is shown first is the shape of the page', async ({ app, page }) => {
  const boxes = (selectors) =>
    page.evaluate((selectors) => {
      const boxes = selectors.map((selector) => document.querySelector(selector).getBoundingClientRect());
      return boxes.map(({ left, top, width, height }) => [left, top, width, height].map(Math.round));
    }, selectors);
  await inOnePage(app, WINDOWS, async (_, size) => {
    await page.setViewportSize(size);
    const release = await app.hold(0);
    // No strip of a state and no call to action, which only the answer knows.
    await app.load('active');
    await expect(app.main).toHaveAttribute('data-state', 'loading');
    const [first, second] = await boxes(['.skeleton div:nth-child(1)', '.skeleton div:nth-child(2)']);
    release();
    await app.toBe('ready');
    const [earnings, next] = await boxes(['.earnings', size === DESKTOP ? '.status' : '.log']);
    // The same corner and width. Heights depend on the figures, and are not far off.
    expect(first.slice(0, 3)).toEqual(earnings.slice(0, 3));
    expect(Math.abs(first[3] - earnings[3])).toBeLessThan(earnings[3] / 6);
    expect([second[0], second[2]]).toEqual([next[0], next[2]]);
    if (size === DESKTOP) expect(second[1]).toBe(next[1]);
  });
});

test('stepping through the periods moves nothing but the figures', async ({ app, page }) => {
  const places = () =>
    page.evaluate(() => {
      const parts = ['.tabs', '.period', '.stepper', '.stepper .period-name', '.amount', '[data-chart]', '.plot', '[aria-controls="table"]'];
      return parts.map((part) => [part, Math.round(document.querySelector(part).getBoundingClientRect().top + scrollY)]);
    });
  await inOnePage(app, WINDOWS, async (_, size) => {
    await page.setViewportSize(size);
    await app.open();
    const before = await places();
    for (let step = 0; step < 3; step++) {
      const name = await page.locator('.stepper .period-name').textContent();
      await app.step('previous').click();
      await expect(page.locator('.stepper .period-name')).not.toHaveText(name);
      await app.toBe('ready');
      expect(await places()).toEqual(before);
    }
  });
});

test('reading the chart moves nothing, whatever is read', async ({ app, page }) => {
  await page.addInitScript(watchShifts);
  // Earned, charged, without an event, and still to come.
  await setNow(page, '2025-03-20T19:00:00Z');
  const cases = WINDOWS.flatMap(([name, size]) => ['documented', 'mid_month'].map((scenario) => [`${scenario} ${name}`, scenario, size]));
  await inOnePage(app, cases, async (_, scenario, size) => {
    await page.setViewportSize(size);
    await app.open(scenario);
    await frames(page);
    await page.evaluate(() => globalThis.shifts.splice(0));
    const bottom = () => page.locator('.plot').evaluate((plot) => Math.round(plot.getBoundingClientRect().bottom + scrollY));
    const before = await bottom();
    await slider(app).focus();
    const count = await app.bars.count();
    for (let place = 0; place < count; place++) {
      await page.keyboard.press(place ? 'ArrowRight' : 'Home');
      await expect(app.bars.nth(place)).toHaveAttribute('data-read', '');
      expect(await bottom()).toBe(before);
      expect(await page.evaluate(misplaced)).toEqual([]);
    }
    expect(await shifted(page)).toBeLessThan(0.001);
  });
});

test('the types of period leave the chart where it is', async ({ app, page }) => {
  const top = () => page.locator('.plot').evaluate((plot) => Math.round(plot.getBoundingClientRect().top));
  await inOnePage(app, WINDOWS, async (_, size) => {
    await page.setViewportSize(size);
    await app.open();
    const before = await top();
    for (const [kind, count] of [['YEAR', 12], ['DAY', 24]]) {
      await app.type(kind).click();
      await expect(app.bars).toHaveCount(count);
      await app.toBe('ready');
      expect(await top(), kind).toBe(before);
    }
  });
});

test('the page says how much and when, then what to do and how the participation stands', async ({ app, page }) => {
  await page.setViewportSize(PHONE);
  await app.open();
  const tops = await page.evaluate(() =>
    ['.stepper .period-name', '.amount', '[data-chart]', '.call', '.status'].map((part) => document.querySelector(part).getBoundingClientRect().top),
  );
  expect(tops).toEqual([...tops].sort((one, other) => one - other));
  // At most one call to action, and the figure is the largest text by far.
  await expect(page.locator('.primary:visible')).toHaveCount(1);
  const size = (selector) => page.locator(selector).first().evaluate((element) => parseFloat(getComputedStyle(element).fontSize));
  expect(await size('.amount')).toBeGreaterThan(2 * (await size('.bar h1')));
  // The figure and its period are on the first screen of a phone, without scrolling.
  for (const part of ['.stepper .period-name', '.totals .amount']) await expect(page.locator(part)).toBeInViewport({ ratio: 1 });
});

test('a wide window has the status beside the chart', async ({ app, page }) => {
  await page.setViewportSize(DESKTOP);
  await app.open();
  const box = (selector) => page.locator(selector).boundingBox();
  const [earnings, status, plot] = [await box('.earnings'), await box('.status'), await box('.plot')];
  expect(status.x).toBeGreaterThan(earnings.x + earnings.width);
  // As high as the earnings; below it what to do, the highlights and what happened.
  expect(status.y).toBe(earnings.y);
  const places = [status, await box('.call'), await box('.insights'), await box('.log')];
  for (const [index, { x, y, height }] of places.slice(0, -1).entries()) {
    expect(places[index + 1].x).toBe(x);
    expect(places[index + 1].y).toBeGreaterThanOrEqual(y + height);
  }
  expect(plot.width).toBeGreaterThan(500);
  await page.setViewportSize({ width: 1600, height: 900 });
  const [third, second] = [await box('.log'), await box('.status')];
  expect(third.x).toBeGreaterThan(second.x + second.width);
  expect(third.y).toBe(second.y);
  await page.setViewportSize({ width: 1079, height: 900 });
  const [above, below] = [await box('.earnings'), await box('.status')];
  expect(below.y).toBeGreaterThan(above.y + above.height);
});

test('nothing sticks out or overlaps at any width', async ({ app, page }) => {
  await inOnePage(app, [['documented'], ['long_names']], async (scenario) => {
    await app.open(scenario);
    for (const width of [320, 360, 414, 639, 640, 768, 1079, 1080, 1499, 1600]) {
      await page.setViewportSize({ width, height: 800 });
      for (const tab of ['overview', 'settings']) {
        await app.tab(tab).click();
        await frames(page);
        await softly.poll(() => page.evaluate(misplaced), `${tab} at ${width} pixels`).toEqual([]);
        softly(await app.scrollsSideways(), `${tab} scrolls sideways at ${width} pixels`).toBe(false);
      }
    }
  });
});

test('the figure stands on one line, in all languages and on all phones', async ({ app, page }) => {
  const languages = ['en-US', 'de', 'fr', 'ar'];
  const amounts = { documented: EARNINGS, euro: undefined, yen: undefined, dinar: 'KWD\u00a02.456' };
  const cases = Object.keys(amounts).flatMap((scenario) => languages.map((language) => [`${scenario}, ${language}`, scenario, language]));
  await inOnePage(app, cases, async (_, scenario, language) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await app.open(scenario, 'ready', `&lang=${language}`);
    if (amounts[scenario] && language === 'en-US') await expect(app.total('earnings')).toHaveText(amounts[scenario]);
    for (const width of [320, 390, 768, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      const { line, height } = await app.total('earnings').evaluate((element) => {
        const { lineHeight, height } = getComputedStyle(element);
        return { line: parseFloat(lineHeight), height: parseFloat(height) };
      });
      softly(height, `at ${width} pixels`).toBeLessThan(line * 1.5);
    }
  });
});

test('the page keeps clear of a screen’s notch and bar', async ({ app, page }) => {
  await page.setViewportSize({ width: 844, height: 390 });
  await app.open();
  const left = () => app.tab('overview').evaluate((tab) => tab.getBoundingClientRect().left);
  const before = await left();
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setSafeAreaInsetsOverride', { insets: { left: 47, right: 47, bottom: 34 } });
  await expect.poll(left).toBe(before - 24 + 47);
  const { paddingRight, paddingBottom } = await page.evaluate(() => {
    const { paddingRight, paddingBottom } = getComputedStyle(document.body);
    return { paddingRight, paddingBottom };
  });
  expect([paddingRight, paddingBottom]).toEqual(['47px', '34px']);
});
