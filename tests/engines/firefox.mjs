// Drives Firefox through WebDriver BiDi, which needs no driver program.

import { existsSync } from 'node:fs';
import puppeteer from 'puppeteer-core';

const FIREFOX = process.env.FIREFOX || '/usr/bin/firefox-esr';

/** Names the Debian package to install first; undefined if nothing is missing. */
export const missing = () =>
  existsSync(FIREFOX) ? undefined : `There is no ${FIREFOX}; install Debian's package firefox-esr.`;

/** Starts Firefox. @returns {Promise<import('./journey.mjs').Driver>} */
export async function start() {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: FIREFOX,
    defaultViewport: { width: 1280, height: 900 },
    timeout: 60_000,
    protocolTimeout: 60_000,
  });
  const [page] = await browser.pages();
  let frame = page.mainFrame();
  return {
    version: await browser.version(),
    open: (url) => page.goto(url),
    evaluate: (read, ...values) => frame.evaluate(read, ...values),
    click: (selector) => frame.locator(selector).setTimeout(15_000).click(),
    press: (key) => page.keyboard.press(key),
    async inFrame(find, visit) {
      const element = await page.evaluateHandle(find);
      frame = await element.contentFrame();
      try {
        await visit();
      } finally {
        frame = page.mainFrame();
      }
    },
    close: () => browser.close(),
  };
}
