// Two releases and their servers, which `cargo xtask release --check` builds and unpacks. No other test run includes these tests.
// Besides the variables of the browser tests, three say where the releases are. The first two have a dist/ and a deploy/:
//   ARCHIVE   this release, as its archive is unpacked
//   BEFORE    the release before
//   RELEASE   the folder that this release is published from

import { defineConfig } from '@playwright/test';
import browser from '../browser/playwright.config.mjs';

export default defineConfig({ ...browser, testDir: '.', retries: 0, workers: 1 });
