// A partner's brand: custom properties of the element, or a setting of the deployment.

import { consoleOf } from './support/browser.mjs';
import { colourOf, test } from './support/partner.mjs';
import { ELEMENT, ELEMENT_README, APPEARANCE_SCRIPT, TOKENS, read } from './support/paths.mjs';
import { expect, inOnePage } from './support/test.mjs';

const set = (page, style) => page.evaluate((style) => {
  for (const [name, value] of Object.entries(style)) document.querySelector('vpp-summary').style.setProperty(name, value);
}, style);

const head = (portal, style) => `<script type="module" src="${portal.script}"></script><style>${style}</style>`;

test('colours, shape, type and spacing of the portal cross to the page, live', async ({ portal, page }) => {
  // The page without a brand.
  const bare = await portal.open();
  const style = (frame) => frame.evaluate(() => [
    getComputedStyle(document.querySelector('.card')).borderTopLeftRadius,
    getComputedStyle(document.body).fontFamily,
    getComputedStyle(document.documentElement).fontSize,
    getComputedStyle(document.documentElement).getPropertyValue('--vpp-space-4').trim(),
  ]);
  const [plain, accent] = [await style(bare), await colourOf(bare, '--vpp-accent')];
  const frame = await portal.open('documented', {
    head: head(portal, `:root { --brand: rebeccapurple; --vpp-radius: 2px; }
      vpp-summary { --vpp-accent: var(--brand); --vpp-font: Georgia, "Times New Roman", serif; }
      .night { --vpp-surface: hsl(240 30% 12%); --vpp-text: #ffffff; --vpp-text-muted: #dddddd; }`),
  });
  const read = (name) => colourOf(frame, name);
  await expect.poll(() => read('--vpp-accent')).toBe('rgb(102, 51, 153)');
  const look = () => style(frame);
  expect(await look()).toEqual(['2px', 'Georgia, "Times New Roman", serif', '16px', '16px']);

  // A class above the element, a style on it, a style sheet that goes.
  await page.evaluate(() => document.body.classList.add('night'));
  await expect.poll(() => read('--vpp-surface')).toBe('rgb(21, 21, 40)');
  await set(page, { '--vpp-font-size': '20px', '--vpp-space': '0.5rem', '--vpp-accent': '#123456' });
  await expect.poll(() => read('--vpp-accent')).toBe('rgb(18, 52, 86)');
  expect((await look()).slice(2)).toEqual(['20px', '0.5rem']);
  await page.evaluate(() => {
    document.querySelector('style').remove();
    document.querySelector('vpp-summary').removeAttribute('style');
  });
  await expect.poll(() => read('--vpp-accent')).toBe(accent);
  expect(await look()).toEqual(plain);
  expect(await portal.events('error')).toEqual([]);
});

test('what could load, run or break something is refused', async ({ portal, page, context }) => {
  const warnings = consoleOf(context);
  const frame = await portal.open();
  const untouched = await frame.evaluate(() => document.documentElement.outerHTML.length);
  await set(page, {
    '--vpp-accent': 'url(https://evil.example/accent.png)',
    '--vpp-surface': 'image-set(url(https://evil.example/x))',
    '--vpp-text': 'red; background: url(https://evil.example/x)',
    '--vpp-text-muted': 'rgb(0 0 0 / 10%)',
    '--vpp-line': 'inherit',
    '--vpp-bar': 'expression(alert(1))',
    '--vpp-focus': 'transparent',
    '--vpp-font': 'url(https://evil.example/font.woff2)',
    '--vpp-font-size': '400px',
    '--vpp-radius': 'calc(1px + 1px)',
    '--vpp-radius-control': '-4px',
    '--vpp-space': '1e9px',
    '--vpp-logo': 'url("https://evil.example/logo.svg")',
  });
  const names = ['accent', 'surface', 'text', 'text-muted', 'line', 'bar', 'focus', 'font', 'font-size', 'radius',
    'radius-control', 'space', 'logo'];
  // Two never leave the portal: its browser has resolved `inherit` to nothing, and does not take the semicolon.
  const refused = names.filter((name) => !['line', 'text'].includes(name));
  const warned = () => refused.filter((name) => warnings.includes(`vpp-summary: the appearance's ${name} is refused`));
  await expect.poll(warned).toEqual(refused);
  expect(await frame.evaluate(() => document.documentElement.style.length)).toBe(0);
  expect(await frame.evaluate(() => document.documentElement.outerHTML.length)).toBe(untouched);
});

