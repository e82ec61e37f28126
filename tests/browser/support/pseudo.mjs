// An invented language: English with marks on its letters, a third longer, in ⟦brackets⟧.

import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DIST } from './paths.mjs';

/** A marked letter for each letter of English, so that pseudo-texts and English share no letter. */
const PLAIN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const MARKED = [...'åƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýžÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ'];

/** How much longer than English: about as much as German or French for the shorter texts. */
const LONGER = 0.35;

/** A text in the pseudo-language: its vowels are drawn out, and brackets show where it begins and ends. */
export function pseudo(text) {
  // Plural forms keep the names of their categories, and placeholders stay.
  if (text.includes('|other:')) return text.replaceAll(/([a-z]+:)([^|]*)/g, (_, name, form) => name + pseudo(form));
  let left = Math.ceil(text.replaceAll(/\{\d\}/g, '').length * LONGER);
  const vowels = Math.max(1, [...text.matchAll(/[aeiou]/gi)].length);
  const times = Math.ceil(left / vowels);
  const drawn = text.replaceAll(/\{\d\}|[a-z]/gi, (part) => {
    if (part.startsWith('{')) return part;
    const letter = MARKED[PLAIN.indexOf(part)];
    const more = /[aeiou]/i.test(part) ? Math.min(times, left) : 0;
    left -= more;
    return letter + letter.toLowerCase().repeat(more);
  });
  return `⟦${drawn}⟧`;
}

/** Copies the built page into a folder of its own, with pseudo-texts instead of English. @returns {string} the folder */
export function pseudoPage() {
  const folder = mkdtempSync(join(tmpdir(), 'vpp-pseudo-'));
  cpSync(DIST, folder, { recursive: true });
  const index = join(folder, 'index.html');
  const html = readFileSync(index, 'utf8').replaceAll(/<link\b[^>]*\bhreflang="en-[^>]*>/g, (link) => {
    const name = /href="\.?\/?([^"]+\.json)"/.exec(link)[1];
    const texts = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    const bytes = Buffer.from(JSON.stringify(texts.map(pseudo)));
    // Under another name, because the compressed copies beside the real file hold the real texts.
    const changed = `pseudo-${name}`;
    writeFileSync(join(folder, changed), bytes);
    const seal = `sha384-${createHash('sha384').update(bytes).digest('base64')}`;
    return link.replace(name, changed).replace(/data-integrity="[^"]*"/, `data-integrity="${seal}"`);
  });
  if (!html.includes('pseudo-')) throw new Error('index.html has no English texts.');
  writeFileSync(index, html);
  return folder;
}

/** What `Intl` writes in letters: months, days of the week, halves of the day. */
function words() {
  const found = new Set(['AM', 'PM']);
  for (let month = 0; month < 12; month++) {
    for (const length of ['long', 'short']) {
      const date = new Date(Date.UTC(2025, month, 1));
      found.add(new Intl.DateTimeFormat('en-US', { month: length, timeZone: 'UTC' }).format(date));
    }
  }
  for (let day = 0; day < 7; day++) {
    for (const length of ['long', 'short']) {
      const date = new Date(Date.UTC(2025, 1, 1 + day));
      found.add(new Intl.DateTimeFormat('en-US', { weekday: length, timeZone: 'UTC' }).format(date));
    }
  }
  return [...found];
}

/** Names that come from Connect; the longest first, because one may hold another. */
const NAMES = ['Community Powershare', 'Leap'];

/** Everything with letters in it that is data and not a text. */
const DATA = new RegExp([...NAMES, 'req_\\w+', ...words().map((word) => `\\b${word}\\b`)].join('|'), 'g');

/** The English words of a text, without data: none, if everything else in it is pseudo-text. */
export function untranslated(text) {
  const rest = text.replaceAll(DATA, '');
  return [...rest.matchAll(/[a-z]+/gi)].map(([word]) => word).join(' ');
}

/** Every text for customers, visible or spoken. Runs in the page. */
export function texts() {
  const found = [document.title];
  const isText = (node) => !node.parentElement.closest('script, style, template, noscript, option[lang]');
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) if (isText(walker.currentNode)) found.push(walker.currentNode.data);
  const names = ['aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext', 'alt', 'placeholder', 'title'];
  for (const name of names) {
    for (const element of document.body.querySelectorAll(`[${name}]`)) found.push(element.getAttribute(name));
  }
  return found.filter((text) => text.trim());
}
