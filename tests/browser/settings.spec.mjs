// The settings of a deployment, in index.html.

import { expect, inOnePage, test } from './support/test.mjs';

const WRONG = [
  ['vpp:connect-url', null],
  ['vpp:connect-url', ''],
  ['vpp:connect-url', 'connect'],
  ['vpp:connect-url', '//evil.example'],
  ['vpp:connect-url', 'http://connect.example'],
  ['vpp:connect-url', 'myapp://connect'],
  ['vpp:connect-url', 'javascript:alert(1)'],
  ['vpp:handoff-url', 'javascript:alert(1)'],
  ['vpp:handoff-url', '/relative'],
  ['vpp:handoff-url:payment_history', 'data:text/html,x'],
  ['vpp:handoff-url:Not A Route', 'https://partner.example'],
  ['vpp:home-url', 'http://partner.example'],
  ['vpp:timeout-seconds', '0'],
  ['vpp:timeout-seconds', '121'],
  ['vpp:timeout-seconds', '1e3'],
  ['vpp:timeout-seconds', 'ten'],
  ['vpp:app-schemes', 'my_app'],
  ['vpp:app-schemes', 'myapp, other'],
  ['vpp:app-schemes', 'myapp javascript'],
  ['vpp:app-schemes', 'SMB'],
  ['vpp:leap-link', 'https://partner.example/Acme/pge/getting-started'],
  ['vpp:leap-link', 'https://www.addleap.com/Acme/pge/getting-started?refId=R-1'],
  ['vpp:leap-utilities', 'pge'],
  ['vpp:colour', 'red'],
];

test('a wrong setting is refused by name', async ({ app, page }) => {
  const cases = WRONG.map(([name, content]) => [`${name} = ${JSON.stringify(content)}`, name, content]);
  await inOnePage(app, cases, async (_, name, content) => {
    await app.configure({ [name]: content });
    await app.open('documented', 'problem');
    await expect(app.problem).toHaveAttribute('data-problem', 'configuration');
    await expect(page.getByRole('heading', { name: 'This page isn’t set up correctly' })).toBeVisible();
    await expect(app.problem).toContainText(name);
    await app.helps();
    await expect(page).toHaveURL(`${app.origin}/`);
    expect(app.posts).toHaveLength(0);
  });
});

test('the deployment’s title is text', async ({ app, page }) => {
  await app.configure({ 'vpp:title': 'Grid <b>rewards</b> & more' });
  await page.goto(app.origin);
  await app.toBe('problem');
  await expect(page).toHaveTitle('Grid <b>rewards</b> & more');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Grid <b>rewards</b> & more');
  await app.open();
  await expect(page).toHaveTitle('Grid <b>rewards</b> & more · Community Powershare');
});

test('Connect on another origin needs the policy’s permission', async ({ app, guard, context }) => {
  await context.route('https://connect.example/**', (route) =>
    route.fulfill({ json: {}, headers: { 'access-control-allow-origin': '*' } }),
  );
  guard.expectError(/^CSP violation: connect-src https:\/\/connect\.example/);
  guard.expectError(/violates the (following|document's) Content Security Policy/);
  await app.configure({ 'vpp:connect-url': 'https://connect.example/session' });
  await app.open('documented', 'problem');
  await expect(app.problem).toHaveAttribute('data-problem', 'offline');
  expect(app.posts).toHaveLength(0);
});

test('Connect on another origin answers', async ({ app, guard, context, page }) => {
  guard.expectOrigin('https://connect.example');
  guard.expectConnectAt('https://connect.example/session');
  await app.rewrite((html, headers) => ({
    body: html.replace('content="/connect"', 'content="https://connect.example/session"'),
    headers: {
      ...headers,
      'content-security-policy': headers['content-security-policy'].replace("connect-src 'self'", "connect-src 'self' https://connect.example"),
    },
  }));
  let headers;
  await context.route('https://connect.example/session', async (route) => {
    const cors = { 'access-control-allow-origin': '*', 'access-control-allow-headers': 'content-type' };
    if (route.request().method() === 'OPTIONS') return route.fulfill({ status: 204, headers: cors });
    headers = await route.request().allHeaders();
    const answer = await route.fetch({ url: `${app.origin}/connect` });
    return route.fulfill({ response: answer, headers: { ...answer.headers(), ...cors } });
  });
  await context.addCookies([{ name: 'visitor', value: 'somebody', url: 'https://connect.example' }]);
  await app.open();
  await app.showsDocumented();
  await expect(page).toHaveURL(`${app.origin}/`);
  expect(headers).not.toHaveProperty('cookie');
  expect(headers).not.toHaveProperty('referer');
});
