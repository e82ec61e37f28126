// The element's events as they come. No token is shown: addresses have one.

import { byId, make } from './dom.js';

const NAMES = ['ready', 'resize', 'period', 'action', 'route', 'close', 'error', 'confirmation'];

/** So many are kept. */
const MOST = 200;

/** A detail as text, without tokens. */
export function described(detail) {
  const fields = Object.entries(detail ?? {}).map(([name, value]) => `${name}: ${JSON.stringify(value) ?? 'undefined'}`);
  return fields.join(', ').replace(/cot_[\w-]+/g, 'cot_…');
}

/** Lists the events of the element. Where it would lead this page away, it is kept from it. */
export function watchEvents(element) {
  const list = byId('events');
  for (const name of NAMES) {
    element.addEventListener(name, (event) => {
      if (event.cancelable) event.preventDefault();
      const now = new Date();
      const time = make('time', { dateTime: now.toISOString() }, now.toTimeString().slice(0, 8));
      const item = make('li', { 'data-event': name }, time, make('b', {}, name), make('code', {}, described(event.detail)));
      if (name === 'error') item.className = 'fails';
      list.prepend(item);
      while (list.children.length > MOST) list.lastChild.remove();
      showCount();
    });
  }
  byId('resizes').addEventListener('change', showCount);
  byId('clear').addEventListener('click', () => {
    list.replaceChildren();
    showCount();
  });
  showCount();
}

function showCount() {
  const list = byId('events');
  list.toggleAttribute('data-without-resize', !byId('resizes').checked);
  const shown = [...list.children].filter(({ dataset }) => byId('resizes').checked || dataset.event !== 'resize');
  byId('no-events').hidden = shown.length > 0;
}
