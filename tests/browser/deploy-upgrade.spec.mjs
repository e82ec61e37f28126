// The three commands of deploy/README.md for upgrade and rollback, as they are written there, with nginx and open pages.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { deploy, programOf } from './support/deployment.mjs';
import { Partner, test } from './support/partner.mjs';
import { DEPLOY, DIST, read } from './support/paths.mjs';
import { expect } from './support/test.mjs';

const README = read(join(DEPLOY, 'README.md'));
const COMMANDS = [...README.matchAll(/^ {4}.*\/srv\/vpp.* # (?:upgrade|now|rollback).*$/gm)].map(([line]) => line.trim());
const [FIRST] = /mkdir -p \/srv\/vpp.* # the first time$/m.exec(README);

/** Another build into this folder: the same page, with other hashes in all names, and an element of another content. */
function buildAnother(folder) {
  const seal = (bytes) => `sha384-${createHash('sha384').update(bytes).digest('base64')}`;
  const rename = (text) => text.replaceAll(/-([0-9a-f]{16})\./g, (_, hash) => `-${[...hash].reverse().join('')}.`);
  const files = new Map();
  const seals = [];
  for (const name of readdirSync(DIST).filter((name) => !/\.(br|gz)$/.test(name))) {
    const old = readFileSync(join(DIST, name));
    let bytes = /\.(html|js|json|css)$/.test(name) ? Buffer.from(rename(old.toString())) : old;
    if (name.startsWith('embed-')) bytes = Buffer.concat([bytes, Buffer.from('// another\n')]);
    files.set(rename(name), bytes);
    seals.push([seal(old), seal(bytes)]);
  }
  for (const name of ['index.html', 'embed.json']) {
    files.set(name, Buffer.from(seals.reduce((text, [old, now]) => text.replaceAll(old, now), files.get(name).toString())));
  }
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of files) {
    writeFileSync(join(folder, name), bytes);
    if (name === 'index.html' || name.endsWith('.d.ts')) continue;
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(bytes));
    writeFileSync(join(folder, `${name}.gz`), gzipSync(bytes));
  }
}

test('upgrade and rollback break neither a pinned script nor an open page', async ({ page, context, guard, servers, appFor }) => {
  test.skip(!programOf('nginx') || process.platform !== 'linux', 'nginx is not installed, or `mv` is not that of Linux');
  const folder = mkdtempSync(join(tmpdir(), 'vpp-upgrade-'));
  const root = join(folder, 'srv');
  const run = (line) => execFileSync('/bin/sh', ['-ec', line.replaceAll('/srv/vpp', root)], { cwd: folder });
  const command = (n) => run(COMMANDS[n]);
  cpSync(DIST, join(folder, 'dist/v1'), { recursive: true });
  run(FIRST);
  rmSync(join(folder, 'dist'), { recursive: true });
  buildAnother(join(folder, 'dist/v1'));
  const settings = { VPP_CONNECT_UPSTREAM: servers.sandbox.origin, VPP_CONNECT_PATH: '/connect', VPP_ALLOWED_ORIGINS: servers.portal.origin };
  const deployment = await deploy('nginx', settings, { root });
  try {
    guard.expectOrigin(deployment.origin);
    guard.expectConnectAt(`${deployment.origin}/connect`);
    const open = async () => {
      const app = appFor({ page: await context.newPage(), origin: deployment.origin });
      await app.goto(`/v1/#fp_cot=${app.tokenOf('documented')}`);
      await app.toBe('ready');
      return app;
    };
    const loaderOf = (frame) => frame.locator('script[src*="loader"]').getAttribute('src');
    /** Chooses a language whose texts have not been asked for yet. */
    const choose = async ({ page }, language, tag) => {
      await page.locator('#tab-settings').click();
      await page.locator('select#language').selectOption({ label: language });
      await expect(page.locator('html')).toHaveAttribute('lang', tag);
    };
    const pinned = JSON.parse(readFileSync(join(root, 'v1/embed.json'), 'utf8'));
    const portal = new Partner({ page, app: appFor({ page, origin: deployment.origin }), server: servers.portal });
    const head = ({ file, integrity }) => `<script type="module" src="${deployment.origin}/v1/${file}" integrity="${integrity}" crossorigin></script>`;

    const before = await open();
    const first = await loaderOf(before.page);
    expect(await loaderOf(await portal.open('documented', { head: head(pinned) }))).toBe(first);

    expect(COMMANDS).toHaveLength(3);
    command(0);
    expect(await loaderOf((await open()).page), 'nothing has changed yet').toBe(first);
    command(1);
    const during = await open();
    const second = await loaderOf(during.page);
    expect(second).not.toBe(first);
    expect(await loaderOf(await portal.open('documented', { head: head(pinned) })), 'the old script').toBe(second);
    const current = JSON.parse(await (await fetch(`${deployment.origin}/v1/embed.json`)).text());
    expect(current.file).not.toBe(pinned.file);
    expect(await loaderOf(await portal.open('documented', { head: head(current) })), 'the new script').toBe(second);
    await choose(before, 'Deutsch', 'de');

    command(2);
    expect(await loaderOf((await open()).page)).toBe(first);
    await choose(during, 'Français', 'fr');
    for (const script of [pinned, current]) {
      expect(await loaderOf(await portal.open('documented', { head: head(script) })), script.file).toBe(first);
    }
  } finally {
    await deployment.stop();
    rmSync(folder, { recursive: true });
  }
});
