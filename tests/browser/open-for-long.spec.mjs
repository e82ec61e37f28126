// A page that stays open: it notices midnight, and its memory stays bounded.

import { alter } from './support/answers.mjs';
import { expect, test } from './support/test.mjs';

/** Decides what time it is in a page, and when a minute has passed. Other timers go on. */
async function holdMinutes(page, start) {
  await page.addInitScript((start) => {
    const { setTimeout } = window;
    const minutes = [];
    let now = start;
    Date.now = () => now;
    window.setTimeout = (call, time, ...rest) => (time === 60_000 ? minutes.push(call) : setTimeout(call, time, ...rest));
    window.passMinutes = (count) => {
      now += count * 60_000;
      for (const call of minutes.splice(0)) call();
    };
  }, Date.parse(start));
  return (count) => page.evaluate((count) => window.passMinutes(count), count);
}

test('midnight in the programme’s zone is noticed within a minute, without a request', async ({ app, page }) => {
  // One minute to midnight on the 16th in Denver.
  const passMinutes = await holdMinutes(page, '2025-02-17T06:59:00Z');
  await alter(app, (json) => {
    json.programme.participation_state = 'ACTIVE';
  });
  await app.open();
  const today = page.locator('[data-bar][data-current]');
  await expect(today).toHaveAttribute('data-bar', '2025-02-16');
  await passMinutes(1);
  await expect(today).toHaveAttribute('data-bar', '2025-02-17');
  await expect(today).toHaveCount(1);
  // And the midnight after that.
  await passMinutes(24 * 60);
  await expect(today).toHaveAttribute('data-bar', '2025-02-18');
  expect(app.posts).toHaveLength(1);
});

test('changing the language 300 times takes no more memory', async ({ app, page }) => {
  test.setTimeout(90_000);
  // The module's memory only ever grows; its exports are the one way to it.
  await page.addInitScript(() => {
    for (const name of ['instantiate', 'instantiateStreaming']) {
      const original = WebAssembly[name];
      WebAssembly[name] = async (...values) => {
        const result = await original.apply(WebAssembly, values);
        window.wasmMemory = Object.values((result.instance ?? result).exports).find((one) => one instanceof WebAssembly.Memory);
        return result;
      };
    }
  });
  await app.open();
  await app.tab('settings').click();
  const change = (times) =>
    page.evaluate(async (times) => {
      for (let n = 0; n < times; n += 1) {
        const select = document.querySelector('#language');
        select.selectedIndex = n % select.options.length;
        await new Promise((done) => {
          addEventListener('vpp:spoken', done, { once: true });
          select.dispatchEvent(new Event('change', { bubbles: true }));
        });
      }
    }, times);
  const session = await page.context().newCDPSession(page);
  const measure = async () => {
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    return { heap: usedSize, module: await page.evaluate(() => window.wasmMemory.buffer.byteLength) };
  };
  // Each language once: from then on, everything is known.
  await change(14);
  const before = await measure();
  await change(300);
  const after = await measure();
  // The module grows by pages of 64 KiB, and one may just have been full.
  expect(after.module - before.module).toBeLessThanOrEqual(65_536);
  expect(after.heap - before.heap).toBeLessThan(300_000);
});
