// The guard of all other tests. Each of these does what must never happen, and the guard must say so.

import { Guard } from './support/guard.mjs';
import { test as base, expect } from './support/test.mjs';

/** Here the guard is asked in the test, and not at its end. */
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
  ['a warning of the browser’s kind', /a console warning: preloaded/, () => console.warn('preloaded but not used')],
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

for (const [name, complaint, misdeed] of MISDEEDS) {
  test(`the guard notices ${name}`, async ({ app, page, context, guard }) => {
    await app.open();
    await guard.judge(context);
    await page.evaluate(misdeed, app.token);
    await expect.poll(() => guard.judge(context).then(() => 'nothing', String)).toMatch(complaint);
  });
}

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
