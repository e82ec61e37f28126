/**
 * Writes what partners read about the element: its types, its manifest and the tables of embed/README.md. All of it comes from
 * embed/api.json, so that a name is written once. By hand, after a change of that file:
 *
 *     node xtask/embed-api.mjs
 *
 * xtask/embed-api.test.mjs fails when one of the files has not been written since, or when the element itself has other names.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const inEmbed = (name) => fileURLToPath(new URL(`../embed/${name}`, import.meta.url));

/** A file of embed/. */
export const read = (name) => readFileSync(inEmbed(name), 'utf8');

/** What embed/api.json says. */
export const api = JSON.parse(read('api.json'));

/** The files that follow from it, by their names in embed/. */
export function generated() {
  return { 'vpp-summary.d.ts': types(), 'custom-elements.json': manifest(), 'README.md': readme() };
}

/** Markdown without links, for readers that show plain text. */
const plain = (text) => text.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1');

/** A comment before a declaration, wrapped at 120 characters. */
function comment(text, indent = '') {
  if (!text) return '';
  if (text.length + indent.length <= 110) return `${indent}/** ${plain(text)} */\n`;
  const lines = [''];
  for (const word of plain(text).split(' ')) {
    if (`${indent} * ${lines.at(-1)} ${word}`.length > 120) lines.push('');
    lines.push(`${lines.pop()} ${word}`.trimStart());
  }
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}\n`).join('')}${indent} */\n`;
}

/** A union of string literals, with a comment before each. */
const union = (name, values) =>
  `export type ${name} =\n${values.map(([value, text]) => `${comment(text, '  ')}  | '${value}'`).join('\n')};\n`;

/** The types of the element and of the script that defines it. */
function types() {
  const own = api.properties.filter(({ inherited }) => !inherited);
  const details = api.events.map(({ name, detail, fields }) => {
    const rows = fields.map((field) => `${comment(field.description, '  ')}  ${field.name}${field.optional ? '?' : ''}: ${field.type};\n`);
    return `/** The \`detail\` of \`${name}\`. */\nexport interface ${detail} {\n${rows.join('')}}\n`;
  });
  const events = api.events.map(({ name, detail, description }) => `${comment(description, '  ')}  ${name}: CustomEvent<${detail}>;\n`);
  const properties = own.map(({ name, type, description }) => `${comment(description, '  ')}  ${name}: ${type};\n`);
  const methods = api.methods.map(({ name, description }) => `${comment(description, '  ')}  ${name}(): void;\n`);
  const listener = (verb, options) => `  ${verb}EventListener<K extends keyof VppSummaryEventMap>(
    type: K,
    listener: (this: ${api.class}, event: VppSummaryEventMap[K]) => void,
    options?: boolean | ${options},
  ): void;
  ${verb}EventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | ${options}): void;
`;
  return `// Written by xtask/embed-api.mjs from embed/api.json.

/** What has happened to the session or the page. */
${union('VppErrorKind', api.kinds.flatMap(({ names }) => Object.entries(names)))}
/** What the page is about to ask Connect for. */
${union('VppActionName', api.actions.map((name) => [name]))}
${details.join('\n')}
/** The events by name. None bubbles. */
export interface VppSummaryEventMap {
${events.join('')}}

${comment(`The element \`<${api.tag}>\`. ${api.description}`)}export class ${api.class} extends HTMLElement {
${properties.join('')}
${methods.join('')}
${listener('add', 'AddEventListenerOptions')}${listener('remove', 'EventListenerOptions')}}

/** What a page may set; \`null\` and \`undefined\` remove a value. */
export type VppSummaryProperties = {
  [K in ${api.properties.map(({ name }) => `'${name}'`).join(' | ')}]?: ${api.class}[K] | null | undefined;
};

/** Whether the element would lead a customer to this address. */
export function isSafeUrl(url: unknown, schemes?: readonly string[]): boolean;

