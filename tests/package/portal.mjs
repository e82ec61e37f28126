// A portal that is one of the built apps, on an origin of its own, with a strict policy.

import { createServer } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../browser/support/paths.mjs';
import { WORK } from './prepare.mjs';

const TYPES = { js: 'text/javascript', html: 'text/html; charset=utf-8', css: 'text/css' };

/** Runs before the app: keeps the element's closed shadow root, in which tests look for the frame. */
const KEEP_SHADOW = `
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (options) {
    return (window.shadow = attachShadow.call(this, options));
  };
`;

/**
 * Serves one app at a time: at `/?session=ID`, and with `&ssr` as its server renders it. `sessions` has what the app gets for an ID.
 * @returns {Promise<{ origin: string, sessions: Map, html: Function, serve: Function, stop: Function }>}
 */
export async function startPortal() {
  const sessions = new Map();
  const scripts = { '/recorder.js': readFileSync(join(ROOT, 'tests/engines/recorder.js'), 'utf8'), '/shadow.js': KEEP_SHADOW };
  let deployment;
  let build;

  /** The page of an app, with what its server renders for a session. */
  async function html(app, session) {
    const page = readFileSync(join(WORK, app, build, 'index.html'), 'utf8');
    const recorded = page.replace('<head>', '<head><script src="/recorder.js"></script><script src="/shadow.js"></script>');
    if (!session) return recorded;
    const { render } = await import(pathToFileURL(join(WORK, app, 'dist-server/server.js')));
    return recorded.replace('<!--html-->', await render(session));
  }

  let app;
  const respond = async (url) => {
    const { pathname, searchParams } = new URL(url, 'http://localhost');
    const session = sessions.get(searchParams.get('session'));
    if (pathname === '/') return ['html', await html(app, searchParams.has('ssr') && session)];
    if (pathname === '/session') return ['json', JSON.stringify(session)];
    const file = join(WORK, app, build, pathname);
    return [pathname.split('.').pop(), scripts[pathname] ?? (existsSync(file) ? readFileSync(file, 'utf8') : undefined)];
  };
  const server = createServer(async ({ url }, response) => {
    const [type, text] = await respond(url).catch((error) => ['html', `${error.stack}`]);
    response.writeHead(text === undefined ? 404 : 200, {
      'content-type': TYPES[type] ?? 'application/json',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'content-security-policy': `default-src 'none'; script-src 'self' ${deployment}; style-src 'self'; img-src data:; connect-src 'self'; frame-src ${deployment}; base-uri 'none'; form-action 'none'`,
    });
    response.end(text);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    // To browsers, a different site from the sandbox's `127.0.0.1`.
    origin: `http://localhost:${server.address().port}`,
    sessions,
    html: (name, session) => html(name, session),
    /** Serves a build of an app, which shows the page of a deployment. */
    serve: (name, folder, origin) => ([app, build, deployment] = [name, folder, origin]),
    stop: () => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve))),
  };
}
