// Builds the page for production, as it would be deployed: names with a hash of their content, and all files compressed.

import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { defineConfig } from 'vite';

const outDir = process.env.REACT_DIST;

/** The chart is a chunk of its own, so that the rest is painted first; preloading it saves the round trip of a late import. */
const preloadChart = {
  name: 'preload-chart',
  transformIndexHtml: {
    order: 'post',
    handler: (html, { bundle }) => {
      const chart = Object.values(bundle).find((chunk) => chunk.name === 'Chart');
      return [{ tag: 'link', attrs: { rel: 'modulepreload', href: `./${chart.fileName}` }, injectTo: 'head' }];
    },
  },
};

/** Servers send these to browsers that accept brotli, as they do with our page. */
const compress = {
  name: 'compress',
  closeBundle: () => {
    for (const name of readdirSync(outDir).filter((name) => /\.(js|css)$/.test(name))) {
      writeFileSync(join(outDir, `${name}.br`), brotliCompressSync(readFileSync(join(outDir, name))));
    }
  },
};

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  logLevel: 'warn',
  oxc: { jsx: { runtime: 'automatic' } },
  plugins: [preloadChart, compress],
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2022',
    assetsDir: '',
    // The policy of the page allows no images in style sheets or scripts in the document.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        hashCharacters: 'hex',
        entryFileNames: '[name]-[hash:16].js',
        chunkFileNames: '[name]-[hash:16].js',
        assetFileNames: '[name]-[hash:16][extname]',
      },
    },
  },
});
