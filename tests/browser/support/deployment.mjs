// Servers with the configurations of deploy/ itself: nginx, and Caddy where they are installed.

import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { connect } from 'node:tls';
import { DEPLOY, DIST, read } from './paths.mjs';

/** Where the programs are. `cargo xtask test` installs them where it can. */
const PROGRAMS = {
  nginx: [process.env.NGINX_BIN, '/usr/sbin/nginx', '/usr/local/sbin/nginx', '/opt/homebrew/bin/nginx'],
  caddy: [process.env.CADDY_BIN, '/usr/bin/caddy', '/usr/local/bin/caddy', '/opt/homebrew/bin/caddy'],
};

export const programOf = (name) => PROGRAMS[name].find((path) => path && existsSync(path));

export async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The settings of a vpp.env, as a shell reads them by the commands of deploy/README.md. */
function readSettings(deployFolder) {
  const script = 'set -a; . ./vpp.env; . ./resolver.envsh; env';
  const printed = execFileSync('/bin/sh', ['-c', script], { cwd: deployFolder, env: { PATH: process.env.PATH }, encoding: 'utf8' });
  return Object.fromEntries([...printed.matchAll(/^(VPP_\w+)=(.*)$/gm)].map(([, key, value]) => [key, value]));
}

/** What envsubst does with these variables. */
export const envsubst = (template, env) => template.replaceAll(/\$\{(\w+)\}/g, (whole, name) => env[name] ?? whole);

/**
 * Starts a server as deploy/ describes it. `settings` override those of deploy/vpp.env, `root` is another folder to serve,
 * `deployFolder` is the deploy/ of another release, and `beside` is another server of the same nginx. With a `certificate` for localhost, the page is at the address `secure`, to
 * which plain http redirects.
 */
export async function deploy(name, settings, { root, deployFolder = DEPLOY, beside = '', certificate } = {}) {
  const folder = mkdtempSync(join(tmpdir(), `vpp-${name}-`));
  const logs = join(folder, 'logs');
  mkdirSync(logs);
  if (!root) {
    mkdirSync((root = join(folder, 'root')));
    // A link, by which operators switch versions.
    symlinkSync(DIST, join(root, 'v1'));
    writeFileSync(join(root, 'secret.txt'), 'secret');
  }
  const port = await freePort();
  const own = { VPP_LISTEN: `127.0.0.1:${port}`, VPP_ROOT: root, VPP_LOGS: logs, VPP_INCLUDE: `${folder}/vpp.d/*.conf` };
  const securePort = certificate && await freePort();
  let include = '';
  if (name === 'caddy') own.VPP_LISTEN = certificate ? `https://localhost:${securePort}` : `:${port}`;
  if (name === 'nginx' && certificate) {
    const [parameter, directive] = http2();
    include = read(join(deployFolder, 'nginx-tls.conf.template')) + directive;
    Object.assign(own, { VPP_LISTEN_TLS: `127.0.0.1:${securePort} ssl${parameter}`, VPP_CERTIFICATE: certificate.cert, VPP_CERTIFICATE_KEY: certificate.key });
  }
  const env = { ...readSettings(deployFolder), ...own, ...settings };
  mkdirSync(join(folder, 'vpp.d'));
  writeFileSync(join(folder, 'vpp.d/own.conf'), envsubst(include, env));
  const child = name === 'nginx' ? startNginx(folder, deployFolder, env, beside) : startCaddy(folder, deployFolder, env, certificate && { ...certificate, port });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk));
  const origin = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + 10_000;
  for (;;) {
    // With https, http redirects there.
    const up = await fetch(`${origin}/v1/`, { redirect: 'manual' }).then(({ status }) => [200, 301, 308].includes(status), () => false);
    if (up && (!certificate || await speaksTls(securePort))) break;
    if (Date.now() > deadline || child.exitCode !== null) {
      child.kill();
      throw new Error(`${name} did not start: ${printed}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  /** Everything that the server has logged. */
  const logged = () => [...readdirSync(logs).map((file) => join(logs, file)), join(folder, 'start.log')].filter(existsSync)
    .map((file) => readFileSync(file, 'utf8')).join('') + printed;
  /** Ends the server. @returns everything that it has logged */
  const stop = async () => {
    const ended = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGTERM');
    await ended;
    const all = logged();
    rmSync(folder, { recursive: true });
    return all;
  };
  return { name, origin, secure: certificate && `https://localhost:${securePort}`, stop, logged };
}

/** How this nginx is told to speak HTTP/2: a parameter of `listen`, or a directive. */
function http2() {
  const { stderr } = spawnSync(programOf('nginx'), ['-v'], { encoding: 'utf8' });
  const [major, minor, patch] = /(\d+)\.(\d+)\.(\d+)/.exec(stderr).slice(1).map(Number);
  return (major - 1) * 1e6 + minor * 1e3 + patch < 25_001 ? [' http2', ''] : ['', '\nhttp2 on;\n'];
}

const speaksTls = (port) => new Promise((resolve) => {
  const socket = connect({ port, host: '127.0.0.1', servername: 'localhost', rejectUnauthorized: false });
  socket.once('secureConnect', () => resolve(true)).once('error', () => resolve(false)).once('close', () => resolve(false));
  socket.once('secureConnect', () => socket.destroy());
});

function startNginx(folder, deployFolder, env, beside) {
  const template = read(join(deployFolder, 'nginx.conf.template'));
  writeFileSync(join(folder, 'vpp.conf'), envsubst(template, env));
  const program = programOf('nginx');
  const types = '/etc/nginx/mime.types';
  if (!existsSync(types)) throw new Error(`There is no ${types}, which deploy/nginx.conf.template includes.`);
  writeFileSync(join(folder, 'nginx.conf'), `
    ${process.getuid?.() === 0 ? 'user root;' : ''}
    daemon off; worker_processes 1; pid ${folder}/pid;
    error_log ${folder}/start.log;
    events {}
    http {
      ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${folder}/${kind};`).join('\n')}
      include ${folder}/vpp.conf;
      ${envsubst(beside, env)}
    }`);
  const test = spawnSync(program, ['-t', '-q', '-c', join(folder, 'nginx.conf')], { encoding: 'utf8' });
  if (test.stderr) throw new Error(test.stderr);
  return spawn(program, ['-c', join(folder, 'nginx.conf')], { stdio: ['ignore', 'pipe', 'pipe'] });
}

/**
 * Caddy reads deploy/Caddyfile. With a certificate it starts with what it has read, the certificate, which it would otherwise
 * obtain by itself, and another port for plain http.
 */
function startCaddy(folder, deployFolder, env, certificate) {
  const program = programOf('caddy');
  const own = { env: { ...process.env, ...env, XDG_DATA_HOME: dirname(env.VPP_LOGS), XDG_CONFIG_HOME: dirname(env.VPP_LOGS) } };
  let config = ['--config', join(deployFolder, 'Caddyfile'), '--adapter', 'caddyfile'];
  if (certificate) {
    const { apps, ...others } = JSON.parse(execFileSync(program, ['adapt', ...config], { ...own, stdio: ['ignore', 'pipe', 'pipe'] }));
    const file = join(folder, 'caddy.json');
    const tls = { ...apps.tls, certificates: { load_files: [{ certificate: certificate.cert, key: certificate.key }] } };
    writeFileSync(file, JSON.stringify({ ...others, apps: { ...apps, tls, http: { ...apps.http, http_port: certificate.port } } }));
    config = ['--config', file];
  }
  return spawn(program, ['run', ...config], { ...own, stdio: ['ignore', 'pipe', 'pipe'] });
}
