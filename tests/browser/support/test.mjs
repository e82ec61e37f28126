import { expect, test as base } from '@playwright/test';
import { App } from './app.mjs';
import { Guard } from './guard.mjs';
import { startSandbox } from './sandbox.mjs';

export { expect };

/** Expects without ending the test: for what is asked of many states or cases. */
export const softly = expect.configure({ soft: true });

/** The test function of all specs: with a sandbox for each worker, and the guard in every test. */
export const test = base.extend({
  sandbox: [
    async ({}, use) => {
      const sandbox = await startSandbox();
      await use(sandbox);
      await sandbox.stop();
    },
    { scope: 'worker' },
  ],

  guard: [
    async ({ context, sandbox }, use) => {
      const guard = new Guard(sandbox.origin);
      await guard.watch(context);
      await use(guard);
      await guard.judge(context);
    },
    { auto: true },
  ],

  /** Makes an app for a page: the test's own, unless the test says otherwise. */
  appFor: async ({ context, sandbox, guard }, use, info) => {
    const suffix = info.testId.replace(/\W/g, '');
    await use((changes) => new App({ context, guard, origin: sandbox.origin, suffix, ...changes }));
  },

  /** The page under test. */
  app: async ({ page, appFor }, use) => use(appFor({ page })),
});

/**
 * Checks many cases in one page: `cases` are `[name, …values]`, or an object of them. Each is a step of the test, so that a
 * failure shows its name, and a failure does not keep the other cases from being checked. Whatever a case puts between the
 * page and its server goes with it, and the guard judges each case by itself.
 */
export async function inOnePage(app, cases, check) {
  const all = Array.isArray(cases) ? cases : Object.entries(cases);
  test.setTimeout(30_000 + all.length * 10_000);
  const failures = [];
  for (const [name, ...values] of all) {
    try {
      await test.step(name, async () => {
        // The pointer must not rest on what the last case has left it on.
        await app.page.mouse.move(0, 0);
        await check(name, ...values);
        await app.release();
        await app.guard.judge(app.context);
      });
    } catch (error) {
      failures.push([name, error]);
      await app.release();
      app.guard.forget();
    }
  }
  if (failures.length === 1) throw failures[0][1];
  if (failures.length) throw new Error(failures.map(([name, error]) => `${name}: ${error.stack}`).join('\n\n'));
}