/** @deprecated The earlier name of \`isSafeUrl\`. */
export { isSafeUrl as mayFollow };

declare global {
  interface HTMLElementTagNameMap {
    '${api.tag}': ${api.class};
  }
}
`;
}

/** The manifest, by the schema of the package custom-elements-manifest. Editors and Storybook read it. */
function manifest() {
  const type = (text) => ({ type: { text } });
  const inherits = ({ inherited }) => (inherited ? { inheritedFrom: { name: 'HTMLElement', package: 'global:' } } : {});
  const described = (one) => ({ description: plain(one.description) });
  const declaration = {
    kind: 'class',
    name: api.class,
    tagName: api.tag,
    customElement: true,
    ...described(api),
    superclass: { name: 'HTMLElement', package: 'global:' },
    attributes: api.properties.filter(({ attribute }) => attribute).map((one) => ({
      name: one.attribute, fieldName: one.name, ...type(one.type), default: one.default, ...described(one), ...inherits(one),
    })),
    members: [
      ...api.properties.map((one) => ({
        kind: 'field', name: one.name, ...type(one.type), default: one.default, ...described(one),
        ...(one.attribute ? { attribute: one.attribute, reflects: one.reflects ?? true } : {}), ...inherits(one),
      })),
      ...api.methods.map((one) => ({ kind: 'method', name: one.name, return: type('void'), ...described(one) })),
    ],
    events: api.events.map((one) => ({ name: one.name, ...type(`CustomEvent<${one.detail}>`), ...described(one) })),
    cssProperties: api.appearance.map((one) => ({
      name: `--vpp-${one.name}`, syntax: one.syntax, ...(one.default ? { default: one.default } : {}), ...described(one),
    })),
  };
  const path = 'vpp-summary.d.ts';
  const reference = { name: api.class, module: path };
  const exports = [
    { kind: 'js', name: api.class, declaration: reference },
    { kind: 'custom-element-definition', name: api.tag, declaration: reference },
  ];
  const modules = [{ kind: 'javascript-module', path, declarations: [declaration], exports }];
  return `${JSON.stringify({ schemaVersion: '2.1.0', readme: 'README.md', modules }, null, 2)}\n`;
}

const code = (text) => (text ? `\`${text}\`` : '');

/** The tables of README.md, each by the name in the comment before it. */
const TABLES = {
  attributes: () => [
    ['attribute', 'property', ''],
    ...api.properties.map(({ name, attribute, description }) => [code(attribute), code(name), description]),
    ...api.methods.map(({ name, description }) => ['', code(`${name}()`), description]),
  ],
  events: () => [['event', 'when'], ...api.events.map(({ name, description }) => [code(name), description])],
  kinds: () => [
    ['`kind`', 'what has happened', 'what helps'],
    ...api.kinds.map(({ names, happened, helps }) => [Object.keys(names).map(code).join(', '), happened, helps]),
  ],
  appearance: () => [
    ['property', 'what it is', 'in light colours'],
    ...api.appearance.map((one) => [code(`--vpp-${one.name}`), one.description, code(one.default) || one.note]),
  ],
};

/** README.md with its tables written again; the rest of it stays. */
function readme() {
  let text = read('README.md');
  for (const [name, rows] of Object.entries(TABLES)) {
    const [head, ...body] = rows().map((cells) => `|${cells.map((cell) => (cell ? ` ${cell} ` : ' ')).join('|')}|`);
    const table = [head, `|${'---|'.repeat(rows()[0].length)}`, ...body].join('\n');
    const place = new RegExp(`(<!-- ${name}, from api.json -->\n\n)[^]*?\n(?=\n)`);
    if (!place.test(text)) throw new Error(`embed/README.md has no place for the table of ${name}.`);
    text = text.replace(place, (_, before) => `${before}${table}\n`);
  }
  return text;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, text] of Object.entries(generated())) writeFileSync(inEmbed(name), text);
}
