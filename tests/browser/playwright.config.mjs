// The page in a real browser, against the sandbox.
//
// `cargo xtask test` builds what is needed and runs these tests. By hand, from the root of the repository:
//
//     npx playwright test --config tests/browser/playwright.config.mjs
//
// Three variables say what to test; each has a fallback:
//   CHROMIUM     the browser                (/usr/bin/chromium)
//   SANDBOX_BIN  the sandbox's program      (target/debug/sandbox)
//   DIST         the folder with the page   (dist/v1)
//
// Every worker starts a sandbox of its own on a free port, and every test has a session of its own by its token's
// suffix. support/guard.mjs watches every test: a console error, a violation of the content security policy, a request
// to a foreign origin or a token where it does not belong fails the test, whatever it is about; guard.spec.mjs shows
// that it does. No test sleeps; all wait for a condition.
//
// The screenshots are tests of the layout as well; they are left in test-results/screens. `--grep-invert @screens`
// leaves them out.

import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { defineConfig } from '@playwright/test';
import { ROOT } from './support/paths.mjs';

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.mjs',
  outputDir: resolve(ROOT, 'test-results'),
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // A machine that is busy with something else must not fail a build. `cargo xtask test` counts what needed it.
  retries: 1,
  workers: Math.max(2, Math.floor(availableParallelism() / 2)),
  reporter: 'list',
  timeout: 30_000,
  expect: { timeout: 10_000 },
  use: {
    browserName: 'chromium',
    viewport: { width: 1280, height: 900 },
    locale: 'en-US',
    timezoneId: 'UTC',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
