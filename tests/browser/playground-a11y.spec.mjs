// The sandbox's playground for those who use a keyboard, a screen reader or a narrow screen.

import { axe } from './support/axe.mjs';
import { test } from './support/playground.mjs';
import { expect, softly } from './support/test.mjs';

test('axe finds nothing, in both themes, with good contrasts and bad ones', async ({ playground, page }) => {
  await playground.open({ theme: 'dark', accent: '445544', lang: 'ar', width: 'phone', logo: 'sun' });
  const found = async (state, options) => softly(await axe(page, options), state).toEqual([]);
  await found('bad, light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await found('bad, dark', { coloursOnly: true });
  await playground.choose({});
  await playground.code('Vue');
  await found('good, dark', { coloursOnly: true });
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 390, height: 844 });
  await found('good, light, narrow');
});

test('everything works by keyboard, and narrow screens have no need to scroll sideways', async ({ playground, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await playground.open();
  await page.getByRole('radio', { name: 'No brand' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: 'Solvine' })).toBeChecked();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.locator('summary').first()).toBeFocused();
  await expect(page.getByLabel('Canvas', { exact: true })).toBeHidden();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Canvas, colour picker')).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('#fafafa');
  await page.keyboard.press('Tab');
  expect(playground.chosen.canvas).toBe('fafafa');
  await expect(page.getByRole('button', { name: 'Reset canvas' })).toBeFocused();
  await page.getByRole('tab', { name: 'HTML' }).focus();
  for (const [key, name] of [['ArrowRight', 'React'], ['End', 'nginx'], ['ArrowRight', 'HTML'], ['ArrowLeft', 'nginx'], ['Home', 'HTML']]) {
    await page.keyboard.press(key);
    await expect(page.getByRole('tab', { name })).toBeFocused();
    await expect(page.getByRole('tab', { name })).toHaveAttribute('aria-selected', 'true');
  }
  await page.getByRole('button', { name: 'Copy', exact: true }).press('Enter');
  await expect(page.getByRole('status').getByText('The code is copied.')).toBeVisible();
  expect(await copied()).toBe(await page.locator('#code').textContent());
  await page.getByRole('button', { name: 'Copy link' }).press('Space');
  await expect(page.getByText('The link is copied.')).toBeVisible();
  expect(await copied()).toBe(page.url());
  for (const width of [320, 390, 768, 1100, 1600]) {
    await page.setViewportSize({ width, height: 800 });
    softly(await page.evaluate(() => document.documentElement.scrollWidth), String(width)).toBeLessThanOrEqual(width);
  }
});
