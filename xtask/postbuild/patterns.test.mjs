import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { PATTERNS, find, replace } from './patterns.mjs';
import { shorten } from './program.mjs';

/** For each pattern a text in which it matches as often as it has to, and what it finds there. */
const EXAMPLES = {
  'version of the workspace': ['[workspace]\nx = 1\n\n[workspace.package]\nedition = "2024"\nversion = "0.1.0"\n', '0.1.0'],
  'link to the glue': ['<link rel="modulepreload" href="./page.js">'],
  'link to the module': ['<link rel="preload" href="./page_bg.wasm" as="fetch" type="application/wasm">'],
  'links to style sheets': ['  <link rel="stylesheet" href="./base.css"/>\n'],
  'link to the page’s style sheet': ['<link rel="preload" as="style" href="./page.css"/>'],
  'script of the loader': ['<script type="module" src="./loader.js"></script>'],
  'link to the icon': ['<link rel="icon" href="./icon.svg"/>'],
  'link to frame.js': ['<link data-frame="" href="./frame.js">'],
  'links to messages': ['<link data-messages hreflang="en-GB" title="English" href="./en.json">'],
  'places for the version': ['<div id="app" data-version="dev"></div><main data-version="dev">'],
  'address of a file': ['<link hreflang="en" href="./en.json">', 'en.json'],
  'kind of a link': ['<link rel="stylesheet" href="./base.css">'],
  'end of a tag': ['<link rel="icon" href="./icon.svg" />'],
  'uses of exports': ['wasm.__wbindgen_malloc(1);', '__wbindgen_malloc'],
  'imports of the module': ['        __wbg_get_a1: function(arg0) {', '        '],
};

for (const [name, { exactly }] of Object.entries(PATTERNS)) {
  const [example, found] = EXAMPLES[name] ?? [];

  test(`the pattern "${name}" fails the build by name when it matches nothing`, () => {
    assert.notEqual(example, undefined, 'it has an example');
    const matches = find(name, example);
    if (found !== undefined) assert.equal(matches[0][1], found);
    assert.notEqual(replace(name, example, '?'), example);
    for (const text of ['', 'something else']) {
      assert.throws(() => find(name, text), new RegExp(`"${name}" matched 0 times`));
      assert.throws(() => replace(name, text, '?'), new RegExp(`"${name}" matched 0 times`));
    }
    if (exactly) assert.throws(() => find(name, `${example}\n${example}`), new RegExp(`"${name}" matched ${2 * exactly} times`));
  });
}

test('a link is found whatever the order of its attributes, and no other link is', () => {
  find('link to the module', '<link as="fetch" href="./page_bg.wasm" rel="preload">');
  for (const other of ['<link rel="preload" as="font">', '<link rel="modulepreload" as="fetch">', '<link data-as="fetch">']) {
    assert.throws(() => find('link to the module', other), /matched 0 times/);
  }
  assert.throws(() => find('link to frame.js', '<link data-frames href="./frame.js">'), /matched 0 times/);
});

const GLUE = `
function imports() {
    const import0 = {
        __wbg_get_a1: function(arg0) {
            return arg0.__wbg_get_a1;
        },
        __wbg_log_b2: (arg0) => {
            wasm.__wbindgen_free(arg0);
        },
    };
    return {
        "./page_bg.js": import0,
    };
}
wasm.start();
`;

const NAMES = {
  imports: [['./page_bg.js', '__wbg_get_a1', 'a'], ['./page_bg.js', '__wbg_log_b2', 'b']],
  exports: [['__wbindgen_free', 'c'], ['start', 'd']],
};

test('imports and exports get their short names in the glue, and nothing else does', () => {
  assert.equal(shorten(GLUE, NAMES), `
function imports() {
    const import0 = {
        "a": function(arg0) {
            return arg0.__wbg_get_a1;
        },
        "b": (arg0) => {
            wasm.c(arg0);
        },
    };
    return {
        "a": import0,
    };
}
wasm.d();
`);
});

test('a name that the glue does not contain fails the build by name', () => {
  const { imports, exports } = NAMES;
  const missing = (names) => assert.throws(() => shorten(GLUE, names), /did not find .*lost/);
  missing({ imports: [...imports, ['./page_bg.js', '__wbg_lost_c3', 'e']], exports });
  missing({ imports: [['./lost.js', '__wbg_get_a1', 'a']], exports });
  missing({ imports, exports: [...exports, ['lost', 'f']] });
});

test('the build reads and rewrites text by these patterns only', () => {
  const folder = new URL('.', import.meta.url);
  const sources = readdirSync(folder).filter((name) => !/^patterns\.|\.test\.mjs$/.test(name));
  for (const file of ['../postbuild.mjs', ...sources]) {
    const text = readFileSync(new URL(file, folder), 'utf8');
    assert.doesNotMatch(text, /\.(?:match|matchAll|exec|replaceAll|search)\(|\.replace\(/, file);
  }
});
