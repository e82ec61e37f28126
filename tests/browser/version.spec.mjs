// Which release is this? The build writes its version into everything that operators, partners and customers can see.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crash } from './support/app.mjs';
import { test as partnerTest } from './support/partner.mjs';
import { DIST } from './support/paths.mjs';
import { expect, test } from './support/test.mjs';

const { version } = JSON.parse(readFileSync(join(DIST, 'embed.json'), 'utf8'));

test('the version is a number and a hash of the files', () => {
  expect(version).toMatch(/^\d+\.\d+\.\d+\+[\da-f]{12}$/);
});

test('the page carries the version, also after a crash', async ({ app, page }) => {
  await app.open();
  await expect(app.main).toHaveAttribute('data-version', version);
  await page.evaluate(crash);
  await expect(page.locator('#crash')).toHaveAttribute('data-version', version);
  const shown = await page.locator('#crash').evaluate((main) => getComputedStyle(main, '::after').content);
  expect(shown).toBe(`"${version}"`);
});

partnerTest('the ready event carries the version', async ({ portal }) => {
  await portal.open();
  expect(await portal.event('ready')).toMatchObject({ version });
});
