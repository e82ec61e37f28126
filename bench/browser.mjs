// Chromium, and one page in it.

import { readFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { CHROMIUM } from '../tests/browser/support/paths.mjs';
import { watchChart } from './in-page.mjs';
import { PROFILES } from './profiles.mjs';

/** Nothing outside this machine is asked for, neither by a page nor by the browser itself. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
];

/** How long a page may take until its chart is there. */
const LOAD_TIMEOUT_MS = 60_000;

const TOKEN = 'cot_6587fa4362341be5b524de3b';
let sessions = 0;

export const launch = () => chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });

/**
 * Opens a contestant's page in a context of its own, which has nothing in its cache, and waits until its chart is ready.
 * @param {object[]} scripts More to run in the page before its own scripts, each with its argument.
 */
export async function open(browser, contestant, profile, scripts = []) {
  const context = await browser.newContext({ ...profile.screen, locale: 'en-US', timezoneId: 'UTC' });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const requests = watchRequests(session);
  const problems = watchProblems(page);
  for (const [script, argument] of [[watchChart, contestant.marks], ...scripts]) await page.addInitScript(script, argument);
  // Without buffers, in which the browser keeps what has been loaded for people who debug.
  await session.send('Network.enable', { maxTotalBufferSize: 0, maxResourceBufferSize: 0 });
  await session.send('Performance.enable');
  if (profile.network) await session.send('Network.emulateNetworkConditions', profile.network);
  await session.send('Emulation.setCPUThrottlingRate', { rate: profile.slowdown });
  // The page calls this, so that nobody has to ask it while it loads.
  await session.send('Runtime.enable');
  await session.send('Runtime.addBinding', { name: 'chartIsReady' });
  const ready = new Promise((resolve) => session.once('Runtime.bindingCalled', resolve));
  // A token of its own is a session of its own.
  await page.goto(`${contestant.origin}/?fp_cot=${TOKEN}--${process.pid}-${++sessions}`, { waitUntil: 'commit' });
  const timeout = new Promise((_, reject) => setTimeout(reject, LOAD_TIMEOUT_MS, new Error(`${contestant.name} shows no chart`)).unref());
  await Promise.race([ready, timeout]);
  return { page, session, requests, close: () => close(context, contestant.name, problems) };
}

/** Opens a portal's page, which loads the element later. */
export async function openPortal(browser, address) {
  const context = await browser.newContext(PROFILES.desktop.screen);
  const page = await context.newPage();
  const problems = watchProblems(page);
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable');
  await page.goto(address);
  return { page, session, close: () => close(context, 'the portal', problems) };
}

async function close(context, name, problems) {
  await context.close();
  if (problems.length) throw new Error(`${name}: ${problems.join('\n')}`);
}

/** Collects what the page has loaded: its kind and how many bytes came over the network. */
function watchRequests(session) {
  const requests = new Map();
  session.on('Network.requestWillBeSent', ({ requestId, request: { url, method } }) => {
    if (url.startsWith('http')) requests.set(requestId, { url, method, bytes: 0 });
  });
  session.on('Network.responseReceived', ({ requestId, response: { mimeType } }) => {
    Object.assign(requests.get(requestId) ?? {}, { type: mimeType });
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    Object.assign(requests.get(requestId) ?? {}, { bytes: encodedDataLength });
  });
  return requests;
}

/** What breaks a rule of the policy or fails would be measured as if it were fast. */
function watchProblems(page) {
  const problems = [];
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(error.message));
  return problems;
}

/** Counters of the process that shows the page, after unused memory is freed. */
export async function memoryOf({ page, session }) {
  for (let times = 0; times < 3; times += 1) await session.send('HeapProfiler.collectGarbage');
  const { JSHeapUsedSize, Nodes, JSEventListeners, Documents } = await metrics(session);
  const module = await page.evaluate(() => window.moduleMemory?.buffer.byteLength ?? 0);
  return { heap: JSHeapUsedSize, module, nodes: Nodes, listeners: JSEventListeners, documents: Documents };
}

/** The browser's own counters of a page. */
export async function metrics(session) {
  const { metrics } = await session.send('Performance.getMetrics');
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

/** The memory of the largest page, in bytes, with its share of what processes have in common. Linux tells. */
export async function processMemory(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const sizes = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => {
    try {
      return 1024 * Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, 'utf8'))[1]);
    } catch {
      return NaN;
    }
  });
  return Math.max(...sizes);
}
