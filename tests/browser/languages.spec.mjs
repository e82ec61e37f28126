// The texts: chosen by the address or the browser, complete in every language, mirrored where the language is.

import { gate } from './support/answers.mjs';
import { EARNINGS } from './support/documented.mjs';
import { cutOff } from './support/look.mjs';
import { expect, inOnePage, softly, test } from './support/test.mjs';

/** The word for the overview, and the direction. */
const LANGUAGES = {
  ar: ['نظرة عامة', 'rtl'],
  de: ['Übersicht', 'ltr'],
  es: ['Resumen', 'ltr'],
  fr: ['Aperçu', 'ltr'],
  nl: ['Overzicht', 'ltr'],
};

const ENGLISH = /\b(the|your|with|earned|dispatch|events?|previous|next|show|table|about|back|close)\b/i;

for (const [language, [overview, direction]] of Object.entries(LANGUAGES)) {
  test.describe(() => {
    test.use({ locale: `${language}-${language === 'ar' ? 'EG' : language.toUpperCase()}` });

    test(`a browser in ${language} gets the whole page in its language, and nothing is cut off`, async ({ app, page }) => {
      await app.open();
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      await expect(page.locator('html')).toHaveAttribute('dir', direction);
      await expect(app.tab('overview')).toHaveText(overview);
      await app.tableSwitch.click();
      for (const tab of ['overview', 'settings']) {
        await app.tab(tab).click();
        const texts = await page.evaluate(() => [
          document.body.innerText,
          ...[...document.querySelectorAll('[aria-label]')].map((element) => element.getAttribute('aria-label')),
        ]);
        softly(texts.join('\n').replaceAll('Community Powershare', '').match(ENGLISH)?.[0]).toBeUndefined();
        for (const width of [320, 900, 1280]) {
          await page.setViewportSize({ width, height: 700 });
          await softly.poll(() => page.evaluate(cutOff), `${tab} at ${width} pixels`).toEqual([]);
        }
      }
    });
  });
}

/** The plural categories that the catalogue has for each language. */
const CATEGORIES = {
  ar: ['few', 'many', 'one', 'other', 'two', 'zero'],
  de: ['one', 'other'],
  'en-GB': ['one', 'other'],
  'en-US': ['one', 'other'],
  es: ['many', 'one', 'other'],
  fr: ['many', 'one', 'other'],
  nl: ['one', 'other'],
};

