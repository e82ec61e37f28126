// The texts: chosen by the address or the browser, complete in every language, mirrored where the language is.

import { expect, test } from './support/test.mjs';

const LANGUAGES = {
  ar: ['نظرة عامة', 'rtl'],
  de: ['Übersicht', 'ltr'],
  es: ['Resumen', 'ltr'],
  fr: ['Aperçu', 'ltr'],
  nl: ['Overzicht', 'ltr'],
};

for (const [language, [overview, direction]] of Object.entries(LANGUAGES)) {
  test.describe(`a browser in ${language}`, () => {
    test.use({ locale: `${language}-${language === 'ar' ? 'EG' : language.toUpperCase()}` });

    test('shows the page in its language', async ({ app, page }) => {
      await app.open();
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      await expect(page.locator('html')).toHaveAttribute('dir', direction);
      await expect(app.tab('overview')).toHaveText(overview);
    });

    test('has no English left, and is not wider than a phone', async ({ app, page }) => {
      await page.setViewportSize({ width: 320, height: 700 });
      await app.open();
      await app.tableSwitch.click();
      const english = /\b(the|your|with|earned|dispatch|previous|next|show|table|about|back|close)\b/i;
      const names = ['Community Powershare'];
      for (const tab of ['overview', 'settings']) {
        await app.tab(tab).click();
        const texts = await page.evaluate(() => [
          document.body.innerText,
          ...[...document.querySelectorAll('[aria-label]')].map((element) => element.getAttribute('aria-label')),
        ]);
        const left = names.reduce((text, name) => text.replaceAll(name, ''), texts.join('\n'));
        expect(left.match(english)?.[0]).toBeUndefined();
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
      }
    });
  });
}

test('lang= in the address wins, and decides how numbers are written, too', async ({ app, page }) => {
  await app.goto(`/?fp_cot=${app.tokenOf('documented')}&lang=de-AT`);
  await app.toBe('ready');
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(app.total('earnings')).toHaveText(/^(\$\s62,10|62,10\s\$)$/);
  await expect(page.locator('[data-period]')).toHaveText('Februar 2025');
});

for (const asked of ['xx', '../evil', '%22%3E']) {
  test(`lang=${asked} falls back to the browser's language`, async ({ app, page }) => {
    await app.goto(`/?fp_cot=${app.tokenOf('documented')}&lang=${asked}`);
    await app.toBe('ready');
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await expect(app.total('earnings')).toHaveText('$62.10');
  });
}

test.describe('a browser with another calendar', () => {
  test.use({ locale: 'fa-IR' });

  test('names the months of the programme, not its own', async ({ app, page }) => {
    await app.open();
    // February 2025 in Persian digits, not Bahman 1403.
    await expect(page.locator('[data-period]')).toHaveText(/فوریهٔ?\s*۲۰۲۵|۲۰۲۵\s*فوریهٔ?/);
    await expect(app.bars).toHaveCount(28);
  });
});
