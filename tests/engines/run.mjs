// Runs the main journey in Firefox and WebKitGTK. The other browser tests run in Chromium.
//
// `cargo xtask test browsers` builds the page and the sandbox, installs the browsers and runs this. By hand:
//
//     node tests/engines/run.mjs [firefox] [webkit]
//
// Environment variables, each with a default:
//   DIST           the folder with the page   (dist/v1)
//   SANDBOX_BIN    the sandbox's program      (target/debug/sandbox)
//   FIREFOX        the browsers' programs     (where Debian installs them)
//   WEBKIT_DRIVER
//   MINI_BROWSER
//   XVFB
//
// A browser that is not installed is skipped; the run says so at its end.

import * as firefox from './firefox.mjs';
import { JOURNEY } from './journey.mjs';
import { startServers } from './servers.mjs';
import * as webkit from './webkit.mjs';

const ENGINES = { firefox, webkit };

const chosen = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(ENGINES);
const unknown = chosen.filter((name) => !(name in ENGINES));
if (unknown.length) {
  console.error(`There is no engine ${unknown.join(', ')}; there are ${Object.keys(ENGINES).join(' and ')}.`);
  process.exit(2);
}
// Exiting kills the servers and browsers that were started; being killed by a signal would not.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

const counts = { passed: 0, failed: 0, skipped: 0 };
const notes = [];
const servers = await startServers();
try {
  for (const name of chosen) {
    const missing = ENGINES[name].missing();
    if (missing) {
      counts.skipped += JOURNEY.length;
      notes.push(`The journey in ${name} was skipped. ${missing}`);
    } else {
      await runJourney(name);
    }
  }
} finally {
  await servers.stop();
}
notes.forEach((note) => console.log(note));
const skipped = counts.skipped ? `, ${counts.skipped} skipped` : '';
console.log(`${counts.passed} passed, ${counts.failed} failed${skipped}`);
process.exitCode = counts.failed ? 1 : 0;

/** Runs all steps in one engine. */
async function runJourney(name) {
  let driver;
  const isStarted = await report(name, 'starts', async () => {
    driver = await ENGINES[name].start();
    return driver.version;
  });
  if (!isStarted) return;
  for (const step of JOURNEY) await report(name, step.name, () => step.run(driver, servers));
  await report(name, 'closes', () => driver.close());
}

/** Runs a step, counts it and prints its result. Returns whether it passed. */
async function report(engine, step, run) {
  const start = performance.now();
  const line = (word, note) => {
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(`${word} ${engine}: ${step}${note ? ` (${note})` : ''}, ${seconds} s`);
  };
  try {
    const note = await run();
    counts.passed += 1;
    line('ok    ', note);
    return true;
  } catch (error) {
    counts.failed += 1;
    line('FAILED');
    console.log(String(error.message ?? error).replace(/^/gm, '       '));
    return false;
  }
}
