// The token endpoint for Node, as a partner's server would have it: beside a page with the element, in front of a stand-in for
// Connect. The one for Rust has tests of its own.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { test } from './support/partner.mjs';
import { EXAMPLES, ROOT } from './support/paths.mjs';
import { expect } from './support/test.mjs';

const SECRET = 'secret-5f1c';

/** Starts the endpoint, with a Connect that answers with what `answer` returns. */
async function start(answer) {
  const asked = [];
  const connect = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    asked.push([request.headers.authorization, body]);
    const [status, text, headers = {}] = answer();
    response.writeHead(status, headers).end(text);
  });
  await new Promise((resolve) => connect.listen(0, '127.0.0.1', resolve));
  const env = { PATH: process.env.PATH, CONNECT_SECRET: SECRET, CONNECT_TOKEN_URL: `http://127.0.0.1:${connect.address().port}/`, PORT: '0' };
  const child = spawn(process.execPath, [join(EXAMPLES, 'token-endpoint/node/server.mjs')], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk) => (said += chunk));
  const [printed] = await once(child.stdout, 'data');
  const stop = async () => {
    child.kill();
    await once(child, 'exit');
    connect.closeAllConnections();
    await new Promise((resolve) => connect.close(resolve));
  };
  return { address: /http:\S+/.exec(String(printed))[0], asked, said: () => said, stop };
}

test('a signed-in customer gets a session and another when it has ended, and no secret reaches the browser', async ({ portal, app, page, context }) => {
  const tokens = [app.tokenOf('ends_on_action'), app.tokenOf('documented')];
  const endpoint = await start(() => [200, JSON.stringify({ connect_token: tokens.shift() })]);
  const received = [];
  try {
    // The portal's server passes the path on, with the cookie.
    await context.route(`${portal.origin}/connect-token`, async (route) => {
      const headers = await route.request().allHeaders();
      const answer = await fetch(endpoint.address, { method: route.request().method(), headers: { cookie: headers.cookie ?? '' } });
      const text = await answer.text();
      received.push(JSON.stringify([...answer.headers]) + text);
      await route.fulfill({ status: answer.status, body: text });
    });
    await context.addCookies([{ name: 'session', value: 'demo', url: portal.origin, httpOnly: true }]);
    app.guard.expectStatus(401);
    const ask = "const answer = await fetch('/connect-token', { method: 'POST' }); return answer.ok ? answer.text() : null;";
    await portal.show(`<vpp-summary></vpp-summary><script>document.querySelector('vpp-summary').fetchToken = async () => { ${ask} };</script>`);
    const frame = await portal.toBe('ready');
    await frame.locator('[data-step="previous"]').click();
    await expect.poll(() => endpoint.asked.length).toBe(2);
    await portal.toBe('ready');
    expect(endpoint.asked).toEqual(Array(2).fill([`Bearer ${SECRET}`, '{"customer_id":"customer-1"}']));
    expect(await portal.events('error')).toEqual([]);
    expect(received).toHaveLength(2);
    expect(received.join() + (await page.content())).not.toContain(SECRET);
    expect(received.join()).toContain('no-store');
  } finally {
    await endpoint.stop();
  }
  expect(endpoint.said()).toBe('');
});

test('nobody else gets a token, and a failure says nothing', async () => {
  const answers = [[200, '{"connect_token":"<b>cot_x</b>"}'], [200, '{}'], [500, SECRET], [302, '', { location: 'http://127.0.0.1:1/' }], [200, 'no JSON']];
  const endpoint = await start(() => answers.shift());
  const ask = async (init) => {
    const answer = await fetch(init.address ?? endpoint.address, { method: 'POST', ...init });
    return [answer.status, await answer.text()];
  };
  const cookie = 'a=b; session=demo';
  try {
    expect(await ask({ method: 'GET', headers: { cookie } })).toEqual([405, '']);
    expect(await ask({ address: endpoint.address.replace('connect-token', ''), headers: { cookie } })).toEqual([404, '']);
    for (const other of ['', 'session=', 'session=demo2', 'xsession=demo', 'session=__proto__']) {
      expect(await ask({ headers: { cookie: other } }), other).toEqual([401, '']);
    }
    expect(await ask({ headers: { cookie, 'sec-fetch-site': 'cross-site' } })).toEqual([403, '']);
    expect(endpoint.asked).toEqual([]);
    for (const n of [1, 2, 3, 4, 5]) expect(await ask({ headers: { cookie } }), String(n)).toEqual([502, '']);
    await expect.poll(() => endpoint.said().trim().split('\n').length).toBe(5);
    expect(endpoint.said()).not.toMatch(/secret|cot_/);
  } finally {
    await endpoint.stop();
  }
});
