// The sandbox's playground, and the page in its frame.

import { test as base } from './partner.mjs';
import { expect } from './test.mjs';

/** The page of the playground. */
export class Playground {
  #isExpected = false;

  constructor({ page, origin, guard }) {
    Object.assign(this, { page, origin, guard });
  }

  /** Opens it with this choice, and waits until the page in its frame shows something. */
  async open(choice = {}) {
    // Chromium says so of a frame on the page's own origin. It may be: both are the sandbox's.
    if (!this.#isExpected) this.guard.expectError(/^An iframe which has both allow-scripts and allow-same-origin/);
    this.#isExpected = true;
    await this.page.goto(this.address(choice));
    await this.ready();
  }

  address(choice = {}) {
    const query = new URLSearchParams(choice).toString();
    return `${this.origin}/sandbox/playground${query && `?${query}`}`;
  }

  async ready() {
    await expect(this.page.locator('#events [data-event="ready"]').first()).toBeAttached();
  }

  /** Goes to another choice without another load, as Back and Forward do. */
  async choose(choice) {
    const query = typeof choice === 'string' ? choice : `?${new URLSearchParams(choice)}`;
    await this.page.evaluate((query) => {
      history.pushState(null, '', query);
      dispatchEvent(new PopStateEvent('popstate'));
    }, query);
  }

  /** What the address holds. */
  get chosen() {
    return Object.fromEntries(new URL(this.page.url()).searchParams);
  }

  get frame() {
    return this.page.frames().find((frame) => frame.url().startsWith(`${this.origin}/sandbox/v1/`));
  }

  /** Waits until the page in the frame has this colour. */
  async hasColour(name, value) {
    await expect.poll(async () => (await look(this.frame))[name], name).toBe(value);
  }

  /** The code of a tab. */
  async code(name) {
    await this.page.getByRole('tab', { name, exact: true }).click();
    return this.page.locator('#code').textContent();
  }
}

/** What an appearance changes in the page: its custom properties, its text size and its theme. */
export const look = (frame) => frame.evaluate(() => {
  const root = document.documentElement;
  const style = getComputedStyle(root);
  const names = [...root.style].filter((name) => name.startsWith('--vpp-')).sort();
  const values = names.map((name) => [name.slice('--vpp-'.length), style.getPropertyValue(name)]);
  return { ...Object.fromEntries(values), size: style.fontSize, theme: root.dataset.theme, lang: root.lang };
});

export const test = base.extend({
  playground: async ({ page, sandbox, guard }, use) => use(new Playground({ page, origin: sandbox.origin, guard })),
});
