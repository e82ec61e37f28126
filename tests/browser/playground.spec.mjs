// The sandbox's playground: controls, the address, contrast, events and the code to copy.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { consoleOf } from './support/browser.mjs';
import { look, test } from './support/playground.mjs';
import { APPEARANCE_SCRIPT, ELEMENT, ELEMENT_README, ROOT, read } from './support/paths.mjs';
import { expect, softly } from './support/test.mjs';

/** What a script of the playground exports. */
const load = (page, name) => page.evaluate(async (name) => {
  const { ...all } = await import(`/sandbox/playground/${name}.js`);
  return JSON.parse(JSON.stringify(all));
}, name);

test('names, values and pairs are those of the element, its README and the page', async ({ playground, page }) => {
  await playground.open();
  const { COLOURS, FONTS, LENGTHS, PAIRS } = await load(page, 'appearance');
  const names = [...Object.keys(COLOURS), 'font', ...Object.keys(LENGTHS), 'logo'];
  const list = (name) => new RegExp(`const ${name} = \\(([^)]*)\\)`).exec(read(ELEMENT))[1].match(/[a-z][a-z/-]*/g);
  expect(names).toEqual(list('APPEARANCE'));
  expect(PAIRS.map((pair) => pair.join('/'))).toEqual(list('PAIRS'));
  const rows = [...read(ELEMENT_README).matchAll(/^\| `--vpp-([\w-]+)` \| .* \| (?:`([^`]+)`|.*) \|$/gm)];
  expect(rows.map(([, name]) => name)).toEqual(names);
  const pixels = (text) => parseFloat(text) * (text.endsWith('rem') ? 16 : 1);
  for (const [, name, value] of rows) {
    if (COLOURS[name]) softly(COLOURS[name][2], name).toBe(value);
    if (LENGTHS[name]) softly(LENGTHS[name].usual, name).toBe(pixels(value));
  }
  const ranges = [...read(APPEARANCE_SCRIPT).matchAll(/'?([\w-]+)'?: \[(\d+), (\d+)\]/g)];
  expect(ranges.map(([, name, least, most]) => [name, +least, +most])).toEqual(Object.entries(LENGTHS).map(([name, { least, most }]) => [name, least, most]));
  const languages = readdirSync(join(ROOT, 'crates/core/src/locale')).filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length));
  expect((await page.locator('#lang option').evaluateAll((all) => all.map(({ value }) => value).filter(Boolean))).sort()).toEqual(languages.sort());
  // The server's settings have no place for quotation marks.
  expect(JSON.stringify(Object.values(FONTS).map(([, families]) => families))).not.toMatch(/'|\\"/);
});

test('every control changes the element at once, and the address', async ({ playground, page }) => {
  await playground.open();
  expect(playground.chosen).toEqual({});
  const expected = {};
  const chosen = async (name, value) => {
    expected[name] = value;
    await expect.poll(() => playground.chosen, name).toEqual(expected);
  };
  await page.getByRole('radio', { name: 'Light' }).check({ force: true });
  await chosen('theme', 'light');
  const { COLOURS, LENGTHS } = await load(page, 'appearance');
  const texts = Object.entries(COLOURS).map(([name, [title]], n) => [title, name, `#4030${(n + 16).toString(16)}`]);
  const ranges = Object.entries(LENGTHS).map(([name, { title, least }]) => [title, name, String(least)]);
  // At once, by their labels: the other tests type.
  await page.evaluate((values) => {
    for (const [title, , value] of values) {
      const { control } = [...document.querySelectorAll('.row > label')].find(({ textContent }) => textContent === title);
      control.value = value;
      for (const type of ['input', 'change']) control.dispatchEvent(new Event(type));
    }
  }, [...texts, ...ranges]);
  for (const [, name, value] of [...texts, ...ranges]) expected[name] = value.replace('#', '');
  await page.getByLabel('Canvas, colour picker').fill('#403010');
  await chosen('canvas', '403010');
  await playground.hasColour('focus', `#${expected.focus}`);
  await page.getByLabel('Font').selectOption('Georgia');
  await chosen('font', 'georgia');
  await page.getByLabel('Logo').selectOption('Northern lights');
  await chosen('logo', 'aurora');
  const shown = await look(playground.frame);
  expect(Object.keys(shown).filter((name) => COLOURS[name]).sort()).toEqual(Object.keys(COLOURS).sort());
  expect(shown).toMatchObject({ 'space-4': '0.5rem', radius: '0rem', 'radius-control': '0rem', size: '12px', canvas: '#403010' });
  expect(shown.font).toMatch(/^Georgia/);
  expect(shown.logo).toMatch(/^url\("data:image\/svg/);

  await page.getByLabel('Language').selectOption('Nederlands');
  await chosen('lang', 'nl');
  await expect.poll(async () => (await look(playground.frame)).lang).toBe('nl');
  for (const [title, name, pixels] of [['Phone', 'phone', 390], ['Column', 'column', 520], ['Tablet', 'tablet', 768]]) {
    await page.getByRole('radio', { name: title }).check({ force: true });
    await chosen('width', name);
    expect(await page.locator('vpp-summary').evaluate(({ offsetWidth }) => offsetWidth)).toBe(pixels);
  }
  await page.getByLabel('Navigation').check();
  await chosen('navigation', 'shown');
  await expect(playground.frame.locator('[data-action="CLOSE"]:visible')).toHaveCount(1);
  await page.getByLabel('Customer').selectOption('Joining');
  await chosen('scenario', 'joining');
  await expect(playground.frame.locator('main')).toHaveAttribute('data-state', 'ready');
  await expect(playground.frame.locator('a[data-way]')).toHaveCount(0);
  await page.getByLabel('Reference at Leap').fill('R-1');
  await page.keyboard.press('Enter');
  await chosen('reference-id', 'R-1');
  await expect(playground.frame.locator('a[data-way]')).toHaveCount(1);
  await page.getByLabel('Status at Leap').selectOption('completed');
  await chosen('leap-status', 'completed');
  await expect(playground.frame.locator('a[data-way]')).toHaveCount(0);

  await test.step('a link shows it to a colleague', async () => {
    const [before, code] = [await look(playground.frame), await playground.code('React')];
    await page.goto(page.url());
    await playground.ready();
    await expect.poll(() => look(playground.frame)).toEqual(before);
    expect(await playground.code('React')).toBe(code);
    expect(playground.chosen).toEqual(expected);
  });
  await test.step('Back and Forward', async () => {
    await page.goBack();
    await expect(page.getByLabel('Status at Leap')).toHaveValue('');
    await expect(page.locator('vpp-summary')).not.toHaveAttribute('leap-status');
    await page.goForward();
    await expect(page.locator('vpp-summary')).toHaveAttribute('leap-status', 'completed');
  });
  await test.step('starting over leaves nothing', async () => {
    await page.getByRole('button', { name: 'Start over' }).click();
    expect(playground.chosen).toEqual({});
    expect(await page.locator('vpp-summary').evaluate(({ style }) => style.length)).toBe(0);
    await expect.poll(() => playground.frame.evaluate(() => document.documentElement.style.length)).toBe(0);
  });
});

test('nothing of a hostile address gets anywhere, and an own logo is a small picture', async ({ playground, page }) => {
  await playground.open({ radius: '8', nonsense: '1' });
  expect(playground.chosen).toEqual({ radius: '8' });
  const bad = {
    scenario: ['<img src=x onerror=alert(1)>', 'nobody', '__proto__', 'Documented'],
    theme: ['blue', 'auto;', 'LIGHT'],
    lang: ['xx', 'en"><script>', '../en'],
    width: ['9999', 'calc(1px)', 'toString'],
    navigation: ['true', 'javascript:alert(1)'],
    'reference-id': ['"><b>', 'a b', 'x'.repeat(51), 'cot_1&2'],
    'leap-status': ['pending', 'COMPLETED '],
    accent: ['red', 'url(https://evil.example/x)', '12345', 'ffffff;background:url(//evil.example)', 'var(--x)', 'expression(1)'],
    'accent.dark': ['#12', 'zzzzzz'],
    radius: ['41', '-1', '1e1', '8px', 'Infinity', '0x8', ' 8'],
    'font-size': ['11', '25', '12.25'],
    font: ['Georgia', 'constructor', 'url(https://evil.example/f.woff2)'],
    logo: ['https://evil.example/l.svg', 'javascript:alert(1)', 'data:text/html,x', 'data:image/svg+xml,<svg onload=alert(1)>', 'data:image/png;base64,AA") url(x', '__proto__', `data:image/png;base64,${'A'.repeat(6_000)}`],
  };
  for (const [name, values] of Object.entries(bad)) {
    for (const value of values) {
      const left = await page.evaluate(async ([name, value]) => {
        history.pushState(null, '', `?${new URLSearchParams([[name, value]])}`);
        dispatchEvent(new PopStateEvent('popstate'));
        const element = document.querySelector('vpp-summary');
        const attributes = element.getAttributeNames().filter((one) => !['lang', 'theme', 'style'].includes(one));
        return [element.lang, element.theme, element.style.length, attributes.join(), document.querySelector('#code').textContent.includes(value)];
      }, [name, value]);
      softly(left, `${name}=${value}`).toEqual(['', 'auto', 0, '', false]);
    }
  }
  // A name that comes twice is ambiguous.
  await playground.choose('?theme=dark&theme=light');
  await expect(page.getByRole('radio', { name: 'Auto' })).toBeChecked();
  // What is valid beside it counts.
  await playground.choose('?accent=%23ABC&accent.dark=zzz&radius=99&__proto__=1&constructor=2');
  expect(await page.locator('vpp-summary').evaluate(({ style }) => style.cssText)).toBe('--vpp-accent: #aabbcc;');

  await test.step('an own logo goes with the link', async () => {
    await playground.choose({});
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>');
    await page.getByLabel('Your picture').setInputFiles({ name: 'logo.svg', mimeType: 'image/svg+xml', buffer: svg });
    const address = `data:image/svg+xml;base64,${svg.toString('base64')}`;
    await expect.poll(() => playground.chosen.logo).toBe(address);
    await expect.poll(async () => (await look(playground.frame)).logo).toBe(`url("${address}")`);
    expect(await playground.code('nginx')).toContain('VPP_APPEARANCE="logo: logo.svg"');
    for (const [name, mimeType, size] of [['large.png', 'image/png', 9_000], ['page.html', 'text/html', 10]]) {
      await page.getByLabel('Your picture').setInputFiles({ name, mimeType, buffer: Buffer.alloc(size) });
      await expect(page.locator('#logo-problem')).toContainText('Not a PNG, JPEG, WebP or SVG');
      expect(playground.chosen.logo).toBe(address);
    }
  });
});

test('every brand is legible in both themes, and contrasts are those of the element’s warnings', async ({ playground, page, context }) => {
  const warnings = consoleOf(context);
  await playground.open();
  const { BRANDS } = await load(page, 'brands');
  expect(BRANDS).toHaveLength(3);
  for (const theme of ['light', 'dark']) {
    await page.getByRole('radio', { name: theme === 'dark' ? 'Dark' : 'Light' }).check({ force: true });
    for (const { name, values } of BRANDS) {
      await page.getByRole('radio', { name }).check({ force: true });
      const wanted = (colour) => (theme === 'dark' && values[`${colour}.dark`]) || values[colour];
      for (const colour of ['accent', 'focus']) await playground.hasColour(colour, wanted(colour));
      await expect(page.locator('[data-name="text"] .hex')).toHaveValue(wanted('text'));
      softly(await page.locator('#contrast').textContent(), `${name}, ${theme}`).toBe('All 14 pairs of text and background have at least 4.5:1.');
      softly((await look(playground.frame)).theme, name).toBe(theme);
      await expect(page.locator('#theme-note')).toBeEmpty();
      await expect(page.getByRole('radio', { name })).toBeChecked();
    }
  }
  await page.getByRole('radio', { name: 'No brand' }).check({ force: true });
  expect(playground.chosen).toEqual({ theme: 'dark' });
  expect(warnings.filter((text) => text.startsWith('vpp-summary'))).toEqual([]);

  await playground.choose({ theme: 'light', 'text-muted': '999999', accent: '88bb99', warning: 'ffffff' });
  const failing = page.locator('.pairs .fails');
  const shown = async () => (await failing.evaluateAll((all) => all.map((item) => [item.dataset.pair.replace('/', ' on --vpp-'), item.querySelector('b').textContent]))).sort();
  const warned = () => [...new Set(warnings)].map((text) => /^vpp-summary: --vpp-(.*) has a contrast of (.*), less/.exec(text)?.slice(1)).filter(Boolean).sort();
  await expect.poll(() => warned().length).toBeGreaterThan(8);
  await expect.poll(shown).toEqual(warned());
  await expect(failing.first()).toContainText('fails');
  await expect(page.locator('#contrast')).toContainText(`${warned().length} of 14 pairs are below 4.5:1: Muted text on canvas`);
  await playground.choose({ theme: 'dark', surface: 'ffffff' });
  await expect(page.locator('#theme-note')).toContainText('The page is light all the same');
});

test('a colour is chosen for the theme that is shown', async ({ playground, page }) => {
  await playground.open({ accent: '0a6848' });
  await page.getByRole('radio', { name: 'Dark' }).check({ force: true });
  await expect(page.locator('#edited')).toHaveText('in the dark theme');
  await page.getByLabel('Accent', { exact: true }).fill('#ffcc00');
  await page.keyboard.press('Enter');
  expect(playground.chosen).toEqual({ theme: 'dark', accent: '0a6848', 'accent.dark': 'ffcc00' });
  await playground.hasColour('accent', '#ffcc00');
  await page.getByRole('radio', { name: 'Auto' }).check({ force: true });
  expect(await playground.code('HTML')).toContain('--vpp-accent: light-dark(#0a6848, #ffcc00);');
  await playground.hasColour('accent', '#0a6848');
  await page.emulateMedia({ colorScheme: 'dark' });
  await playground.hasColour('accent', '#ffcc00');
  await page.getByRole('button', { name: 'Reset accent', exact: true }).click();
  expect(playground.chosen).toEqual({ accent: '0a6848' });
  await expect(page.getByLabel('Accent', { exact: true })).toBeFocused();
  // What is no colour is marked, and changes nothing.
  await page.getByLabel('Accent', { exact: true }).fill('red');
  await expect(page.getByLabel('Accent', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('Canvas', { exact: true }).focus();
  expect(playground.chosen).toEqual({ accent: '0a6848' });
});

test('events come as they happen, no token is shown, and the element does not lead away', async ({ playground, page, guard }) => {
  guard.expectStatus(503);
  await playground.open({ navigation: 'shown' });
  const events = page.locator('#events li');
  const first = (name) => page.locator(`#events [data-event="${name}"]`).first();
  await expect(first('action')).toHaveText(/^\d\d:\d\d:\d\dactionname: "SESSION_START"$/);
  await expect(first('period')).toContainText('type: "MONTH", start: "2025-02-01", end: "2025-02-28"');
  await playground.frame.locator('[data-step="previous"]').click();
  await expect(first('period')).toContainText('2025-01-01');
  await playground.frame.locator('[data-action="CONNECT_TARIFF"]:visible').first().click();
  await expect(first('route')).toContainText('fp_cot=cot_…');
  expect(new URL(page.url()).pathname).toBe('/sandbox/playground');
  await page.getByLabel('Customer').selectOption('Fails once');
  await expect(first('error')).toContainText('kind: "server"');
  // Not a token, in attributes, texts, fields or the address; `cot_…` stands for one.
  const everything = await page.evaluate(() => document.documentElement.outerHTML + location.href + JSON.stringify([...document.querySelectorAll('input, select')].map(({ value }) => value)));
  expect(everything.match(/cot_[\w-]+/g)).toBeNull();
  await page.getByLabel('resize').uncheck();
  await expect(page.locator('#events [data-event="resize"]:visible')).toHaveCount(0);
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(events).toHaveCount(0);
  await expect(page.getByText('Nothing has happened yet.')).toBeVisible();
  await page.getByRole('button', { name: 'New session' }).click();
  await expect(first('action')).toContainText('SESSION_START');
});

test('without the built page it says what to do', async ({ playground, page, context, guard }) => {
  await context.route('**/sandbox/v1/vpp-summary.js', (route) => route.abort());
  guard.expectNetworkError('ERR_FAILED');
  await page.goto(playground.address());
  await expect(page.getByText('The page is not built yet.')).toBeVisible();
});
