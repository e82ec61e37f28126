/**
 * Every pattern by which the build reads or rewrites what somebody else has written: index.html, Trunk, wasm-bindgen,
 * Cargo.toml. If one of them changes its form, a pattern would silently match nothing; here the build fails and names it.
 */

/** What a pattern finds, and how often it has to: `exactly` or `atLeast` this many times. */
export const PATTERNS = {
  // Cargo.toml
  'version of the workspace': { regex: /^\[workspace\.package\]\n(?:[^[\n].*\n)*?version = "([^"]+)"/gm, exactly: 1 },

  // index.html. Trunk writes attributes in double quotes. Where a link can be removed, its line is part of the match.
  'link to the glue': { regex: link('rel="modulepreload"'), exactly: 1 },
  'link to the module': { regex: link('rel="preload"', 'as="fetch"'), exactly: 1 },
  'links to style sheets': { regex: link('rel="stylesheet"'), atLeast: 1 },
  // As the build has rewritten it.
  'link to the page’s style sheet': { regex: link('rel="preload"', 'as="style"'), exactly: 1 },
  'script of the loader': { regex: /[ \t]*<script\b[^>]*\ssrc="[^>]*>/g, exactly: 1 },
  'link to the icon': { regex: link('rel="icon"'), exactly: 1 },
  'link to frame.js': { regex: link('data-frame'), exactly: 1 },
  'links to messages': { regex: link('data-messages'), atLeast: 1 },
  // On #app and on the page that is shown after a crash.
  'places for the version': { regex: /\bdata-version="dev"/g, exactly: 2 },

  // A tag
  'address of a file': { regex: /\s(?:href|src)="(?:\.\/)?([^"/]+)"/g, exactly: 1 },
  'kind of a link': { regex: /\brel="[^"]*"/g, exactly: 1 },
  'end of a tag': { regex: /\s*\/?>/g, exactly: 1 },

  // The glue that wasm-bindgen writes
  'uses of exports': { regex: /\bwasm\.([\w$]+)/g, atLeast: 1 },
  'imports of the module': {
    regex: /^( +)(?:"([^"\n]+)"|([\w$]+))(?=: (?:import0\b|function\b|\(?\())/gm,
    atLeast: 1,
  },
};

/** All matches of a pattern, as `matchAll` returns them. */
export function find(name, text) {
  const { regex } = PATTERNS[name];
  const matches = [...text.matchAll(regex)];
  check(name, matches.length);
  return matches;
}

/** The text with every match of a pattern replaced, as `replaceAll` does it. */
export function replace(name, text, replacement) {
  find(name, text);
  return text.replaceAll(PATTERNS[name].regex, replacement);
}

function check(name, count) {
  const { exactly, atLeast } = PATTERNS[name];
  if (exactly === undefined ? count >= atLeast : count === exactly) return;
  const expected = exactly === undefined ? `at least ${atLeast}` : exactly;
  throw new Error(`The pattern "${name}" matched ${count} times instead of ${expected}; see xtask/postbuild/patterns.mjs.`);
}

/** A `<link>` with these attributes, in any order, and its line. */
function link(...attributes) {
  const conditions = attributes.map((attribute) => `(?=[^>]*\\s${attribute}(?=[\\s=>/]))`).join('');
  return new RegExp(`[ \\t]*<link\\b${conditions}[^>]*>\\n?`, 'g');
}
