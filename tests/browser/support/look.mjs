// What a page looks like, measured in it. Each function runs in the browser, so none can use anything outside of itself.

/**
 * What is wrong with how the page's text lies: text that sticks out of the window, is cut off, or overlaps other text.
 * What may scroll by itself, such as the table, may be wider than the window.
 */
export function misplaced() {
  const faults = [];
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || parent.closest('title, noscript, template, script, style') || !parent.checkVisibility({ visibilityProperty: true })) continue;
    let [scrolls, spoken, clip] = [false, false, null];
    for (let up = parent; up && up !== document.body; up = up.parentElement) {
      const style = getComputedStyle(up);
      if (style.clipPath === 'inset(50%)') spoken = true;
      if (/auto|scroll/.test(style.overflowX)) scrolls = true;
      if (/hidden|clip/.test(style.overflowX) && style.display !== 'inline') clip ??= up.getBoundingClientRect();
    }
    if (spoken) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const { left, right, top, bottom } of range.getClientRects()) {
      const name = `“${node.data.trim().slice(0, 40)}”`;
      if (!scrolls && (left < -0.5 || right > innerWidth + 0.5)) faults.push(`${name} sticks out: ${left} to ${right}`);
      if (clip && (left < clip.left - 1 || right > clip.right + 1 || bottom > clip.bottom + 1)) faults.push(`${name} is cut off`);
      if (!scrolls) texts.push({ node, name, left, right, top, bottom });
    }
  }
  // Boxes of text are as high as the font wants them, which is a little more than its line; a quarter is an overlap.
  for (const [index, a] of texts.entries()) {
    for (const b of texts.slice(index + 1)) {
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (a.node !== b.node && across > 1 && down > Math.min(a.bottom - a.top, b.bottom - b.top) / 4) {
        faults.push(`${a.name} and ${b.name} overlap`);
      }
    }
  }
  return faults;
}

/**
 * The contrasts on the page: of every visible text with what is behind it, and of the marks in `marks`, each
 * `[selector, property]`, with what is behind them. What is disabled is left out, as WCAG does.
 * @returns {{ what: string, ratio: number, text: boolean }[]}
 */
export function contrasts(marks) {
  const parse = (colour) => {
    const [red, green, blue, alpha = 1] = colour.match(/[\d.]+/g).map(Number);
    return { channels: [red, green, blue], alpha };
  };
  const over = (top, below) => top.channels.map((value, index) => value * top.alpha + below[index] * (1 - top.alpha));
  /** The colour behind an element's content; `outside` is the one around the element. */
  const behind = (element, outside) => {
    const stack = [];
    for (let up = outside ? element.parentElement : element; up; up = up.parentElement) {
      const colour = parse(getComputedStyle(up).backgroundColor);
      stack.unshift(colour);
      if (colour.alpha === 1) break;
    }
    return stack.reduce((below, colour) => over(colour, below), [255, 255, 255]);
  };
  const luminance = (channels) => {
    const [red, green, blue] = channels.map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ratio = (a, b) => {
    const [dark, light] = [luminance(a), luminance(b)].sort((one, other) => one - other);
    return (light + 0.05) / (dark + 0.05);
  };
  const off = (element) => element.closest(':disabled, [aria-disabled="true"]') || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || parent.closest('title, noscript, template, script, style, .sr-only') || off(parent)) continue;
    const ground = behind(parent);
    const what = `text “${node.data.trim().slice(0, 40)}”`;
    found.push({ what, ratio: ratio(over(parse(getComputedStyle(parent).color), ground), ground), text: true });
  }
  for (const [selector, property] of marks) {
    for (const element of document.querySelectorAll(selector)) {
      if (off(element)) continue;
      const value = getComputedStyle(element)[property];
      const ground = behind(element, true);
      found.push({ what: `${selector} ${property} ${value}`, ratio: ratio(over(parse(value), ground), ground), text: false });
    }
  }
  return found;
}

/** Lets the document know every shift of its layout, also those right after a touch, which the browser's own sum leaves out. */
export function watchShifts() {
  globalThis.shifts = [];
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries()) {
      const what = sources.map(({ node }) => node?.className || node?.nodeName);
      globalThis.shifts.push({ value, what: what.join(', ') });
    }
  }).observe({ type: 'layout-shift', buffered: true });
}
