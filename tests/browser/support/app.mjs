import { expect } from '@playwright/test';
import { gate } from './answers.mjs';
import { DOCUMENTED_TOKEN, showsDocumented } from './documented.mjs';
import { textsIn } from './paths.mjs';

let sessions = 0;

/** Breaks the page as a trap of its WebAssembly does. Runs in the page. */
export function crash() {
  dispatchEvent(new ErrorEvent('error', { error: new WebAssembly.RuntimeError('unreachable') }));
}

/**
 * The page under test, with the words that tests use for its parts. Selectors are the documented hooks only.
 */
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

  // ---- Opening the page ----

  /** A token for a new session of this scenario, which no other test shares. */
  tokenOf(scenario) {
    const start = scenario === 'documented' ? DOCUMENTED_TOKEN : `cot_sandbox-${scenario}`;
    return this.know(`${start}--${this.suffix}-${process.pid}-${++sessions}`);
  }

  /** Makes a token the test's own: the guard looks for it everywhere. */
  know(token) {
    this.guard.knows(token);
    this.token = token;
    return token;
  }

  /** Goes to an address that holds the token, which the guard then expects. */
  async goto(path) {
    const address = this.origin + path;
    this.guard.expectTokenIn(address);
    await this.page.goto(address);
  }

  /** Goes to the page for a new session of a scenario, without waiting for a state. `query` is added to the address. */
  async load(scenario = 'documented', query = '') {
    this.posts.length = 0;
    await this.goto(`/?fp_cot=${this.tokenOf(scenario)}${query}`);
  }

  /** Opens the page for a new session of a scenario and waits until it is in this state. */
  async open(scenario = 'documented', state = 'ready', query = '') {
    await this.load(scenario, query);
    await this.toBe(state);
  }

  /** Opens a day of the programme directly: the first request asks for it. */
  async openDay(scenario, day) {
    await this.intercept((number, route) =>
      route.continue(number === 0 ? { postData: this.period('DAY', day) } : {}),
    );
    await this.open(scenario);
  }

  /** Tells the page that the browser has brought it back from its cache. */
  async returnFromCache() {
    await this.page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  }

  /** Has the settings built, which are not there until their tab has been shown. */
  async visitSettings() {
    await this.tab('settings').click();
    await this.tab('overview').click();
  }

  // ---- What it shows ----

  /** Waits until the page is in this state and no request is under way. */
  async toBe(state, busy = 'false') {
    await expect(this.main).toHaveAttribute('data-state', state);
    if (busy && state !== 'loading' && state !== 'ended') await expect(this.main).toHaveAttribute('aria-busy', busy);
  }

  /** Waits until the page says that the session goes on at a step which it does not show. */
  async toBeElsewhere() {
    await expect(this.page.getByRole('heading', { name: 'Continue in the app or on the website' })).toBeVisible();
    await this.toBe('ready');
  }

  /** Waits until the loader shows its page for a crash, in this language. */
  async toBeCrashed(language = 'en') {
    const { Broken, LoadAgain } = textsIn(language);
    await this.toBe('problem', null);
    await expect(this.page.getByRole('heading', { level: 1, name: Broken })).toBeFocused();
    await expect(this.page.getByRole('button', { name: LoadAgain })).toBeVisible();
  }

  /** Waits until this period is shown. */
  async showsPeriod(name) {
    await expect(this.page.locator('[data-period]')).toHaveText(name);
  }

  /** Waits until the documented figures are shown. */
  async showsDocumented() {
    await showsDocumented(this.page);
  }

  /** Checks that the problem that is shown has something to press, and says nothing of how the page works. */
  async helps(remedy = 'try_again') {
    await expect(this.page.locator('[data-remedy]')).toHaveCount(1);
    await expect(this.page.locator(`[data-remedy="${remedy}"]`)).toBeVisible();
    await expect(this.problem).not.toContainText(/\b(request|service|answer|fault)/i);
  }

  // ---- Its parts ----

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

  /** The button that names the period, and the panel that it opens. */
  get pickerToggle() {
    return this.page.locator('#picker-toggle');
  }

  get picker() {
    return this.page.locator('#picker');
  }

  /** Where the chart's places and bars are, in pixels of the page. */
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

  // ---- What it sends ----

  /** The bodies of all POSTs since the page was opened. */
  get bodies() {
    return this.posts.map((post) => post.body);
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

  // ---- What it gets ----

  /** Changes the page's document on its way. The function gets its HTML and its headers, and answers with what to change. */
  async rewrite(change) {
    const handle = async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, ...change(await response.text(), response.headers()) });
    };
    for (const path of ['/', '/?*', '/v1/']) await this.context.route(this.origin + path, handle);
  }

  /** Sets settings of the deployment: `<meta>` elements of index.html. Null removes one. */
  async configure(settings) {
    await this.rewrite((html) => {
      let body = html;
      for (const [name, content] of Object.entries(settings)) {
        body = body.replace(new RegExp(`<meta name="${name}"[^>]*>`), '');
        if (content === null) continue;
        const value = content.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
        body = body.replace('</head>', `<meta name="${name}" content="${value}"></head>`);
      }
      return { body };
    });
  }

  /** Puts a handler in front of Connect: it gets each request's number, from 0, and its route. */
  async intercept(handler) {
    let number = 0;
    await this.context.route(`${this.origin}/connect`, (route) => handler(number++, route));
  }

  /** Answers the request of this number instead of Connect. */
  async reply(wanted, reply) {
    await this.intercept((number, route) => (number === wanted ? route.fulfill(reply) : route.continue()));
  }

  /** Holds back all requests from this number on until the returned function is called. */
  async hold(from) {
    const { open, opened } = gate();
    await this.intercept(async (number, route) => {
      if (number >= from) await opened;
      await route.continue();
    });
    return open;
  }

  /** Takes away all that was put between the page and its server. */
  async release() {
    await this.context.unrouteAll({ behavior: 'ignoreErrors' });
  }
}