test('the catalogue has the plural forms that the browser asks for', async ({ app, page }) => {
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

test('a countdown follows the plural rules of the language', async ({ app, guard, page }) => {
  await inOnePage(app, WAITING, async (language, texts) => {
    guard.expectStatus(429);
    await app.load('rate_limit', `&lang=${language}`);
    // Each text is there for a second, so the page records them.
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
});

const VARIANTS = {
  'en-US': ['en-US', 'program'],
  'EN-us': ['en-US', 'program'],
  'en-GB': ['en-GB', 'programme'],
  'en-AU': ['en-GB', 'programme'],
  en: ['en-GB', 'programme'],
};

test('lang= in the address chooses among the English texts', async ({ app, page }) => {
  await inOnePage(app, VARIANTS, async (asked, [language, word]) => {
    await app.open('documented', 'ready', `&lang=${asked}`);
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await expect(page.getByRole('link', { name: 'About this' })).toHaveText(new RegExp(`^About this ${word} \\(`));
  });
});

test('lang= in the address decides how amounts and dates are written', async ({ app, page }) => {
  // A language alone is written as in the country of its texts.
  await app.open('documented', 'ready', '&lang=en');
  await expect(app.total('earnings')).toHaveText('US$62.10');
  await app.open('documented', 'ready', '&lang=de-AT');
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(app.total('earnings')).toHaveText(/^(\$\s62,10|62,10\s\$)$/);
  await app.showsPeriod('Februar 2025');
});

test('an unknown lang= leaves the browser’s language', async ({ app, page }) => {
  const asked = ['xx', '../evil', '%22%3E', 'de-DE-DE', ''].map((tag) => [`lang=${tag}`]);
  await inOnePage(app, asked, async (query) => {
    await app.open('documented', 'ready', `&${query}`);
    await expect(page.locator('html')).toHaveAttribute('lang', 'en-US');
    await expect(app.total('earnings')).toHaveText(EARNINGS);
  });
});

test('a browser with a language that is no tag shows dates and amounts', async ({ app, page }) => {
  await inOnePage(app, [['C alone', ['C'], '62.10'], ['C and de-AT', ['C', 'de-AT'], '$ 62,10']], async (_, languages, total) => {
    const script = await page.addInitScript((languages) => {
      Object.defineProperty(Navigator.prototype, 'languages', { configurable: true, get: () => languages });
    }, languages);
    await app.open();
    await expect(app.total('earnings')).toContainText(total);
    await expect(page.locator('[data-period]')).toContainText('2025');
    await script.dispose();
  });
});

test.describe('a browser in Persian', () => {
  test.use({ locale: 'fa-IR' });

  test('shows the programme’s months and not its own calendar’s, with the plural rules of the texts', async ({ app, page }) => {
    await page.addInitScript(() => {
      window.rules = [];
      const { PluralRules } = Intl;
      Intl.PluralRules = class extends PluralRules {
        constructor(language, ...rest) {
          super(language, ...rest);
          window.rules.push(language);
        }
      };
    });
    await app.open();
    // February 2025 in Persian digits, not Bahman 1403.
    await app.showsPeriod(/فوریهٔ?\s*۲۰۲۵|۲۰۲۵\s*فوریهٔ?/);
    await expect(app.bars).toHaveCount(28);
    // In Persian, zero has the form of one. The texts are English.
    expect(new Set(await page.evaluate(() => window.rules))).toEqual(new Set(['en-GB']));
  });
});

test('the dollar sign keeps its place in Arabic', async ({ app }) => {
  await app.open('documented', 'ready', '&lang=ar');
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

  /** Opens the settings, with something added to the address. */
  const openSettings = async (app, rest = '') => {
    await app.open('documented', 'ready', rest);
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
    await expect(page.locator('[data-chart] .scale span').first()).toHaveText('0 $');
    await expect(app.bars).toHaveCount(28);
    expect(app.posts).toHaveLength(1);
    // The controls still work.
    await app.step('previous').click();
    await app.showsPeriod('Januar 2025');
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

  test('keeps the language where the texts of another cannot be loaded', async ({ app, guard, page }) => {
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

  test('refuses texts that were changed on their way', async ({ app, guard, page }) => {
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

  test('takes the last of two choices in a row', async ({ app, page }) => {
    const { open: release, opened: released } = gate();
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
    // Once a later choice has come, the late texts would have, too.
    await list(page).selectOption('Français');
    await expect(app.tab('settings')).toHaveText('Paramètres');
    expect(await page.evaluate(() => window.languages)).toEqual(['es', 'fr']);
    await expect(page).toHaveURL(`${app.origin}/?lang=fr`);
  });

  test('fetches a language when it is chosen, and not before', async ({ app, page }) => {
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

test.describe('over a redirect', () => {
  const goAndComeBack = async (app, page, meanwhile = () => {}) => {
    for (const path of ['/sandbox/tariff', '/']) app.guard.expectTokenIn(`${app.origin}${path}?fp_cot=${app.token}`);
    await page.locator('[data-action="CONNECT_TARIFF"]').first().click();
    await page.waitForURL('**/sandbox/tariff**');
    await meanwhile();
    await page.getByRole('button', { name: 'Connect this tariff' }).click();
    await app.toBe('ready');
  };

  test('a chosen language comes back, although the way back does not name it', async ({ app, page }) => {
    await app.open('documented', 'ready', '&lang=de');
    await goAndComeBack(app, page, async () => {
      expect(await page.evaluate(() => sessionStorage.getItem('vpp_summary.lang'))).toBe('de');
    });
    await expect(page.locator('html')).toHaveAttribute('lang', 'de');
    await expect(page).toHaveURL(`${app.origin}/?lang=de`);
    // It counts once.
    expect(await page.evaluate(() => sessionStorage.getItem('vpp_summary.lang'))).toBe(null);
  });

  test('it comes back in WebKit as well, which can send `pageshow` before the page goes on', async ({ app, page }) => {
    await app.open();
    await page.evaluate(() => sessionStorage.setItem('vpp_summary.lang', 'de'));
    await page.addInitScript(() => {
      const { addEventListener } = window;
      window.addEventListener = (type, listener, ...rest) => {
        addEventListener(type, listener, ...rest);
        if (type === 'pageshow') listener(new PageTransitionEvent('pageshow'));
      };
    });
    await page.goto(app.origin);
    await app.toBe('ready');
    await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  });

  test('the browser’s own language stays out of the address', async ({ app, page }) => {
    await app.open();
    await goAndComeBack(app, page);
    await expect(page).toHaveURL(`${app.origin}/`);
  });

  test('an address with a language of its own wins', async ({ app, page }) => {
    await app.open('documented', 'ready', '&lang=de');
    await page.evaluate(() => sessionStorage.setItem('vpp_summary.lang', 'nl'));
    await page.reload();
    await app.toBe('ready');
    await expect(page.locator('html')).toHaveAttribute('lang', 'de');
    expect(await page.evaluate(() => sessionStorage.getItem('vpp_summary.lang'))).toBe(null);
  });
});
