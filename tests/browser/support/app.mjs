import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect } from '@playwright/test';
import { ROOT } from './paths.mjs';

/** The token of the public documentation's example. */
const DOCUMENTED = 'cot_6587fa4362341be5b524de3b';

let sessions = 0;

/** The page under test, with the words that tests use for its parts. Selectors are the documented hooks only. */
export class App {
  /** Every POST to Connect: its body, and the request. @type {{ body: string, request: object }[]} */
  posts = [];

  constructor({ page, context, guard, origin, suffix }) {
    Object.assign(this, { page, context, guard, origin, suffix });
    this.main = page.locator('main[data-page="vpp_summary"]');
    context.on('request', (request) => {
      if (request.method() === 'POST' && new URL(request.url()).pathname === '/connect') {
        this.posts.push({ body: request.postData(), request });
      }
    });
  }

  /** The bodies of all POSTs. */
  get bodies() {
    return this.posts.map((post) => post.body);
  }

  /** A token for a session of this scenario of the test's own. */
  tokenOf(scenario) {
    const start = scenario === 'documented' ? DOCUMENTED : `cot_sandbox-${scenario}`;
    return this.know(`${start}--${this.suffix}-${process.pid}-${++sessions}`);
  }

  /** Makes a token the test's own. */
  know(token) {
    this.guard.knows(token);
    this.token = token;
    return token;
  }

  /** Goes to an address that holds the token, which the guard expects. */
  async goto(path) {
    const address = this.origin + path;
    this.guard.expectTokenIn(address);
    await this.page.goto(address);
  }

  /** Opens the page for a scenario and waits until it is in this state. */
  async open(scenario = 'documented', state = 'ready') {
    await this.goto(`/?fp_cot=${this.tokenOf(scenario)}`);
    await this.toBe(state);
  }

  /** Waits until the page is in this state and no request is under way. */
  async toBe(state, busy = 'false') {
    await expect(this.main).toHaveAttribute('data-state', state);
    if (busy && state !== 'loading' && state !== 'ended') await expect(this.main).toHaveAttribute('aria-busy', busy);
  }

  /** Waits until the page says that the session goes on at a step which it does not show. */
  async toBeElsewhere() {
    await expect(this.page.getByRole('heading', { name: 'This continues elsewhere' })).toBeVisible();
    await this.toBe('ready');
  }

  /** Waits until the page shows that it has broken. */
  /** The page that the loader shows in the place of a broken one, in this language. */
  async toBePanicked(language = 'en') {
    const { Broken, LoadAgain } = JSON.parse(readFileSync(resolve(ROOT, `src/locale/${language}.json`), 'utf8'));
    await this.toBe('problem', null);
    await expect(this.page.getByRole('heading', { level: 1, name: Broken })).toBeFocused();
    await expect(this.page.getByRole('button', { name: LoadAgain })).toBeVisible();
  }

  /** The visible control of an action. */
  action(name) {
    return this.page.locator(`[data-action="${name}"]:visible`);
  }

  step(name) {
    return this.page.locator(`[data-action="CHANGE_PERIOD"][data-step="${name}"]`);
  }

  type(name) {
    return this.page.locator(`[data-action="CHANGE_PERIOD"][data-period-type="${name}"]`);
  }

  total(name) {
    return this.page.locator(`[data-total="${name}"]`);
  }

  bar(name) {
    return this.page.locator(`[data-bar="${name}"]`);
  }

  get bars() {
    return this.page.locator('[data-chart] [data-bar]');
  }

  get problem() {
    return this.page.locator('[data-problem]');
  }

  get tryAgain() {
    return this.page.locator('[data-remedy="try_again"]');
  }

  get link() {
    return this.page.locator('a[data-remedy="link"]');
  }

  tab(name) {
    return this.page.locator(`#tab-${name}`);
  }

  /** The button that shows and hides the table. */
  get tableSwitch() {
    return this.page.locator('[aria-controls="table"]');
  }

