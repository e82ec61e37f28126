/**
 * Finishes the page that Trunk has put together. Trunk runs this as its `post_build` hook (see Trunk.toml) on the staging
 * folder, which then becomes `dist/`:
 *
 * 1. shrinks the WebAssembly module, its JavaScript glue, the loader and the style sheets (release builds only),
 * 2. names every file by its final content, so that it can be cached for ever,
 * 3. adds `integrity` attributes, so that a browser refuses a file that was changed,
 * 4. adds the element for partners' pages,
 * 5. writes the version into index.html and embed.json,
 * 6. compresses the files and reports their sizes (release builds only).
 *
 * index.html keeps its name and stays readable and uncompressed, because partners edit the settings in it.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { find, replace } from './postbuild/patterns.mjs';
import { bundle, finishProgram } from './postbuild/program.mjs';
import { checkElement, checkFirstSheet, compressed, report } from './postbuild/sizes.mjs';
import { Staging, hash, seal } from './postbuild/staging.mjs';

/**
 * The kinds of links in index.html. Browsers check `integrity` themselves. They do not for a preloaded `fetch` or a link of
 * the page's own, so there the loader reads `data-integrity` and passes it on.
 */
const LINKS = {
  'link to the glue': 'integrity',
  'link to the module': 'data-integrity',
  'links to style sheets': 'integrity',
  'link to the page’s style sheet': 'integrity',
  'script of the loader': 'integrity',
  'link to the icon': undefined,
  'link to frame.js': 'data-integrity',
  'links to messages': 'data-integrity',
};

const source = variable('TRUNK_SOURCE_DIR');
const release = variable('TRUNK_PROFILE') === 'release';
const staging = new Staging(variable('TRUNK_STAGING_DIR'), release);

let html = staging.text('index.html');
const files = (kind) => find(kind, html).map(([tag]) => fileOf(tag));

await finishProgram(staging, ...files('link to the glue'), ...files('link to the module'));
html = await joinStyles(html);
await finishScripts();
for (const name of files('links to messages')) staging.finish(name, messages(staging.text(name)));
for (const name of files('link to the icon')) staging.finish(name, staging.read(name));
for (const [kind, attribute] of Object.entries(LINKS)) {
  html = replace(kind, html, (tag) => finishedTag(tag, attribute));
}

const element = seal('vpp-summary.js', Buffer.from(await staging.minify(sourceFile('embed/vpp-summary.js').toString(), 'js')));
const pinned = { ...element, name: `embed-${hash(element.bytes, 16)}.js` };
const version = versionOf([...staging.files(), pinned]);
const elementFiles = [
  element,
  pinned,
  { name: 'vpp-summary.d.ts', bytes: sourceFile('embed/vpp-summary.d.ts') },
  { name: 'embed.json', bytes: json({ version, file: pinned.name, integrity: pinned.integrity }) },
];
staging.checkComplete(['index.html']);
staging.write('index.html', replace('places for the version', html, `data-version="${version}"`));
for (const { name, bytes } of elementFiles) staging.write(name, bytes);

if (release) {
  checkElement(element.bytes);
  for (const file of [...staging.files(), element, pinned].filter(isCompressible)) {
    for (const { name, bytes } of compressed(file)) staging.write(name, bytes);
  }
  const page = { name: 'index.html', bytes: staging.read('index.html') };
  const sizes = report([...staging.files(), page], element.bytes);
  const target = process.env.CARGO_TARGET_DIR ?? join(source, 'target');
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, 'sizes.txt'), sizes);
  console.log(sizes.trimEnd());
}

/**
 * Joins the style sheets in their order into two: the first for the skeleton, and the other, which the loader puts in, for the
 * page. More requests would take longer, and the sheets compress better together.
 */
async function joinStyles(html) {
  const names = files('links to style sheets');
  const isFirst = (name) => name.startsWith('first');
  const join = async (names, base) => {
    const css = names.map((name) => staging.text(name)).join('\n');
    for (const name of names.slice(1)) staging.remove(name);
    return staging.finish(names[0], await staging.minify(css, 'css'), base);
  };
  const [first, page] = [names.filter(isFirst), names.filter((name) => !isFirst(name))];
  checkFirstSheet((await join(first, 'first.css')).bytes);
  await join(page, 'page.css');
  return replace('links to style sheets', html, (tag) => {
    if (fileOf(tag) === page[0]) return replace('kind of a link', tag, 'rel="preload" as="style"');
    return fileOf(tag) === first[0] ? tag : '';
  });
}

/** The loader's scripts. As one file with what they import they compress better. */
async function finishScripts() {
  const [frame, loader] = ['link to frame.js', 'script of the loader'].flatMap(files);
  staging.finish(frame, await staging.minify(await bundle(staging.folder, `export * from './${frame}';`), 'js'));
  staging.remove('appearance.js');
  staging.finish(loader, await staging.minify(await bundle(staging.folder, `import './${loader}';`), 'js'));
  staging.remove('request.js');
}

/** The messages of a language as an array: the page knows a message by its position in the catalogue. */
function messages(text) {
  return JSON.stringify(Object.values(JSON.parse(text)));
}

/** The file that a tag links to. */
function fileOf(tag) {
  return find('address of a file', tag)[0][1];
}

/** The tag with the file's final name and, if the kind of link has such an attribute, its integrity. */
function finishedTag(tag, attribute) {
  const old = fileOf(tag);
  const { name, integrity } = staging.finished(old);
  const renamed = replace('address of a file', tag, (address) => address.split(old).join(name));
  return attribute ? replace('end of a tag', renamed, ` ${attribute}="${integrity}">`) : renamed;
}

/** The workspace's version, and a hash that stands for the content of all files, since their names do. */
function versionOf(files) {
  const [[, number]] = find('version of the workspace', sourceFile('Cargo.toml').toString());
  return `${number}+${hash(files.map(({ name }) => name).sort().join('\n'), 12)}`;
}

function isCompressible({ name }) {
  return /\.(?:css|js|json|svg|wasm)$/.test(name);
}

function json(value) {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
}

/** A file of the checkout. */
function sourceFile(name) {
  return readFileSync(join(source, name));
}

/** A variable that Trunk sets for its hooks. */
function variable(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set. Trunk runs this script; see Trunk.toml.`);
  return value;
}
