import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { find, replace } from './patterns.mjs';

/** Every feature that rustc 1.95 uses for this target, and no more: browsers since 2022 have all of them. */
const FEATURES = [
  '--mvp-features',
  '--enable-bulk-memory',
  '--enable-bulk-memory-opt',
  '--enable-multivalue',
  '--enable-mutable-globals',
  '--enable-nontrapping-float-to-int',
  '--enable-reference-types',
  '--enable-sign-ext',
];

/**
 * This order was found by measuring the result after brotli: 2 % less than with `-Os` alone. `--low-memory-unused` assumes
 * that nothing is stored in the first kilobyte of the memory. Rust puts the stack there, growing downwards, so only a stack
 * that is about to overflow reaches it.
 */
const PASSES = ['--low-memory-unused', '--flatten', '--rereloop', '-O2', '-Os', '--converge'];

/** Shrinks the WebAssembly module and its JavaScript glue. The glue goes last, because it contains the module's name. */
export async function finishProgram(staging, glueName, wasmName) {
  // What the loader calls: `init`, which compiles the module, and the page's own `start`.
  let glue = await bundle(staging.folder, `export { default, start } from './${glueName}';`);
  if (staging.release) glue = optimise(staging, wasmName, glue);
  // wasm-bindgen's suffix `_bg` says nothing beside the extension.
  const wasm = staging.finish(wasmName, staging.read(wasmName), wasmName.split('_bg.').join('.'));
  const parts = glue.split(wasmName);
  if (parts.length < 2) throw new Error(`The glue does not name ${wasmName}.`);
  staging.finish(glueName, await staging.minify(parts.join(wasm.name), 'js'));
  // The bundle contains the JavaScript that crates brought along.
  staging.remove('snippets');
}

/** Bundles a module of a folder with what it imports, and leaves out what nobody uses. */
export async function bundle(folder, contents) {
  const result = await build({
    stdin: { contents, resolveDir: folder },
    bundle: true,
    format: 'esm',
    write: false,
    charset: 'utf8',
    logLevel: 'warning',
  });
  return result.outputFiles[0].text;
}

/**
 * Drops the exports that the glue does not use together with the code behind them, optimises for size, and shortens the names
 * of imports and exports: most end in a hash, which does not compress, so that both files together lose 3 KB. Returns the glue
 * with the new names. Binaryen's `traps-never-happen` is not used: it can turn a bounds check into corrupted memory.
 */
function optimise(staging, wasmName, glue) {
  const called = new Set(find('uses of exports', glue).map(([, name]) => name));
  const module = new WebAssembly.Module(staging.read(wasmName));
  const used = WebAssembly.Module.exports(module).map(({ name }) => name).filter((name) => called.has(name));
  const graph = [
    { name: 'page', root: true, reaches: used.map((name) => `export ${name}`) },
    ...used.map((name) => ({ name: `export ${name}`, export: name })),
  ];
  const file = staging.path(wasmName);
  staging.write('exports.json', JSON.stringify(graph));
  binaryen('wasm-metadce', '--graph-file', staging.path('exports.json'), file, '-o', file);
  binaryen('wasm-opt', ...PASSES, file, '-o', file);
  staging.remove('exports.json');
  return shorten(glue, JSON.parse(binaryen('wasm-opt', '--minify-imports-and-exports-and-modules', file, '-o', file)));
}

/**
 * Gives the imports and exports in the glue the names that they have in the module now.
 * @param names `imports` are triples of module, long and short name, `exports` pairs of long and short name.
 */
export function shorten(glue, { imports, exports }) {
  // Binaryen calls every module `a`.
  const importNames = renaming(imports.flatMap(([module, long, short]) => [[module, 'a'], [long, short]]));
  const exportNames = renaming(exports);
  let text = replace('imports of the module', glue, (match, indent, quoted, plain) => {
    const short = importNames.short(quoted ?? plain);
    return short === undefined ? match : `${indent}"${short}"`;
  });
  text = replace('uses of exports', text, (match, long) => `wasm.${exportNames.short(long) ?? long}`);
  const missing = [...importNames.missing, ...exportNames.missing];
  if (missing.length > 0) {
    throw new Error(`The patterns "imports of the module" and "uses of exports" did not find ${missing.join(', ')}.`);
  }
  return text;
}

/** Looks up short names, and knows the long ones that were not looked up. */
function renaming(names) {
  const byLongName = new Map(names);
  const missing = new Set(byLongName.keys());
  const short = (long) => {
    missing.delete(long);
    return byLongName.get(long);
  };
  return { short, missing };
}

/** Runs a tool of the npm package `binaryen` and returns what it prints. */
function binaryen(tool, ...options) {
  const program = fileURLToPath(new URL(`../../node_modules/binaryen/bin/${tool}`, import.meta.url));
  const stdio = ['ignore', 'pipe', 'inherit'];
  return execFileSync(process.execPath, [program, ...FEATURES, ...options], { stdio }).toString();
}
