// Answers that are changed or held back, and days that are always the same.

/** A promise with the function that resolves it: `await opened`, until somebody calls `open()`. */
export function gate() {
  let open;
  const opened = new Promise((resolve) => (open = resolve));
  return { open, opened };
}

/** Changes every answer with a page: the function gets the answer as JSON and the request's number, from 0. */
export async function alter(app, change) {
  await app.intercept(async (number, route) => {
    const response = await route.fetch();
    const json = await response.json();
    change(json, number);
    await route.fulfill({ response, json });
  });
}

/** The last day of the documented February, at noon in Denver. */
export const FEBRUARY_28 = '2025-02-28T19:00:00Z';

/**
 * Stops the clock that the page reads, until the returned function is called. Timers go on, which they do not under
 * Playwright's own clock.
 */
export async function setNow(page, time) {
  const script = await page.addInitScript((now) => {
    Date.now = () => now;
  }, Date.parse(time));
  return () => script.dispose();
}
