// What goes over the wire between browsers, the configurations of deploy/ and Connect: headers in both directions, codings and
// logs, over plain http and over https with HTTP/2.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createServer, request as requestHttp } from 'node:http';
import { connect, createSecureServer } from 'node:http2';
import { connect as connectTcp } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as base } from '@playwright/test';
import { deploy, programOf } from './support/deployment.mjs';
import { authority, nameServer } from './support/network.mjs';
import { DEPLOY, DIST, read } from './support/paths.mjs';

const files = readdirSync(DIST);
const SCRIPT = `/v1/${files.find((name) => /^loader-.*\.js$/.test(name))}`;
const CONNECTS = 'connects-own';

/** Headers of an answer that browsers act on, or that say what Connect runs on, by kind. None of them may reach a browser. */
const HIDDEN = `
  Content-Security-Policy Content-Security-Policy-Report-Only Referrer-Policy X-Content-Type-Options Permissions-Policy
  Permissions-Policy-Report-Only Strict-Transport-Security Cross-Origin-Opener-Policy Cross-Origin-Opener-Policy-Report-Only
  Cross-Origin-Resource-Policy Cross-Origin-Embedder-Policy Cross-Origin-Embedder-Policy-Report-Only X-Robots-Tag

  Access-Control-Allow-Origin Access-Control-Allow-Credentials Access-Control-Allow-Headers Access-Control-Allow-Methods
  Access-Control-Allow-Private-Network Access-Control-Allow-Local-Network Access-Control-Expose-Headers Access-Control-Max-Age
  Private-Network-Access-ID Private-Network-Access-Name Timing-Allow-Origin X-Frame-Options X-Permitted-Cross-Domain-Policies

  Set-Cookie Set-Cookie2 Clear-Site-Data Service-Worker-Allowed Activate-Storage-Access Set-Login IdP-SignIn-Status WWW-Authenticate
  Optional-WWW-Authenticate Proxy-Authenticate Authentication-Info Proxy-Authentication-Info Authentication-Control
  Sec-Session-Registration Sec-Session-Challenge Sec-Session-Id Secure-Session-Registration Secure-Session-Challenge Secure-Session-Id
  Secure-Session-Skipped Sec-Private-State-Token Sec-Private-State-Token-Lifetime Sec-Redemption-Record

  Cache-Control CDN-Cache-Control Surrogate-Control Pragma Expires Age ETag Last-Modified Vary Key No-Vary-Search Warning Accept-Ranges
  Content-Range Cache-Status Cache-Tag Surrogate-Key X-Cache X-Cache-Hits Use-As-Dictionary Dictionary-ID Content-Digest Repr-Digest
  Unencoded-Digest Digest Content-MD5

  Link Refresh Location Content-Location Content-Base Alt-Svc Alternates SourceMap X-SourceMap Speculation-Rules Supports-Loading-Mode
  X-DNS-Prefetch-Control Content-Disposition

  NEL Report-To Reporting-Endpoints Expect-CT Expect-Staple Public-Key-Pins Public-Key-Pins-Report-Only Server-Timing
  Attribution-Reporting-Register-Source Attribution-Reporting-Register-Trigger Attribution-Reporting-Register-OS-Source
  Attribution-Reporting-Register-OS-Trigger Attribution-Reporting-Info Observe-Browsing-Topics Ad-Auction-Allowed Ad-Auction-Signals
  Ad-Auction-Result Ad-Auction-Result-Nonce Ad-Auction-Additional-Bid X-Allow-FLEDGE Shared-Storage-Write
  Shared-Storage-Cross-Origin-Worklet-Allowed Allow-Fenced-Frame-Automatic-Beacons Allow-Cross-Origin-Event-Reporting

  Origin-Agent-Cluster Origin-Trial Document-Policy Document-Policy-Report-Only Require-Document-Policy Document-Isolation-Policy
  Document-Isolation-Policy-Report-Only Integrity-Policy Integrity-Policy-Report-Only Connection-Allowlist
  Connection-Allowlist-Report-Only Feature-Policy Allow-CSP-From X-Content-Security-Policy X-WebKit-CSP X-XSS-Protection
  X-Download-Options X-UA-Compatible

  Accept-CH Accept-CH-Lifetime Critical-CH Content-DPR Accept-Signature

  Upgrade Keep-Alive Proxy-Connection Trailer TE Sec-WebSocket-Accept Sec-WebSocket-Extensions Sec-WebSocket-Protocol
  Sec-WebSocket-Version Priority Status

  Server Via X-Powered-By X-AspNet-Version X-AspNetMvc-Version X-Generator X-Runtime X-Backend-Server X-Served-By X-Varnish X-Timer
  X-Request-Id X-Correlation-Id X-Trace-Id Traceparent Tracestate X-Cloud-Trace-Context X-Amzn-RequestId X-Amzn-Trace-Id X-Amz-Cf-Id
  X-Amz-Cf-Pop X-Amz-Apigw-Id X-Azure-Ref CF-Ray CF-Cache-Status Proxy-Status P3P
`.trim().split(/\s+/);

