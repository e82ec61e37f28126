// What a page looks like, measured in it. Each function runs in the browser, so it uses nothing outside of itself.

/**
 * What is wrong with the places of texts: those that stick out of the window, are cut off, or overlap. What scrolls by
 * itself, such as the table, may be wider than the window.
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
  // A text's box is a little higher than its line, as the font wants it, so only a quarter counts as an overlap.
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

/** The contrast of two colours, as WCAG defines it. Each is `[red, green, blue]`. */
export function ratio(a, b) {
  const luminance = (colour) => {
    const [red, green, blue] = colour.map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [dark, light] = [luminance(a), luminance(b)].sort((one, other) => one - other);
  return (light + 0.05) / (dark + 0.05);
}

/**
 * The colours on the page: of every visible text and of the marks in `marks`, each `[selector, property]`, with the colour
 * behind them. What is disabled is left out, as WCAG does.
 * @returns {{ what: string, colour: number[], ground: number[], text: boolean }[]}
 */
export function colours(marks) {
  const parse = (colour) => {
    const [red, green, blue, alpha = 1] = colour.match(/[\d.]+/g).map(Number);
    // Browsers write a mixture of colours with parts up to 1.
    const whole = colour.startsWith('color(srgb') ? 255 : 1;
    return { channels: [red, green, blue].map((part) => part * whole), alpha };
  };
  const over = (top, below) => top.channels.map((value, index) => value * top.alpha + below[index] * (1 - top.alpha));
  /** The colour behind an element's content, or with `outside` the one around the element. */
  const behind = (element, outside) => {
    const stack = [];
    for (let up = outside ? element.parentElement : element; up; up = up.parentElement) {
      const colour = parse(getComputedStyle(up).backgroundColor);
      stack.unshift(colour);
      if (colour.alpha === 1) break;
    }
    return stack.reduce((below, colour) => over(colour, below), [255, 255, 255]);
  };
  const off = (element) =>
    element.closest(':disabled, [aria-disabled="true"]') ||
    !element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || parent.closest('title, noscript, template, script, style, .sr-only') || off(parent)) continue;
    const ground = behind(parent);
    const what = `text “${node.data.trim().slice(0, 40)}”`;
    found.push({ what, colour: over(parse(getComputedStyle(parent).color), ground), ground, text: true });
  }
  for (const [selector, property] of marks) {
    for (const element of document.querySelectorAll(selector)) {
      if (off(element)) continue;
      const value = getComputedStyle(element)[property];
      const ground = behind(element, true);
      found.push({ what: `${selector} ${property} ${value}`, colour: over(parse(value), ground), ground, text: false });
    }
  }
  return found;
}

/** Records every shift of the layout, including those right after a touch, which the browser's own sum leaves out. */
export function watchShifts() {
  globalThis.shifts = [];
  const note = (list) => {
    for (const { value, sources } of list.getEntries()) {
      const what = sources.map(({ node }) => node?.className || node?.nodeName);
      globalThis.shifts.push({ value, what: what.join(', ') });
    }
  };
  const observer = new PerformanceObserver(note);
  observer.observe({ type: 'layout-shift', buffered: true });
  // The browser reports a shift some time after the frame that has it; this asks for those still to come.
  globalThis.takeShifts = () => {
    note({ getEntries: () => observer.takeRecords() });
    return globalThis.shifts;
  };
}

/** What cannot be read because something cuts it off or covers it. */
export function cutOff() {
  const faults = [];
  const say = (what, element) => faults.push(`${what}: ${element.tagName.toLowerCase()}.${element.className} “${element.textContent.trim().slice(0, 60)}”`);
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) faults.push(`the page is ${root.scrollWidth} wide, and not ${root.clientWidth}`);
  // For assistive technology only: one pixel of it is there.
  const heard = [...document.body.querySelectorAll('*')].filter(({ offsetWidth: width }) => width === 1);
  const isSeen = (element) =>
    element.checkVisibility({ visibilityProperty: true }) &&
    !element.closest('svg, option') &&
    !heard.some((one) => one.contains(element));
  const all = [...document.body.querySelectorAll('*')].filter(isSeen);
  for (const element of all) {
    const style = getComputedStyle(element);
    const hides = (axis) => /hidden|clip/.test(style[`overflow${axis}`]);
    // The programme's name has one line; the document's title has all of it.
    if (hides('X') && !element.matches('h1') && element.scrollWidth > element.clientWidth + 1) say('cut off at its side', element);
    if (hides('Y') && element.scrollHeight > element.clientHeight + 1) say('cut off at its end', element);
  }
  // Lines of text, each with its element.
  const lines = [];
  for (const element of all) {
    for (const node of element.childNodes) {
      if (node.nodeType !== Node.TEXT_NODE || !node.data.trim()) continue;
      const range = document.createRange();
      const scrolled = element.closest('.table');
      // A figure on two lines reads as two figures. Its currency belongs to it, after a space that does not break.
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
      // Lines of one text may come close to each other.
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
