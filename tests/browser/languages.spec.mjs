// The texts: chosen by the address or the browser, complete in every language, mirrored where the language is.

import { cutOff } from './support/pseudo.mjs';
import { expect, test } from './support/test.mjs';

/** The word for the overview, and the direction. */
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

    test('has no English left, and nothing is cut off', async ({ app, page }) => {
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
        for (const width of [320, 900, 1280]) {
          await page.setViewportSize({ width, height: 700 });
          await expect.poll(() => page.evaluate(cutOff), { message: `at ${width} pixels` }).toEqual([]);
        }
      }
    });
  });
}

/** The plural categories that tests/catalogue.rs asks the texts to have. */
const CATEGORIES = {
  ar: ['few', 'many', 'one', 'other', 'two', 'zero'],
  de: ['one', 'other'],
  'en-GB': ['one', 'other'],
  'en-US': ['one', 'other'],
  es: ['many', 'one', 'other'],
  fr: ['many', 'one', 'other'],
  nl: ['one', 'other'],
};

test('the forms of the texts are those that the browser asks for', async ({ app, page }) => {
  await app.open();
  const found = await page.evaluate(() =>
    [...document.querySelectorAll('link[data-messages]')].map(({ hreflang }) => [
      hreflang,
      new Intl.PluralRules(hreflang).resolvedOptions().pluralCategories.toSorted(),
    ]),
  );
  expect(Object.fromEntries(found)).toEqual(CATEGORIES);
});

const WAITING = {
  ar: [/^إعادة المحاولة بعد [3٣] ثوانٍ$/, /^إعادة المحاولة بعد ثانيتين$/, /^إعادة المحاولة بعد ثانية واحدة$/],
  fr: [/^Réessayer dans 3 secondes$/, /^Réessayer dans 2 secondes$/, /^Réessayer dans 1 seconde$/],
};

for (const [language, texts] of Object.entries(WAITING)) {
  test(`counts by the rules of ${language}`, async ({ app, guard, page }) => {
    guard.expectStatus(429);
    await app.goto(`/?lang=${language}&fp_cot=${app.tokenOf('rate_limit')}`);
    // Each text is there for a second only, so they are written down.
    await app.tryAgain.evaluate((button) => {
      window.said = [];
      new MutationObserver(() => window.said.push(button.textContent)).observe(button, {
        characterData: true,
        childList: true,
        subtree: true,
      });
    });
    await expect(app.tryAgain).not.toHaveAttribute('aria-disabled', 'true');
    expect((await page.evaluate(() => window.said)).slice(-4, -1)).toEqual(texts.map((text) => expect.stringMatching(text)));
  });
}

// In Persian, zero has the form of one; in English, it has not.
test.describe('a browser whose language has no texts', () => {
  test.use({ locale: 'fa-IR' });

  test('counts by the rules of English', async ({ app, page }) => {
    await app.open();
    const category = await page.evaluate(() => document.getElementById('app').plurals.select(0));
    expect(category).toBe('other');
  });
});

const VARIANTS = {
  'en-US': ['en-US', 'program'],
  'EN-us': ['en-US', 'program'],
  'en-GB': ['en-GB', 'programme'],
  'en-AU': ['en-GB', 'programme'],
  en: ['en-GB', 'programme'],
};

for (const [asked, [language, word]] of Object.entries(VARIANTS)) {
  test(`lang=${asked} reads ${language}`, async ({ app, page }) => {
    await app.goto(`/?fp_cot=${app.tokenOf('documented')}&lang=${asked}`);
    await app.toBe('ready');
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await expect(page.getByRole('link', { name: 'About this' })).toHaveText(new RegExp(`^About this ${word} \\(`));
  });
}

test('a language alone is written as in the country of its texts', async ({ app, page }) => {
  await app.goto(`/?fp_cot=${app.tokenOf('documented')}&lang=en`);
  await app.toBe('ready');
  await expect(app.total('earnings')).toHaveText('US$62.10');
});

test('lang= in the address wins, and decides how numbers are written, too', async ({ app, page }) => {
  await app.goto(`/?fp_cot=${app.tokenOf('documented')}&lang=de-AT`);
  await app.toBe('ready');
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(app.total('earnings')).toHaveText(/^(\$\s62,10|62,10\s\$)$/);
  await expect(page.locator('[data-period]')).toHaveText('Februar 2025');
});

