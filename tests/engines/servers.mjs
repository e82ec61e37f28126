// The servers that the journey visits: a sandbox with the built page, and a portal of another origin that embeds it.

import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DIST } from '../browser/support/paths.mjs';
import { startSandbox } from '../browser/support/sandbox.mjs';

const RECORDER = fileURLToPath(new URL('recorder.js', import.meta.url));

/**
 * Starts both servers.
 * @returns {Promise<{ page: string, portal: string, leap: string, stop: () => Promise<void> }>} their origins, that of Leap's
 * journey, and how to stop them
 */
export async function startServers() {
  const dist = copyWithRecorder(DIST);
  const portal = await startPortal();
  const leap = ['--setting', 'vpp:leap-link={leap}/Acme/pge/getting-started', '--setting', 'vpp:leap-utilities=pge sce'];
  const sandbox = await startSandbox(dist, '--allow-origins', portal.origin, ...leap);
  portal.embed(sandbox.origin);
  const stop = async () => {
    await Promise.all([sandbox.stop(), portal.stop()]);
  };
  return { page: sandbox.origin, portal: portal.origin, leap: sandbox.leap, stop };
}

/** Copies the built page and adds recorder.js before its own scripts. The copy is deleted when this process ends. */
function copyWithRecorder(dist) {
  if (!existsSync(join(dist, 'index.html'))) {
    throw new Error(`There is no page in ${dist}; \`cargo xtask build\` builds it.`);
  }
  const copy = mkdtempSync(join(tmpdir(), 'vpp-engines-'));
  process.once('exit', () => rmSync(copy, { recursive: true, force: true }));
  cpSync(dist, copy, { recursive: true });
  cpSync(RECORDER, join(copy, 'recorder.js'));
  const index = join(copy, 'index.html');
  const html = readFileSync(index, 'utf8');
  const recorded = html.replace('<head>', '<head><script src="./recorder.js"></script>');
  if (recorded === html) throw new Error(`${join(dist, 'index.html')} has no <head> to add recorder.js to.`);
  writeFileSync(index, recorded);
  return copy;
}

/** Starts the portal on `localhost`: to browsers, a different site from the sandbox's `127.0.0.1`. */
async function startPortal() {
  const scripts = { '/recorder.js': readFileSync(RECORDER), '/portal.js': PORTAL_SCRIPT };
  let pageOrigin;
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://localhost');
    const script = scripts[pathname];
    response.setHeader('content-type', script ? 'text/javascript' : 'text/html; charset=utf-8');
    response.end(script ?? portalPage(pageOrigin, searchParams));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://localhost:${server.address().port}`,
    embed: (origin) => (pageOrigin = origin),
    stop: () => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve))),
  };
}

const portalPage = (origin, parameters) => `<!doctype html>
<html lang="en-US">
<head>
  <meta charset="utf-8">
  <title>Portal</title>
  <link rel="icon" href="data:,">
  <script src="/recorder.js"></script>
  <script src="/portal.js"></script>
  <script type="module" src="${origin}/v1/vpp-summary.js"></script>
</head>
<body>
  <vpp-summary connect-token="${parameters.get('token')}" reference-id="${parameters.get('reference') ?? ''}"></vpp-summary>
  <script>document.querySelector('vpp-summary').confirmationUrl = location.href</script>
</body>
</html>`;

/** Records the element's events, and its closed shadow root, which holds the frame. */
const PORTAL_SCRIPT = `
  window.events = [];
  for (const name of ['ready', 'period', 'error', 'confirmation']) {
    document.addEventListener(name, (event) => {
      if (event instanceof CustomEvent) events.push({ name, ...event.detail });
    }, true);
  }
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (options) {
    return (window.shadow = attachShadow.call(this, options));
  };
`;
