/**
 * Finishes what Trunk has put together: Trunk runs this as its `post_build` hook (see Trunk.toml), on the staging folder
 * that is about to become `dist/`.
 *
 * 1. shrinks the WebAssembly module, its JavaScript glue, the loader and the style sheets (release builds only),
 * 2. names every file by the content it ends up with, so that it can be cached for ever,
 * 3. seals the files with `integrity` attributes, so that a browser refuses one that was changed,
 * 4. adds the element for partners' pages,
 * 5. compresses them (release builds only) and writes down what they weigh.
 *
 * index.html keeps its name and its readable form: partners edit the settings in it, so it is not compressed either.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build, transform } from 'esbuild';

/** What JavaScript and WebAssembly may weigh together, in bytes after brotli. `cargo xtask build` fails beyond it. */
const BUDGET = 80_000;

/** What the element for partners' own pages may weigh, in bytes after brotli. */
const ELEMENT_BUDGET = 4096;

/** Every feature that rustc 1.95 uses for this target, and no more: browsers since 2022 know all of them. */
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
 * The order was found by measuring what comes out after brotli: 2 % less than by `-Os` alone. Rust puts the stack at the
 * beginning of the memory, growing downwards, so that the first kilobyte is reached only by a stack that is about to
 * overflow; that nothing is kept there is all that `--low-memory-unused` supposes.
 */
const PASSES = ['--low-memory-unused', '--flatten', '--rereloop', '-O2', '-Os', '--converge'];

const source = required('TRUNK_SOURCE_DIR');
const staging = required('TRUNK_STAGING_DIR');
const release = process.env.TRUNK_PROFILE === 'release';

/** The finished files: the name that Trunk gave → `{ name, bytes, integrity }`. */
const finished = new Map();

const html = readFileSync(join(staging, 'index.html'), 'utf8');
const tags = [...html.matchAll(/<(?:link|script)\b[^>]*>/g)].map(([tag]) => tag);

await finishProgram();
await finishStyles();
await finishTheRest();
writeFileSync(join(staging, 'index.html'), rewrite(html));
const element = await finishElement();
if (release) {
  compress();
  reportSizes();
}

/** Shrinks the module and its glue, in this order: the glue decides what the module has to export, and names the module. */
async function finishProgram() {
  const glueName = fileOf(tags.find((tag) => attribute(tag, 'rel') === 'modulepreload'));
  const wasmName = fileOf(tags.find((tag) => attribute(tag, 'as') === 'fetch'));
  if (!glueName || !wasmName) throw new Error('index.html has no preload links for the module and its glue.');

  let glue = await bundle(read(glueName).toString());
  if (release) glue = optimise(wasmName, glue);
  const wasm = finish(wasmName, read(wasmName));
  finish(glueName, await shrink(glue.replaceAll(wasmName, wasm.name), 'js'));
  // The bundle has taken in whatever JavaScript the crates brought along.
  rmSync(join(staging, 'snippets'), { recursive: true, force: true });
}

/**
 * Leaves of the glue what starting the page needs. Classes that a crate exports for others are not needed here; two
 * statements of wasm-bindgen's seem to have side effects and would keep them, so those are marked or left out.
 */
async function bundle(glue) {
  const contents = glue
    .replaceAll(/^if \(Symbol\.dispose\) .*$/gm, '')
    .replaceAll(': new FinalizationRegistry(', ': /* @__PURE__ */ new FinalizationRegistry(');
  const page = { name: 'page', setup: (esbuild) => inMemory(esbuild, contents) };
  const result = await build({
    stdin: { contents: "export { default } from 'glue';", resolveDir: staging },
    bundle: true,
    format: 'esm',
    write: false,
    charset: 'utf8',
    logLevel: 'warning',
    plugins: [page],
  });
  return result.outputFiles[0].text;
}

/** Lets esbuild read the prepared glue under the name `glue`, as if it lay in the staging folder. */
function inMemory(esbuild, contents) {
  esbuild.onResolve({ filter: /^glue$/ }, () => ({ path: 'glue', namespace: 'memory' }));
  esbuild.onLoad({ filter: /.*/, namespace: 'memory' }, () => ({ contents, resolveDir: staging }));
}

/**
 * Drops the exports that the glue does not use together with all code behind them, then optimises for size. Answers with
 * the glue, in which the names of imports and exports are as short as in the module: most of them end in a hash, which
 * does not compress, so that both files together lose 3 KB.
 * Binaryen's `traps-never-happen` is left alone on purpose: it can turn a bounds check into corrupted memory.
 */