/** These concern one connection, so a server must not or cannot send them here. */
const OF_CONNECTIONS = ['Upgrade', 'Keep-Alive', 'Proxy-Connection', 'Trailer', 'TE'];

/** What browsers, portals, proxies and attackers send. */
const PERSONAL = `
  Cookie Referer Origin Authorization Forwarded X-Forwarded-For X-Forwarded-Host X-Forwarded-Proto X-Forwarded-Port X-Forwarded-Prefix
  X-Forwarded-Server X-Real-IP X-Client-IP True-Client-IP CF-Connecting-IP Fastly-Client-IP X-Cluster-Client-IP X-Original-URL
  X-Rewrite-URL X-HTTP-Method-Override X-Original-Host X-Host Via Early-Data X-Request-Id Traceparent Sec-Fetch-Site Sec-CH-UA
  Sec-CH-UA-Platform Sec-GPC DNT Save-Data Device-Memory Priority Cache-Control Pragma If-None-Match If-Modified-Since Range X-Anything
  Proxy-Authorization Upgrade-Insecure-Requests Content-Language Content-Location Content-Disposition Content-Encoding Accept-Charset
`.trim().split(/\s+/);

/** What browsers accept, and what they get of a file that is there in all codings. */
const CODINGS = [
  ['gzip, br', 'br'], ['br', 'br'], ['BR', 'br'], ['gzip', 'gzip'], ['identity', null], ['brotli', null], ['x-br, gzip', 'gzip'],
  ['gzip, br;q=0', 'gzip'], ['br;q=0, gzip', 'gzip'], ['gzip, br; q=0', 'gzip'], ['gzip, br ;q=0', 'gzip'], ['gzip,br ; q=0', 'gzip'],
  ['gzip, br;q=0.', 'gzip'], ['gzip, br;q=0.0', 'gzip'], ['gzip, br;q=0.000', 'gzip'], ['gzip, BR;Q=0', 'gzip'], ['gzip, br;\tq=0', 'gzip'],
  ['br;q=0', null], ['br;q=0, gzip;q=0', null], ['gzip;q=0', null], ['gzip; q=0', null], ['gzip ; q=0.0', null], ['GZIP;Q=0.000', null],
  ['gzip;\tq=0', null], ['gzip;q=0, br', 'br'],
  ['*;q=0', null], ['gzip, *;q=0', 'gzip'], ['br, *;q=0', 'br'], ['*;q=0, br;q=0.001', 'br'], ['* ; q=0.0', null],
  ['identity;q=0, br', 'br'], ['identity;q=0, gzip', 'gzip'], ['identity;q=0', null], ['identity;q=0, *;q=0', null],
  ['br;q=0.1, gzip;q=1', 'br'], ['gzip;q=0.5, BR;q=0.01', 'br'], ['br;q=1', 'br'], ['identity, br;q=0.5', 'br'],
];

// Without digits, since nginx knows no method that has one.
const TOKEN = 'cot_zqxkwjvh';

/** A token with no, one or all of its characters encoded, once, twice and three times. */
function spellings(token) {
  const encode = (text) => [...text].map((character) => `%${character.charCodeAt(0).toString(16)}`).join('');
  const again = (text) => text.replaceAll('%', '%25');
  const once = [...[...token].map((character, at) => token.slice(0, at) + encode(character) + token.slice(at + 1)), encode(token)];
  const twice = once.map(again);
  return [token, token.toUpperCase(), ...once, ...twice, ...[twice[0], twice.at(-1)].map(again)];
}

