// What other software does to a page's texts: translators, highlighters and extensions.

/** Replaces every text by an element with its translation, as Chrome's translator does, unless an element says no. */
function translate() {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const text of texts) {
    const parent = text.parentElement;
    if (!text.data.trim() || parent.closest('script, style, template, font, [translate="no"]')) continue;
    const [outer, inner] = [document.createElement('font'), document.createElement('font')];
    inner.textContent = `⟦${text.data}⟧`;
    outer.append(inner);
    text.replaceWith(outer);
  }
}

/** Cuts every text in two, as highlighters and extensions for dictionaries do. */
function split() {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const text of texts) if (text.data.length > 1) text.splitText(1);
}

/** Joins texts, and removes empty ones. */
function normalize() {
  document.body.normalize();
}

/** Marks a part of every text, as find-in-page extensions do. */
function highlight() {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const text of texts) {
    if (text.data.trim().length < 2 || text.parentElement.closest('script, style, template, mark, option')) continue;
    const mark = document.createElement('mark');
    const rest = text.splitText(1);
    rest.replaceWith(mark);
    mark.append(rest);
  }
}

/** Translates every text, and from then on every new one as soon as it appears, as Chrome's translator does. */
function translateForGood() {
  const translate = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts) {
      if (!text.data.trim() || text.parentElement.closest('script, style, template, font')) continue;
      const [outer, inner] = [document.createElement('font'), document.createElement('font')];
      inner.textContent = `⟦${text.data}⟧`;
      outer.append(inner);
      text.replaceWith(outer);
    }
  };
  translate();
  window.translator?.disconnect();
  window.translator = new MutationObserver(translate);
  window.translator.observe(document.body, { childList: true, subtree: true, characterData: true });
}

export const REWRITERS = { translate, split, normalize, highlight };

export { translateForGood };

/** What the page says, without a translator's marks: its visible text, and what only assistive technology reads. */
export const wordsOf = (page) =>
  page.evaluate(() => {
    const plain = (text) => (text ?? '').replace(/[⟦⟧]/g, '').replace(/\s+/g, ' ').trim();
    const names = ['aria-valuetext', 'aria-label'];
    const attributes = [...document.querySelectorAll('main [aria-valuetext], main [aria-label]')].flatMap((element) =>
      names.map((name) => plain(element.getAttribute(name))),
    );
    // By element, because a translator's own elements change where lines break.
    const texts = [...document.querySelectorAll('h1, h2, h3, p, dt, dd, button, a, th, td, caption, figcaption, option')];
    const shown = texts.filter((element) => !element.closest('[hidden], template')).map((element) => plain(element.textContent));
    return [...shown, ...attributes].filter(Boolean).join('\n');
  });
