import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { api, generated, read } from './embed-api.mjs';

const inRoot = (path) => readFileSync(fileURLToPath(new URL(`../${path}`, import.meta.url)), 'utf8');

const element = read('vpp-summary.js');
const names = (list) => list.map(({ name }) => name);
const own = api.properties.filter(({ inherited }) => !inherited);

/** The one match of a pattern in a source, as the words of its first group. */
function words(source, pattern) {
  const matches = [...source.matchAll(pattern)];
  assert.equal(matches.length, 1, `one match of ${pattern}`);
  return matches[0][1].match(/[\w-]+/g);
}

/** Compares lists without regard to their order; none may be empty. */
function same(actual, expected) {
  assert.notEqual(expected.length, 0);
  assert.deepEqual(actual.toSorted(), expected.toSorted());
}

for (const [name, text] of Object.entries(generated())) {
  test(`embed/${name} is what embed/api.json says`, () => {
    assert.equal(read(name), text, 'run `node xtask/embed-api.mjs`');
  });
}

test('the element has the attributes and properties of embed/api.json', () => {
  const attributes = api.properties.map(({ attribute }) => attribute).filter(Boolean);
  // The element follows `lang` on all its ancestors.
  same(words(element, /observedAttributes = \[([^\]]*)\]/g), attributes.filter((name) => name !== 'lang'));
  same(words(element, /const OWN = '([^']*)'/g), names(own));
  same([...element.matchAll(/^ {2}set (\w+)\(/gm)].map(([, name]) => name), names(own));
  for (const { name } of api.methods) assert.match(element, new RegExp(`^  ${name}\\(\\) \\{`, 'm'));
});

test('the element has the events of embed/api.json', () => {
  // tests/package compares the fields of their details with those of real events.
  const emitted = [...element.matchAll(/#emit\('(\w+)'/g)].map(([, name]) => name);
  const cancelable = [...element.matchAll(/type === 'vpp:(\w+)' \|\| type === 'vpp:(\w+)'/g)].flatMap(([, ...both]) => both);
  same([...emitted, ...cancelable], names(api.events));
  same(cancelable, names(api.events.filter((one) => one.cancelable)));
});

test('the element has the kinds and the appearance of embed/api.json', () => {
  const kinds = api.kinds.flatMap(({ names, retryable }) => Object.keys(names).map((name) => [name, retryable]));
  const final = words(element, /const FINAL = \[([^\]]*)\]/g);
  same(final, kinds.filter(([, retryable]) => !retryable).map(([name]) => name));
  const all = [...final, ...words(element, /const KINDS = \[\.\.\.FINAL, ([^\]]*)\]/g)];
  same(all, kinds.map(([name]) => name));
  same(words(element, /const APPEARANCE = \(([^)]*)\)/g), names(api.appearance));
});

test('the page posts the actions of embed/api.json', () => {
  const sources = ['crates/core/src/domain/action.rs', 'crates/core/src/state/effect.rs'].map(inRoot).join('\n');
  same([...sources.matchAll(/Self::\w+(?:\(_\)|\(\.\.\))? => "([A-Z_]+)",/g)].map(([, name]) => name), api.actions);
});

test('the React component has the properties and events of embed/api.json', () => {
  const react = read('react.js');
  same(words(react, /const PROPERTIES = '([^']*)'/g), names(own));
  same(words(react, /const EVENTS = '([^']*)'/g), names(api.events));
});

test('the page takes the parameters of embed/api.json from its address', () => {
  const loader = inRoot('src/loader/loader.js');
  const parameters = api.properties.map(({ parameter }) => parameter).filter(Boolean);
  same(parameters, ['fp_cot', 'lang', 'leap_status', 'ref_id']);
  const returned = names(api.events.find(({ name }) => name === 'confirmation').fields).filter((name) => name !== 'verified');
  const taken = words(loader, /\(([a-z_|]+)\)\\W\*\?=\(\.\*\)/g);
  same(taken, [...parameters.filter((name) => !['fp_cot', 'lang'].includes(name)), ...returned.map((name) => name.toLowerCase())]);
  assert.match(loader, /\\W\*fp_cot/);
});

for (const file of ['EarningsActivity.kt', 'EarningsView.swift']) {
  test(`${file} uses the names of embed/api.json, and no others`, () => {
    const code = inRoot(`examples/webview/${file}`);
    const returned = api.events.find(({ name }) => name === 'confirmation').fields.map(({ name }) => name);
    const known = [...api.properties.map(({ parameter }) => parameter), ...returned].filter(Boolean);
    const used = [...code.matchAll(/"[&?#]?(\w+)="/g)].map(([, name]) => name);
    same([...new Set(used)], ['fp_cot', 'refId', 'ref_id']);
    for (const name of used) assert.ok(known.includes(name), `${name} is not in embed/api.json`);
  });
}

test('the package has the licence of the repository', () => {
  assert.equal(read('LICENSE'), inRoot('LICENSE'));
});
