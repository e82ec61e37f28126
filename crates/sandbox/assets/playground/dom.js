// Elements, made without markup.

/**
 * An element with properties and children. `on…` is a listener, a name with `-` and `for`, `role`, `list` an attribute.
 *
 * @param {string} tag
 * @param {Record<string, unknown>} [properties]
 * @param {...(Node | string)} children
 */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name.includes('-') || ['for', 'role', 'list'].includes(name)) element.setAttribute(name, value);
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
export function radios(name, options, onchange) {
  return options.map(([value, title]) =>
    make('label', {}, make('input', { type: 'radio', name, value, onchange }), make('span', {}, title)),
  );
}
