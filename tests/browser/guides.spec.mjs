// The guides: every listing in them is run, or compared with the file that it shows.

import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { deploy, programOf } from './support/deployment.mjs';
import { look } from './support/playground.mjs';
import { test } from './support/partner.mjs';
import { DEPLOY, ELEMENT_TYPES, EXAMPLES, ROOT, pinned, read } from './support/paths.mjs';
import { expect } from './support/test.mjs';

const FOLDER = join(ROOT, 'docs/guides');

/** The listings of all guides: which guide, the remark above, and the code. */
const LISTINGS = readdirSync(FOLDER).flatMap((guide) =>
  [...read(join(FOLDER, guide)).matchAll(/(?:<!-- (.*) -->\n)?```(\w+)\n([^]*?)```/g)].map(([, remark, language, code]) => ({ guide, remark, language, code })),
);

const listing = (name) => LISTINGS.find(({ remark }) => remark === `test: ${name}`).code;

/** Runs a listing in a shell, with the deployment at this address. */
const run = (code, origin) => spawnSync('/bin/sh', ['-c', code.replaceAll('https://pages.example', origin)], { cwd: ROOT, encoding: 'utf8' });

/** Which listings the tests below run. */
const RUN = ['allowed', 'html', 'react', 'style', 'appearance', 'fetchToken', 'check', 'report', 'share', 'pinned'];

test('every listing is run or is part of a file', () => {
  for (const { guide, remark, language, code } of LISTINGS) {
    const [, kind, name] = /^(test:|from) (.*)$/.exec(remark ?? '') ?? [];
    expect(kind, `${guide}: a listing in ${language} without a remark`).toBeTruthy();
    if (kind === 'from') expect(read(join(ROOT, name)), `${guide}: ${name}`).toContain(code);
    else expect(RUN, guide).toContain(name);
  }
  const named = LISTINGS.map(({ remark }) => remark.replace('test: ', ''));
  expect(RUN.filter((name) => !named.includes(name))).toEqual([]);
  expect(LISTINGS.filter(({ remark }) => remark.startsWith('from')).length).toBeGreaterThan(1);
  // The one command that takes too long is that of the examples, whose tests use its options.
  const commands = readdirSync(FOLDER).flatMap((guide) => read(join(FOLDER, guide)).match(/^ {4}(cargo|node|npm) .*$/gm) ?? []);
  expect(commands.map((line) => line.trim())).toEqual(['cargo xtask run --allow-origins http://localhost:8000']);
  expect(read(join(EXAMPLES, 'README.md'))).toContain(commands[0]);
});