/** Sends this, which need not be http, until the server closes. */
const raw = (host, text) => new Promise((resolve) => {
  const [address, port] = host.split(':');
  const socket = connectTcp({ host: address, port: Number(port) }, () => socket.end(text));
  socket.on('error', () => {}).once('close', resolve).resume();
});

const withFolder = base.extend({
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'vpp-test-'));
    await use(folder);
    rmSync(folder, { recursive: true });
  },
});

const ends = (stream) => new Promise((resolve, reject) => {
  const chunks = [];
  stream.on('data', (chunk) => chunks.push(chunk)).once('end', () => resolve(Buffer.concat(chunks))).once('error', reject);
});

/** `[name, value]` of headers as they came, in small letters, without HTTP/2's own. */
const pairs = (raw) => raw.flatMap((word, at) => (at % 2 || word.startsWith(':') ? [] : [[word.toLowerCase(), raw[at + 1]]]));

/** A Connect that records what it is asked and answers by `upstream.answer`. With a certificate it speaks HTTP/2 and 1.1. */
async function startUpstream(certificate) {
  const upstream = { asked: [] };
  const handle = async (request, response) => {
    const headers = pairs(request.rawHeaders);
    upstream.asked.push({ host: request.headers[':authority'] ?? request.headers.host, path: request.url, headers, body: `${await ends(request)}` });
    upstream.answer(response, request);
  };
  const secure = certificate && { cert: readFileSync(certificate.cert), key: readFileSync(certificate.key), allowHTTP1: true };
  const server = secure ? createSecureServer(secure, handle) : createServer(handle);
  const sessions = new Set();
  server.on('session', (session) => sessions.add(session));
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  upstream.host = `localhost:${server.address().port}`;
  upstream.origin = `${secure ? 'https' : 'http'}://${upstream.host}`;
  upstream.stop = () => {
    for (const session of sessions) session.destroy();
    server.closeAllConnections?.();
    return new Promise((closed) => server.close(closed));
  };
  return upstream;
}

/**
 * @returns what asks a deployment by HTTP/1.1 or, with a root certificate, HTTP/2: `(path, headers, body, onChunk)` →
 * `{ status, headers, of, body }`
 */
function client(deployment, root) {
  const session = root && connect(deployment.secure, { ca: readFileSync(root) });
  session?.on('error', () => {});
  const ask = (path, headers = {}, body, onChunk = () => {}) => new Promise((resolve, reject) => {
    const method = body === undefined ? 'GET' : 'POST';
    if (body !== undefined) headers = { ...headers, 'content-length': body.length };
    const request = session
      ? session.request({ ':path': path, ':method': method, ...headers })
      : requestHttp(deployment.origin, { path, method, headers, agent: false });
    request.once('error', reject);
    request.once('response', (response, _, raw) => {
      const stream = session ? request : response;
      const found = { status: session ? response[':status'] : response.statusCode, headers: pairs(raw ?? response.rawHeaders) };
      found.body = ends(stream.on('data', onChunk));
      found.body.catch(() => {});
      found.of = (name) => found.headers.filter(([other]) => other === name).map(([, value]) => value);
      resolve(found);
    });
    request.end(body);
  });
  ask.protocol = () => session?.alpnProtocol;
  ask.stop = () => session?.destroy();
  return ask;
}

