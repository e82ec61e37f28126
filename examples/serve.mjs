// Serves an example in the role of the portal's server: it hands out the token and sends the example's headers.
//
//     node examples/serve.mjs EXAMPLE [--pages ADDRESS] [--token TOKEN] [--port N]
//
// `--pages` is the address that replaces https://pages.example, `--token` the customer's token.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const TYPES = { html: 'text/html; charset=utf-8', js: 'text/javascript', css: 'text/css' };

const fileOf = (example, name) => fileURLToPath(new URL(`./${example}/${name}`, import.meta.url));

/** Bundles the React example with the esbuild that also builds the page. */
export async function bundle(options) {
  const { build } = await import('esbuild');
  const result = await build({
    bundle: true, write: false, format: 'esm', jsx: 'automatic', logLevel: 'error',
    nodePaths: [fileURLToPath(new URL('../node_modules', import.meta.url))],
    define: { 'process.env.NODE_ENV': '"development"' }, ...options,
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
  if (pathname === '/app.js' && example === 'react') return [200, TYPES.js, await fill(await bundle({ entryPoints: [fileOf(example, 'App.jsx')] }), settings)];
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

function main() {
  const { values, positionals: [example] } = parseArgs({
    allowPositionals: true,
    options: {
      pages: { type: 'string', default: 'http://127.0.0.1:8080' },
      token: { type: 'string', default: 'cot_6587fa4362341be5b524de3b' },
      port: { type: 'string', default: '8000' },
    },
  });
  const examples = readdirSync(new URL('.', import.meta.url)).filter((name) => existsSync(fileOf(name, 'index.html')));
  if (!examples.includes(example)) {
    console.error(`Name an example: ${examples.join(', ')}.`);
    process.exit(2);
  }
  const settings = { ...values, pages: values.pages.replace(/\/+$/, '') };
  const headers = headersOf(example, settings);
  const server = createServer(async (request, response) => {
    const [status, type, text] = await respond(example, request, settings).catch((error) => {
      console.error(error.code === 'ERR_MODULE_NOT_FOUND' ? 'esbuild compiles JSX; install it with `npm ci`.' : `${error.message}. Is the page served at ${settings.pages}?`);
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

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
