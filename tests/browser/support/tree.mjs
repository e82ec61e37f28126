// The accessibility tree of Chromium in readable form.

/** Nodes that say nothing by themselves: what is in them is said in their place. */
const SILENT = new Set(['none', 'generic', 'InlineTextBox', 'RootWebArea', 'LayoutTable', 'LayoutTableRow', 'LayoutTableCell']);

/** States worth a word, with what goes without saying. */
const STATES = {
  disabled: false,
  expanded: undefined,
  pressed: undefined,
  selected: false,
  level: undefined,
  required: false,
  invalid: 'false',
  valuemin: undefined,
  valuemax: undefined,
  live: undefined,
  busy: false,
  hasPopup: 'false',
};

/** Attributes that Chromium's protocol leaves out, with the word for them. */
const ATTRIBUTES = { 'aria-valuetext': 'says', 'aria-current': 'current' };

/** One node in words: its role, “its name”, its description, its value and its states. */
function words({ role, name, description, value, properties = [] }, attributes) {
  const parts = [role.value === 'StaticText' ? 'text' : role.value];
  if (name?.value) parts.push(`“${name.value}”`);
  if (description?.value) parts.push(`– ${description.value}`);
  const states = properties
    .filter((property) => property.name in STATES && property.value.value !== STATES[property.name])
    .map((property) => {
      const { value } = property.value;
      if (value === true || value === 'true') return property.name;
      return value === false || value === 'false' ? `not ${property.name}` : `${property.name} ${value}`;
    });
  if (value && value.value !== '') states.unshift(`value ${value.value}`);
  for (const [attribute, word] of Object.entries(ATTRIBUTES)) {
    if (attributes[attribute]) states.push(attributes[attribute] === 'true' ? word : `${word} “${attributes[attribute]}”`);
  }
  if (states.length) parts.push(`(${states.join(', ')})`);
  return parts.join(' ');
}

/**
 * What a screen reader finds in the first element of the selector, in its order: one line for each node, deeper ones
 * indented. Nodes that are ignored or silent are left out, and so is text that only repeats a part of its parent's name.
 * @returns {Promise<string[]>}
 */
export async function walk(page, selector = 'body') {
  const session = await page.context().newCDPSession(page);
  await session.send('Accessibility.enable');
  const { root } = await session.send('DOM.getDocument', { depth: 0 });
  const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector });
  const { node: element } = await session.send('DOM.describeNode', { nodeId });
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const attributes = new Map();
  for (const { role, ignored, backendDOMNodeId } of nodes) {
    if (ignored || !['button', 'slider'].includes(role?.value)) continue;
    const { node } = await session.send('DOM.describeNode', { backendNodeId: backendDOMNodeId });
    const found = node.attributes.flatMap((name, index, all) => (index % 2 ? [] : [[name, all[index + 1]]]));
    attributes.set(backendDOMNodeId, Object.fromEntries(found));
  }
  await session.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const lines = [];
  const visit = (node, depth, parent) => {
    const silent = node.ignored || SILENT.has(node.role?.value);
    const repeats = node.role?.value === 'StaticText' && parent?.includes(node.name?.value.trim());
    if (!silent && !repeats) lines.push(`${'  '.repeat(depth)}${words(node, attributes.get(node.backendDOMNodeId) ?? {})}`);
    const name = silent ? parent : node.name?.value;
    for (const id of node.childIds) {
      const child = byId.get(id);
      if (child) visit(child, silent ? depth : depth + 1, name);
    }
  };
  visit(nodes.find(({ backendDOMNodeId }) => backendDOMNodeId === element.backendNodeId), 0);
  return lines;
}
