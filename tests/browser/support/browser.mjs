// What the browser's protocol knows about a page, and what it does to it.

/** The addresses of all entries in the browser's history of a page. */
export async function historyOf(page) {
  const session = await page.context().newCDPSession(page);
  const { entries } = await session.send('Page.getNavigationHistory');
  await session.detach();
  return entries.map(({ url }) => url);
}

/** Forgets the browser's history of a page, except for the entry that is shown. */
export async function forgetHistory(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Page.resetNavigationHistory');
  await session.detach();
}

/** Collects the addresses that a page asks the browser to go to, whether or not the browser follows. */
export async function navigationsOf(page) {
  const asked = [];
  const session = await page.context().newCDPSession(page);
  await session.send('Page.enable');
  session.on('Page.frameRequestedNavigation', ({ url }) => asked.push(url));
  return asked;
}

/** Collects everything that the pages of a context write on the console. */
export function consoleOf(context) {
  const texts = [];
  context.on('console', (message) => texts.push(message.text()));
  return texts;
}

/** Waits until a page or a frame has drawn so many frames. */
export const frames = (page, count = 2) =>
  page.evaluate(
    (count) =>
      new Promise((done) => {
        let left = count;
        const next = () => (left-- ? requestAnimationFrame(next) : done());
        next();
      }),
    count,
  );

/** Ends all transitions and animations of a page. */
export const atRest = (page) =>
  page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finish())));

/** Applies rules as a visitor's settings do. The content security policy allows nobody else to. */
export const adopt = (page, rules) =>
  page.evaluate((rules) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    document.adoptedStyleSheets = rules ? [sheet] : [];
  }, rules);
