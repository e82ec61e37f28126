// What runs in the pages. Nothing here asks for a box or a computed style, which would force a layout where the page has
// none: the browser tells the boxes of the bars when it has laid them out anyway.

/** Before the page's own scripts: notes what it loads and shows, and calls `chartIsReady` once. */
export function watchChart(marks) {
  if (window.top !== window) return;
  const seen = { paint: NaN, largest: NaN, shift: 0, blocking: 0, ready: NaN };
  window.seen = seen;
  const watch = (type, note) => new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  watch('paint', ({ name, startTime }) => name === 'first-contentful-paint' && (seen.paint = startTime));
  watch('largest-contentful-paint', ({ startTime }) => (seen.largest = startTime));
  watch('layout-shift', ({ hadRecentInput, value }) => hadRecentInput || (seen.shift += value));
  watch('longtask', ({ duration }) => (seen.blocking += duration - 50));

  const sizes = new IntersectionObserver((entries) => {
    if (!Number.isNaN(seen.ready) || !entries.some(({ boundingClientRect: { width, height } }) => width && height)) return;
    sizes.disconnect();
    mutations.disconnect();
    // The frame with the bars has been painted when the next one begins.
    requestAnimationFrame(() => {
      seen.ready = performance.now();
      window.chartIsReady('');
    });
  });
  const mutations = new MutationObserver(() => document.querySelectorAll(marks).forEach((mark) => sizes.observe(mark)));
  mutations.observe(document, { subtree: true, childList: true });
}

/** Before a click: `window.click` becomes what it takes until the bars are others, and until they are painted. */
export function watchClick(marks) {
  const shape = ['d', 'x', 'y', 'width', 'height'];
  const bars = () => [...document.querySelectorAll(marks)].flatMap((mark) => shape.map((name) => mark.getAttribute(name))).join();
  const before = bars();
  window.click = new Promise((resolve) => {
    let start;
    addEventListener('click', ({ timeStamp }) => (start = timeStamp), { capture: true, once: true });
    const mutations = new MutationObserver(() => {
      const now = start === undefined ? before : bars();
      if (now === before || now === '') return;
      const changed = performance.now();
      mutations.disconnect();
      requestAnimationFrame(() => requestAnimationFrame(() => {
        const asked = performance.getEntriesByType('resource').findLast(({ name }) => name.endsWith('/connect'));
        resolve({ change: changed - start - asked.duration, paint: performance.now() - start });
      }));
    });
    mutations.observe(document.body, { subtree: true, childList: true, attributeFilter: shape });
  });
}

/** Before the page's own scripts: `window.moduleMemory` becomes the memory of its WebAssembly. */
export function watchModule() {
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...values) => {
      const result = await original.apply(WebAssembly, values);
      const { exports } = result.instance ?? result;
      window.moduleMemory = Object.values(exports).find((one) => one instanceof WebAssembly.Memory);
      return result;
    };
  }
}

/** Clicks on a control so many times, and waits each time until the page shows another period. */
export async function step([control, times]) {
  const main = () => document.querySelector('main');
  const period = () => document.querySelector('[data-period]')?.textContent;
  for (let left = times; left; left -= 1) {
    const before = period();
    const shown = () => period() !== before && main().getAttribute('aria-busy') !== 'true';
    await new Promise((resolve, reject) => {
      const timeout = setTimeout(() => reject(new Error(`after “${before}” the page shows no other period`)), 20_000);
      const mutations = new MutationObserver(() => {
        if (!shown()) return;
        mutations.disconnect();
        clearTimeout(timeout);
        resolve();
      });
      mutations.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
      document.querySelector(control).click();
    });
    // The next click comes after a frame, as it would from a customer.
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

/** Selects languages in turn, so many times, and waits each time until the page speaks the next one. */
export async function changeLanguage([tags, times]) {
  // The list is not there before its tab has been shown.
  for (const tab of ['#tab-settings', '#tab-overview']) document.querySelector(tab).click();
  await new Promise((resolve) => requestAnimationFrame(resolve));
  for (let number = 0; number < times; number += 1) {
    const select = document.querySelector('#language');
    select.selectedIndex = [...select.options].findIndex(({ lang }) => lang === tags[number % tags.length]);
    if (select.selectedIndex < 0) throw new Error(`the list has no ${tags[number % tags.length]}`);
    await new Promise((resolve) => {
      addEventListener('vpp:spoken', resolve, { once: true });
      select.dispatchEvent(new Event('change', { bubbles: true }));
    });
  }
}

/** In a portal: shows the element so many times, and removes it each time when it shows something. */
export async function mount([script, token, times]) {
  await import(script);
  for (let left = times; left; left -= 1) {
    const element = document.createElement('vpp-summary');
    element.connectToken = token;
    await new Promise((resolve, reject) => {
      element.addEventListener('ready', resolve, { once: true });
      element.addEventListener('error', ({ detail }) => reject(new Error(`the element reports ${detail.kind}`)), { once: true });
      document.body.append(element);
    });
    element.remove();
  }
}
