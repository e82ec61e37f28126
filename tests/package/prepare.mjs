// Packs the package and installs it from the tarball into fresh copies of the apps beside this file, in target/package/. What the
// lock files list is installed again only when they change, and the package only when it changes. The apps are built every time.

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../browser/support/paths.mjs';

const HERE = join(ROOT, 'tests/package');

/** Where everything is put. */
export const WORK = join(ROOT, 'target/package');

/** The package as partners get it. */
export const TARBALL = join(WORK, 'vpp-summary-element.tgz');

/** The apps, and the tools that judge the tarball. */
const APPS = ['react', 'react18', 'svelte', 'vue'];

/** A program of an installed package. */
export const binary = (app, name) => join(WORK, app, 'node_modules/.bin', name);

/** Runs a program. Returns what it prints; if it fails, the error's message has that. */
export async function run(program, words, options) {
  const { stdout, stderr } = await promisify(execFile)(program, words, { maxBuffer: 64 << 20, ...options }).catch((error) => {
    throw new Error(`${[program, ...words].join(' ')}\n${error.stdout}${error.stderr || error.message}`);
  });
  return stdout + stderr;
}

const npm = (words, cwd) => run('npm', [...words, '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'], { cwd });

const hash = (...parts) => createHash('sha256').update(parts.join('\n')).digest('hex');

const readIfThere = (path) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
};

async function pack() {
  const folder = join(WORK, 'pack');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await npm(['pack', join(ROOT, 'embed'), '--pack-destination', folder], ROOT);
  const [name] = readdirSync(folder);
  cpSync(join(folder, name), TARBALL);
}

/** Copies an app and installs what it needs: what its lock file lists, and the tarball. */
async function install(app, tarball) {
  const folder = join(WORK, app);
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) if (!name.startsWith('node_modules')) rmSync(join(folder, name), { recursive: true });
  cpSync(join(HERE, app), folder, { recursive: true });
  // The page of React 18 is that of React 19.
  if (app === 'react18') cpSync(join(HERE, 'react/src'), join(folder, 'src'), { recursive: true });
  const lock = readFileSync(join(folder, 'package-lock.json'), 'utf8');
  const stamp = join(folder, 'node_modules/.installed-by');
  const [locked, packed] = [hash(lock), tarball ? hash(readFileSync(tarball, 'base64')) : ''];
  let [lockedBefore, packedBefore] = readIfThere(stamp)?.split(' ') ?? [];
  if (lockedBefore !== locked) {
    await npm(['ci'], folder);
    packedBefore = undefined;
  }
  if (tarball && packedBefore !== packed) await npm(['install', '--no-save', '--no-package-lock', tarball], folder);
  writeFileSync(stamp, `${locked} ${packed}`);
}

/** Builds an app with its own Vite: for development (where frameworks check more), for production, and for a server. */
async function build(app) {
  const cwd = join(WORK, app);
  const vite = (words, NODE_ENV) =>
    run(binary(app, 'vite'), ['build', '--logLevel', 'warn', ...words], { cwd, env: { ...process.env, NODE_ENV } });
  await vite(['--outDir', 'dist'], 'production');
  await vite(['--outDir', 'dist-dev', '--mode', 'development'], 'development');
  const server = app === 'vue' ? 'src/server.ts' : 'src/server.tsx';
  await vite(['--ssr', server, '--outDir', 'dist-server', '--mode', 'development'], 'development');
}

/** The app of React 18, which has no build tool of its own. */
async function bundleReact18() {
  const { build } = await import('esbuild');
  const folder = join(WORK, 'react18');
  const options = {
    absWorkingDir: folder, bundle: true, format: 'esm', jsx: 'automatic', jsxDev: true, logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"development"' },
  };
  await build({ ...options, entryPoints: ['src/main.tsx'], outfile: 'dist-dev/main.js' });
  await build({ ...options, entryPoints: ['src/server.tsx'], outfile: 'dist-server/server.js', platform: 'node', packages: 'external' });
  const html = readFileSync(join(HERE, 'react/index.html'), 'utf8');
  writeFileSync(join(folder, 'dist-dev/index.html'), html.replace('/src/main.tsx', '/main.js'));
}

/** Prepares everything; Playwright calls this before the tests. */
export default async function prepare() {
  mkdirSync(WORK, { recursive: true });
  const packed = pack();
  const tools = install('tools');
  await packed;
  for (const app of APPS) await install(app, TARBALL);
  await Promise.all([build('react').then(bundleReact18), build('vue'), tools]);
}
