// Joining through Leap: a sandbox whose page has Leap set up, and the words that tests use for the way there.

import { historyOf } from './browser.mjs';
import { textsIn } from './paths.mjs';
import { startSandbox } from './sandbox.mjs';
import { expect, test as base } from './test.mjs';

/** The utilities to choose from, by their ids. */
export const UTILITIES = {
  pge: 'Pacific Gas & Electric (PG&E)',
  sce: 'Southern California Edison (SCE)',
  sdge: 'San Diego Gas & Electric (SDG&E)',
};

/** What the page says in the tests' own language. */
export const TEXTS = textsIn('en-US');

/** The settings of a deployment whose organisation is this one, at Leap. */
export const leapSettings = (leap, { organisation = 'Acme', utilities = Object.keys(UTILITIES) } = {}) => ({
  'vpp:leap-link': `${leap}/${organisation}/pge/getting-started`,
  'vpp:leap-utilities': utilities.join(' '),
});

/** The test function for pages with Leap set up. Its sandbox sets them up itself, for addresses that others lead to as well. */
export const test = base.extend({
  sandbox: [
    async ({}, use) => {
      const settings = Object.entries(leapSettings('{leap}')).flatMap(([name, content]) => ['--setting', `${name}=${content}`]);
      const sandbox = await startSandbox(undefined, ...settings);
      await use(sandbox);
      await sandbox.stop();
    },
    { scope: 'worker' },
  ],
  joining: async ({ app, sandbox, guard }, use) => {
    guard.expectOrigin(sandbox.leap);
    await use(new Joining(app, sandbox));
  },
});

/** The links to Leap, in a page or a frame. */
export const waysIn = (page) => page.locator('a[data-way]');

/** What a customer does at the stand-in, by the names of its buttons. */
export async function atLeap(page, ...buttons) {
  for (const name of buttons) await page.getByRole('button', { name, exact: true }).click();
}

/** The page under test, as far as it is about joining. */
class Joining {
  constructor(app, sandbox) {
    Object.assign(this, { app, sandbox, page: app.page, ways: waysIn(app.page) });
    this.card = this.page.locator('.joining');
    this.quiet = this.page.locator('.unfinished');
    this.thanks = this.page.getByRole('alert');
  }

  /** The addresses of the ways for a reference. */
  addresses(reference, ids = Object.keys(UTILITIES)) {
    return ids.map((id) => `${this.sandbox.leap}/Acme/${id}/getting-started?refId=${reference}`);
  }

  /** Waits until joining is offered as a card, as a line or not at all, to the customer with this reference. */
  async isOffered(kind, reference, ids) {
    await expect(this.card).toHaveCount(kind === 'card' ? 1 : 0);
    await expect(this.quiet).toHaveCount(kind === 'line' ? 1 : 0);
    const links = await this.ways.evaluateAll((links) => links.map((link) => [link.getAttribute('href'), link.rel, link.target]));
    expect(links).toEqual(kind === 'none' ? [] : this.addresses(reference, ids).map((address) => [address, 'noreferrer', '']));
  }

  /** Waits until the customer is thanked or not. */
  async isThanked(thanked = true) {
    const title = this.page.getByRole('heading', { name: TEXTS.BackFromLeap });
    await expect(title).toHaveCount(thanked ? 1 : 0);
    if (thanked) await expect(this.thanks).toContainText(TEXTS.BackFromLeapMeaning);
  }

  /** What this tab keeps, without the token. */
  async kept() {
    const kept = await this.page.evaluate(() => ({ ...sessionStorage }));
    return Object.fromEntries(Object.entries(kept).map(([key, value]) => [key, value.replace(this.app.token, 'TOKEN')]));
  }

  /** Expects texts nowhere that the page leaves traces. Addresses of Leap's are not the page's. */
  async expectNowhere(...texts) {
    const traces = await this.page.evaluate(() => [
      location.href,
      JSON.stringify(history.state),
      document.documentElement.outerHTML,
      document.title,
      ...Object.entries(sessionStorage).flat(),
      ...Object.entries(localStorage).flat(),
      document.cookie,
      window.name,
    ]);
    const own = (await historyOf(this.page)).filter((address) => address.startsWith(this.app.origin));
    const plain = [...traces, ...own].map((trace) => decodeURIComponent(trace.replace(/%(?![\da-f]{2})/gi, '')));
    expect(plain.filter((trace) => texts.some((text) => trace.includes(text)))).toEqual([]);
  }
}
