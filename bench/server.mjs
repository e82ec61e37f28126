// Serves a build as a deployment does: the sandbox sends its files, compressed when they were built, under the page's strict
// policy, and plays Connect. What a deployment's server compresses on its way, the document and Connect's answers, is
// compressed here.

import { createServer, request, Agent } from 'node:http';
import { gzipSync } from 'node:zlib';
import { startSandbox } from '../tests/browser/support/sandbox.mjs';

const COMPRESSED_ON_THE_WAY = /^(text\/html|application\/json)/;

/**
 * @returns {Promise<{ origin: string, stop: () => Promise<void> }>}
 */
export async function serve(dist) {
  const sandbox = await startSandbox(dist);
  const { hostname, port } = new URL(sandbox.origin);
  const agent = new Agent({ keepAlive: true });
  /** Files that never change, by their paths, so that reading them takes no time of the page's. */
  const files = new Map();

  const server = createServer((incoming, outgoing) => {
    const send = ({ status, headers, body }) => outgoing.writeHead(status, headers).end(body);
    const known = files.get(incoming.url);
    if (known) return send(known);
    const { method, url: path, headers } = incoming;
    const forwarded = request({ hostname, port, method, path, headers, agent }, async (response) => {
      const answer = await complete(response);
      if (method === 'GET' && answer.headers['cache-control']?.includes('immutable')) files.set(path, answer);
      send(answer);
    });
    // The page sees it as a network error.
    forwarded.on('error', () => incoming.socket.destroy());
    incoming.pipe(forwarded);
  });
  server.keepAliveTimeout = 60_000;
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    agent.destroy();
    await sandbox.stop();
  };
  return { origin: `http://127.0.0.1:${server.address().port}`, stop };
}

async function complete(response) {
  const chunks = [];
  for await (const chunk of response) chunks.push(chunk);
  let body = Buffer.concat(chunks);
  const { connection, 'keep-alive': _, 'transfer-encoding': __, ...headers } = response.headers;
  if (!headers['content-encoding'] && COMPRESSED_ON_THE_WAY.test(headers['content-type'])) {
    body = gzipSync(body);
    headers['content-encoding'] = 'gzip';
  }
  headers['content-length'] = body.length;
  return { status: response.statusCode, headers, body };
}
