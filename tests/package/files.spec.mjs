// The tarball without a browser: what is in it, what the tools of npm's users say of it, its size, and what it does on a server.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { build } from 'esbuild';
import { api } from '../../xtask/embed-api.mjs';
import { TARBALL, WORK, binary, run } from './prepare.mjs';

/** The most bytes that `vpp-summary-element/react` may add to an app: bundled without React, minified, after brotli. */
const REACT_LIMIT = 1200;

/** The package as React's app has it. */
const INSTALLED = join(WORK, 'react/node_modules/vpp-summary-element');

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

test('the tarball has the package’s files and no copy of the element', async () => {
  const listed = (await run('tar', ['--list', '--file', TARBALL])).trim().split('\n').map((path) => path.replace('package/', ''));
  expect(listed.sort()).toEqual([
    'CHANGELOG.md', 'LICENSE', 'README.md', 'custom-elements.json', 'index.d.ts', 'index.js', 'package.json', 'react.d.ts', 'react.js',
    'svelte.d.ts', 'svelte.js', 'vpp-summary.d.ts', 'vue.d.ts', 'vue.js',
  ]);
  for (const name of listed) expect(readFileSync(join(INSTALLED, name), 'utf8'), name).not.toMatch(/#frame|postMessage\(/);
});

test('the package has no dependencies and runs no script, so that Node alone packs and installs it', () => {
  const manifest = readJson(join(INSTALLED, 'package.json'));
  expect(manifest).not.toHaveProperty('private');
  for (const field of ['dependencies', 'optionalDependencies', 'bundleDependencies', 'scripts', 'bin']) expect(manifest, field).not.toHaveProperty(field);
  expect(Object.keys(manifest.peerDependencies)).toEqual(['react']);
  expect(manifest.peerDependenciesMeta).toEqual({ react: { optional: true } });
  for (const app of ['vue', 'svelte']) {
    const installed = Object.keys(readJson(join(WORK, app, 'node_modules/.package-lock.json')).packages);
    expect(installed).toContain('node_modules/vpp-summary-element');
    expect(installed).not.toContain('node_modules/react');
  }
});

test('publint finds nothing', async () => {
  expect(await run(binary('tools', 'publint'), ['run', TARBALL, '--strict'])).toContain('All good!');
});

test('the types are found by every compiler that finds the modules', async () => {
  test.setTimeout(60_000);
  const words = [TARBALL, '--profile', 'esm-only', '--format', 'json'];
  const { analysis, problems } = JSON.parse(await run(binary('tools', 'attw'), words));
  expect(Object.keys(analysis.entrypoints).sort()).toEqual(['.', './custom-elements.json', './package.json', './react', './svelte', './vue']);
  const found = Object.values(problems).flat().filter(({ resolutionKind }) => !['node10', 'node16-cjs'].includes(resolutionKind));
  expect(found).toEqual([]);
});

test('the manifest follows the schema, and names everything', () => {
  const require = createRequire(join(WORK, 'tools/package.json'));
  const { default: Ajv } = require('ajv');
  const validate = new Ajv({ allErrors: true, strict: false }).compile(require('custom-elements-manifest/schema.json'));
  const manifest = readJson(join(INSTALLED, 'custom-elements.json'));
  expect(validate(manifest), JSON.stringify(validate.errors)).toBe(true);
  expect(validate({ ...manifest, modules: [{ kind: 'none' }] })).toBe(false);
  const [element] = manifest.modules[0].declarations;
  const names = (list) => list.map(({ name }) => name);
  expect(element.tagName).toBe('vpp-summary');
  expect(names(element.attributes)).toEqual(api.properties.map(({ attribute }) => attribute).filter(Boolean));
  expect(names(element.members)).toEqual(names([...api.properties, ...api.methods]));
  expect(names(element.events)).toEqual(names(api.events));
  expect(names(element.cssProperties)).toEqual(api.appearance.map(({ name }) => `--vpp-${name}`));
});

test('./react adds at most 1,200 bytes to an app', async () => {
  const entry = join(INSTALLED, 'react.js');
  const options = { bundle: true, minify: true, format: 'esm', target: 'es2022', external: ['react'], write: false };
  const { outputFiles: [{ contents }] } = await build({ ...options, entryPoints: [entry] });
  const size = brotliCompressSync(contents, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
  expect(size).toBeLessThan(REACT_LIMIT);
  test.info().annotations.push({ type: 'size', description: `${size} bytes` });
});

test('importing the package on a server does nothing, and loading the element there rejects without ending the server', async () => {
  const program = `
    const before = Object.getOwnPropertyNames(globalThis).length;
    const { loadVppSummary } = await import('vpp-summary-element');
    for (const name of ['react', 'vue', 'svelte']) await import('vpp-summary-element/' + name);
    loadVppSummary({ src: 'https://pages.example/v1/vpp-summary.js' });
    await new Promise(setImmediate);
    const reason = await loadVppSummary({ src: '/' }).catch(({ message }) => message);
    process.stdout.write(reason + ' ' + (Object.getOwnPropertyNames(globalThis).length - before));
  `;
  const printed = await run(process.execPath, ['--input-type=module', '--eval', program], { cwd: join(WORK, 'react') });
  expect(printed).toBe('vpp-summary: there is no document; load the element in the browser 0');
});
