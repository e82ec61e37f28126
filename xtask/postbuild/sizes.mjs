import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** The most bytes that JavaScript and WebAssembly may have together after brotli. `cargo xtask build` fails beyond it. */
const LIMIT = 86_000;

/** The most bytes that the element for partners' own pages may have after brotli. */
const ELEMENT_LIMIT = 4096;

/** The most bytes that the first style sheet may have after brotli: nothing is painted before it is there. */
const FIRST_SHEET_LIMIT = 1300;

/** Brotli, as small as it gets. */
export function brotli(bytes) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return brotliCompressSync(bytes, { params });
}

/** A file compressed in both ways, for servers that can send one of these instead. */
export function compressed({ name, bytes }) {
  return [
    { name: `${name}.br`, bytes: brotli(bytes) },
    { name: `${name}.gz`, bytes: gzipSync(bytes, { level: 9 }) },
  ];
}

/** Fails if the element is too large. It is not part of the page, so it has a limit of its own. */
export function checkElement(bytes) {
  const size = brotli(bytes).length;
  if (size > ELEMENT_LIMIT) throw new Error(`embed/vpp-summary.js has ${size} bytes after brotli; ${ELEMENT_LIMIT} are allowed.`);
}

/** Fails if the first style sheet is too large. */
export function checkFirstSheet(bytes) {
  const size = brotli(bytes).length;
  if (size > FIRST_SHEET_LIMIT) throw new Error(`The first style sheet has ${size} bytes after brotli; ${FIRST_SHEET_LIMIT} are allowed.`);
}

/** A table of the files' sizes. `cargo xtask` reads its last line. */
export function report(files, element) {
  const rows = files.map(({ name, bytes }) => ({ name, bytes: bytes.length, brotli: brotli(bytes).length }));
  const sum = (rows) => rows.reduce((total, row) => total + row.brotli, 0);
  const program = sum(rows.filter(({ name }) => /\.(?:js|wasm)$/.test(name)));
  return [
    line('file', 'bytes', 'brotli'),
    ...rows.map((row) => line(row.name, row.bytes, row.brotli)),
    line('all files', '', sum(rows)),
    line('for partners: vpp-summary.js', element.length, brotli(element).length),
    `JavaScript and WebAssembly: ${program} of ${LIMIT} bytes after brotli\n`,
  ].join('\n');
}

function line(name, bytes, size) {
  return `${name.padEnd(36)}${String(bytes).padStart(9)}${String(size).padStart(9)}`;
}
