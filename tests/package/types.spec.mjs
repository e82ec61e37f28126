// The package's types, as the compilers of its users read them: `skipLibCheck` is off, and what is wrong does not compile.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { WORK, binary, run } from './prepare.mjs';

/** The files that a compiler reads, which it lists. */
const listed = (text) => text.trim().split('\n').filter((line) => line.startsWith('/'));

/** Compiles an app. Every `@ts-expect-error` in it stands for an error that has to be there. */
async function compile(app, program, words = []) {
  const printed = await run(binary(app, program), [...words, '--listFiles'], { cwd: join(WORK, app) });
  const files = listed(printed);
  expect(files.some((path) => path.endsWith('/vpp-summary-element/index.d.ts'))).toBe(true);
  return files;
}

for (const app of ['react', 'react18']) {
  test(`${app} compiles, and a wrong property or detail does not`, async () => {
    test.setTimeout(90_000);
    expect(readFileSync(join(WORK, app, 'src/types.tsx'), 'utf8').match(/@ts-expect-error/g)).toHaveLength(14);
    const files = await compile(app, 'tsc');
    expect(files.filter((path) => !path.startsWith(join(WORK, app)))).toEqual([]);
    expect(files.filter((path) => /node_modules\/(vue|svelte|@vue)\//.test(path))).toEqual([]);
  });
}

test('Vue’s templates compile, and a wrong property or detail does not', async () => {
  test.setTimeout(90_000);
  const files = await compile('vue', 'vue-tsc');
  expect(files.filter((path) => /node_modules\/(@types\/react|react|svelte)\//.test(path))).toEqual([]);
});

test('Svelte’s templates compile, and a wrong property or detail does not', async () => {
  test.setTimeout(90_000);
  const cwd = join(WORK, 'svelte');
  const { message } = await run(binary('svelte', 'svelte-check'), ['--tsconfig', 'tsconfig.json', '--output', 'machine'], { cwd }).catch((error) => error);
  const wrong = [...message.matchAll(/^\d+ (?:ERROR|WARNING) "([^"]*)" (\d+):/gm)].map(([, file, line]) => `${file}:${line}`);
  const lines = readFileSync(join(cwd, 'src/Wrong.svelte'), 'utf8').split('\n');
  const expected = lines.flatMap((line, at) => (line.startsWith('<vpp-summary') ? [`src/Wrong.svelte:${at + 1}`] : []));
  expect(expected).toHaveLength(7);
  expect(wrong).toEqual(expected);
});

test('without a framework, the loader compiles, by the rules of bundlers and of Node', async () => {
  test.setTimeout(90_000);
  const cwd = join(WORK, 'svelte');
  writeFileSync(join(cwd, 'plain.mts'), `
    import { loadVppSummary, type VppError } from 'vpp-summary-element';
    import manifest from 'vpp-summary-element/custom-elements.json' with { type: 'json' };
    const show = ({ kind }: VppError) => kind;
    loadVppSummary({ src: 'https://pages.example/v1/vpp-summary.js' }).then(({ prototype }) => prototype.retry());
    document.querySelector('vpp-summary')!.addEventListener('error', ({ detail }) => void show(detail));
    // @ts-expect-error No such kind.
    document.querySelector('vpp-summary')!.addEventListener('error', ({ detail }) => detail.kind === 'broken');
    void manifest.modules;
  `);
  const words = ['--noEmit', '--strict', '--target', 'es2022', '--resolveJsonModule', '--typeRoots', 'none', '--skipLibCheck', 'false', '--listFiles', '--ignoreConfig'];
  for (const rules of [['--module', 'nodenext'], ['--module', 'esnext', '--moduleResolution', 'bundler']]) {
    const printed = await run(binary('react', 'tsc'), [...words, ...rules, 'plain.mts'], { cwd });
    const own = listed(printed).filter((path) => /node_modules/.test(path) && !/node_modules\/@?typescript\//.test(path));
    expect(own.filter((path) => !path.includes('node_modules/vpp-summary-element/'))).toEqual([]);
  }
});
