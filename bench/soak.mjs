// Uses the page for long, and fails if memory, nodes or listeners grow: 1,500 periods, 300 changes of the language, 200
// mounts of the element in a portal. `cargo xtask soak` builds what it needs and starts it.

import { createServer } from 'node:http';
import { DIST } from '../tests/browser/support/paths.mjs';
import { startSandbox } from '../tests/browser/support/sandbox.mjs';
import { launch, memoryOf, open, openPortal, processMemory } from './browser.mjs';
import { changeLanguage, mount, step, watchModule } from './in-page.mjs';
import { PROFILES } from './profiles.mjs';
import { number, table } from './table.mjs';

/**
 * What a part may leave behind: less than one of anything for each repetition, and no more memory than the browser itself
 * still puts aside. The module's memory grows by pages of 64 KiB and never shrinks.
 */
const MOST = { heap: 200_000, module: 2 * 65_536, nodes: 50, listeners: 20, documents: 2 };
/** Each part is measured so many times, always in the state in which it was measured first. */
const BATCHES = 5;

const say = (text) => console.error(text);

/** Repeats a batch and measures after each; the first one warms up. */
async function soak({ name, count, run, opened, browser }) {
  const rows = [[`${count} ${name}`, 'heap, KB', 'module, KB', 'process, KB', 'nodes', 'listeners', 'documents']];
  let first;
  let last;
  for (let batch = 0; batch <= BATCHES; batch += 1) {
    await run(count / BATCHES);
    last = await settled(opened);
    first ??= last;
    const process = (await processMemory(browser)) / 1000;
    const { heap, module, nodes, listeners, documents } = last;
    const done = batch ? `after ${(count / BATCHES) * batch}` : 'warmed up';
    rows.push([done, ...[heap / 1000, module / 1000, process, nodes, listeners, documents].map((value) => number(value))]);
    say(`${name}: ${done}`);
  }
  console.log(`\n${table(rows)}`);
  const grown = Object.keys(MOST).map((what) => ({ what, by: last[what] - first[what] }));
  return grown.filter(({ what, by }) => !(by <= MOST[what])).map(({ what, by }) => `${name}: ${what} grew by ${by}, ${MOST[what]} allowed`);
}

/** The counters once nothing more is freed: documents go in several steps. */
async function settled(opened) {
  let before = await memoryOf(opened);
  for (;;) {
    await opened.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)));
    const now = await memoryOf(opened);
    if (now.nodes >= before.nodes && now.documents >= before.documents) return now;
    before = now;
  }
}

/** The days before the last one and back, so that each measurement sees the same day. */
async function periods(browser, origin) {
  const opened = await open(browser, { name: 'page', origin, marks: '[data-chart] rect' }, PROFILES.desktop, [[watchModule]]);
  await opened.page.evaluate(step, ['[data-period-type=DAY]', 1]);
  const run = async (count) => {
    await opened.page.evaluate(step, ['[data-step=previous]', count / 2]);
    await opened.page.evaluate(step, ['[data-step=next]', count / 2]);
  };
  const grown = await soak({ name: 'periods', count: 1500, run, opened, browser });
  await opened.close();
  return grown;
}

/** Six languages in turn, so that each measurement sees the same one. */
async function languages(browser, origin) {
  const opened = await open(browser, { name: 'page', origin, marks: '[data-chart] rect' }, PROFILES.desktop, [[watchModule]]);
  await opened.page.click('#tab-settings');
  const run = (count) => opened.page.evaluate(changeLanguage, [['de', 'fr', 'es', 'nl', 'ar', 'en-US'], count]);
  const grown = await soak({ name: 'changes of the language', count: 300, run, opened, browser });
  await opened.close();
  return grown;
}

/** A portal that shows the element and removes it again. */
async function mounts(browser, portal, origin) {
  const opened = await openPortal(browser, portal);
  const run = (count) => opened.page.evaluate(mount, [`${origin}/v1/vpp-summary.js`, 'cot_6587fa4362341be5b524de3b', count]);
  const grown = await soak({ name: 'mounts of the element', count: 200, run, opened, browser });
  await opened.close();
  return grown;
}

const portal = createServer((_, response) => {
  response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Portal</title><link rel="icon" href="data:,">');
});
await new Promise((resolve) => portal.listen(0, '127.0.0.1', resolve));
const portalOrigin = `http://127.0.0.1:${portal.address().port}`;
const sandbox = await startSandbox(DIST, '--allow-origins', portalOrigin);
const grown = [];
try {
  for (const part of [periods, languages, (browser, origin) => mounts(browser, portalOrigin, origin)]) {
    // A browser of its own: what one part has left does not count for the next.
    const browser = await launch();
    grown.push(...(await part(browser, sandbox.origin)));
    await browser.close();
  }
} finally {
  portal.closeAllConnections();
  portal.close();
  await sandbox.stop();
}
if (grown.length) {
  console.error(`\nNot flat:\n${grown.join('\n')}`);
  process.exitCode = 1;
} else {
  console.log('\nFlat: memory, nodes, listeners and documents.');
}
