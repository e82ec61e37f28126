// Drives WebKitGTK's MiniBrowser through classic WebDriver, on its own X display.

import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const DRIVER = process.env.WEBKIT_DRIVER || '/usr/bin/WebKitWebDriver';
const XVFB = process.env.XVFB || '/usr/bin/Xvfb';

/** MiniBrowser, in a folder named after the architecture, such as x86_64-linux-gnu; undefined if not installed. */
const MINI_BROWSER =
  process.env.MINI_BROWSER ||
  (existsSync('/usr/lib') ? readdirSync('/usr/lib') : [])
    .map((folder) => `/usr/lib/${folder}/webkit2gtk-4.1/MiniBrowser`)
    .find(existsSync);

/** WebDriver's code points for keys that type no character. */
const KEYS = { Tab: '\uE004', End: '\uE010', Home: '\uE011', ArrowLeft: '\uE012', ArrowRight: '\uE014' };

/** The property that holds an element's id in WebDriver's JSON. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/** Names the Debian package to install first; undefined if nothing is missing. */
export function missing() {
  if (!existsSync(DRIVER)) return `There is no ${DRIVER}; install Debian's package webkit2gtk-driver.`;
  if (!MINI_BROWSER) return "There is no webkit2gtk-4.1/MiniBrowser; install Debian's package libwebkit2gtk-4.1-0.";
  if (!existsSync(XVFB)) return `There is no ${XVFB}; install Debian's package xvfb.`;
  return undefined;
}

/** Starts WebKitGTK. @returns {Promise<import('./journey.mjs').Driver>} */
export async function start() {
  const display = await startDisplay();
  let driver;
  try {
    driver = await startDriver(display.name);
    const session = await newSession(driver.address);
    return { ...session, close: () => session.close().finally(() => stop(driver, display)) };
  } catch (error) {
    stop(driver, display);
    throw error;
  }
}

const stop = (...programs) => programs.forEach((program) => program?.stop());

/** Starts a program, and kills it when this process ends. */
function run(program, options, settings) {
  const child = spawn(program, options, settings);
  const kill = () => child.kill();
  process.once('exit', kill);
  const ended = new Promise((_, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${program} ended with ${code}.`)));
  });
  // Once the program is stopped on purpose, nobody awaits this.
  ended.catch(() => {});
  return { child, ended, stop: () => (process.off('exit', kill), kill()) };
}

/** Starts an X server on the first free display. */
async function startDisplay() {
  const options = ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'];
  const server = run(XVFB, options, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const number = new Promise((resolve) => server.child.stdio[3].once('data', (text) => resolve(String(text).trim())));
  return { ...server, name: `:${await Promise.race([number, server.ended])}` };
}

/** Starts WebKitWebDriver and waits until it accepts a session. */
async function startDriver(display) {
  const port = await freePort();
  const env = {
    ...process.env,
    DISPLAY: display,
    // The display has no graphics card.
    LIBGL_ALWAYS_SOFTWARE: '1',
    WEBKIT_DISABLE_COMPOSITING_MODE: '1',
    // There is no accessibility bus to connect to.
    NO_AT_BRIDGE: '1',
  };
  const driver = run(DRIVER, [`--port=${port}`], { env, stdio: 'ignore' });
  const address = `http://127.0.0.1:${port}`;
  const isReady = () => call(address, 'GET', '/status').then(({ ready }) => ready, () => false);
  const ready = (async () => {
    while (driver.child.exitCode === null && !(await isReady())) await pause(50);
  })();
  await Promise.race([ready, driver.ended]);
  return { ...driver, address };
}

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** Opens a window and returns a driver for it. */
async function newSession(address) {
  const browser = { binary: MINI_BROWSER, args: ['--automation'] };
  const capabilities = { alwaysMatch: { timeouts: { implicit: 15_000 }, 'webkitgtk:browserOptions': browser } };
  const { sessionId, capabilities: actual } = await call(address, 'POST', '/session', { capabilities });
  const session = `/session/${sessionId}`;
  const post = (path, body = {}) => call(address, 'POST', session + path, body);
  const evaluate = (read, ...values) =>
    post('/execute/sync', { script: `return (${read}).apply(null, arguments);`, args: values });
  return {
    version: `WebKitGTK ${actual.browserVersion}`,
    open: (url) => post('/url', { url }),
    evaluate,
    async click(selector) {
      const element = await post('/element', { using: 'css selector', value: selector });
      await post(`/element/${element[ELEMENT]}/click`);
    },
    press(key) {
      const value = KEYS[key] ?? key;
      const actions = ['keyDown', 'keyUp'].map((type) => ({ type, value }));
      return post('/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
    },
    async inFrame(find, visit) {
      await post('/frame', { id: await evaluate(find) });
      try {
        await visit();
      } finally {
        await post('/frame', { id: null });
      }
    },
    close: () => call(address, 'DELETE', session),
  };
}

/** Sends a WebDriver command and returns its value. */
async function call(address, method, path, body) {
  const response = await fetch(address + path, {
    method,
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(60_000),
  });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`${method} ${path}: ${value.error}: ${value.message}`);
  return value;
}
