// Serves an example in the role of the portal's server: it hands out the token and sends the example's headers.
//
//     node examples/serve.mjs EXAMPLE [--pages ADDRESS] [--token TOKEN] [--port N]
//
// `--pages` is the address that replaces https://pages.example, `--token` the customer's token. Without `--pages`, the page is
// built and served by the sandbox, as by `cargo xtask run`.

import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const TYPES = { html: 'text/html; charset=utf-8', js: 'text/javascript', css: 'text/css' };

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const fileOf = (example, name) => fileURLToPath(new URL(`./${example}/${name}`, import.meta.url));

/** The package, as it is in this repository. Yours comes from npm, and needs no alias. */
const PACKAGE = fileURLToPath(new URL('../embed', import.meta.url));

/** The files that need a bundler, by their example. */
const ENTRIES = { react: 'App.jsx', vue: 'main.js' };

/** Compiles Vue's files with Vue's own compiler. */
const vue = {
  name: 'vue',
  setup({ onLoad }) {
    onLoad({ filter: /\.vue$/ }, async ({ path }) => {
      const { compileScript, parse } = await import('vue/compiler-sfc');
      const templateParseOptions = { isCustomElement: (tag) => tag === 'vpp-summary' };
      const { descriptor } = parse(readFileSync(path, 'utf8'), { filename: path, templateParseOptions });
      return { contents: compileScript(descriptor, { id: path, inlineTemplate: true }).content };
    });
  },
};

/** Bundles an example with the esbuild that also builds the page. */
async function bundle(example) {
  const { build } = await import('esbuild');
  const flags = { __VUE_OPTIONS_API__: 'false', __VUE_PROD_DEVTOOLS__: 'false', __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false' };
  const result = await build({
    entryPoints: [fileOf(example, ENTRIES[example])], bundle: true, write: false, format: 'esm', jsx: 'automatic', logLevel: 'error',
    nodePaths: [fileURLToPath(new URL('../node_modules', import.meta.url))],
    alias: { 'vpp-summary-element': PACKAGE }, plugins: [vue],
    define: { 'process.env.NODE_ENV': '"development"', ...flags },
  });
  return result.outputFiles[0].text;
}

/** Fills the deployment's address, the customer's token and the pinned script into a file of the example. */
async function fill(text, { pages, token }) {
  let filled = text.replaceAll('https://pages.example', pages).replaceAll('cot_your-token', token);
  if (filled.includes('EMBED_FILE')) {
    const { file, integrity } = await (await fetch(`${pages}/v1/embed.json`)).json();
    filled = filled.replaceAll('EMBED_FILE', file).replaceAll('EMBED_INTEGRITY', integrity);
  }
  return filled;
}

/** The response to a request: status, type and text. */
async function respond(example, { method, url }, settings) {
  const { pathname } = new URL(url, 'http://localhost');
  // A real server gets the token from Connect, for the customer who is signed in.
  if (pathname === '/connect-token') return method === 'POST' ? [200, 'text/plain', settings.token] : [405, 'text/plain', ''];
  if (pathname === '/favicon.ico') return [204, 'image/x-icon', ''];
  if (pathname === '/app.js' && ENTRIES[example]) return [200, TYPES.js, await fill(await bundle(example), settings)];
  if (pathname === '/vpp-summary-element.js') return [200, TYPES.js, readFileSync(`${PACKAGE}/index.js`, 'utf8')];
  const wanted = pathname === '/' ? 'index.html' : pathname.slice(1);
  const name = readdirSync(fileOf(example, '.')).find((name) => [wanted, `${wanted}.html`].includes(name));
  const type = TYPES[name?.split('.').pop()];
  if (!type) return [404, 'text/plain', 'There is no such file.'];
  return [200, type, await fill(readFileSync(fileOf(example, name), 'utf8'), settings)];
}

/** The headers of every response. A portal's address is not told to other servers. */
function headersOf(example, settings) {
  const file = fileOf(example, 'headers.txt');
  const lines = existsSync(file) ? readFileSync(file, 'utf8').replaceAll('https://pages.example', settings.pages).trim().split('\n') : [];
  const own = lines.map((line) => /^([\w-]+): (.*)$/.exec(line).slice(1));
  return { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', ...Object.fromEntries(own.map(([name, value]) => [name.toLowerCase(), value])) };
}

/**
 * Starts the sandbox with the page, which lets this portal show it. Resolves with its origin. The tests, which have built both,
 * name them by SANDBOX_BIN and DIST.
 */
function startPages(origin) {
  const { SANDBOX_BIN: program, DIST: dist } = process.env;
  const options = ['--port', '0', '--allow-origins', origin];
  const [command, words] = program && dist ? [program, ['--dist', dist, '--leap-port', '0']] : ['cargo', ['xtask', 'run']];
  // A group of its own, because cargo starts the sandbox as another process.
  const child = spawn(command, [...words, ...options], { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  const end = () => child.exitCode ?? process.kill(-child.pid);
  process.once('exit', end);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
  return new Promise((resolve, reject) => {
    let printed = '';
    child.stdout.on('data', (chunk) => {
      printed += chunk;
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(printed);
      if (found) resolve(found[0]);
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      process.off('exit', end);
      reject(new Error(`\`${command}\` ended with ${code}`));
    });
  });
}

async function main() {
  const { values, positionals: [example] } = parseArgs({
    allowPositionals: true,
    options: {
      pages: { type: 'string' },
      token: { type: 'string', default: 'cot_6587fa4362341be5b524de3b' },
      port: { type: 'string', default: '8000' },
    },
  });
  const examples = readdirSync(new URL('.', import.meta.url)).filter((name) => existsSync(fileOf(name, 'index.html')));
  if (!examples.includes(example)) {
    console.error(`Name an example: ${examples.join(', ')}.`);
    process.exit(2);
  }
  const pages = values.pages ?? (await startPages(`http://localhost:${values.port}`));
  const settings = { ...values, pages: pages.replace(/\/+$/, '') };
  const headers = headersOf(example, settings);
  const server = createServer(async (request, response) => {
    const [status, type, text] = await respond(example, request, settings).catch((error) => {
      console.error(error.code === 'ERR_MODULE_NOT_FOUND' ? 'esbuild bundles this example; install it with `npm ci`.' : `${error.message}. Is the page served at ${settings.pages}?`);
      return [502, 'text/plain', 'The server has printed the reason.'];
    });
    response.writeHead(status, { ...headers, 'content-type': type }).end(text);
  });
  server.once('error', (error) => {
    console.error(error.code === 'EADDRINUSE' ? `Port ${values.port} is taken; choose another one with \`--port\` and allow that origin.` : error.message);
    process.exit(1);
  });
  server.listen(Number(values.port), 'localhost', () => console.log(`The example ${example} is at http://localhost:${server.address().port}`));
}

await main();
