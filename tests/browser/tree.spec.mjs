// A walk through the documented page as a screen reader takes it: the browser's accessibility tree, node by node, as kept in
// snapshots/. After an intended change, UPDATE_TREE=1 writes the files again; read the difference.

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { FEBRUARY_28, setNow } from './support/answers.mjs';
import { expect, test } from './support/test.mjs';
import { walk } from './support/tree.mjs';

for (const [language, tag] of [['en', 'en-GB'], ['ar', 'ar-EG']]) {
  test(`${language}: what a screen reader finds, in its order`, async ({ app, page }) => {
    // Today is a part of what is said.
    await setNow(page, FEBRUARY_28);
    await app.open('documented', 'ready', `&lang=${tag}`);
    await expect(app.bars).toHaveCount(28);
    const parts = [['The overview', await walk(page)]];
    await page.getByRole('slider').focus();
    await page.keyboard.press('Home');
    parts.push(['The chart, read at its first bar', await walk(page, '.chart')]);
    await page.keyboard.press('Escape');
    await app.pickerToggle.click();
    await expect(app.picker.locator('[aria-current]')).toBeFocused();
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
