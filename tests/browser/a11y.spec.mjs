// Accessibility, as far as a machine can tell, in every state of the page and in both colour schemes.

import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './support/test.mjs';

/** States of the page, by the way there. */
const STATES = {
  overview: (app) => app.open(),
  async settings(app) {
    await app.open();
    await app.tab('settings').click();
  },
  async table(app) {
    await app.open();
    await app.tableSwitch.click();
    await expect(app.row('2025-02-16')).toBeVisible();
  },
  async problem(app, guard) {
    guard.expectStatus(503);
    await app.open('http_503_error_object', 'problem');
  },
  async waiting(app, guard) {
    guard.expectStatus(429);
    await app.open('rate_limit', 'problem');
  },
  async stale(app, guard) {
    guard.expectStatus(500);
    await app.open('fails_on_action');
    await app.step('previous').click();
    await app.toBe('stale');
  },
  async elsewhere(app) {
    await app.open();
    await app.tab('settings').click();
    await app.action('MANAGE_PAYMENTS').click();
    // In every language the summary has gone, and the way back to it is there.
    await expect(app.tab('settings')).toHaveCount(0);
    await expect(app.action('BACK')).toBeVisible();
    await app.toBe('ready');
  },
  async ended(app, guard) {
    guard.expectOrigin('myapp://vpp');
    await app.open('app_link');
    await app.action('CLOSE').click();
    await app.toBe('ended');
  },
  async 'no token'(app) {
    await app.page.goto(app.origin);
    await app.toBe('problem');
  },
  async broken(app) {
    await app.open();
    await app.page.evaluate(() => dispatchEvent(new ErrorEvent('error', { error: new WebAssembly.RuntimeError('unreachable') })));
    await app.toBePanicked();
  },
  async loading(app) {
    const release = await app.hold(0);
    await app.goto(`/?fp_cot=${app.tokenOf('documented')}`);
    await expect(app.main).toHaveAttribute('aria-busy', 'true');
    return release;
  },
  'test mode': (app) => app.open('test_mode'),
  enrolling: (app) => app.open('enrolling'),
  unenrolling: (app) => app.open('unenrolling'),
  left: (app) => app.open('unenrolled'),
  failed: (app) => app.open('failed'),
  'not enrolled': (app) => app.open('not_enrolled'),
  'unknown state': (app) => app.open('unknown_state'),
  empty: (app) => app.open('empty_period'),
  async reading(app) {
    await app.open();
    await app.page.locator('[data-bar="2025-02-16"]').click();
    await expect(app.page.locator('[data-read]')).toHaveCount(1);
  },
  async picking(app) {
    await app.open();
    await app.page.locator('#picker-toggle').click();
    await expect(app.page.locator('.picker-grid')).toBeVisible();
  },
  async day(app) {
    await app.open();
    await app.type('DAY').click();
    await expect(app.bars).toHaveCount(24);
  },
  async year(app) {
    await app.open();
    await app.type('YEAR').click();
    await expect(app.bars).toHaveCount(12);
  },
  penalties: (app) => app.open('negative_day'),
  'no earnings': (app) => app.open('no_performance'),
};

for (const [colorScheme, locale] of [['light', 'en-US'], ['dark', 'en-US'], ['light', 'ar'], ['dark', 'ar']]) {
  test.describe(`${colorScheme}, ${locale}`, () => {
    test.use({ colorScheme, locale });

    for (const [name, go] of Object.entries(STATES)) {
      test(`${name}: axe finds nothing`, async ({ app, guard, page }) => {
        const after = await go(app, guard);
        // Colours are judged at rest: transitions and the breathing of what is loading pass.
        await page.emulateMedia({ reducedMotion: 'reduce' });
        await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finish())));
        const { violations } = await new AxeBuilder({ page }).analyze();
        const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
        expect(found).toEqual([]);
        after?.();
      });
    }
  });
}

/** What the focus is on, in the hooks' words. */
const focused = (page) =>
  page.evaluate(() => {
    const { dataset, id, ariaLabel, textContent, tagName } = document.activeElement;
    return dataset.step ?? dataset.periodType ?? dataset.action ?? (id || tagName === 'BODY' ? id : ariaLabel ?? textContent.trim());
  });

async function tabThrough(page, count) {
  const order = [];
  for (let step = 0; step < count; step++) {
    await page.keyboard.press('Tab');
    order.push(await focused(page));
    const outline = await page.evaluate(() => {
      const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
      return { outlineStyle, wide: parseFloat(outlineWidth) >= 2 };
    });
    expect(outline, order.at(-1)).toEqual({ outlineStyle: 'solid', wide: true });
  }
  return order;
}

test('the keyboard reaches everything, in reading order, and shows where it is', async ({ app, page }) => {
  await app.open();
  expect(await tabThrough(page, 15)).toEqual([
    'BACK',
    'CLOSE',
    'tab-overview',
    'DAY',
    'MONTH',
    'YEAR',
    'previous',
    // There is nothing next.
    'picker-toggle',
    'Earnings',
    'Energy',
    'chart-drawing',
    'Show as table',
    'Download as CSV',
    'CONNECT_TARIFF',
    'About this program (opens in a new tab)',
  ]);
});