for (const name of ['nginx', 'caddy']) {
  for (const way of ['http', 'https']) {
    const test = withFolder.extend({
      /** A deployment, the Connect behind it, and what asks it. */
      proxy: async ({ folder }, use) => {
        const certificates = way === 'https' && authority(folder);
        const certificate = certificates ? certificates.issue('localhost') : undefined;
        const upstream = await startUpstream(certificate);
        const names = await nameServer({ localhost: '127.0.0.1' });
        const settings = {
          VPP_CONNECT_URL: '/connect', VPP_CONNECT_UPSTREAM: upstream.origin, VPP_CONNECT_PATH: '/where/it/is', VPP_RESOLVER: names.address, VPP_ALLOWED_ORIGINS: '',
          // Caddy trusts the authorities of the machine.
          ...(certificates && { VPP_TRUSTED_CERTIFICATES: certificates.root, SSL_CERT_FILE: certificates.root }),
        };
        const deployment = await deploy(name, settings, { certificate });
        const ask = client(deployment, certificates?.root);
        await use({ deployment, upstream, ask, settings, certificate });
        ask.stop();
        names.stop();
        await Promise.all([deployment.stop(), upstream.stop()]);
      },
    });

    test.describe(`${name}, ${way}`, () => {
      test.skip(!programOf(name), `${name} is not installed`);
      test.skip(way === 'https' && Boolean(spawnSync('openssl', ['version']).error), 'openssl is not installed');

      test('Connect gets the body, five headers of the request, and nothing else', async ({ proxy: { upstream, ask } }) => {
        upstream.answer = (response) => response.end('{}');
        const kept = { 'content-type': 'application/json', accept: 'application/json, */*', 'accept-language': 'de-AT', 'user-agent': 'a browser' };
        // What a proxy needs for its own connection does not come from the customer.
        const given = (asked) => asked.headers.filter(([header]) => !['connection', 'accept-encoding', 'host'].includes(header)).sort();
        const personal = Object.fromEntries(PERSONAL.map((header) => [header, 'https://x.example']));
        expect((await ask('/connect?a=b', { ...personal, ...kept, 'accept-encoding': 'br', te: 'trailers' }, '{"a":1}')).status).toBe(200);
        const [full] = upstream.asked;
        expect(given(full)).toEqual(Object.entries({ ...kept, 'content-length': '7' }).sort());
        expect([full.host, full.path, full.body]).toEqual([upstream.host, '/where/it/is', '{"a":1}']);
        // A header that the browser does not send is not sent empty either.
        expect((await ask('/connect', {}, '{}')).status).toBe(200);
        expect(given(upstream.asked[1])).toEqual([['content-length', '2']]);
        expect(upstream.asked[1].host).toBe(upstream.host);
      });

      test('browsers get Connect’s body, its type and Retry-After, under the page’s own headers, each once', async ({ proxy: { upstream, ask } }) => {
        const listed = [...read(join(DEPLOY, 'nginx.conf.template')).matchAll(/proxy_hide_header (\S+);/g)].map(([, header]) => header);
        expect([...listed].sort()).toEqual([...HIDDEN].sort());
        upstream.answer = (response) => {
          for (const header of HIDDEN.filter((header) => !OF_CONNECTIONS.includes(header))) response.setHeader(header, CONNECTS);
          response.writeHead(429, { 'content-type': 'application/json', 'retry-after': '7', 'x-unheard-of': CONNECTS }).end('[]');
        };
        const answer = await ask('/connect', { 'content-type': 'application/json' }, '{}');
        expect([answer.status, `${await answer.body}`]).toEqual([429, '[]']);
        expect([answer.of('content-type'), answer.of('retry-after')]).toEqual([['application/json'], ['7']]);
        const left = answer.headers.filter(([, value]) => value === CONNECTS).map(([header]) => header);
        // nginx hides by name only.
        expect(left).toEqual(name === 'nginx' ? ['x-unheard-of'] : []);
        // The same as what the page’s own errors have.
        const own = await ask('/nothing');
        const ours = (headers) => headers.filter(([header]) => /polic|security|robots|x-content|cache|control/.test(header)).sort();
        expect(ours(own.headers).length).toBe(9);
        expect(ours(answer.headers)).toEqual(ours(own.headers));
        const known = ['content-type', 'content-length', 'date', 'retry-after', 'connection', 'server', 'transfer-encoding', 'vary', 'alt-svc', ...left];
        const others = answer.headers.filter((pair) => !ours(answer.headers).includes(pair)).map(([header]) => header);
        expect(others.filter((header) => !known.includes(header))).toEqual([]);
        expect(new Set(others).size).toBe(others.length);
      });

      // Before 1.29, nginx takes it for the final answer.
      if (name === 'caddy') test('an informational answer of Connect takes no header away', async ({ proxy: { upstream, ask } }) => {
        upstream.answer = (response) => {
          response.writeEarlyHints({ link: '</a>; rel=preload', 'content-security-policy': CONNECTS, 'cache-control': CONNECTS });
          response.writeHead(200, { 'content-type': 'application/json' }).end('[]');
        };
        const { status, of, body } = await ask('/connect', {}, '[]');
        expect([status, `${await body}`, of('cache-control'), of('link')]).toEqual([200, '[]', ['no-store'], []]);
        expect(of('content-security-policy')).toEqual([expect.stringContaining("default-src 'none'")]);
      });

      test('an answer passes as it comes, and a long one whole', async ({ proxy: { upstream, ask } }) => {
        let goOn;
        const first = new Promise((resolve) => (goOn = resolve));
        upstream.answer = async (response) => {
          response.writeHead(200, { 'content-type': 'application/json' }).write('['.padEnd(2000));
          await first;
          response.end(']');
        };
        const answer = await ask('/connect', {}, '{}', goOn);
        expect(`${await answer.body}`).toBe(`${'['.padEnd(2000)}]`);
        const long = JSON.stringify(Array.from({ length: 60_000 }, (_, at) => at));
        upstream.answer = (response) => response.writeHead(200, { 'content-type': 'application/json' }).end(long);
        for (const accept of ['identity', 'gzip']) {
          const answer = await ask('/connect', { 'accept-encoding': accept }, '{}');
          const body = await answer.body;
          expect(answer.of('content-encoding')).toEqual(accept === 'gzip' ? ['gzip'] : []);
          const text = accept === 'gzip' ? await new Response(new Blob([body]).stream().pipeThrough(new DecompressionStream('gzip'))).text() : `${body}`;
          expect(text === long, accept).toBe(true);
        }
      });

      if (way === 'https') test('the page, its files and its errors have each header once, the same by either protocol', async ({ proxy: { deployment, ask, certificate } }) => {
        const plain = await deploy(name, { VPP_CONNECT_URL: '/connect', VPP_ALLOWED_ORIGINS: '' });
        const askPlain = client(plain);
        try {
          // Without those of the connection and of this second.
          const of = ({ headers }) => headers.filter(([header]) => !['date', 'connection', 'keep-alive', 'alt-svc', 'transfer-encoding', 'content-length'].includes(header)).sort();
          for (const path of ['/v1/', SCRIPT, '/v1/vpp-summary.js', '/v1/nothing', '/connect']) {
            const [one, other] = await Promise.all([ask(path, { 'accept-encoding': 'gzip, br' }), askPlain(path, { 'accept-encoding': 'gzip, br' })]);
            const [body, plainBody] = await Promise.all([one.body, other.body]);
            expect([path, one.status, of(one)]).toEqual([path, other.status, of(other)]);
            expect(body.equals(plainBody), path).toBe(true);
            const names = of(one).map(([header]) => header);
            expect(new Set(names).size, `${path}: ${names}`).toBe(names.length);
            expect(one.of('strict-transport-security'), path).toEqual(['max-age=31536000']);
            if (path === SCRIPT) expect(one.of('content-encoding')).toEqual(['br']);
          }
          expect(ask.protocol()).toBe('h2');
          expect(deployment.secure && certificate).toBeTruthy();
        } finally {
          await plain.stop();
        }
      });

      if (way === 'https') test('Connect’s certificate must be signed by an authority that the server trusts', async ({ proxy: { settings, upstream } }) => {
        upstream.answer = (response) => response.end('{}');
        const { SSL_CERT_FILE, VPP_TRUSTED_CERTIFICATES, ...others } = settings;
        const wary = await deploy(name, others);
        try {
          expect((await fetch(`${wary.origin}/connect`, { method: 'POST', body: '{}' })).status).toBe(502);
          expect(upstream.asked).toEqual([]);
        } finally {
          await wary.stop();
        }
      });

      test('a coding that the browser refuses is never sent, and brotli comes before gzip', async ({ proxy: { upstream, ask } }) => {
        upstream.answer = (response) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify('a'.repeat(5000)));
        for (const [accept, coding] of CODINGS) {
          const { status, of } = await ask(SCRIPT, { 'accept-encoding': accept });
          expect([accept, status, of('content-encoding')]).toEqual([accept, 200, coding ? [coding] : []]);
        }
        // The page and Connect's answers are compressed when they are sent, with gzip only.
        const dynamic = CODINGS.filter(([accept]) => /gzip|\*/i.test(accept));
        for (const [accept, coding] of dynamic) {
          const expected = coding === 'gzip' || /gzip(,|;q=(0\.5|1)|$)/.test(accept) ? ['gzip'] : [];
          for (const [path, body] of [['/v1/'], ['/connect', '{}']]) {
            const { of } = await ask(path, { 'accept-encoding': accept }, body);
            expect([path, accept, of('content-encoding')]).toEqual([path, accept, expected]);
          }
        }
      });

      test('no part of a token gets into a log, however it is written', async ({ proxy: { deployment, upstream, ask } }) => {
        upstream.answer = (response) => response.end('{}');
        const known = ['/v1/', SCRIPT, '/v1/en-0123456789abcdef.json', '/v1/vpp-summary.js'];
        for (const path of known) await ask(`${path}?fp_cot=${TOKEN}`);
        await ask(`/connect?fp_cot=${TOKEN}`, {}, '{}');
        for (const written of spellings(TOKEN)) {
          for (const path of [`/v1/${written}`, `/v1/?fp_cot=${written}`, `/v1/%3Ffp_cot=${written}`, `/v1/%253Ffp_cot=${written}`, `/${written}/v1/`]) {
            await ask(path);
          }
          await ask(`/connect/${written}`, {}, '{}');
        }
        for (const path of [`/v1/index.html/${TOKEN}`, `/v1/${TOKEN}-0123456789abcdef.js`, `/v1/en-${TOKEN}.json`, `//${TOKEN}@/v1/`, `/v1/;${TOKEN}`]) {
          await ask(path);
        }
        if (way === 'https') await ask(`/v1/?fp_cot=${TOKEN}`, { ':authority': 'other.example' });
        else {
          // What no browser sends, but a mistaken program may.
          const { host } = new URL(deployment.origin);
          for (const head of [
            `GET http://${host}/v1/?fp_cot=${TOKEN} HTTP/1.1\r\nHost: ${host}`, `GET http://${TOKEN}.example/ HTTP/1.1\r\nHost: ${host}`,
            `${TOKEN} /v1/ HTTP/1.1\r\nHost: ${host}`, `GET /v1/ ${TOKEN} HTTP/1.1\r\nHost: ${host}`, `GET /v1/%${TOKEN} HTTP/1.1\r\nHost: ${host}`,
            `${TOKEN.toUpperCase()} /v1/ HTTP/1.1\r\nHost: ${host}`, `GET ${TOKEN} HTTP/1.1\r\nHost: ${host}`,
            `GET /v1/?fp_cot=${TOKEN} HTTP/1.1\r\nHost: other.example`, `GET /v1/${TOKEN} HTTP/1.1\r\nHost: ${TOKEN}.example`,
            `GET /v1/ HTTP/1.1\r\nHost: ${host}\r\nReferer: https://portal.example/?fp_cot=${TOKEN}\r\n${TOKEN}`,
          ]) await raw(host, `${head}\r\nConnection: close\r\n\r\n`);
        }
        // With https, this redirects there.
        for (const path of [`/v1/${TOKEN}`, `/v1/?fp_cot=${TOKEN}`]) await fetch(deployment.origin + path, { redirect: 'manual' });
        const last = '/v1/last-0123456789abcdef.json';
        await ask(last);
        await expect.poll(() => deployment.logged()).toContain(last);
        let logged = deployment.logged();
        for (const path of [...known, '/connect']) expect(logged).toContain(path === '/v1/' && name === 'nginx' ? '/v1/index.html' : path);
        // Whatever is encoded in it, any number of times.
        for (let depth = 0; depth < 5; depth++) logged = logged.replaceAll(/%([0-9a-f]{2})/gi, (_, code) => String.fromCharCode(parseInt(code, 16)));
        const parts = Array.from({ length: TOKEN.length - 3 }, (_, at) => TOKEN.slice(at, at + 4));
        expect(parts.filter((part) => logged.toLowerCase().includes(part))).toEqual([]);
      });
    });
  }
}
