import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DIST, SANDBOX_BIN } from './paths.mjs';

/** The day that the sandbox takes for today, so that no test depends on the day on which it runs. */
export const TODAY = '2025-02-28';

/**
 * Starts a sandbox on a free port, for the built page or another one in a folder of its own, with further options.
 * @returns {Promise<{ origin: string, stop: () => Promise<void> }>}
 */
export async function startSandbox(dist = DIST, ...options) {
  for (const needed of [SANDBOX_BIN, join(dist, 'index.html')]) {
    if (!existsSync(needed)) throw new Error(`There is no ${needed}; \`cargo xtask test\` builds it.`);
  }
  const child = spawn(SANDBOX_BIN, ['--port', '0', '--dist', dist, '--today', TODAY, ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const kill = () => child.kill();
  process.once('exit', kill);
  const origin = await new Promise((resolve, reject) => {
    let printed = '';
    const read = (chunk) => {
      printed += chunk;
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(printed);
      if (found) resolve(found[0]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The sandbox ended with ${code}: ${printed}`)));
  });
  const stop = () =>
    new Promise((resolve) => {
      process.off('exit', kill);
      if (child.exitCode !== null) return resolve();
      child.once('exit', () => resolve());
      child.kill();
    });
  return { origin, stop };
}