test('the keyboard reaches everything in the settings', async ({ app, page }) => {
  await app.open();
  await app.tab('settings').click();
  await app.tab('settings').focus();
  expect(await tabThrough(page, 3)).toEqual(['CONNECT_TARIFF', 'MANAGE_PAYMENTS', 'MANAGE_PARTICIPATION']);
});

test('arrows, Home and End go from tab to tab', async ({ app, page }) => {
  await app.open();
  const [overview, settings] = [app.tab('overview'), app.tab('settings')];
  await expect(overview).toHaveAttribute('aria-selected', 'true');
  await overview.focus();
  for (const [key, chosen, other] of [
    ['ArrowRight', settings, overview],
    ['ArrowRight', overview, settings],
    ['ArrowLeft', settings, overview],
    ['Home', overview, settings],
    ['End', settings, overview],
  ]) {
    await page.keyboard.press(key);
    await expect(chosen, key).toBeFocused();
    await expect(chosen, key).toHaveAttribute('aria-selected', 'true');
    await expect(chosen).toHaveAttribute('tabindex', '0');
    await expect(other).toHaveAttribute('aria-selected', 'false');
    await expect(other).toHaveAttribute('tabindex', '-1');
  }
  await expect(page.getByRole('tabpanel', { name: 'Settings' })).toBeVisible();
  await expect(page.locator('#panel-overview')).toBeHidden();
});

test('the whole conversation works by keyboard alone', async ({ app, page }) => {
  await app.open();
  await app.step('previous').focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-period]')).toHaveText('January 2025');
  await app.tableSwitch.focus();
  await page.keyboard.press('Space');
  await expect(app.row('2025-01-31')).toBeVisible();
  await app.tab('overview').focus();
  await page.keyboard.press('ArrowRight');
  await app.action('MANAGE_PARTICIPATION').focus();
  await page.keyboard.press('Enter');
  await app.toBeElsewhere();
  await app.action('BACK').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tablist')).toBeVisible();
});

test('what was announced last is what is shown', async ({ app, page }) => {
  await app.open();
  const status = page.getByRole('status');
  await expect(status).toHaveText('February 2025: $62.10, 54.7 kWh');
  await app.step('previous').click();
  await expect(status).toHaveText('January 2025: $87.63, 76.88 kWh');
});

/** The focus is on something, not on the page as a whole, where the next Tab would start from the top. */
const hasFocus = (page) => expect.poll(() => page.evaluate(() => document.activeElement !== document.body)).toBe(true);

test('the focus is not lost on the way to another step and back', async ({ app, page }) => {
  await app.open();
  await app.tab('settings').click();
  await app.action('MANAGE_PAYMENTS').focus();
  await page.keyboard.press('Enter');
  await app.toBeElsewhere();
  await hasFocus(page);
  await app.action('BACK').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tablist')).toBeVisible();
  await hasFocus(page);
});

test('the focus is not lost when the message goes with the problem', async ({ app, page, guard }) => {
  guard.expectStatus(503);
  await app.open('fails_once_on_action');
  await app.step('previous').click();
  await app.toBe('stale');
  await app.tryAgain.focus();
  await page.keyboard.press('Enter');
  await app.toBe('ready');
  await hasFocus(page);
});

test('the focus is not lost when the page comes at the second try', async ({ app, page, guard }) => {
  guard.expectStatus(503);
  await app.open('fails_once', 'problem');
  await app.tryAgain.focus();
  await page.keyboard.press('Enter');
  await app.toBe('ready');
  await hasFocus(page);
});

test('the focus is not lost at the end of the session', async ({ app, page, guard }) => {
  guard.expectOrigin('myapp://vpp');
  await app.open('app_link');
  await app.action('CLOSE').focus();
  await page.keyboard.press('Enter');
  await app.toBe('ended');
  await hasFocus(page);
});

test('a step to the end leaves the focus with the steps', async ({ app, page }) => {
  await app.open();
  await app.step('previous').click();
  await expect(page.locator('[data-period]')).toHaveText('January 2025');
  await app.step('next').focus();
  await page.keyboard.press('Enter');
  await expect(app.step('next')).toBeDisabled();
  await app.toBe('ready');
  await expect(app.step('previous')).toBeFocused();
  await page.keyboard.press('Tab');
  expect(await focused(page)).toBe('picker-toggle');
});

for (const viewport of [{ width: 390, height: 844 }, { width: 1280, height: 900 }]) {
  test(`controls are large enough for a finger at ${viewport.width} pixels`, async ({ app, page }) => {
    await page.setViewportSize(viewport);
    await app.open();
    const small = () =>
      page.locator('button:visible, a:visible').evaluateAll((controls) =>
        controls
          .map((control) => [control.getBoundingClientRect(), control.outerHTML])
          .filter(([{ width, height }]) => width < 43.5 || height < 43.5)
          .map(([{ width, height }, html]) => `${width}×${height} ${html.slice(0, 120)}`),
      );
    expect(await small()).toEqual([]);
    await app.tab('settings').click();
    expect(await small()).toEqual([]);
  });
}

test('the page can be read at twice the text size', async ({ app, page }) => {
  await page.setViewportSize({ width: 640, height: 900 });
  await app.open();
  await page.evaluate(() => {
    // As the visitor's setting does.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(':root { font-size: 200% }');
    document.adoptedStyleSheets = [sheet];
  });
  await expect(app.total('earnings')).toBeVisible();
  expect(await app.scrollsSideways()).toBe(false);
});
