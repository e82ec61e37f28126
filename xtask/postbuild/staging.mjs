import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transform } from 'esbuild';

/** The folder in which Trunk has put the page together, and which becomes `dist/`. */
export class Staging {
  /** The finished files: the name that Trunk gave → `{ name, bytes, integrity }`. */
  #finished = new Map();

  /** @param release Whether files are minified. A development build leaves them readable. */
  constructor(folder, release) {
    this.folder = folder;
    this.release = release;
  }

  path(name) {
    return join(this.folder, name);
  }

  read(name) {
    return readFileSync(this.path(name));
  }

  text(name) {
    return this.read(name).toString();
  }

  write(name, content) {
    writeFileSync(this.path(name), content);
  }

  remove(name) {
    rmSync(this.path(name), { recursive: true, force: true });
  }

  /** Replaces a file by its final content, under a name that contains a hash of it, so that it can be cached for ever. */
  finish(name, content, base = name) {
    const bytes = Buffer.from(content);
    const dot = base.lastIndexOf('.');
    this.remove(name);
    const file = seal(`${base.slice(0, dot)}-${hash(bytes, 16)}${base.slice(dot)}`, bytes);
    this.write(file.name, bytes);
    this.#finished.set(name, file);
    return file;
  }

  /** What has become of a file. */
  finished(name) {
    const file = this.#finished.get(name);
    if (!file) throw new Error(`index.html links to ${name}, which the build has not finished.`);
    return file;
  }

  /** All finished files. */
  files() {
    return [...this.#finished.values()];
  }

  /** Fails if Trunk has put a file here that no step of the build knows, because it would keep a name without a hash. */
  checkComplete(others) {
    const known = new Set([...this.files().map(({ name }) => name), ...others]);
    const unknown = readdirSync(this.folder).filter((name) => !known.has(name));
    if (unknown.length > 0) throw new Error(`No step of the build finishes ${unknown.join(', ')}; see xtask/postbuild.mjs.`);
  }

  /** Minifies a script or a style sheet in a release build. */
  async minify(text, loader) {
    if (!this.release) return text;
    const format = loader === 'js' ? 'esm' : undefined;
    const { code } = await transform(text, { loader, format, minify: true, charset: 'utf8', legalComments: 'none' });
    return code;
  }
}

/** A file with the value of its `integrity` attribute, by which a browser refuses another content. */
export function seal(name, bytes) {
  return { name, bytes, integrity: `sha384-${createHash('sha384').update(bytes).digest('base64')}` };
}

/** The first digits of a hash, in hexadecimal. */
export function hash(content, digits) {
  return createHash('sha256').update(content).digest('hex').slice(0, digits);
}