  row(name) {
    return this.page.locator(`[data-table] [data-row="${name}"]`);
  }

  /** Waits until the summary stands there with the documented figures. */
  async showsDocumented() {
    await expect(this.total('earnings')).toHaveText('$62.10');
    await expect(this.total('energy')).toHaveText('54.7 kWh');
    await expect(this.bars).toHaveCount(28);
    await expect(this.page.locator('[data-dispatch="earned"]')).toHaveCount(12);
  }

  /** The body that an action must post, byte for byte. */
  post(action, data = '', route = 'vpp_summary') {
    const rest = data && `,"data":${data}`;
    return `{"connect_token":"${this.token}","route":"${route}","type":"submit","action":"${action}"${rest}}`;
  }

  /** The body that asks for a period. */
  period(type, start) {
    return this.post('CHANGE_PERIOD', `{"period_type":"${type}","period_start":"${start}"}`);
  }

  /** The body that starts the session. */
  get start() {
    return this.post('VPP', '', 'session_start');
  }

  /** The body that resumes the session. */
  get restore() {
    return `{"connect_token":"${this.token}","route":"session_restore","type":"submit"}`;
  }

  /** Sets settings of the deployment: `<meta>` elements of index.html; null removes one. */
  async configure(settings) {
    await this.context.route(`${this.origin}/?*`, (route) => this.#rewrite(route, settings));
    await this.context.route(`${this.origin}/`, (route) => this.#rewrite(route, settings));
  }

  async #rewrite(route, settings) {
    const response = await route.fetch();
    let body = await response.text();
    for (const [name, content] of Object.entries(settings)) {
      body = body.replace(new RegExp(`<meta name="${name}"[^>]*>`), '');
      if (content === null) continue;
      const value = content.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
      body = body.replace('</head>', `<meta name="${name}" content="${value}"></head>`);
    }
    await route.fulfill({ response, body });
  }

  /** Puts a handler before Connect: it gets each request's number, from 0, and its route. */
  async intercept(handler) {
    let number = 0;
    await this.context.route(`${this.origin}/connect`, (route) => handler(number++, route));
  }

  /** Answers the request of this number in Connect's place. */
  async reply(wanted, reply) {
    await this.intercept((number, route) => (number === wanted ? route.fulfill(reply) : route.continue()));
  }

  /** Keeps all requests from this number on waiting until the returned function is called. */
  async hold(from) {
    let release;
    const released = new Promise((resolve) => (release = resolve));
    await this.intercept(async (number, route) => {
      if (number >= from) await released;
      await route.continue();
    });
    return release;
  }

  /** Opens a day of the programme without stepping to it: the first request asks for it. */
  async openDay(scenario, day) {
    await this.intercept((number, route) =>
      route.continue(number === 0 ? { postData: this.period('DAY', day) } : {}),
    );
    await this.open(scenario);
  }

  /** Where every place of the chart and its bar are, in pixels of the page. */
  async geometry() {
    await expect(this.bars.first()).toBeAttached();
    return this.page.locator('[data-chart]').evaluate((chart) => {
      const box = (element) => {
        const { left, right, top, bottom, width, height } = element.getBoundingClientRect();
        return { left, right, top, bottom, width, height, middle: (left + right) / 2, centre: (top + bottom) / 2 };
      };
      const labels = (selector) =>
        [...chart.querySelectorAll(selector)].map((label) => ({ text: label.textContent, ...box(label) }));
      return {
        plot: box(chart.querySelector('svg')),
        baseline: box(chart.querySelector('.baseline')),
        scale: labels('.scale span'),
        axis: labels('.axis span'),
        bars: [...chart.querySelectorAll('[data-bar]')].map((group) => ({
          name: group.dataset.bar,
          dispatch: group.dataset.dispatch,
          place: box(group.querySelector('.place')),
          bar: box(group.querySelector('rect:not(.place)')),
        })),
      };
    });
  }

  /** Whether the page scrolls sideways. */
  async scrollsSideways() {
    return this.page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  }
}
