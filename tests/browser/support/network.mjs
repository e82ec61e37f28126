// A little of the network around a deployment: an authority for certificates, and a name server.

import { execFileSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Makes certificates in this folder, with two authorities between the root and the certified names.
 * @returns {{ root: string, issue: (name: string) => { cert: string, key: string } }} files
 */
export function authority(folder) {
  const file = (name) => join(folder, name);
  const openssl = (...words) => execFileSync('openssl', words, { stdio: 'pipe', encoding: 'utf8' });
  const sign = (name, by, extensions) => {
    openssl('req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', file(`${name}.key`), '-out', file(`${name}.csr`), '-subj', `/CN=${name}`);
    writeFileSync(file(`${name}.ext`), extensions);
    const signer = by ? ['-CA', file(`${by}.pem`), '-CAkey', file(`${by}.key`), '-CAcreateserial'] : ['-key', file(`${name}.key`)];
    openssl('x509', '-req', '-in', file(`${name}.csr`), '-days', '2', '-extfile', file(`${name}.ext`), '-out', file(`${name}.pem`), ...signer);
    return openssl('x509', '-in', file(`${name}.pem`));
  };
  const ca = 'basicConstraints=critical,CA:TRUE\nkeyUsage=keyCertSign';
  sign('root', undefined, ca);
  const between = [sign('first', 'root', ca), sign('second', 'first', ca)].reverse().join('');
  const issue = (name) => {
    writeFileSync(file(`${name}.chain`), sign(name, 'second', `subjectAltName=DNS:${name}`) + between);
    return { cert: file(`${name}.chain`), key: file(`${name}.key`) };
  };
  return { root: file('root.pem'), issue };
}

/** A name server that answers from `addresses` (IPv4 by name), for a second. */
export async function nameServer(addresses) {
  const socket = createSocket('udp4');
  socket.on('message', (query, { port, address }) => {
    const labels = [];
    let at = 12;
    for (; query[at]; at += query[at] + 1) labels.push(query.toString('latin1', at + 1, at + 1 + query[at]));
    const question = query.subarray(12, at + 5);
    const found = query.readUInt16BE(at + 1) === 1 && addresses[labels.join('.')];
    const head = Buffer.from([query[0], query[1], 0x81, 0x80, 0, 1, 0, found ? 1 : 0, 0, 0, 0, 0]);
    const answer = found ? Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 1, 0, 4, ...found.split('.').map(Number)]) : Buffer.alloc(0);
    socket.send(Buffer.concat([head, question, answer]), port, address);
  });
  await new Promise((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return { address: `127.0.0.1:${socket.address().port}`, stop: () => socket.close() };
}