for (const asked of ['xx', '../evil', '%22%3E', 'de-DE-DE', '']) {
  test(`lang=${asked} falls back to the browser's language`, async ({ app, page }) => {
    await app.goto(`/?fp_cot=${app.tokenOf('documented')}&lang=${asked}`);
    await app.toBe('ready');
    await expect(page.locator('html')).toHaveAttribute('lang', 'en-US');
    await expect(app.total('earnings')).toHaveText('$62.10');
  });
}

for (const [languages, total] of [[['C'], '62.10'], [['C', 'de-AT'], '$ 62,10']]) {
  test(`a browser that names ${languages} shows dates and amounts all the same`, async ({ app, page }) => {
    await page.addInitScript(
      (languages) => Object.defineProperty(Navigator.prototype, 'languages', { get: () => languages }),
      languages,
    );
    await app.open();
    await expect(app.total('earnings')).toContainText(total);
    await expect(page.locator('[data-period]')).toContainText('2025');
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

test('the sign of a dollar stands where it belongs, in Arabic too', async ({ app }) => {
  await app.goto(`/?fp_cot=${app.tokenOf('documented')}&lang=ar`);
  await app.toBe('ready');
  const [u, s, sign] = await app.total('earnings').evaluate((amount) => {
    const text = document.createTreeWalker(amount, NodeFilter.SHOW_TEXT).nextNode();
    const start = text.data.indexOf('US$');
    return [0, 1, 2].map((index) => {
      const range = document.createRange();
      range.setStart(text, start + index);
      range.setEnd(text, start + index + 1);
      return range.getBoundingClientRect().left;
    });
  });
  expect(u).toBeLessThan(s);
  expect(s).toBeLessThan(sign);
});

test.describe('the list in the settings', () => {
  const list = (page) => page.locator('select#language');

  /** Opens the settings at an address with more in it than the token. */
  const openSettings = async (app, rest = '') => {
    await app.goto(`/?fp_cot=${app.tokenOf('documented')}${rest}`);
    await app.toBe('ready');
    await app.tab('settings').click();
  };

  test('offers every language in its own words', async ({ app, page }) => {
    await openSettings(app);
    await expect(page.getByRole('combobox', { name: 'Language' })).toHaveValue('English (United States)');
    const options = await list(page).locator('option').evaluateAll((all) => all.map(({ lang, text }) => [lang, text]));
    expect(options).toEqual([
      ['en-GB', 'English (United Kingdom)'],
      ['en-US', 'English (United States)'],
      ['ar', 'العربية'],
      ['de', 'Deutsch'],
      ['es', 'Español'],
      ['fr', 'Français'],
      ['nl', 'Nederlands'],
    ]);
  });

  test('changes everything without another session, and keeps the focus', async ({ app, page }) => {
    await openSettings(app);
    await app.tab('overview').click();
    await app.tableSwitch.click();
    await app.tab('settings').click();
    await list(page).focus();
    await page.evaluate(() => {
      window.said = [];
      const status = document.querySelector('[role="status"]');
      new MutationObserver(() => window.said.push(status.textContent)).observe(status, {
        childList: true,
        characterData: true,
        subtree: true,
      });
    });
    await list(page).selectOption('Deutsch');
    await expect(page.locator('html')).toHaveAttribute('lang', 'de');
    await expect(app.tab('settings')).toHaveText('Einstellungen');
    await expect(app.tab('settings')).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByRole('combobox', { name: 'Sprache' })).toBeFocused();
    await expect(list(page)).toHaveValue('Deutsch');
    await expect(page).toHaveTitle('Ihre Einnahmen · Community Powershare');
    expect(await page.evaluate(() => window.said)).toEqual([expect.stringMatching(/^Februar 2025: 62,10/)]);
    await app.tab('overview').click();
    await expect(app.total('energy')).toHaveText('54,7 kWh');
    await expect(page.locator('[data-table] caption')).toHaveText('Einnahmen und Energie, Februar 2025');
    await expect(page.locator('[data-chart] .scale span').first()).toHaveText(/^0,00\s\$$/);
    await expect(app.bars).toHaveCount(28);
    expect(app.posts).toHaveLength(1);
    // What can be done still can.
    await app.step('previous').click();
    await expect(page.locator('[data-period]')).toHaveText('Januar 2025');
    expect(app.bodies).toEqual([app.start, app.period('MONTH', '2025-01-01')]);
  });

  test('mirrors the page, and back', async ({ app, page }) => {
    await openSettings(app);
    await list(page).selectOption('العربية');
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
    await expect(app.tab('settings')).toHaveText('الإعدادات');
    await list(page).selectOption('Nederlands');
    await expect(page.locator('html')).toHaveAttribute('dir', 'ltr');
    await expect(app.tab('settings')).toHaveText('Instellingen');
  });

  test('keeps the choice in the address, and everything else there as it was', async ({ app, page }) => {
    await openSettings(app, '&from=a%20b+c&lang=fr&empty=#part');
    const before = await page.evaluate(() => history.length);
    await list(page).selectOption('Deutsch');
    await expect(app.tab('settings')).toHaveText('Einstellungen');
    await expect(page).toHaveURL(`${app.origin}/?lang=de&from=a%20b+c&empty=#part`);
    expect(await page.evaluate(() => history.length)).toBe(before);
    await page.reload();
    await app.toBe('ready');
    await expect(app.tab('settings')).toHaveText('Einstellungen');
  });

  test('keeps the old language where the texts cannot be had', async ({ app, guard, page }) => {
    guard.expectNetworkError('ERR_FAILED');
    await app.context.route('**/nl-*.json', (route) => route.abort());
    await openSettings(app);
    await list(page).focus();
    await list(page).selectOption('Nederlands');
    await expect(list(page)).toHaveValue('English (United States)');
    await expect(list(page)).toBeFocused();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en-US');
    await expect(app.tab('settings')).toHaveText('Settings');
    await expect(page).toHaveURL(`${app.origin}/`);
    await list(page).selectOption('Français');
    await expect(app.tab('settings')).toHaveText('Paramètres');
  });

  test('refuses texts that somebody has changed', async ({ app, guard, page }) => {
    guard.expectError(/Failed to find a valid digest in the 'integrity' attribute/);
    guard.expectError(/SRI's integrity checks failed/);
    await app.context.route('**/nl-*.json', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: (await response.text()).replace('Instellingen', 'Uitgangen') });
    });
    await openSettings(app);
    await list(page).selectOption('Nederlands');
    await expect(list(page)).toHaveValue('English (United States)');
    await expect(app.tab('settings')).toHaveText('Settings');
  });

  test('of two choices in a row the last one counts', async ({ app, page }) => {
    let release;
    const released = new Promise((resolve) => (release = resolve));
    await app.context.route('**/de-*.json', async (route) => {
      await released;
      await route.continue();
    });
    await openSettings(app);
    await page.evaluate(() => {
      const root = document.documentElement;
      window.languages = [];
      new MutationObserver(() => window.languages.push(root.lang)).observe(root, { attributeFilter: ['lang'] });
    });
    const late = page.waitForResponse('**/de-*.json');
    await list(page).selectOption('Deutsch');
    await list(page).selectOption('Español');
    await expect(app.tab('settings')).toHaveText('Configuración');
    release();
    await (await late).finished();
    // A later choice comes after whatever the late texts would have done.
    await list(page).selectOption('Français');
    await expect(app.tab('settings')).toHaveText('Paramètres');
    expect(await page.evaluate(() => window.languages)).toEqual(['es', 'fr']);
    await expect(page).toHaveURL(`${app.origin}/?lang=fr`);
  });

  test('each language is fetched when it is chosen, and not before', async ({ app, page }) => {
    const fetched = [];
    app.context.on('request', (request) => {
      const found = /\/([\w-]+)-[0-9a-f]{16}\.json$/.exec(request.url());
      if (found) fetched.push(found[1]);
    });
    await openSettings(app);
    expect(fetched).toEqual(['en-US']);
    await list(page).selectOption('Español');
    await expect(app.tab('settings')).toHaveText('Configuración');
    expect(fetched).toEqual(['en-US', 'es']);
  });
});
