// Measures our page against a React page of the same route, and against another build of ours. `cargo xtask bench` builds
// what it needs and starts it; README.md says how to read the table.

import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { DIST } from '../tests/browser/support/paths.mjs';
import { launch, memoryOf, metrics, open, processMemory } from './browser.mjs';
import { step, watchClick, watchModule } from './in-page.mjs';
import { offNetwork, PROFILES } from './profiles.mjs';
import { serve } from './server.mjs';
import { median, number, paired, ratio, table } from './table.mjs';

const { values: options } = parseArgs({
  options: {
    react: { type: 'string' },
    against: { type: 'string' },
    loads: { type: 'string' },
    clicks: { type: 'string' },
    profile: { type: 'string' },
  },
});

const OUR_MARKS = '[data-chart] :is(rect.earned, rect.penalty)';
const contestants = [
  { name: 'React', dist: options.react, marks: '.recharts-bar-rectangle path' },
  ...(options.against ? [{ name: 'other', dist: options.against, marks: OUR_MARKS }] : []),
  { name: 'page', dist: DIST, marks: OUR_MARKS },
];

/** The documented customer has figures for so many months, so each pair of pages takes this many clicks. */
const CLICKS_A_PAGE = 10;
/** Clicks that come before the measured ones: the first run code that has not been compiled. */
const WARM_UP_CLICKS = 2;
/** Loads that come before the measured ones, for the browser's and the servers' own caches. */
const WARM_UP_LOADS = 1;
const PERIODS = 100;
const MEBIBYTE = 1024 * 1024;
/** Long tasks and shifts may follow the chart. */
const SETTLING_MS = 400;

const say = (text) => console.error(text);
const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

/** One contestant goes first in even rounds, the other in odd ones. */
const order = (round) => (round % 2 ? contestants.toReversed() : contestants);
const perContestant = (make) => Object.fromEntries(contestants.map(({ name }) => [name, make()]));
const latest = (results, field) => contestants.map(({ name }) => `${name} ${number(results[name].at(-1)[field])}`).join(', ');

async function load(browser, contestant, profile) {
  const opened = await open(browser, contestant, profile);
  await pause(SETTLING_MS);
  const seen = await opened.page.evaluate(() => {
    const resources = performance.getEntriesByType('resource');
    const post = resources.find(({ name }) => name.endsWith('/connect'));
    const module = resources.filter(({ name }) => name.endsWith('.wasm')).at(-1);
    return { ...window.seen, module: module?.responseEnd ?? NaN, post: post.startTime, answer: post.responseEnd };
  });
  const { RecalcStyleCount: styles, LayoutCount: layouts } = await metrics(opened.session);
  const files = [...opened.requests.values()].filter(({ method }) => method === 'GET');
  const sum = (files) => files.reduce((sum, { bytes }) => sum + bytes, 0) / 1024;
  const code = sum(files.filter(({ type }) => /javascript|wasm/.test(type)));
  await opened.close();
  return { ...seen, styles, layouts, code, all: sum(files) };
}

/** Loads all contestants in turn. */
async function loads(profile) {
  const browser = await launch();
  const results = perContestant(() => []);
  const count = Number(options.loads);
  for (let round = -WARM_UP_LOADS; round < count; round += 1) {
    for (const contestant of order(round)) {
      const result = await load(browser, contestant, profile);
      if (round >= 0) results[contestant.name].push(result);
    }
    if (round >= 0) say(`${profile.title}: load ${round + 1} of ${count}, chart ready after ${latest(results, 'ready')} ms`);
  }
  await browser.close();
  return results;
}

async function click({ contestant, page, session }) {
  await page.bringToFront();
  const button = page.locator('[data-step=previous]');
  const { x, y, width, height } = await button.boundingBox();
  await page.mouse.move(x + width / 2, y + height / 2);
  // What the pointer changes by being there is not part of the click.
  await pause(150);
  await page.evaluate(watchClick, contestant.marks);
  const before = await metrics(session);
  await page.mouse.down();
  await page.mouse.up();
  const result = await page.evaluate(() => window.click);
  const after = await metrics(session);
  const grown = (name) => after[name] - before[name];
  return { ...result, styles: grown('RecalcStyleCount'), layouts: grown('LayoutCount') };
}

