// Money, numbers and dates as the visitor's language and the programme's currency write them.

import { spoken } from './support/chart.mjs';
import { expect, test } from './support/test.mjs';

test.describe('in German', () => {
  test.use({ locale: 'de-DE' });

  test('amounts, dates and hours are written the German way', async ({ app }) => {
    await app.open();
    await expect(app.total('earnings')).toHaveText('62,10 $');
    await expect(app.total('energy')).toHaveText('54,7 kWh');
    await app.showsPeriod('Februar 2025');
    await app.tableSwitch.click();
    await expect(app.row('2025-02-16').locator('th, td')).toHaveText([
      'So., 16. Feb.',
      '8,91 $',
      '7,85 kWh',
    ]);
    await app.open('euro');
    await expect(app.total('earnings')).toHaveText('20,54 €');
    await app.openDay('documented', '2025-02-28');
    expect(await spoken(app, '2025-02-28T17:00:00-07:00')).toContain('17:00: 2,76');
  });
});

test('each currency has its decimals and its symbol', async ({ app, page }) => {
  await app.open('yen');
  await expect(app.total('earnings')).toHaveText('¥1,769');
  expect(await spoken(app, '2025-02-28')).toContain('¥254 · 6.67 kWh');
  await expect(page.locator('[data-chart] .scale span').first()).toHaveText('¥0');
  await app.open('dinar');
  await expect(app.total('earnings')).toHaveText('KWD 2.456');
  expect(await spoken(app, '2025-02-01')).toContain('KWD\u00a00.223 · 4.74 kWh');
  await app.open('euro');
  await expect(app.total('earnings')).toHaveText('€20.54');
});

test.describe('in Japanese', () => {
  test.use({ locale: 'ja-JP' });

  test('the yen sign is the wide one', async ({ app }) => {
    await app.open('yen');
    await expect(app.total('earnings')).toHaveText('￥1,769');
    await app.showsPeriod('2025年2月');
  });
});

test.describe('in Arabic', () => {
  test.use({ locale: 'ar-KW' });

  test('numbers have the language’s digits, and names of bars do not', async ({ app }) => {
    await app.open('dinar');
    await expect(app.total('earnings')).toContainText('٢٫٤٥٦');
    await expect(app.bar('2025-02-01')).toHaveAttribute('data-dispatch', 'earned');
    await app.type('DAY').click();
    await expect(app.bars).toHaveCount(24);
    expect(app.bodies.at(-1)).toBe(app.period('DAY', '2025-02-25'));
  });
});

test.describe('in French', () => {
  test.use({ locale: 'fr-FR' });

  test('the symbol stands where the language puts it', async ({ app }) => {
    await app.open('euro');
    await expect(app.total('earnings')).toHaveText('20,54 €');
    await expect(app.total('energy')).toHaveText('66,3 kWh');
  });
});