function optimise(name, glue) {
  const named = new Set([...glue.matchAll(/\bwasm\.([\w$]+)/g)].map(([, entry]) => entry));
  const module = new WebAssembly.Module(read(name));
  const used = WebAssembly.Module.exports(module).flatMap((entry) => (named.has(entry.name) ? entry.name : []));
  const graph = [
    { name: 'page', root: true, reaches: used.map((entry) => `export ${entry}`) },
    ...used.map((entry) => ({ name: `export ${entry}`, export: entry })),
  ];
  const [file, graphFile] = [join(staging, name), join(staging, 'exports.json')];
  writeFileSync(graphFile, JSON.stringify(graph));
  binaryen('wasm-metadce', '--graph-file', graphFile, file, '-o', file);
  binaryen('wasm-opt', ...PASSES, file, '-o', file);
  const names = JSON.parse(binaryen('wasm-opt', '--minify-imports-and-exports-and-modules', file, '-o', file));
  rmSync(graphFile);
  return shorten(glue, names);
}

/** Gives imports and exports the names in the glue that they now have in the module. */
function shorten(glue, { imports, exports }) {
  const importNames = new Map(imports.map(([, long, short]) => [long, short]));
  const exportNames = new Map(exports);
  return glue
    .replace(/^( +)(?:"([^"\n]+)"|([\w$]+))(?=: (?:import0\b|function\b|\(?\())/gm, (match, indent, quoted, plain) => {
      if (imports.some(([module]) => module === quoted)) return `${indent}"a"`;
      const short = importNames.get(quoted ?? plain);
      return short === undefined ? match : `${indent}"${short}"`;
    })
    .replace(/\bwasm\.([\w$]+)/g, (match, long) => `wasm.${exportNames.get(long) ?? long}`);
}

/** Runs a tool of the npm package `binaryen`, which needs nothing but Node, and answers with what it prints. */
function binaryen(tool, ...args) {
  const program = join(source, 'node_modules', 'binaryen', 'bin', tool);
  // What a tool prints is its result; errors come by the other stream.
  return execFileSync(process.execPath, [program, ...FEATURES, ...args], { stdio: ['ignore', 'pipe', 'inherit'] }).toString();
}

/** Joins the style sheets in their order: one request instead of several, and they compress better together. */
async function finishStyles() {
  const names = tags.filter((tag) => attribute(tag, 'rel') === 'stylesheet').map(fileOf).filter(Boolean);
  if (names.length === 0) return;
  const css = names.map((name) => read(name).toString()).join('\n');
  const joined = finish(names[0], await shrink(css, 'css'), 'page.css');
  for (const name of names.slice(1)) {
    rmSync(join(staging, name));
    // No file: `rewrite` takes the link out.
    finished.set(name, undefined);
  }
  return joined;
}

/** The loader, and whatever else index.html links to, such as an icon. */
async function finishTheRest() {
  for (const name of tags.map(fileOf).filter(Boolean)) {
    if (finished.has(name)) continue;
    const bytes = read(name);
    finish(name, name.endsWith('.js') ? await shrink(bytes.toString(), 'js') : name.endsWith('.json') ? texts(bytes) : bytes);
  }
}

/** The texts of a language as an array: the page knows messages by their place in the catalogue. */
function texts(bytes) {
  return Buffer.from(JSON.stringify(Object.values(JSON.parse(bytes.toString()))));
}

/**
 * What partners load into their own pages: under its name, which stays; and under one with a hash, sealed, for those who
 * want to be asked before it changes. It is no part of the page, so it has a budget of its own.
 */
async function finishElement() {
  const bytes = await shrink(readFileSync(join(source, 'embed', 'vpp-summary.js'), 'utf8'), 'js');
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  const integrity = `sha384-${createHash('sha384').update(bytes).digest('base64')}`;
  const pinned = `embed-${hash}.js`;
  for (const name of ['vpp-summary.js', pinned]) {
    writeFileSync(join(staging, name), bytes);
    if (!release) continue;
    writeFileSync(join(staging, `${name}.br`), brotli(bytes));
    writeFileSync(join(staging, `${name}.gz`), gzipSync(bytes, { level: 9 }));
  }
  writeFileSync(join(staging, 'vpp-summary.d.ts'), readFileSync(join(source, 'embed', 'vpp-summary.d.ts')));
  writeFileSync(join(staging, 'embed.json'), `${JSON.stringify({ file: pinned, integrity }, null, 2)}\n`);
  if (release && brotli(bytes).length > ELEMENT_BUDGET) {
    throw new Error(`embed/vpp-summary.js has ${brotli(bytes).length} of ${ELEMENT_BUDGET} bytes after brotli.`);
  }
  return { name: 'vpp-summary.js', bytes };
}

