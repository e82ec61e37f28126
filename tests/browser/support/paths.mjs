import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** The sandbox's program. */
export const SANDBOX_BIN = resolve(ROOT, process.env.SANDBOX_BIN || 'target/debug/sandbox');

/** The folder with the built page. */
export const DIST = resolve(ROOT, process.env.DIST || 'dist/v1');
