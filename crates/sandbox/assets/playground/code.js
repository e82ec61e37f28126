// The code to copy. All values have come through choice.js, so none can leave the place that it is written to.

import { pictureOf, properties, settings } from './style.js';

const SCRIPT = 'https://pages.example/v1/vpp-summary.js';

/** The longest picture that a line of nginx's configuration has room for. */
const LONGEST_SETTING = 1_500;

const lines = (...parts) => `${parts.flat().filter((part) => part !== undefined).join('\n')}\n`;

/** The attributes of the element: `[name, value]`, without a value if the name says it all. */
function attributes(choice) {
  const { lang, theme, navigation } = choice;
  return [
    ['lang', lang], ['theme', theme], ['navigation', navigation && ''],
    ['reference-id', choice['reference-id']], ['leap-status', choice['leap-status']],
  ].filter(([, value]) => value !== undefined);
}

const written = (entries) => entries.map(([name, value]) => (value === '' ? ` ${name}` : ` ${name}="${value}"`)).join('');

/** The rule with the custom properties; nothing if none is chosen. */
function rule(choice, indent = '') {
  const declared = properties(choice).map(([name, value]) => `${indent}  --vpp-${name}: ${value};`);
  return declared.length ? [`${indent}vpp-summary {`, ...declared, `${indent}}`] : [];
}

const fetchToken = (indent = '') => [
  `${indent}/** Your server gets the token from Connect, for the customer who is signed in. */`,
  `${indent}async function fetchToken() {`,
  `${indent}  const answer = await fetch('/connect-token', { method: 'POST' });`,
  `${indent}  return answer.ok ? answer.text() : null;`,
  `${indent}}`,
];

function html(choice) {
  const style = rule(choice, '  ');
  return lines(
    `<script type="module" src="${SCRIPT}"></script>`,
    style.length ? ['<style>', ...style, '</style>'] : [],
    '<!-- Your server writes the token here, for the customer who is signed in. -->',
    `<vpp-summary connect-token="cot_…"${written(attributes(choice))}></vpp-summary>`,
  );
}

/** React's props are the element's properties. */
const PROPS = { 'reference-id': 'referenceId', 'leap-status': 'leapStatus' };

function react(choice) {
  const style = rule(choice);
  const props = attributes(choice).map(([name, value]) => [PROPS[name] ?? name, value]);
  return lines(
    '// npm install vpp-summary-element',
    "import { VppSummary } from 'vpp-summary-element/react';",
    style.length ? "import './earnings.css';" : undefined,
    '',
    'export function Earnings() {',
    '  return (',
    '    <VppSummary',
    `      src="${SCRIPT}"`,
    '      fetchToken={fetchToken}',
    props.map((prop) => `     ${written([prop])}`),
    '      onError={({ detail }) => console.warn(detail.kind)}',
    '    />',
    '  );',
    '}',
    '',
    fetchToken(),
    style.length ? ['', '/* earnings.css */', ...style] : [],
  );
}

function vue(choice) {
  const style = rule(choice);
  return lines(
    '<!-- npm install vpp-summary-element, and in vite.config: vue({ template: { compilerOptions: {',
    "     isCustomElement: (tag) => tag === 'vpp-summary' } } }) -->",
    '<script setup lang="ts">',
    "import type {} from 'vpp-summary-element/vue';",
    "import { loadVppSummary } from 'vpp-summary-element';",
    '',
    `loadVppSummary({ src: '${SCRIPT}' });`,
    '',
    fetchToken(),
    '</script>',
    '',
    '<template>',
    `  <vpp-summary .fetchToken="fetchToken"${written(attributes(choice))} />`,
    '</template>',
    style.length ? ['', '<style>', ...style, '</style>'] : [],
  );
}

function nginx(choice) {
  const picture = pictureOf(choice.logo ?? '');
  // A semicolon would end the entry.
  const fits = !picture.includes(';') && picture.length <= LONGEST_SETTING;
  const ending = /^data:image\/(svg|\w+)/.exec(picture)?.[1].replace('jpeg', 'jpg');
  const entries = settings(choice).map(([name, value]) => [name, name === 'logo' && !fits ? `logo.${ending}` : value]);
  const appearance = entries.map(([name, value]) => `${name}: ${value}`).join('; ');
  const joins = choice['reference-id'] !== undefined;
  return lines(
    '# deploy/vpp.env',
    '# The origins of the pages that may show the earnings, exactly as location.origin gives them.',
    'VPP_ALLOWED_ORIGINS="https://portal.example"',
    appearance ? [
      '',
      '# The brand of the deployment itself, for customers who open the page by a link. It has one set of colours.',
      '# A portal needs none of this: the values on its element count.',
      fits ? [] : `# Put the logo beside index.html, as logo.${ending}.`,
      `VPP_APPEARANCE="${appearance}"`,
    ] : [],
    joins ? ['', '# Your link of Leap’s, and the utilities that customers choose from.', 'VPP_LEAP_LINK=https://www.addleap.com/Acme/pge/getting-started', 'VPP_LEAP_UTILITIES="pge sce sdge"'] : [],
  );
}

/** What can be copied: `[title, function of the choice]`. */
export const CODE = { html: ['HTML', html], react: ['React', react], vue: ['Vue', vue], nginx: ['nginx', nginx] };
