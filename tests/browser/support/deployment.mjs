// The very configurations of deploy/, with a server of their own for each test file: nginx, and Caddy where it is there.

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DIST, ROOT } from './paths.mjs';

/** Where the programs are; `cargo xtask test` installs nginx where it can. */
const PROGRAMS = {
  nginx: [process.env.NGINX, '/usr/sbin/nginx', '/usr/local/sbin/nginx', '/opt/homebrew/bin/nginx'],
  caddy: [process.env.CADDY, '/usr/bin/caddy', '/usr/local/bin/caddy', '/opt/homebrew/bin/caddy'],
};

export const programOf = (name) => PROGRAMS[name].find((path) => path && existsSync(path));

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Starts a server as deploy/ describes it. `settings` are those of deploy/vpp.env. */
export async function deploy(name, settings) {
  const folder = mkdtempSync(join(tmpdir(), `vpp-${name}-`));
  const logs = join(folder, 'logs');
  const root = join(folder, 'root');
  mkdirSync(logs);
  mkdirSync(root);
  // As an operator switches versions: by a link.
  symlinkSync(DIST, join(root, 'v1'));
  writeFileSync(join(root, 'secret.txt'), 'secret');
  const port = await freePort();
  const listen = name === 'nginx' ? `127.0.0.1:${port}` : `http://127.0.0.1:${port}`;
  const env = { VPP_LISTEN: listen, VPP_ROOT: root, VPP_LOGS: logs, ...settings };
  const child = name === 'nginx' ? startNginx(folder, env) : startCaddy(env);
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk));
  const origin = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + 10_000;
  for (;;) {
    const up = await fetch(`${origin}/v1/`).then((response) => response.ok, () => false);
    if (up) break;
    if (Date.now() > deadline || child.exitCode !== null) throw new Error(`${name} did not start: ${printed}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const stop = async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true });
  };
  /** Everything that the server has written down. */
  const logged = () => ['access.log', 'error.log'].map((file) => join(logs, file)).filter(existsSync)
    .map((file) => readFileSync(file, 'utf8')).join('') + printed;
  return { name, origin, stop, logged };
}

function startNginx(folder, env) {
  const template = readFileSync(join(ROOT, 'deploy/nginx.conf.template'), 'utf8');
  // What envsubst does.
  writeFileSync(join(folder, 'vpp.conf'), template.replaceAll(/\$\{(VPP_[A-Z_]+)\}/g, (_, name) => env[name]));
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
    }`);
  const test = spawnSync(program, ['-t', '-q', '-c', join(folder, 'nginx.conf')], { encoding: 'utf8' });
  if (test.stderr) throw new Error(test.stderr);
  return spawn(program, ['-c', join(folder, 'nginx.conf')], { stdio: ['ignore', 'pipe', 'pipe'] });
}

function startCaddy(env) {
  const config = join(ROOT, 'deploy/Caddyfile');
  return spawn(programOf('caddy'), ['run', '--config', config, '--adapter', 'caddyfile'], {
    env: { ...process.env, ...env, XDG_DATA_HOME: dirname(env.VPP_LOGS), XDG_CONFIG_HOME: dirname(env.VPP_LOGS) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
