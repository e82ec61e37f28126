import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DIST } from './paths.mjs';

/** A letter with a mark for each letter of English, so that no letter of a pseudo-text is one of English. */
const PLAIN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const MARKED = [...'åƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýžÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ'];

/** How much longer than English: about what German or French need for the shorter texts. */
const LONGER = 0.35;

/** A text in the pseudo-language: its vowels are drawn out, and marks stand where it begins and ends. */
export function pseudo(text) {
  // Forms keep the names of their categories, and place holders stay.
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

/** Copies the built page into a folder of its own, with pseudo-texts in place of English. @returns {string} the folder */
export function pseudoPage() {
  const folder = mkdtempSync(join(tmpdir(), 'vpp-pseudo-'));
  cpSync(DIST, folder, { recursive: true });
  const index = join(folder, 'index.html');
  const html = readFileSync(index, 'utf8').replaceAll(/<link\b[^>]*\bhreflang="en-[^>]*>/g, (link) => {
    const name = /href="\.?\/?([^"]+\.json)"/.exec(link)[1];
    const texts = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    const bytes = Buffer.from(JSON.stringify(texts.map(pseudo)));
    // A name of its own: the compressed copies beside the real texts are not for these.
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

/** What is left of a text without data: empty, if everything else in it is a pseudo-text. */
export function untranslated(text) {
  const rest = text.replaceAll(DATA, '');
  return [...rest.matchAll(/[a-z]+/gi)].map(([word]) => word).join(' ');
}

/** Every text that is there for customers, seen or heard. Runs in the page. */
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

/** What cannot be read because something cuts it off or lies on it. Runs in the page. */
export function cutOff() {
  const faults = [];
  const say = (what, element) => faults.push(`${what}: ${element.tagName.toLowerCase()}.${element.className} “${element.textContent.trim().slice(0, 60)}”`);
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) faults.push(`the page is ${root.scrollWidth} wide, and not ${root.clientWidth}`);
  // Not there at all, or for assistive technology only: one pixel of it is.
  const heard = [...document.body.querySelectorAll('*')].filter(({ offsetWidth: width }) => width === 1);
  const isSeen = (element) =>
    element.checkVisibility({ visibilityProperty: true }) &&
    !element.closest('svg, option') &&
    !heard.some((one) => one.contains(element));
  const all = [...document.body.querySelectorAll('*')].filter(isSeen);
  for (const element of all) {
    const style = getComputedStyle(element);
    const hides = (axis) => /hidden|clip/.test(style[`overflow${axis}`]);
    if (hides('X') && element.scrollWidth > element.clientWidth + 1) say('cut off at its side', element);
    if (hides('Y') && element.scrollHeight > element.clientHeight + 1) say('cut off at its end', element);
  }
  // Lines of text, each with the element that it stands in.
  const lines = [];
  for (const element of all) {
    for (const node of element.childNodes) {
      if (node.nodeType !== Node.TEXT_NODE || !node.data.trim()) continue;
      const range = document.createRange();
      const scrolled = element.closest('.table');
      // A figure in two lines reads as two figures. Its currency belongs to it, at a space that does not break.
      for (const { index, 0: word } of node.data.matchAll(/[^ \n–]*\d[^ \n–]*/g)) {
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        if (range.getClientRects().length > 1 && !/^req_/.test(word)) say('broken in the middle', element);
      }
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) {
        if (box.width < 1) continue;
        lines.push({ element, box });
        if (!scrolled && (box.left < -1 || box.right > root.clientWidth + 1)) say('beside the window', element);
        const control = element.closest('button, a, select');
        const frame = control?.getBoundingClientRect();
        const isOut = frame && (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 4 || box.bottom > frame.bottom + 4);
        if (isOut) say('outside its control', element);
      }
    }
  }
  const common = (a, b) => [
    Math.min(a.right, b.right) - Math.max(a.left, b.left),
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top),
  ];
  for (const [index, one] of lines.entries()) {
    for (const other of lines.slice(index + 1)) {
      // Lines of one text may come close; of two, not.
      if (one.element === other.element) continue;
      const [width, height] = common(one.box, other.box);
      if (width > 2 && height > 0.4 * Math.min(one.box.height, other.box.height)) {
        say(`under “${other.element.textContent.trim().slice(0, 40)}”`, one.element);
      }
    }
  }
  const controls = all.filter((element) => element.matches('button, a[href], select, input'));
  for (const [index, one] of controls.entries()) {
    for (const other of controls.slice(index + 1)) {
      if (one.contains(other) || other.contains(one)) continue;
      const [width, height] = common(one.getBoundingClientRect(), other.getBoundingClientRect());
      if (width > 1 && height > 1) say(`under “${other.textContent.trim() || other.ariaLabel}”`, one);
    }
  }
  return faults;
}
