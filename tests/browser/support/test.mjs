import { test as base } from '@playwright/test';
import { App } from './app.mjs';
import { Guard } from './guard.mjs';
import { startSandbox } from './sandbox.mjs';

export { expect } from '@playwright/test';

/** The test function of all specs: with a sandbox per worker, and with the guard in every test. */
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

  /** The page under test. */
  app: async ({ page, context, sandbox, guard }, use, info) => {
    await use(new App({ page, context, guard, origin: sandbox.origin, suffix: info.testId.replace(/\W/g, '') }));
  },
});
