// The browser's JSON parser behind the page: the same table of documents and values as the native one, by what the page
// makes of them. crates/core/tests/it/connect/json.rs runs the table through serde_json.

import { readFile } from 'node:fs/promises';
import { documentedAnswer, jsonTable } from './support/paths.mjs';
import { expect, inOnePage, test } from './support/test.mjs';

const TABLE = jsonTable();

/** Every array of plain numbers: the texts of its numbers and what they are, `null` where one is out of range. */
const NUMBERS = TABLE.filter(({ document, values }) => values && /^\[[-+.\deE,]+\]$/.test(document)).map(
  ({ name, document, values }) => [
    name,
    document.slice(1, -1).split(',').map((text, n) => [text, values.find(({ path }) => path[0] === n).is.number]),
  ],
);

/** Every array of plain strings: their texts in JSON and what they are. */
const STRINGS = TABLE.filter(({ document, values }) => values && /^\[("(?:[^"\\]|\\.)*",?)+\]$/u.test(document)).map(
  ({ name, document, values }) => [
    name,
    [...document.matchAll(/"(?:[^"\\]|\\.)*"/gu)].map(([text], n) => [text, values.find(({ path }) => path[0] === n).is.string]),
  ],
);

const NO_JSON = TABLE.filter(({ values }) => values === null).map(({ name, document }) => [name, document]);

/** Answers the start of a session with this text. */
async function answerWith(app, body) {
  await app.intercept((number, route) => route.fulfill({ status: 200, contentType: 'application/json', body }));
}

/** The documented answer, in which a value is replaced by a text that need not be what JavaScript would write. */
function answer(change, replaced, text) {
  const page = documentedAnswer();
  change(page);
  return JSON.stringify(page).replaceAll(`"${replaced}"`, () => text);
}

test('the table has numbers, strings and texts that are not JSON', () => {
  expect(NUMBERS.length).toBeGreaterThan(5);
  expect(STRINGS.length).toBeGreaterThan(1);
  expect(NO_JSON.length).toBeGreaterThan(10);
});

test('numbers are exact to six decimals', async ({ app, page }) => {
  await inOnePage(app, NUMBERS, async (name, numbers) => {
    // Each number is the earnings of a day of its own; without a total the page adds none up that it cannot read.
    const points = numbers.map(([text], n) => {
      const date = `2025-02-${String(n + 1).padStart(2, '0')}`;
      return `{"date":"${date}","dispatched_kwh":1,"earnings":${text}}`;
    });
    await answerWith(app, answer(({ performance }) => (performance.series = 'SERIES'), 'SERIES', `[${points}]`));
    await app.open();
    const saved = page.waitForEvent('download');
    await page.locator('[data-export]').click();
    const csv = (await readFile(await (await saved).path(), 'utf8')).split('\r\n');
    // A day whose point is not understood has no line.
    const line = (n) => csv.find((line) => line.startsWith(`2025-02-${String(n + 1).padStart(2, '0')},`));
    const earnings = numbers.map((_, n) => line(n)?.split(',')[1] ?? '');
    expect(earnings).toEqual(numbers.map(([, number]) => number ?? ''));
  });
});

test('strings are read with all their escapes', async ({ app, page }) => {
  await inOnePage(app, STRINGS, async (name, strings) => {
    for (const [text, string] of strings) {
      const shown = string.replace(/^[ \t\n\f\r]+|[ \t\n\f\r]+$/g, '');
      if (!shown) continue;
      await answerWith(app, answer(({ programme }) => (programme.programme_display_name = 'NAME'), 'NAME', text));
      await app.open();
      expect(await page.locator('h1').evaluate((title) => title.textContent)).toBe(shown);
    }
  });
});

test('what is not JSON is unreadable', async ({ app, page }) => {
  await inOnePage(app, NO_JSON, async (name, document) => {
    await answerWith(app, document);
    await app.open('documented', 'problem');
    await expect(page.locator('[data-problem]')).toHaveAttribute('data-problem', 'unreadable');
  });
});