test('colours that depend on their place mean the portal’s place', async ({ portal, app }) => {
  const values = '--vpp-canvas: light-dark(#fff, #000); --vpp-surface: light-dark(#123, #456); --vpp-line: currentColor; color: #abcdef';
  const themes = { light: ['#ffffff', '#112233', '#abcdef'], dark: ['#000000', '#445566', '#abcdef'] };
  await inOnePage(app, themes, async (theme, wanted) => {
    const frame = await portal.open('documented', { attributes: `theme="${theme}" style="${values}"` });
    const read = () => ['canvas', 'surface', 'line'].map((name) => getComputedStyle(document.documentElement).getPropertyValue(`--vpp-${name}`).trim());
    await expect.poll(() => frame.evaluate(read)).toEqual(wanted);
  });
});

test('a warning names the pair of colours of a text that is hard to read', async ({ portal, page, context }) => {
  const warnings = consoleOf(context);
  await portal.open('documented', { attributes: 'theme="light"' });
  expect(warnings).toEqual([]);
  await set(page, { '--vpp-text-muted': '#999999' });
  await expect.poll(() => warnings.join('\n')).toContain('--vpp-text-muted on --vpp-surface has a contrast of 2.85:1, less than 4.5:1');
  // The same in the other theme, where these letters stand on black.
  await page.evaluate(() => (document.querySelector('vpp-summary').theme = 'dark'));
  await set(page, { '--vpp-text-muted': '#222222' });
  await expect.poll(() => warnings.join('\n')).toMatch(/--vpp-text-muted on --vpp-surface has a contrast of 1\.\d\d:1/);
});

test('a logo is a picture of the deployment or a data address', async ({ portal, app, page, context }) => {
  const frame = await portal.open();
  const logo = () => frame.evaluate(() => getComputedStyle(document.querySelector('.bar'), '::before').backgroundImage);
  expect(await logo()).toBe('none');
  const pictures = [
    `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg"/>')}`,
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'%3E%3Cpath d='M0 0h9v9z' fill='rgb(1,2,3)'/%3E%3C/svg%3E",
    `data:image/png;base64,${'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='}`,
    `${app.origin}/v1/logo.svg`,
  ];
  await context.route(`${app.origin}/v1/logo.svg`, (route) =>
    route.fulfill({ contentType: 'image/svg+xml', body: '<svg xmlns="http://www.w3.org/2000/svg"/>' }));
  for (const picture of pictures) {
    await set(page, { '--vpp-logo': `url("${picture}")` });
    await expect.poll(logo).toBe(`url("${picture}")`);
  }
  const size = await frame.evaluate(() => getComputedStyle(document.querySelector('.bar'), '::before').inlineSize);
  expect(parseFloat(size)).toBeGreaterThan(30);
  // A value that leaves its quotation marks, loads from elsewhere or is no picture removes the logo.
  for (const refused of [
    'url("https://evil.example/logo.svg")', 'url("//evil.example/logo.svg")', 'url("data:text/html,x")',
    'url(\'data:image/png,x") , url("https://evil.example/x\')', 'url("blob:x")', 'image-set("https://evil.example/x" 1x)',
  ]) {
    await set(page, { '--vpp-logo': `url("${pictures[0]}")` });
    await expect.poll(logo).toContain('data:');
    await set(page, { '--vpp-logo': refused });
    await expect.poll(logo, refused).not.toContain('data:');
    expect(await logo()).toBe('none');
  }
});

/** The system's scheme, the portal's styles and the element's attributes, and the scheme that follows. */
const SCHEMES = [
  ['dark', '', '', 'light'],
  ['dark', ':root { color-scheme: light dark }', '', 'dark'],
  ['light', ':root { color-scheme: light dark }', '', 'light'],
  ['light', ':root { color-scheme: dark }', '', 'dark'],
  ['dark', ':root { color-scheme: dark }', 'theme="light"', 'light'],
  ['light', '', 'theme="dark"', 'dark'],
];

