// POST /connect-token: gives the customer who is signed in a token for their earnings. The secret stays on this server.

import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

/**
 * UNVERIFIED: creates a Connect token for a customer. Flatpeak's public documents do not describe this call; replace the address,
 * the headers and the fields by those of your account's.
 */
export async function createConnectToken(customer, { url, secret }) {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ customer_id: customer }),
    redirect: 'error',
    // The element waits for 15 seconds.
    signal: AbortSignal.timeout(10_000),
  });
  if (!answer.ok) throw new Error(`Connect answers ${answer.status}`);
  return (await answer.json()).connect_token;
}

/** Yours: the customer who is signed in, from your own session. Never from a parameter: anyone can write one. */
export function customerOf(request) {
  const session = /(?:^|;\s*)session=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1];
  return new Map([['demo', 'customer-1']]).get(session);
}

/** Answers a request. `connect` has the address and the secret. */
export async function respond(request, connect) {
  if (request.url !== '/connect-token') return [404, ''];
  if (request.method !== 'POST') return [405, ''];
  // Other sites could not read the answer, but they would create sessions.
  if (!['same-origin', undefined].includes(request.headers['sec-fetch-site'])) return [403, ''];
  const customer = customerOf(request);
  if (!customer) return [401, ''];
  try {
    const token = await createConnectToken(customer, connect);
    if (!/^cot_[\w-]{1,200}$/.test(token)) throw new Error('Connect’s answer has no token');
    return [200, token];
  } catch (error) {
    // Neither the token nor the secret gets into a log, and the browser learns nothing of what went wrong.
    console.error(`No token: ${error.message}.`);
    return [502, ''];
  }
}

function main() {
  const { CONNECT_TOKEN_URL: url, CONNECT_SECRET: secret, PORT = '8000' } = process.env;
  if (!url || !secret) {
    console.error('Set CONNECT_TOKEN_URL and CONNECT_SECRET.');
    process.exit(2);
  }
  const server = createServer(async (request, response) => {
    const [status, text] = await respond(request, { url, secret });
    response.writeHead(status, { 'content-type': 'text/plain', 'cache-control': 'no-store', ...(status === 405 && { allow: 'POST' }) });
    response.end(text);
  });
  server.listen(Number(PORT), '127.0.0.1', () => console.log(`Tokens at http://127.0.0.1:${server.address().port}/connect-token`));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