/** Minifies a script or a style sheet; a development build leaves it readable. */
async function shrink(text, loader) {
  if (!release) return Buffer.from(text);
  const format = loader === 'js' ? 'esm' : undefined;
  const { code } = await transform(text, { loader, format, minify: true, charset: 'utf8', legalComments: 'none' });
  return Buffer.from(code);
}

/** Gives a file the name that follows from its content, and remembers it. */
function finish(oldName, bytes, base = oldName) {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  const dot = base.lastIndexOf('.');
  // wasm-bindgen's suffix would only be noise beside the extension.
  const stem = base.slice(0, dot).replace(/_bg$/, '');
  const name = `${stem}-${hash}${base.slice(dot)}`;
  const integrity = `sha384-${createHash('sha384').update(bytes).digest('base64')}`;
  rmSync(join(staging, oldName));
  writeFileSync(join(staging, name), bytes);
  const file = { name, bytes, integrity };
  finished.set(oldName, file);
  return file;
}

/** Puts the new names and the seals into index.html. */
function rewrite(html) {
  return html.replaceAll(/[ \t]*<(?:link|script)\b[^>]*>\n?/g, (text) => {
    const old = fileOf(text);
    if (!old) return text;
    const file = finished.get(old);
    if (!file) return '';
    const sealed = text.replace(old, file.name);
    // A preload of `fetch` has no integrity check of its own, and browsers warn of the attribute: the loader checks then.
    const seal = /as="fetch"|data-messages|data-frame/.test(text) ? 'data-integrity' : 'integrity';
    if (!/rel="(?:stylesheet|modulepreload|preload)"|data-messages|data-frame|<script/.test(text)) return sealed;
    return sealed.replace(/\s*\/?>/, ` ${seal}="${file.integrity}">`);
  });
}

/** Writes `.br` and `.gz` beside each file, for servers that can send those instead. */
function compress() {
  for (const { name, bytes } of files().filter(({ name }) => /\.(?:css|js|json|svg|wasm)$/.test(name))) {
    writeFileSync(join(staging, `${name}.br`), brotli(bytes));
    writeFileSync(join(staging, `${name}.gz`), gzipSync(bytes, { level: 9 }));
  }
}

/** Prints what each file weighs and keeps the table in target/sizes.txt, where `cargo xtask` reads the last line. */
function reportSizes() {
  const page = { name: 'index.html', bytes: readFileSync(join(staging, 'index.html')) };
  const rows = [...files(), page].map(({ name, bytes }) => [name, bytes.length, brotli(bytes).length]);
  const sum = (some) => some.reduce((total, [, , size]) => total + size, 0);
  const program = sum(rows.filter(([name]) => /\.(?:js|wasm)$/.test(name)));
  const lines = [
    line('file', 'bytes', 'brotli'),
    ...rows.map((row) => line(...row)),
    line('all files', '', sum(rows)),
    line('for partners: vpp-summary.js', element.bytes.length, brotli(element.bytes).length),
    `JavaScript and WebAssembly: ${program} of ${BUDGET} bytes after brotli`,
  ];
  mkdirSync(join(source, 'target'), { recursive: true });
  writeFileSync(join(source, 'target', 'sizes.txt'), `${lines.join('\n')}\n`);
  console.log(lines.join('\n'));
}

/** One line of the table. */
function line(name, bytes, size) {
  return `${String(name).padEnd(36)}${String(bytes).padStart(9)}${String(size).padStart(9)}`;
}

/** Brotli as small as it gets. */
function brotli(bytes) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return brotliCompressSync(bytes, { params });
}

/** The finished files, without those that went into another. */
function files() {
  return [...finished.values()].filter(Boolean);
}

/** The name of the staged file that a tag refers to, or nothing when it refers to something else. */
function fileOf(tag) {
  const address = tag && (attribute(tag, 'href') ?? attribute(tag, 'src'));
  const name = address?.replace(/^\.\//, '');
  if (finished.has(name)) return name;
  return name && readdirSync(staging).includes(name) ? name : undefined;
}

/** The value of a tag's attribute; Trunk always writes double quotes. */
function attribute(tag, name) {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
}

/** The content of a staged file. */
function read(name) {
  return readFileSync(join(staging, name));
}

/** A variable that Trunk sets for its hooks. */
function required(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: Trunk runs this script, see Trunk.toml.`);
  return value;
}
