// What nginx does besides serving the page: names, certificates, limits, https.

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:http2';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as base } from '@playwright/test';
import { deploy, freePort, programOf } from './support/deployment.mjs';
import { authority, nameServer } from './support/network.mjs';
import { DEPLOY, read as readText } from './support/paths.mjs';
import { startSandbox } from './support/sandbox.mjs';

const isThere = (program, ...words) => !spawnSync(program, words).error;

const test = base.extend({
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'vpp-test-'));
    await use(folder);
    rmSync(folder, { recursive: true });
  },
});

test.skip(!programOf('nginx'), 'nginx is not installed');

/** A Connect with this certificate at this address. It records the names that it is asked by. */
async function connectAt(host, port, { cert, key }) {
  const asked = [];
  const server = createServer({ cert: readFileSync(cert), key: readFileSync(key) }, (request, response) => {
    asked.push([request.socket.servername, request.headers.host, request.url]);
    response.setHeader('connection', 'close').end(`"${host}"`);
  });
  await new Promise((resolve) => server.listen(port, host, resolve));
  return { asked, port: server.address().port, stop: () => new Promise((closed) => (server.closeAllConnections(), server.close(closed))) };
}

test('Connect is resolved again when its address changes, and must have the certificate for its name', async ({ folder }) => {
  test.skip(!isThere('openssl', 'version') || process.platform !== 'linux', 'it takes openssl, and further addresses of this machine');
  const { root, issue } = authority(folder);
  const first = await connectAt('127.0.0.1', 0, issue('connect.test'));
  const second = await connectAt('127.0.0.2', first.port, issue('connect.test'));
  const impostor = await connectAt('127.0.0.3', first.port, issue('other.test'));
  const addresses = { 'connect.test': '127.0.0.1' };
  const names = await nameServer(addresses);
  const settings = {
    VPP_CONNECT_UPSTREAM: `https://connect.test:${first.port}`,
    VPP_CONNECT_PATH: '/somewhere/',
    VPP_RESOLVER: names.address,
    VPP_TRUSTED_CERTIFICATES: root,
  };
  const deployment = await deploy('nginx', settings);
  const ask = async () => {
    const response = await fetch(`${deployment.origin}/connect?a=b`, { method: 'POST', body: '{}' });
    return response.ok ? response.json() : response.status;
  };
  try {
    expect(await ask()).toBe('127.0.0.1');
    expect(first.asked).toEqual([['connect.test', `connect.test:${first.port}`, '/somewhere/']]);
    addresses['connect.test'] = '127.0.0.2';
    await expect.poll(ask).toBe('127.0.0.2');
    addresses['connect.test'] = '127.0.0.3';
    await expect.poll(ask).toBe(502);
    expect(impostor.asked).toEqual([]);
    delete addresses['connect.test'];
    await expect.poll(ask).toBe(502);
    addresses['connect.test'] = '127.0.0.1';
    await expect.poll(ask).toBe('127.0.0.1');
  } finally {
    names.stop();
    await Promise.all([first, second, impostor, deployment].map((server) => server.stop()));
  }
  // Without the authority no certificate is trusted.
  const again = await connectAt('127.0.0.1', first.port, issue('connect.test'));
  const named = await nameServer({ 'connect.test': '127.0.0.1' });
  const strict = await deploy('nginx', { ...settings, VPP_RESOLVER: named.address, VPP_TRUSTED_CERTIFICATES: '/etc/ssl/certs/ca-certificates.crt' });
  try {
    expect((await fetch(`${strict.origin}/connect`, { method: 'POST', body: '{}' })).status).toBe(502);
    expect(again.asked).toEqual([]);
  } finally {
    named.stop();
    await Promise.all([again.stop(), strict.stop()]);
  }
});

test('too many requests to Connect get 429', async () => {
  const deployment = await deploy('nginx', { VPP_CONNECT_UPSTREAM: 'http://127.0.0.1:1' });
  try {
    const ask = () => fetch(`${deployment.origin}/connect`, { method: 'POST', body: '{}' });
    const answers = await Promise.all(Array.from({ length: 200 }, ask));
    const count = (status) => answers.filter((answer) => answer.status === status).length;
    expect(count(502)).toBeGreaterThan(50);
    expect(count(429)).toBeGreaterThan(50);
    expect(count(502) + count(429)).toBe(200);
    // The page itself is not counted.
    expect((await fetch(`${deployment.origin}/v1/`)).status).toBe(200);
  } finally {
    await deployment.stop();
  }
});

test('beside another server of the same nginx it answers to its own name only', async () => {
  const settings = { VPP_SERVER_NAME: '127.0.0.1' };
  const deployment = await deploy('nginx', settings, { beside: 'server { listen ${VPP_LISTEN} default_server; return 410; }' });
  try {
    expect((await fetch(`${deployment.origin}/v1/`)).status).toBe(200);
    expect((await fetch(`${deployment.origin.replace('127.0.0.1', 'localhost')}/v1/`)).status).toBe(410);
  } finally {
    await deployment.stop();
  }
});

