// Elements, made without markup.

/**
 * An element with properties and children. `on` has its listeners by event; a name with `-`, `for` and `role` are attributes.
 *
 * @param {string} tag
 * @param {Record<string, unknown>} [properties]
 * @param {...(Node | string)} children
 */
export function make(tag, { on = {}, ...properties } = {}, ...children) {
  const element = document.createElement(tag);
  for (const [event, listener] of Object.entries(on)) element.addEventListener(event, listener);
  for (const [name, value] of Object.entries(properties)) {
    if (name.includes('-') || ['for', 'role'].includes(name)) element.setAttribute(name, value);
    else element[name] = value;
  }
  element.append(...children);
  return element;
}

export const byId = (id) => document.getElementById(id);

/** Sets a text only if it has changed, so that a live region does not repeat itself. */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** A set of radio buttons that looks like one control. `options` are `[value, title]`. */
export function radios(name, options, change) {
  return options.map(([value, title]) =>
    make('label', {}, make('input', { type: 'radio', name, value, on: { change } }), make('span', {}, title)),
  );
}
