// Connect's answers, changed on their way, and days that are always the same.

/** Changes every answer with a page: the function gets the answer as JSON and the request's number, from 0. */
export async function alter(app, change) {
  await app.intercept(async (number, route) => {
    const response = await route.fetch();
    const json = await response.json();
    change(json, number);
    await route.fulfill({ response, json });
  });
}

/** Lets it be this time in the page for good. Its timers go on, which they do not under a clock of Playwright's own. */
export async function setNow(page, time) {
  await page.addInitScript((now) => {
    Date.now = () => now;
  }, Date.parse(time));
}