test('going live names every kind of error, once', () => {
  const rows = read(join(FOLDER, 'go-live.md')).split("| `kind` |")[1].split('\n\n')[0].split('\n').slice(2);
  const named = rows.flatMap((row) => [...row.split('|')[1].matchAll(/`(\w+)`/g)].map(([, kind]) => kind));
  const [, union] = /type VppErrorKind =([^]*?');/.exec(read(ELEMENT_TYPES));
  expect(named.sort()).toEqual([...union.matchAll(/\| '(\w+)'/g)].map(([, kind]) => kind).sort());
});

test('the tags, the brand, the callback and the report work in a page of another origin', async ({ portal, app, page, context }) => {
  const token = app.tokenOf('expired_token');
  const fill = (code) => code.replaceAll('https://pages.example', app.origin).replaceAll('cot_…', token);
  const given = app.tokenOf('documented');
  const reports = [];
  let asked = 0;
  await context.route(`${portal.origin}/connect-token`, (route) => {
    asked += 1;
    expect(route.request().method()).toBe('POST');
    return route.fulfill({ body: asked > 1 ? given : '', status: asked > 1 ? 200 : 502 });
  });
  await context.route(`${portal.origin}/client-errors`, (route) => {
    reports.push(route.request().postData());
    return route.fulfill({ status: 204 });
  });
  portal.pages.set('/guide.js', [`${listing('fetchToken')}${listing('report')}`, {}]);
  app.guard.expectStatus(502);
  app.guard.expectStatus(401);
  await portal.show(`${fill(listing('html'))}<style>${listing('style')}</style><script src="/guide.js"></script>`, { head: '' });
  // The endpoint fails at first, and the session has ended: the element says so.
  await expect.poll(() => reports.length).toBe(1);
  expect(Object.fromEntries(new URLSearchParams(reports[0]))).toMatchObject({ source: 'vpp-summary', kind: 'ended' });
  await page.evaluate(() => (document.querySelector('vpp-summary').connectToken = ''));
  const frame = await portal.toBe('ready');
  expect(asked).toBe(2);
  await expect.poll(() => look(frame)).toMatchObject({ accent: '#2b41c6', canvas: '#f3f5fb', radius: '0.5rem', theme: 'light' });
  await page.evaluate(() => (document.querySelector('vpp-summary').theme = 'dark'));
  await expect.poll(() => look(frame)).toMatchObject({ accent: '#a5b6ff', surface: '#121829', theme: 'dark' });
});

test('the settings and the commands work with nginx', async ({ page, guard, sandbox }) => {
  test.skip(!programOf('nginx'), 'nginx is not installed');
  const printed = execFileSync('/bin/sh', ['-c', `set -a; ${listing('allowed')}${listing('appearance')} env`], { encoding: 'utf8' });
  const settings = Object.fromEntries([...printed.matchAll(/^(VPP_\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]));
  const deployment = await deploy('nginx', { ...settings, VPP_CONNECT_UPSTREAM: sandbox.origin, VPP_CONNECT_PATH: '/connect' });
  try {
    const { version, file } = pinned();
    const checks = LISTINGS.filter(({ remark }) => remark === 'test: check').map(({ code }) => code.replace(/--version \S+/, `--version ${version}`));
    expect(checks).toHaveLength(2);
    for (const code of checks) {
      const { status, stdout, stderr } = run(code, deployment.origin);
      expect([status, stdout, stderr]).toEqual([0, `${deployment.origin} serves release ${version}.\n`, '']);
    }
    expect(JSON.parse(run(listing('pinned'), deployment.origin).stdout).file).toBe(file);

    // Three of eight requests fail, one of them for its method.
    const ask = (method, body) => fetch(`${deployment.origin}/connect`, { method, body, headers: { 'content-type': 'application/json' } });
    const body = (scenario) => JSON.stringify({ connect_token: `cot_sandbox-${scenario}--share`, route: 'session_start', type: 'submit', action: 'VPP' });
    const statuses = [];
    for (const scenario of ['active', 'active', 'active', 'rate_limit', 'http_500_no_object', 'active', 'expired_token', 'active']) {
      statuses.push((await ask('POST', body(scenario))).status);
    }
    await ask('PUT', '{}');
    const count = (test) => statuses.filter(test).length;
    expect([count((status) => status === 429), count((status) => status === 500), count((status) => status < 300)]).toEqual([1, 1, 5]);
    const share = () => {
      const log = deployment.logged().replace(/^.*upstream prematurely.*\n/gm, '');
      return spawnSync('/bin/sh', ['-c', listing('share').replace('/var/log/nginx/access.log', '-')], { cwd: ROOT, input: log, encoding: 'utf8' }).stdout;
    };
    expect(read(join(FOLDER, 'go-live.md'))).toMatch(/^ {4}requests \d+\n {4}4xx [\d.]+ %\n {4}429 [\d.]+ %\n {4}5xx [\d.]+ %$/m);
    await expect.poll(share).toBe('requests 8\n4xx 25.00 %\n429 12.50 %\n5xx 12.50 %\n');

    guard.expectOrigin(deployment.origin);
    // Nobody has put the logo there.
    guard.expectStatus(404);
    await page.goto(`${deployment.origin}/v1/`);
    await expect.poll(() => look(page)).toMatchObject({ accent: '#2b41c6', radius: '0.5rem', font: 'Georgia, serif', logo: `url("${deployment.origin}/v1/logo.svg")` });
  } finally {
    await deployment.stop();
  }
});

test('the check says what is wrong', async ({ sandbox, app, servers }) => {
  // The portal's server is in this process, which must not wait.
  const check = (...words) => new Promise((resolve) => {
    execFile(join(DEPLOY, 'check.sh'), words, (error, stdout, stderr) => resolve({ status: error?.code ?? 0, stdout, stderr }));
  });
  const { version } = pinned();
  expect(await check(app.origin, '--origin', servers.portal.origin, '--origin', servers.other.origin, '--version', version)).toMatchObject({ status: 0, stderr: '' });
  const wrong = await check(`${sandbox.origin}/`, '--origin', 'https://portal.example', '--origin', 'http://localhost', '--version', '0.0.9');
  expect([wrong.status, wrong.stdout]).toEqual([1, '']);
  expect(wrong.stderr.split('\n')).toEqual([
    "the page's policy does not let https://portal.example show it in a frame",
    "the page's policy does not let http://localhost show it in a frame",
    `the release is ${version}, not 0.0.9`, '',
  ]);
  // A server without the page.
  const { origin, pages } = servers.portal;
  const bare = await check(origin);
  expect(bare).toMatchObject({ status: 1, stdout: '' });
  expect(bare.stderr.split('\n')).toEqual([`${origin}/v1/: HTTP/1.1 404 Not Found`, `${origin}/v1/vpp-summary.js: HTTP/1.1 404 Not Found`, 'embed.json has no version', '']);
  // One whose headers are rewritten.
  pages.set('/v1/', ['', { 'content-security-policy': "default-src 'none'; frame-ancestors 'none'", 'x-frame-options': 'DENY' }]);
  pages.set('/v1/vpp-summary.js', ['', {}]);
  const { stderr } = await check(origin);
  for (const part of ["lacks: script-src 'self' 'wasm-unsafe-eval'", "lacks: require-trusted-types-for 'script'", 'adds X-Frame-Options', 'no Access-Control-Allow-Origin']) expect(stderr).toContain(part);
  expect(stderr).not.toContain('lacks: frame-ancestors');
  for (const path of ['/v1/', '/v1/vpp-summary.js']) pages.delete(path);
  expect((await check('http://127.0.0.1:1')).stderr).toContain('http://127.0.0.1:1/v1/: no answer');
  for (const words of [[], [origin, '--version'], [origin, '--other', 'x']]) {
    expect(await check(...words)).toMatchObject({ status: 2, stderr: expect.stringContaining('deploy/check.sh https://pages.example') });
  }
});

test('the shares are read from Caddy’s log, too', () => {
  const line = (status, uri = '/connect') => `{"request":{"remote_ip":"127.0.0.1","method":"POST","uri":"${uri}"},"size":12,"status":${status}}\n`;
  const log = [200, 200, 502, 429].map((status) => line(status)).join('') + line(404, '/v1/');
  const { stdout } = spawnSync('awk', ['-f', join(DEPLOY, 'connect-share.awk')], { input: log, encoding: 'utf8' });
  expect(stdout).toBe('requests 4\n4xx 25.00 %\n429 25.00 %\n5xx 25.00 %\n');
  expect(spawnSync('awk', ['-f', join(DEPLOY, 'connect-share.awk')], { input: '', encoding: 'utf8' }).stdout).toBe('requests 0\n4xx 0.00 %\n429 0.00 %\n5xx 0.00 %\n');
});

test('the component for React compiles', async () => {
  const { code } = await transform(listing('react'), { loader: 'jsx', jsx: 'automatic' });
  expect(code).toContain('vpp-summary-element/react');
});
