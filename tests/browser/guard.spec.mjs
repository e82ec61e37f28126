// The guard of all other tests: it notices everything that must never happen.

import { forgetHistory } from './support/browser.mjs';
import { Guard } from './support/guard.mjs';
import { expect, inOnePage, test as base } from './support/test.mjs';

/** Here the test itself asks the guard, and not its fixture. */
const test = base.extend({
  guard: [
    async ({ context, sandbox }, use) => {
      const guard = new Guard(sandbox.origin);
      await guard.watch(context);
      await use(guard);
    },
    { auto: true },
  ],
});

const MISDEEDS = [
  ['a console error', /a console error: broken/, () => console.error('broken')],
  ['a warning of the browser’s', /a console warning: preloaded/, () => console.warn('preloaded but not used')],
  ['an uncaught error', /Uncaught: broken/, () => void setTimeout(() => { throw new Error('broken'); })],
  ['an unhandled rejection', /Uncaught: broken/, () => void Promise.reject(new Error('broken'))],
  ['a script that the policy forbids', /CSP violation: require-trusted-types-for/, () => {
    const script = document.createElement('script');
    script.append('globalThis.evil = 1');
    document.head.append(script);
  }],
  ['a style that the policy forbids', /CSP violation: style-src-attr inline/, () => {
    document.body.setAttribute('style', 'color: red');
  }],
  ['a dialog', /a dialog: hello/, () => alert('hello')],
  ['the token on the console', /the token in the console/, (token) => console.info(`started with ${token}`)],
  ['the token as text', /Token in the document/, (token) => document.body.append(token)],
  ['the token in an attribute, for a moment only', /Token in the document/, (token) => {
    document.body.setAttribute('data-token', token);
    return new Promise((resolve) => setTimeout(() => resolve(document.body.removeAttribute('data-token'))));
  }],
  ['the token in the address', /the token in location/, (token) => history.replaceState(null, '', `?s=${token}`)],
  ['the token in the history', /the token in the history/, (token) => {
    history.pushState(null, '', `?fp_cot=${token}`);
    history.pushState(null, '', '/');
  }],
  ['the token in the title', /the token in title/, (token) => void (document.title = token)],
  ['the token in local storage', /the token in local storage/, (token) => localStorage.setItem('token', token)],
  ['the token in a cookie', /the token in cookies/, (token) => void (document.cookie = `token=${token}`)],
  ['the token in a request', /the token in a request’s address/, (token) => void fetch(`/?fp_cot=${token}`)],
  ['the token in a body', /the token in a body/, (token) => void fetch('/', { method: 'POST', body: token })],
];

test('the guard notices everything that must never happen in the page', async ({ app, page, context, guard }) => {
  await inOnePage(app, MISDEEDS, async (_, complaint, misdeed) => {
    await app.open();
    await guard.judge(context);
    await page.evaluate(misdeed, app.token);
    await expect.poll(() => guard.judge(context).then(() => 'nothing', String)).toMatch(complaint);
    // What the misdeed has left behind.
    await page.evaluate(() => localStorage.clear());
    await context.clearCookies();
    await app.load();
    await forgetHistory(page);
    guard.forget();
  });
});

test('the guard notices a request to a foreign origin', async ({ app, page, context, guard }) => {
  await context.route('https://partner.example/', (route) => route.fulfill({ body: 'hello' }));
  await app.open();
  await page.goto('https://partner.example/');
  await expect(guard.judge(context)).rejects.toThrow('a request to a foreign origin: https://partner.example/');
});

test('the guard notices an expected error that does not come', async ({ app, context, guard }) => {
  guard.expectStatus(500);
  await app.open();
  await expect(guard.judge(context)).rejects.toThrow('no console error matched');
});