test('frame and portal agree on the colour scheme', async ({ portal, page, app }) => {
  const cases = SCHEMES.map(([os, styles, attributes, expected]) => [
    `${os} system, ${styles || 'no style'}, ${attributes || 'auto'}`, os, styles, attributes, expected,
  ]);
  await inOnePage(app, cases, async (_, os, styles, attributes, expected) => {
    await page.emulateMedia({ colorScheme: os });
    const frame = await portal.open('documented', { head: head(portal, styles), attributes });
    const scheme = () => frame.evaluate(() => [
      document.documentElement.dataset.theme, getComputedStyle(document.documentElement).colorScheme,
    ]);
    expect(await scheme()).toEqual([expected, expected]);
    expect(await (await frame.frameElement()).evaluate((element) => getComputedStyle(element).colorScheme)).toBe(expected);
    if (!attributes && styles.includes('light dark')) {
      const other = os === 'dark' ? 'light' : 'dark';
      await page.emulateMedia({ colorScheme: other });
      await expect.poll(scheme).toEqual([other, other]);
    }
  });
});

test('the page on its own has the deployment’s brand', async ({ app, page, context }) => {
  const warnings = consoleOf(context);
  await app.configure({
    'vpp:appearance': 'accent: #5a189a; radius: 4px; logo: icon.svg; bar: url(https://evil.example/x); colour: red; font-size: 18px',
    'vpp:title': 'Grid rewards',
  });
  await context.route(`${app.origin}/icon.svg`, (route) =>
    route.fulfill({ contentType: 'image/svg+xml', body: '<svg xmlns="http://www.w3.org/2000/svg"/>' }));
  await app.open();
  expect(await colourOf(page.mainFrame(), '--vpp-accent')).toBe('rgb(90, 24, 154)');
  const style = await page.evaluate(() => [
    getComputedStyle(document.querySelector('.card')).borderTopLeftRadius,
    getComputedStyle(document.querySelector('.bar'), '::before').backgroundImage,
    getComputedStyle(document.documentElement).fontSize,
  ]);
  // The radius is in rem, so it grows with the text.
  expect(style).toEqual(['4.5px', `url("${app.origin}/icon.svg")`, '18px']);
  expect(warnings).toContain("vpp-summary: the appearance's bar is refused");
  expect(warnings).toContain("vpp-summary: the appearance's colour is refused");
});

test('the portal’s brand overrides the deployment’s', async ({ portal, app }) => {
  await app.configure({ 'vpp:appearance': 'accent: #5a189a; bar: #7b2cbf' });
  const frame = await portal.open('documented', { head: head(portal, 'vpp-summary { --vpp-accent: #123456 }') });
  expect(await colourOf(frame, '--vpp-accent')).toBe('rgb(18, 52, 86)');
  expect(await colourOf(frame, '--vpp-bar')).toBe('rgb(123, 44, 191)');
});

test('the documented properties are those of the page', () => {
  const element = /const APPEARANCE = \(([^)]*)\)/.exec(read(ELEMENT))[1].match(/[a-z][a-z-]+/g);
  const readme = read(ELEMENT_README);
  const documented = [...readme.matchAll(/^\| `--vpp-([a-z-]+)`/gm)].map(([, name]) => name);
  expect(documented.sort()).toEqual([...element].sort());
  const script = read(APPEARANCE_SCRIPT);
  for (const name of element) expect(script, name).toMatch(new RegExp(`(['" ]|^ *)${name}(['": ,\n\`]|$)`, 'm'));
  const tokens = TOKENS.map(read).join('\n');
  const table = Object.fromEntries(
    [...readme.matchAll(/^\| `--vpp-([a-z-]+)` \|.*\| `?([^|`]*?)`? \|$/gm)].map(([, name, value]) => [name, value]));
  for (const name of element.filter((name) => !['font', 'font-size', 'space', 'logo'].includes(name))) {
    // The first value is the one in light colours.
    const value = new RegExp(`--vpp-${name}: ([^;]+);`).exec(tokens)?.[1];
    expect(table[name], name).toBe(value);
  }
});
