// The two releases that are tested, and what is done with them as deploy/README.md says it.

import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { read } from '../browser/support/paths.mjs';

/** A release in a folder that a variable names. */
function release(name, variable) {
  const folder = process.env[variable] && resolve(process.env[variable]);
  if (!folder || !existsSync(join(folder, 'dist/v1/index.html'))) {
    throw new Error(`${variable} names no folder with a release; \`cargo xtask release --check\` makes it.`);
  }
  const embed = () => JSON.parse(read(join(folder, 'dist/v1/embed.json')));
  return { name, folder, dist: join(folder, 'dist'), deploy: join(folder, 'deploy'), version: embed().version, embed };
}

export const NOW = release('this release', 'ARCHIVE');
export const BEFORE = release('the release before', 'BEFORE');

const README = read(join(NOW.deploy, 'README.md'));

/** A command of the README for a release in a folder, by the comment behind it. */
export function follow(comment, cwd, srv) {
  const lines = README.split('\n').filter((line) => line.startsWith('    ') && line.trimEnd().endsWith(`# ${comment}`));
  if (lines.length !== 1) throw new Error(`deploy/README.md has ${lines.length} commands with the comment "${comment}".`);
  execFileSync('/bin/sh', ['-ec', lines[0].replaceAll('/srv/vpp', srv)], { cwd });
}

/** Checks and unpacks the archive by the README's commands, as an operator who has downloaded nothing else. @returns the folder */
export function unpack(folder) {
  const [number] = NOW.version.split('+');
  const commands = README.split('\n').filter((line) => /^ {4}(sha256sum|tar) /.test(line)).join('\n').replaceAll('VERSION', number);
  for (const file of [`vpp-summary-${number}.tar.gz`, 'SHA256SUMS']) copyFileSync(join(process.env.RELEASE, file), join(folder, file));
  return execFileSync('/bin/sh', ['-ec', `{ ${commands}\n} >&2; pwd`], { cwd: folder, encoding: 'utf8' }).trim();
}

/** The README's commands for nginx, with plain http, in a folder instead of /etc/nginx, and `start` instead of a reload. */
export function nginxCommands(folder, start) {
  const commands = /^nginx \(Debian.*\n\n((?: {4}.*\n)+)/m.exec(README)?.[1];
  if (!commands) throw new Error('deploy/README.md has no commands for nginx.');
  const plain = commands.split('\n').filter((line) => !line.includes('# for https')).join('\n');
  const rendered = plain.replaceAll('/etc/nginx/', `${folder}/`).replace(/^.*systemctl.*$/m, start);
  if (!rendered.includes(start)) throw new Error('The README’s commands no longer reload nginx.');
  return rendered;
}
