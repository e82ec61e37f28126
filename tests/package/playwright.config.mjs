// The npm package as its users get it: packed, judged by the tools of npm's users, and installed in apps of their frameworks, which
// show the page of a sandbox on another origin.
//
// `cargo xtask test package` builds what the tests need and runs them. By hand, from the root of the repository:
//
//     npx playwright test --config tests/package/playwright.config.mjs
//
// The variables of tests/browser/playwright.config.mjs count here too, and FIREFOX, the browser of one of the tests.

import { resolve } from 'node:path';
import { ROOT } from '../browser/support/paths.mjs';
import browser from '../browser/playwright.config.mjs';

export default { ...browser, outputDir: resolve(ROOT, 'test-results/package'), globalSetup: './prepare.mjs' };
