// The element's files without a browser: on a server, for a compiler, next to the page's rules and the threat model.

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@playwright/test';
import { ADDRESS_RULES, ELEMENT, ELEMENT_TYPES, PROBLEMS, SPECS, THREAT_MODEL, TYPESCRIPT, read } from './support/paths.mjs';

test('importing the element on a server does nothing and does not fail', () => {
  const before = 'const before = Object.getOwnPropertyNames(globalThis).length;';
  const load = `const element = await import(${JSON.stringify(pathToFileURL(ELEMENT).href)});`;
  const tell = 'process.stdout.write(`${Object.keys(element).sort()} ${Object.getOwnPropertyNames(globalThis).length - before}`);';
  const program = ['--input-type=module', '--eval', before + load + tell];
  expect(execFileSync(process.execPath, program, { encoding: 'utf8' })).toBe('VppSummary,isSafeUrl,mayFollow 0');
});

test('the element follows the addresses that the page follows, and no others', async () => {
  const { mayFollow } = await import(pathToFileURL(ELEMENT).href);
  const source = read(ADDRESS_RULES);
  const table = (test) => {
    const [, list] = new RegExp(`fn ${test}\\(\\) \\{\\s*for text in \\[([^]*?)\\n        \\]`).exec(source);
    return [...list.matchAll(/^\s*("(?:[^"\\]|\\.)*"),/gm)].map(([, text]) => JSON.parse(text.replace('\\u{1}', '\\u0001')));
  };
  const [yes, no] = [table('follows_web_addresses_and_app_links'), table('never_follows_code_files_or_nonsense')];
  expect([yes.length > 7, no.length > 30]).toEqual([true, true]);
  const listed = ['MYAPP', 'com.example.app'];
  expect(yes.filter((address) => !mayFollow(address, listed))).toEqual([]);
  // What is not listed, and what no list can allow.
  expect(yes.filter((address) => mayFollow(address) !== /^https?:/i.test(address))).toEqual([]);
  const all = no.map((address) => address.split(':')[0]);
  expect(no.filter((address) => mayFollow(address, all))).toEqual([]);
  for (const schemes of [undefined, null, 'myapp', {}, [''], [1, {}], ['my'], ['myapp:']]) expect(mayFollow('myapp://done', schemes)).toBe(false);
  const [, never] = /const NEVER: \[&str; \d+\] = \[([^\]]*)\]/.exec(source);
  const schemes = never.match(/[a-z-]+/g);
  expect(schemes.length).toBeGreaterThan(15);
  expect(schemes.filter((scheme) => mayFollow(`${scheme}://x`, [scheme]))).toEqual([]);
});

test('every test that the threat model names exists', () => {
  const model = read(THREAT_MODEL);
  const specs = readdirSync(SPECS).filter((name) => name.endsWith('.spec.mjs'));
  const tests = specs.flatMap((name) => read(join(SPECS, name)).match(/\btest\((['`]).*?\1/g) ?? []);
  const rows = model.split('\n').filter((line) => line.startsWith('| ')).map((line) => line.split('|').at(-2));
  const named = rows.flatMap((cell) => [...cell.matchAll(/\*([^*]+)\*/g)].map(([, name]) => name));
  expect(named.length).toBeGreaterThan(20);
  const found = (name) => tests.some((title) => name.split(' … ').every((part) => title.includes(part)));
  expect(named.filter((name) => !found(name))).toEqual([]);
});

test('the types compile, and name every event, attribute and kind', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vpp-types-'));
  try {
    const right = `
      const element = document.querySelector('vpp-summary')!;
      element.connectToken = 'cot_x';
      element.theme = 'auto';
      element.navigation = true;
      element.fetchToken = async () => 'cot_y';
      element.addEventListener('error', ({ detail }) => { const retry: boolean = detail.retryable; if (retry) element.retry(); });
      element.addEventListener('route', (event) => { event.preventDefault(); const url: string | null = event.detail.url; void url; });
      element.addEventListener('period', ({ detail: { type, start, end } }) => void [type === 'DAY', start.length, end.length]);
      element.addEventListener('resize', ({ detail }) => detail.height.toFixed());
      element.referenceId = 'R-1';
      element.leapStatus = 'completed';
      element.confirmationUrl = location.href;
      element.addEventListener('confirmation', ({ detail: { authorizationId, refId, verified } }) => void [authorizationId?.length, refId?.length, verified === false]);
      element.addEventListener('focus', () => {});
    `;
    const programs = {
      right,
      theme: "document.querySelector('vpp-summary')!.theme = 'blue';",
      detail: "document.querySelector('vpp-summary')!.addEventListener('close', ({ detail }) => detail.urls);",
      kind: "document.querySelector('vpp-summary')!.addEventListener('error', ({ detail }) => detail.kind === 'broken');",
      verified: "document.querySelector('vpp-summary')!.addEventListener('confirmation', ({ detail }) => detail.verified === true);",
      callback: "document.querySelector('vpp-summary')!.fetchToken = async () => 5;",
    };
    const files = Object.entries(programs).map(([name, code]) => {
      writeFileSync(join(folder, `${name}.ts`), `import ${JSON.stringify(ELEMENT)};\n${code}`);
      return join(folder, `${name}.ts`);
    });
    const options = ['--noEmit', '--strict', '--target', 'es2022', '--module', 'nodenext'];
    const { stdout } = spawnSync(process.execPath, [TYPESCRIPT, ...options, ...files], { encoding: 'utf8' });
    const complaints = [...stdout.matchAll(/(\w+)\.ts\(\d+,\d+\): error TS/g)].map(([, name]) => name);
    expect(complaints.sort(), stdout).toEqual(Object.keys(programs).filter((name) => name !== 'right').sort());
    const [types, element] = [ELEMENT_TYPES, ELEMENT].map(read);
    const union = (name) => [.../type X =([^]*?');/.exec(types.replace(name, 'X'))[1].matchAll(/\| '(\w+)'/g)].map(([, one]) => one).sort();
    const listed = [...element.matchAll(/const (?:FINAL|KINDS) = \[([^\]]*)\]/g)].flatMap(([, list]) => list.match(/\w+(?=')/g));
    expect(union('VppErrorKind')).toEqual(listed.filter((kind) => kind !== 'FINAL').sort());
    const problem = read(PROBLEMS);
    const kinds = [...problem.matchAll(/Self::\w+ => "(\w+)"/g)].map(([, kind]) => kind);
    expect(kinds.length).toBeGreaterThan(8);
    expect(kinds.filter((kind) => !union('VppErrorKind').includes(kind))).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
