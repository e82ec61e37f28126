// A walk through the documented page with a screen reader: the browser's accessibility tree, node by node, as kept in
// snapshots/. After a change that is meant, UPDATE_TREE=1 writes the files anew, and the difference is to be read.

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { setNow } from './support/answers.mjs';
import { expect, test } from './support/test.mjs';
import { walk } from './support/tree.mjs';

for (const [language, tag] of [['en', 'en-GB'], ['ar', 'ar-EG']]) {
  test(`${language}: what a screen reader finds, in its order`, async ({ app, page }) => {
    // Today is a part of what is said.
    await setNow(page, '2025-02-28T19:00:00Z');
    await app.goto(`/?fp_cot=${app.tokenOf('documented')}&lang=${tag}`);
    await app.toBe('ready');
    await expect(app.bars).toHaveCount(28);
    const parts = [['The overview', await walk(page)]];
    await page.getByRole('slider').focus();
    await page.keyboard.press('Home');
    parts.push(['The chart, read at its first bar', await walk(page, '.chart')]);
    await page.keyboard.press('Escape');
    await page.locator('#picker-toggle').click();
    await expect(page.locator('#picker [aria-current]')).toBeFocused();
    parts.push(['Picking a month', await walk(page, '.period')]);
    await page.keyboard.press('Escape');
    await app.tableSwitch.click();
    await expect(app.row('total')).toBeVisible();
    parts.push(['The table', await walk(page, '#table')]);
    await app.tab('settings').click();
    await expect(page.locator('#panel-settings')).toBeVisible();
    parts.push(['The settings', await walk(page, '#panel-settings')]);
    const text = parts.map(([title, lines]) => `# ${title}\n\n${lines.join('\n')}\n`).join('\n');
    const file = fileURLToPath(new URL(`snapshots/documented.${language}.txt`, import.meta.url));
    if (process.env.UPDATE_TREE) writeFileSync(file, text);
    expect(text).toBe(readFileSync(file, 'utf8'));
  });
}
