import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DIST, SANDBOX_BIN } from './paths.mjs';

/** The day that the sandbox takes for today, so that no test depends on the day on which it runs. */
export const TODAY = '2025-02-28';

/**
 * Starts a sandbox on free ports, for the built page or another one in a folder of its own, with further options. `leap` is
 * the origin of the journey at Leap.
 * @returns {Promise<{ origin: string, leap: string, stop: () => Promise<void> }>}
 */
export async function startSandbox(dist = DIST, ...options) {
  for (const needed of [SANDBOX_BIN, join(dist, 'index.html')]) {
    if (!existsSync(needed)) throw new Error(`There is no ${needed}; \`cargo xtask test\` builds it.`);
  }
  const child = spawn(SANDBOX_BIN, ['--port', '0', '--leap-port', '0', '--dist', dist, '--today', TODAY, ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const kill = () => child.kill();
  process.once('exit', kill);
  const origins = await new Promise((resolve, reject) => {
    let printed = '';
    const read = (chunk) => {
      printed += chunk;
      const origin = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0];
      const leap = /^Leap's journey +(http:\/\/localhost:\d+)\//m.exec(printed)?.[1];
      if (origin && leap) resolve({ origin, leap });
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
  return { ...origins, stop };
}

/** The reference of the customer with a token of a scenario that joins through Leap; `Scenario::path` has the same rule. */
export const referenceOf = (token) => `ref-${token.replace(/^cot_sandbox-(?:.*?--)?/, '').slice(-46)}`;

/** Lets a day pass for the customer with a reference: whoever is enrolling is active then. */
export async function passADay({ origin }, reference) {
  const body = new URLSearchParams({ ref_id: reference });
  const { status } = await fetch(`${origin}/sandbox/leap/day`, { method: 'POST', body, redirect: 'manual' });
  if (status !== 303) throw new Error(`No day passes for ${reference}: ${status}.`);
}

/** The entries of a reference in Leap's Connect API. */
export async function connectionsOf({ origin }, reference) {
  const address = `${origin}/leap/v1.1/connect/connections?ref-id=${reference}`;
  const answer = await fetch(address, { headers: { authorization: 'Bearer sandbox:ok' } });
  return (await answer.json()).connections;
}