/** Goes back month by month on all contestants in turn. */
async function clicks(profile) {
  const results = perContestant(() => []);
  const count = Number(options.clicks);
  const browser = await launch();
  for (let round = 0, done = 0; done < count; round += 1) {
    const pages = [];
    for (const contestant of order(round)) {
      pages.push({ contestant, ...(await open(browser, contestant, offNetwork(profile))) });
    }
    await pause(SETTLING_MS);
    for (let number = -WARM_UP_CLICKS; number < CLICKS_A_PAGE && done < count; number += 1) {
      for (const page of pages) {
        const result = await click(page);
        if (number >= 0) results[page.contestant.name].push(result);
      }
      if (number >= 0) done += 1;
    }
    for (const page of pages) await page.close();
    say(`${profile.title}: ${done} of ${count} clicks, bars changed after ${latest(results, 'change')} ms`);
  }
  await browser.close();
  return results;
}

/** Goes through a hundred days. */
async function memory(contestant) {
  const browser = await launch();
  const opened = await open(browser, contestant, PROFILES.desktop, [[watchModule]]);
  await opened.page.evaluate(step, ['[data-period-type=DAY]', 1]);
  await opened.page.evaluate(step, ['[data-step=previous]', PERIODS]);
  const { heap, module, nodes, listeners } = await memoryOf(opened);
  const process = await processMemory(browser);
  await opened.close();
  await browser.close();
  say(`${contestant.name}: ${PERIODS} periods`);
  return { heap: heap / MEBIBYTE, module: module / MEBIBYTE, process: process / MEBIBYTE, nodes, listeners };
}

/** A row: the medians of a field, and how our page compares. */
function row(label, results, field, digits = 0) {
  const values = contestants.map(({ name }) => results[name].map((result) => result[field]));
  const medians = values.map(median);
  const ours = medians.at(-1);
  const cells = [label, ...medians.map((value) => number(value, digits)), ratio(ours, medians[0])];
  if (options.against) {
    const [, other, page] = values;
    const sooner = page.filter((value, index) => value < other[index]).length;
    cells.push(ratio(ours, medians[1]), ratio(paired(page, other), 1), `${sooner} of ${page.length}`);
  }
  return cells;
}

async function measure() {
  const head = ['', ...contestants.map(({ name }) => name), 'page ÷ React'];
  if (options.against) head.push('page ÷ other', 'one by one', 'less in');
  const rows = [head];
  let loaded;
  for (const profile of Object.entries(PROFILES).filter(([name]) => (options.profile ?? name) === name).map(([, one]) => one)) {
    loaded = await loads(profile);
    const clicked = await clicks(profile);
    rows.push(
      [profile.title],
      row('  chart ready, ms', loaded, 'ready'),
      row('  first contentful paint, ms', loaded, 'paint'),
      row('  largest contentful paint, ms', loaded, 'largest'),
      row('  layout shift', loaded, 'shift', 3),
      row('  total blocking time, ms', loaded, 'blocking'),
      row('  module is there, ms', loaded, 'module'),
      row('  POST leaves, ms', loaded, 'post'),
      row('  answer is there, ms', loaded, 'answer'),
      row('  style recalculations', loaded, 'styles'),
      row('  layouts', loaded, 'layouts'),
      row('  click to changed bars, minus fetch, ms', clicked, 'change', 1),
      row('  click to paint, ms', clicked, 'paint', 1),
      row('  style recalculations per click', clicked, 'styles', 1),
      row('  layouts per click', clicked, 'layouts', 1),
    );
  }
  const held = perContestant(() => []);
  for (const contestant of contestants) {
    held[contestant.name].push(await memory(contestant));
  }
  rows.push(
    [`after ${PERIODS} periods`],
    row('  JavaScript heap, MiB', held, 'heap', 1),
    row('  memory of the module, MiB', held, 'module', 1),
    row('  process, MiB', held, 'process', 1),
    row('  nodes', held, 'nodes'),
    row('  listeners', held, 'listeners'),
    ['transfer'],
    row('  JavaScript and WebAssembly, KiB', loaded, 'code', 1),
    row('  all but Connect’s answer, KiB', loaded, 'all', 1),
  );
  return table(rows);
}

for (const contestant of contestants) Object.assign(contestant, await serve(contestant.dist));
try {
  const [before] = loadavg();
  const text = await measure();
  const [after] = loadavg();
  console.log(`\n${text}\n`);
  console.log(`Medians of ${options.loads} loads and ${options.clicks} clicks, in turn. ${cpus().length} cores, load ${number(before, 1)} before and ${number(after, 1)} after.`);
} finally {
  for (const { stop } of contestants) await stop();
}
