// The page in a real browser, against the sandbox.
//
// `cargo xtask test` builds what the tests need and runs them. By hand, from the root of the repository:
//
//     npx playwright test --config tests/browser/playwright.config.mjs
//
// Three variables say what to test; each has a default:
//   CHROMIUM     the browser                (/usr/bin/chromium)
//   SANDBOX_BIN  the sandbox's program      (target/debug/sandbox)
//   DIST         the folder with the page   (dist/v1)
//
// Every worker starts its own sandbox on a free port, and every test has its own sessions by the suffix of its tokens.
// support/guard.mjs watches every test: a console error, a violation of the content security policy, a request to a foreign
// origin or a token in the wrong place fails the test, whatever it is about; guard.spec.mjs shows that it does. No test
// sleeps: all wait for conditions.
//
// A browser context costs more than a page load in one that is open, and that costs more than a change in the page. So what
// is asked of many states is one test, which takes one page through them (support/states.mjs) and reports each by name.
//
// The screenshots are tests of the layout as well, and stay in test-results/screens. `--grep-invert @screens` leaves them
// out.

import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { defineConfig } from '@playwright/test';
import { CHROMIUM, ROOT } from './support/paths.mjs';

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.mjs',
  outputDir: resolve(ROOT, 'test-results'),
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // A busy machine must not fail a build. `cargo xtask test` counts the tests that were repeated.
  retries: 2,
  workers: Math.max(2, Math.floor(availableParallelism() / 2)),
  reporter: 'list',
  timeout: 45_000,
  expect: { timeout: 10_000 },
  use: {
    browserName: 'chromium',
    viewport: { width: 1280, height: 900 },
    locale: 'en-US',
    timezoneId: 'UTC',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: CHROMIUM,
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
