// Joining as it looks and as it is reached: for axe, by keyboard, in narrow windows and with larger text.

import { axe } from './support/axe.mjs';
import { adopt, atRest, frames } from './support/browser.mjs';
import { TEXTS, test } from './support/joining.mjs';
import { misplaced } from './support/look.mjs';
import { referenceOf } from './support/sandbox.mjs';
import { expect, inOnePage, softly } from './support/test.mjs';

test.use({ reducedMotion: 'reduce' });

const NARROW = { width: 320, height: 640 };
const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 900 };

/** What a customer sees of joining: the scenario (none for the thanks without a session), the utilities, and whether they come back. */
const STATES = {
  'a choice': ['joining', 'pge sce sdge'],
  'one utility, after a failure': ['joining_failed', 'pge'],
  'a choice below earnings': ['joining_again', 'pge sce sdge'],
  'enrolling': ['enrolling', 'pge sce sdge'],
  'back, with a choice': ['joining', 'pge sce sdge', true],
  'back, with one utility': ['joining_again', 'sce', true],
  'back without a session': [undefined, 'pge', true],
};

/** Opens a state in a language. */
async function open(app, [scenario, utilities, isBack], lang) {
  await app.configure({ 'vpp:leap-utilities': utilities, 'vpp:home-url': 'https://partner.example/' });
  const back = isBack ? '&authorizationId=1' : '';
  if (scenario) await app.open(scenario, 'ready', `&ref_id=R1${back}&lang=${lang}`);
  else {
    await app.page.evaluate(() => sessionStorage.clear());
    await app.page.goto(`${app.origin}/?lang=${lang}${back}`);
    await app.toBe('ended');
  }
  const ways = utilities.split(' ').length;
  await expect(app.page.locator('a[data-way], a[data-remedy=link]')).toHaveCount(scenario ? ways : 1);
}

for (const lang of ['de', 'ar']) {
  test(`nothing is cut off at any size, and axe finds nothing, in ${lang}`, async ({ app, page, joining }) => {
    await page.goto(app.origin);
    await inOnePage(app, Object.entries(STATES).map(([name, ...values]) => [name, ...values]), async (state, values) => {
      await page.setViewportSize(DESKTOP);
      await open(app, values, lang);
      // What axe asks does not depend on the language.
      for (const colorScheme of lang === 'de' ? ['light', 'dark'] : []) {
        await page.emulateMedia({ colorScheme });
        await atRest(page);
        softly(await axe(page, { coloursOnly: colorScheme === 'dark' }), `${state}, ${colorScheme}`).toEqual([]);
      }
      const sizes = [[DESKTOP, ''], [PHONE, ''], [NARROW, ''], [PHONE, ':root { font-size: 200% }'], [DESKTOP, ':root { font-size: 200% }']];
      for (const [size, rules] of sizes) {
        await page.setViewportSize(size);
        await adopt(page, rules);
        await frames(page);
        const where = `${state}, ${size.width} ${rules}`;
        await softly.poll(() => page.evaluate(misplaced), where).toEqual([]);
        softly(await app.scrollsSideways(), where).toBe(false);
        // As high as a finger is wide.
        const small = await joining.ways.evaluateAll((links) => links.map((link) => link.getBoundingClientRect().height).filter((height) => height < 44));
        softly(small, where).toEqual([]);
      }
      await adopt(page, '');
    });
  });
}

test('joining is the page’s one filled control, and what Connect offers stays beside it', async ({ app, page, joining }) => {
  /** The names of the controls that have the accent as their ground. */
  const filled = () =>
    page.locator('#panel-overview :is(a, button):visible').evaluateAll((controls) => {
      const { backgroundColor: accent } = getComputedStyle(document.querySelector('a[data-way]'));
      return controls.filter((control) => getComputedStyle(control).backgroundColor === accent).map((control) => control.textContent);
    });
  const both = ['CONNECT_TARIFF', 'MANAGE_PARTICIPATION'];
  const cases = [['joining', both], ['joining_failed', both], ['joining_again', both.slice(1)]];
  await inOnePage(app, cases, async (scenario, actions) => {
    await app.configure({ 'vpp:leap-utilities': 'pge' });
    await app.open(scenario, 'ready', '&ref_id=R1');
    await expect(joining.ways).toHaveText(TEXTS.JoinStart);
    expect(await filled()).toEqual([TEXTS.JoinStart]);
    for (const action of actions) await expect(page.locator('#panel-overview').locator(app.action(action)).first()).toBeEnabled();
  });
});

test('the keyboard reaches each way in its order, and Enter leads to Leap', async ({ app, page, joining }) => {
  await app.open('joining');
  await app.goto(`/?fp_cot=${app.token}&ref_id=${referenceOf(app.token)}`);
  await app.toBe('ready');
  await expect(joining.ways).toHaveCount(3);
  const reached = [];
  for (let step = 0; step < 20 && reached.at(-1) !== 'sdge'; step += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const { href, dataset } = document.activeElement;
      const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
      return { way: 'way' in dataset && href.split('/')[4], outline: outlineStyle === 'solid' && parseFloat(outlineWidth) >= 2 };
    });
    if (focused.way) {
      expect(focused.outline, focused.way).toBe(true);
      reached.push(focused.way);
    }
  }
  expect(reached).toEqual(['pge', 'sce', 'sdge']);
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Log in at Southern California Edison (SCE)' })).toBeVisible();
});

test('a screen reader hears the card by its name, its steps as a list, and the thanks when they come', async ({ app, joining }) => {
  await app.open('joining', 'ready', '&ref_id=R1');
  await expect(joining.card).toMatchAriaSnapshot(`
    - region "${TEXTS.JoinTitle}":
      - heading "${TEXTS.JoinTitle}" [level=2]
      - list:
        - listitem: ${TEXTS.JoinSignIn}
        - listitem: ${TEXTS.JoinAgree}
        - listitem: /.+/
      - paragraph: ${TEXTS.JoinChoose}
      - link "Pacific Gas & Electric (PG&E)"
      - link "Southern California Edison (SCE)"
      - link "San Diego Gas & Electric (SDG&E)"
  `);
  await app.page.goto(`${app.origin}/?refId=R1`);
  await expect(joining.thanks).toMatchAriaSnapshot(`
    - alert:
      - heading "${TEXTS.BackFromLeap}" [level=2]
      - paragraph: /.+/
  `);
});
