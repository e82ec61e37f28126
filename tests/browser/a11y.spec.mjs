// Accessibility, as far as a machine can tell: axe in every state of the page, the keyboard, and where the focus goes.

import { axe } from './support/axe.mjs';
import { adopt, atRest } from './support/browser.mjs';
import { inEveryState } from './support/states.mjs';
import { expect, softly, test } from './support/test.mjs';

for (const [language, locale] of [['English', 'en-US'], ['Arabic', 'ar']]) {
  test.describe(() => {
    test.use({ locale, reducedMotion: 'reduce' });

    test(`axe finds nothing in any state, in ${language}`, async ({ app, page }) => {
      await inEveryState(app, async (state) => {
        // Colours are judged once they have stopped changing.
        await page.emulateMedia({ colorScheme: 'light' });
        await atRest(page);
        softly(await axe(page), `${state}, light`).toEqual([]);
        await page.emulateMedia({ colorScheme: 'dark' });
        await atRest(page);
        softly(await axe(page, { coloursOnly: true }), `${state}, dark`).toEqual([]);
      }, { but: ['right to left'] });
    });
  });
}

test('axe finds what is wrong, in the document and in its colours', async ({ app, page }) => {
  await app.open();
  await page.evaluate(() => {
    document.querySelector('[data-step=previous]').removeAttribute('aria-label');
    document.querySelector('[data-total=earnings]').style.setProperty('color', '#eee');
  });
  const found = async (options) => (await axe(page, options)).map((text) => text.split(':')[0]);
  await expect.poll(() => found()).toEqual(['button-name', 'color-contrast']);
  expect(await found({ coloursOnly: true })).toEqual(['color-contrast']);
});

/** What has the focus, in the hooks' words. */
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
  expect(await tabThrough(page, 27)).toEqual([
    'BACK',
    // The state, which leads to its card.
    'Paused',
    'CLOSE',
    'tab-overview',
    'MANAGE_PARTICIPATION',
    'last Fri, Feb 28',
    'Earnings, $',
    'Energy, kWh',
    'DAY',
    'MONTH',
    'YEAR',
    'previous',
    // There is nothing next.
    'picker-toggle',
    'drawing',
    // The column beside the chart, from its top.
    'MANAGE_PARTICIPATION',
    'About this program (opens in a new tab)',
    'CONNECT_TARIFF',
    'Best day Sun, Feb 16 $8.91',
    ...['Fri, Feb 28', 'Wed, Feb 26', 'Sat, Feb 22', 'Sun, Feb 16', 'Sat, Feb 15'].map((day) => expect.stringContaining(day)),
    'Show all 12',
    'All days as a table',
    'Download CSV',
    // Refresh.
    'CHANGE_PERIOD',
  ]);
});

test('the keyboard reaches everything in the settings', async ({ app, page }) => {
  await app.open();
  await app.tab('settings').click();
  await app.tab('settings').focus();
  expect(await tabThrough(page, 3)).toEqual(['MANAGE_PAYMENTS', 'MANAGE_PARTICIPATION', 'CONNECT_TARIFF']);
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

test('everything works by keyboard alone', async ({ app, page }) => {
  await app.open();
  await app.step('previous').focus();
  await page.keyboard.press('Enter');
  await app.showsPeriod('January 2025');
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
  await expect(status).toHaveText('January 2025: $87.63, 76.9 kWh');
});

/** Waits until something has the focus. Without it, the next Tab would start from the top of the page. */
const hasFocus = (page) => expect.poll(() => page.evaluate(() => document.activeElement !== document.body)).toBe(true);

test('the focus survives the way to another step and back', async ({ app, page }) => {
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

test('the focus survives when the problem and its message go away', async ({ app, page, guard }) => {
  guard.expectStatus(503);
  await app.open('fails_once_on_action');
  await app.step('previous').click();
  await app.toBe('stale');
  await app.tryAgain.focus();
  await page.keyboard.press('Enter');
  await app.toBe('ready');
  await hasFocus(page);
});

test('the focus survives when the page comes at the second try', async ({ app, page, guard }) => {
  guard.expectStatus(503);
  await app.open('fails_once', 'problem');
  await app.tryAgain.focus();
  await page.keyboard.press('Enter');
  await app.toBe('ready');
  await hasFocus(page);
});

test('the focus survives the end of the session', async ({ app, page, guard }) => {
  guard.expectOrigin('myapp://vpp');
  await app.open('app_link');
  await app.action('CLOSE').focus();
  await page.keyboard.press('Enter');
  await app.toBe('ended');
  await hasFocus(page);
});

test('the focus stays with the steps at the last period', async ({ app, page }) => {
  await app.open();
  await app.step('previous').click();
  await app.showsPeriod('January 2025');
  await app.step('next').focus();
  await page.keyboard.press('Enter');
  await expect(app.step('next')).toBeDisabled();
  await app.toBe('ready');
  await expect(app.step('previous')).toBeFocused();
  await page.keyboard.press('Tab');
  expect(await focused(page)).toBe('picker-toggle');
});

test('controls are large enough for a finger', async ({ app, page }) => {
  const small = () =>
    page.locator('button:visible, a:visible').evaluateAll((controls) =>
      controls
        .map((control) => [control.getBoundingClientRect(), control.outerHTML])
        .filter(([{ width, height }]) => width < 43.5 || height < 43.5)
        .map(([{ width, height }, html]) => `${width}×${height} ${html.slice(0, 120)}`),
    );
  for (const viewport of [{ width: 390, height: 844 }, { width: 1280, height: 900 }]) {
    await page.setViewportSize(viewport);
    await app.open();
    for (const tab of ['overview', 'settings']) {
      await app.tab(tab).click();
      softly(await small(), `${tab} at ${viewport.width} pixels`).toEqual([]);
    }
  }
});

test('the page can be read at twice the text size', async ({ app, page }) => {
  await page.setViewportSize({ width: 640, height: 900 });
  await app.open();
  await adopt(page, ':root { font-size: 200% }');
  await expect(app.total('earnings')).toBeVisible();
  expect(await app.scrollsSideways()).toBe(false);
});
