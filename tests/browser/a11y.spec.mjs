// Accessibility, as far as a machine can tell, in every state of the page and in both colour schemes.

import AxeBuilder from '@axe-core/playwright';
import { statesExcept } from './support/states.mjs';
import { expect, test } from './support/test.mjs';

for (const [colorScheme, locale] of [['light', 'en-US'], ['dark', 'en-US'], ['light', 'ar'], ['dark', 'ar']]) {
  test.describe(`${colorScheme}, ${locale}`, () => {
    test.use({ colorScheme, locale });

    for (const [name, go] of statesExcept('right to left')) {
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
