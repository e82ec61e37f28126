// Where everything is that the tests read or start. A file that moves is followed here, and nowhere else.

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

const inRoot = (...parts) => join(ROOT, ...parts);

/** The sandbox's program. */
export const SANDBOX_BIN = resolve(ROOT, process.env.SANDBOX_BIN || 'target/debug/sandbox');

/** The folder with the built page. */
export const DIST = resolve(ROOT, process.env.DIST || 'dist/v1');

/** Starts the browser under test. */
export const CHROMIUM = fileURLToPath(new URL('chromium.sh', import.meta.url));

export const SPECS = inRoot('tests/browser');
export const INDEX = inRoot('index.html');
/** All design tokens: those that the skeleton needs are in a sheet of their own. */
export const TOKENS = [inRoot('style/first-tokens.css'), inRoot('style/tokens.css')];
export const DEPLOY = inRoot('deploy');
export const EXAMPLES = inRoot('examples');
export const ELEMENT = inRoot('embed/vpp-summary.js');
export const ELEMENT_TYPES = inRoot('embed/vpp-summary.d.ts');
export const ELEMENT_README = inRoot('embed/README.md');
export const THREAT_MODEL = inRoot('embed/THREAT-MODEL.md');
export const TYPESCRIPT = inRoot('node_modules/typescript/bin/tsc');

/** Settings and tokens, and whether the first request leaves with them. */
export const FIRST_REQUESTS = inRoot('tests/first-requests.json');

/** Which appearances the page accepts. */
export const APPEARANCE_SCRIPT = inRoot('src/loader/appearance.js');

/** The rules for addresses, and the kinds of problems. */
export const ADDRESS_RULES = inRoot('crates/core/src/domain/address.rs');
export const PROBLEMS = inRoot('crates/core/src/domain/problem.rs');

export const read = (path) => readFileSync(path, 'utf8');

const readJson = (path) => JSON.parse(read(path));

/** The page's texts in a language. */
export const textsIn = (language) => readJson(inRoot(`crates/core/src/locale/${language}.json`));

/** A scenario of the sandbox. */
export const scenario = (name) => readJson(inRoot(`crates/sandbox/scenarios/${name}.json`));

/** The answer of the public documentation's example. */
export const documentedAnswer = () => readJson(inRoot('crates/sandbox/tests/fixtures/vpp_summary.json'));

/** An answer that customers of a neighbouring product have met. */
export const reportedAnswer = (name) => readJson(inRoot(`crates/core/tests/it/fixtures/reports/${name}.json`));

/** The file and the integrity of the element's script, for portals that pin it. */
export const pinned = () => readJson(join(DIST, 'embed.json'));

/** The table of JSON documents and values that both parsers have to read alike. */
export const jsonTable = () => readJson(inRoot('crates/core/tests/it/fixtures/json.json'));

/** The table of confirmation addresses that the library and the element have to read alike. */
export const confirmations = () => readJson(inRoot('crates/leap/tests/it/inputs/confirmations.json'));
