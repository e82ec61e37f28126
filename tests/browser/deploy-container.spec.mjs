// The container, as far as it can be tested without one: what the Containerfile says, and a start by the steps of the
// official image, with its settings of nginx, its folders and a user without privileges.

import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { freePort, programOf } from './support/deployment.mjs';
import { DEPLOY, ROOT, read as readFile } from './support/paths.mjs';

const read = (file) => readFile(join(DEPLOY, file));

/** The instructions of the Containerfile: `[name, words]`. */
const instructions = read('Containerfile').replaceAll(/^#.*\n/gm, '').replaceAll(/\\\n\s*/g, '').trim().split('\n')
  .map((line) => /^(\w+)\s+(.*)$/.exec(line).slice(1));
const all = (wanted) => instructions.filter(([name]) => name === wanted).map(([, words]) => words);
const defaults = Object.fromEntries(all('ENV').flatMap((words) => words.split(/\s+/)).map((word) => word.split(/=(.*)/s).slice(0, 2)));
const copies = all('COPY').map((words) => words.split(/\s+/));

/** The variables that a template asks for. */
const asked = (file) => [...new Set([...read(file).matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name))].sort();

test('every variable has a default, in the container and in vpp.env', () => {
  const inContainer = Object.keys(defaults).filter((name) => name.startsWith('VPP_')).sort();
  expect(inContainer).toEqual(asked('nginx.conf.template'));
  const inFile = [...read('vpp.env').matchAll(/^(\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]);
  expect(inFile.map(([name]) => name).sort()).toEqual([...inContainer, ...asked('nginx-tls.conf.template')].sort());
  for (const [name, value] of inFile.filter(([name]) => name in defaults && name !== 'VPP_ALLOWED_ORIGINS')) {
    expect(defaults[name], name).toBe(value);
  }
  const documented = read('README.md').split('## Upgrade')[0];
  for (const [name] of inFile) expect(documented, name).toContain(`\`${name}\``);
  for (const name of [...read('Caddyfile').matchAll(/VPP_[A-Z_]+/g)].map(([name]) => name)) {
    if (name !== 'VPP_') expect(Object.keys(defaults), name).toContain(name);
  }
});

test('what the image copies exists, and goes where the official image looks', () => {
  for (const [from] of copies) expect(existsSync(join(ROOT, from)), from).toBe(true);
  expect(Object.fromEntries(copies)).toEqual({
    'deploy/resolver.envsh': expect.stringMatching(/^\/docker-entrypoint\.d\/1[6-9]-[\w-]+\.envsh$/),
    'deploy/nginx.conf.template': '/etc/nginx/templates/default.conf.template',
    'dist/': `${defaults.VPP_ROOT}/`,
  });
  // Some releases of the image read only files that can be executed.
  expect(statSync(join(DEPLOY, 'resolver.envsh')).mode & 0o111).toBe(0o111);
  expect(all('FROM')).toEqual([expect.stringMatching(/^nginxinc\/nginx-unprivileged:\d+\.\d+-alpine$/)]);
  // A port below 1024 would need privileges, and a log of another name would be a file in the container.
  expect(Number(defaults.VPP_LISTEN)).toBeGreaterThan(1023);
  const logs = [...read('nginx.conf.template').matchAll(/\$\{VPP_LOGS\}\/([\w.]+)/g)].map(([, name]) => name);
  expect(logs).toEqual(['access.log']);
});

/**
 * The image's steps: its scripts by the order of their names, of which number 20 replaces, in each template, those variables of
 * the environment whose names match the filter, and none that is not set. A file that is not allowed to run is passed over.
 */
const START = `
set -e
substitute() {
  names=$(awk "BEGIN { for (name in ENVIRON) if (name ~ /$NGINX_ENVSUBST_FILTER/) printf \\"\\\${%s} \\", name }")
  for template in "$IMAGE"/etc/nginx/templates/*.template; do
    envsubst "$names" < "$template" > "$IMAGE/etc/nginx/conf.d/$(basename "$template" .template)"
  done
}
for script in "$IMAGE"/docker-entrypoint.d/*; do
  if [ -x "$script" ]; then . "$script"; fi
done
substitute
exec "$PROGRAM" -e "$IMAGE/var/log/nginx/error.log" -c "$IMAGE/etc/nginx/nginx.conf" -g 'daemon off;'
`;

test('it starts without privileges, keeps nginx’s own variables, and logs to its output', async () => {
  const program = programOf('nginx');
  test.skip(!program || Boolean(spawnSync('envsubst', ['--version']).error), 'nginx or envsubst is not installed');
  const image = mkdtempSync(join(tmpdir(), 'vpp-image-'));
  const at = (path) => join(image, path);
  // What the image contains.
  for (const folder of ['etc/nginx/conf.d', 'etc/nginx/templates', 'docker-entrypoint.d', 'var/log/nginx', 'tmp']) mkdirSync(at(folder), { recursive: true });
  symlinkSync('/dev/stdout', at('var/log/nginx/access.log'));
  symlinkSync('/dev/stderr', at('var/log/nginx/error.log'));
  writeFileSync(at('etc/nginx/nginx.conf'), `
    worker_processes 1; error_log ${at('var/log/nginx/error.log')} notice; pid ${at('tmp/nginx.pid')};
    events { worker_connections 1024; }
    http {
      ${['proxy', 'client_body', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${at(`tmp/${kind}`)};`).join(' ')}
      include /etc/nginx/mime.types; default_type application/octet-stream;
      log_format main '$remote_addr "$request" "$http_referer"'; access_log ${at('var/log/nginx/access.log')} main;
      sendfile on; keepalive_timeout 65;
      include ${at('etc/nginx/conf.d')}/*.conf;
    }`);
  for (const [from, to] of copies) cpSync(join(ROOT, from), at(to.replace(/\/$/, '')), { recursive: true, dereference: true });
  // In the image only these belong to its user. The page and the scripts are root's.
  const root = process.getuid?.() === 0;
  const nobody = root ? Number(execFileSync('id', ['-u', 'nobody'])) : process.getuid?.();
  chmodSync(image, 0o755);
  for (const folder of ['etc/nginx', 'etc/nginx/conf.d', 'tmp']) if (root) chownSync(at(folder), nobody, 0);
  const out = at('out');
  const output = openSync(out, 'a');
  if (root) chownSync(out, nobody, 0);

  const port = await freePort();
  const settings = Object.fromEntries(Object.entries(defaults).map(([name, value]) => [name, /^\/(srv|var)\//.test(value) ? image + value : value]));
  // Variables with the names of nginx's own, which a cluster could set, must not get into the template.
  const hostile = { uri: 'hostile', host: 'hostile', scheme: 'hostile', vpp_cache: 'hostile', status: 'hostile' };
  const given = { VPP_LISTEN: `127.0.0.1:${port}`, VPP_ALLOWED_ORIGINS: 'https://portal.example', VPP_CONNECT_UPSTREAM: 'http://127.0.0.1:1' };
  const env = { PATH: process.env.PATH, IMAGE: image, PROGRAM: program, ...hostile, ...settings, ...given };
  const as = root ? { uid: nobody, gid: nobody } : {};
  const child = spawn('/bin/sh', ['-c', START], { env, stdio: ['ignore', output, output], cwd: '/', ...as });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  let printed;
  try {
    const page = `http://127.0.0.1:${port}/v1/`;
    const answer = () => fetch(`${page}?fp_cot=cot_secret`).then(({ status }) => status, () => child.exitCode ?? 'not yet');
    await expect.poll(answer).toBe(200);
    if (root) expect(statSync(`/proc/${child.pid}`).uid).toBe(nobody);
    const { headers } = await fetch(page);
    expect(headers.get('content-security-policy')).toContain('frame-ancestors https://portal.example;');
    expect(headers.get('cache-control')).toBe('no-store');
    expect((await fetch(`${page}vpp-summary.js`)).headers.get('cache-control')).toBe('no-cache');
    expect((await fetch(`http://127.0.0.1:${port}/connect`, { method: 'POST' })).status).toBe(502);
    const check = /^CMD (.*)$/.exec(all('HEALTHCHECK')[0])[1];
    if (!spawnSync('wget', ['--version']).error) {
      for (const listen of [`${port}`, `127.0.0.1:${port}`, `[::]:${port} ipv6only=off`]) {
        expect(spawnSync('/bin/sh', ['-c', check], { env: { ...env, VPP_LISTEN: listen } }).status, listen).toBe(0);
      }
      expect(spawnSync('/bin/sh', ['-c', check], { env: { ...env, VPP_LISTEN: '1' } }).status).toBe(1);
    }
    expect(readFileSync(at('etc/nginx/conf.d/default.conf'), 'utf8')).not.toContain('hostile');
  } finally {
    child.kill('SIGQUIT');
    await ended;
    printed = readFileSync(out, 'utf8');
    rmSync(image, { recursive: true });
  }
  expect(printed).toContain('"GET /v1/index.html" 200');
  expect(printed).not.toMatch(/secret|\[(warn|error|crit|alert|emerg)\]/);
});