test('http redirects to https', async ({ folder, browser }) => {
  test.skip(!isThere('openssl', 'version'), 'it takes openssl');
  const { root, issue } = authority(folder);
  const sandbox = await startSandbox();
  const settings = { VPP_CONNECT_UPSTREAM: sandbox.origin, VPP_CONNECT_PATH: '/connect' };
  const deployment = await deploy('nginx', settings, { certificate: issue('localhost') });
  try {
    for (const path of ['/v1/?fp_cot=cot_secret', '/connect', '/v1/vpp-summary.js']) {
      const answer = await fetch(deployment.origin + path, { redirect: 'manual' });
      expect([answer.status, answer.headers.get('location')]).toEqual([301, `https://127.0.0.1${path}`]);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    }
    const session = connect(deployment.secure, { ca: readFileSync(root) });
    const request = session.request({ ':path': '/v1/' });
    const headers = await new Promise((resolve, reject) => (request.once('response', resolve), session.once('error', reject)));
    expect(headers[':status']).toBe(200);
    expect(headers['strict-transport-security']).toBe('max-age=31536000');
    await new Promise((closed) => session.close(closed, request.resume()));
    const context = await browser.newContext({ ignoreHTTPSErrors: true });
    const page = await context.newPage();
    await page.goto(`${deployment.secure}/v1/?fp_cot=cot_6587fa4362341be5b524de3b--secret`);
    await expect(page.locator('[data-total="earnings"]')).toHaveText('$62.10');
    const protocols = await page.evaluate(() => performance.getEntriesByType('resource').map(({ nextHopProtocol }) => nextHopProtocol));
    expect([...new Set(protocols)]).toEqual(['h2']);
    await context.close();
  } finally {
    expect(await deployment.stop()).not.toContain('secret');
    await sandbox.stop();
  }
});

test('the name servers are those of the machine, unless a setting names others', ({ folder }) => {
  const script = readText(join(DEPLOY, 'resolver.envsh')).replace('/etc/resolv.conf', join(folder, 'resolv.conf'));
  const read = (resolv, env = {}) => {
    writeFileSync(join(folder, 'resolv.conf'), resolv);
    // As in the image: it stops at the first failure, and its variables reach the processes after it.
    return execFileSync('/bin/sh', ['-euc', `${script}\nsh -c 'echo $VPP_RESOLVER'`], { env: { PATH: process.env.PATH, ...env }, encoding: 'utf8' }).trim();
  };
  expect(read('# a comment\nsearch example\nnameserver 10.0.0.2\nnameserver fd00::53\noptions ndots:5\n')).toBe('10.0.0.2 [fd00::53]');
  expect(read('nameserver fe80::1%eth0\nnameserver 10.0.0.2')).toBe('10.0.0.2');
  expect(read('')).toBe('127.0.0.1');
  expect(read('nameserver 10.0.0.2', { VPP_RESOLVER: '' })).toBe('10.0.0.2');
  expect(read('nameserver 10.0.0.2', { VPP_RESOLVER: '10.0.0.9:5353' })).toBe('10.0.0.9:5353');
});

test('the commands of the README put the settings where nginx reads them', async ({ folder }) => {
  test.skip(!isThere('envsubst', '--version') || !isThere('openssl', 'version'), 'it takes envsubst and openssl');
  const readme = readText(join(DEPLOY, 'README.md'));
  const commands = /^nginx \(Debian.*\n\n((?: {4}.*\n)+)/m.exec(readme)[1];
  const { cert, key } = authority(folder).issue('localhost');
  const own = { VPP_LISTEN: await freePort(), VPP_LISTEN_TLS: `${await freePort()} ssl`, VPP_CERTIFICATE: cert, VPP_CERTIFICATE_KEY: key, VPP_LOGS: folder, VPP_INCLUDE: `${folder}/vpp.d/*.conf` };
  mkdirSync(join(folder, 'conf.d'));
  mkdirSync(join(folder, 'deploy'));
  for (const file of readdirSync(DEPLOY)) writeFileSync(join(folder, 'deploy', file), readFileSync(join(DEPLOY, file)));
  const overriding = Object.entries(own).map(([name, value]) => `${name}="${value}"\n`).join('');
  // An environment file from before the brand and the settings of joining.
  writeFileSync(join(folder, 'deploy/vpp.env'), readText(join(DEPLOY, 'vpp.env')).replace(/^VPP_(LEAP_|APPEARANCE).*\n/gm, '') + overriding);
  writeFileSync(join(folder, 'nginx.conf'), `events {} pid ${folder}/pid; http { include ${folder}/conf.d/*.conf; }`);
  const script = commands.replaceAll('/etc/nginx/', `${folder}/`).replace(/^.*systemctl.*$/m, `${programOf('nginx')} -t -c ${folder}/nginx.conf 2>&1`);
  expect(script).toContain(' -t -c ');
  const said = execFileSync('/bin/sh', ['-ec', script], { cwd: folder, encoding: 'utf8' });
  expect(said).toContain('test is successful');
  expect(said).not.toContain('[warn]');
  const written = readFileSync(join(folder, 'conf.d/vpp.conf'), 'utf8');
  expect(written).not.toMatch(/\$\{/);
  expect(written).toMatch(/resolver \S+/);
  expect(readFileSync(join(folder, 'vpp.d/tls.conf'), 'utf8')).toContain('301 https://$host$request_uri');
});
