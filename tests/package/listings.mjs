// The code for apps that the playground and the guide show, as files of the apps that the compilers and build tools read.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BRANDS } from '../../crates/sandbox/assets/playground/brands.js';
import { reader } from '../../crates/sandbox/assets/playground/choice.js';
import { CODE } from '../../crates/sandbox/assets/playground/code.js';
import { ROOT } from '../browser/support/paths.mjs';

const OWN = { lang: 'fr', theme: 'dark', navigation: 'shown', 'reference-id': 'R-1~a.b', 'leap-status': 'connected', accent: '#2b41c6', 'accent.dark': '#a5b6ff', radius: '8' };

/** What is chosen in the playground, by the name of the folder. */
const CHOICES = { nothing: {}, own: OWN, brand: BRANDS[0].values, behaviour: { ...BRANDS[1].values, navigation: 'shown', 'reference-id': 'R-1' } };

const guide = () => /<!-- test: react -->\n```jsx\n([^]*?)```/.exec(readFileSync(join(ROOT, 'docs/guides/embed.md'), 'utf8'))[1];

/** The files of each app, by their names. */
const FILES = {
  react(listing) {
    const [code, css] = listing.split('/* earnings.css */\n');
    return { 'Earnings.tsx': code, ...(css && { 'earnings.css': css }) };
  },
  vue: (listing) => ({ 'Earnings.vue': listing }),
};

/** The names of an app's listings. */
export const namesOf = (app) => [...Object.keys(CHOICES), ...(app === 'react' ? ['guide'] : [])];

/** Writes them into `src/listings/` of an app, with a module that exports all, and a configuration that builds it. */
export function writeListings(app, folder) {
  if (!FILES[app]) return;
  const choices = reader(['documented'], ['fr']);
  for (const name of namesOf(app)) {
    const listing = name === 'guide' ? guide() : CODE[app][1](choices.valid(CHOICES[name]));
    const place = join(folder, 'src/listings', name);
    mkdirSync(place, { recursive: true });
    for (const [file, text] of Object.entries(FILES[app](listing))) writeFileSync(join(place, file), text);
  }
  const all = namesOf(app).map((name) => `export * as ${name} from './${name}/Earnings${app === 'vue' ? '.vue' : ''}';\n`);
  writeFileSync(join(folder, 'src/listings/all.ts'), all.join(''));
  // Every app of Vite has this, among the types of vite/client.
  if (app === 'react') writeFileSync(join(folder, 'src/listings/vite-env.d.ts'), "declare module '*.css';\n");
  const lib = `{ entry: 'src/listings/all.ts', formats: ['es'], fileName: 'all', cssFileName: 'all' }`;
  writeFileSync(join(folder, 'listings.config.mjs'), `import config from './vite.config.mjs';\n\nexport default { ...config, build: { outDir: 'dist-listings', lib: ${lib} } };\n`);
}
