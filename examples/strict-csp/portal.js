// The package's index.js: without a bundler, your server serves a copy of it from node_modules/vpp-summary-element.
import { loadVppSummary } from '/vpp-summary-element.js';

// The script is pinned: to take another one, change its name and integrity to those in https://pages.example/v1/embed.json.
const SCRIPT = 'https://pages.example/v1/EMBED_FILE';
const INTEGRITY = 'EMBED_INTEGRITY';

const element = document.querySelector('vpp-summary');
const problem = document.querySelector('#problem');

// The only policy that this page allows, for the only address that it makes. Browsers without Trusted Types take the text.
const policy = globalThis.trustedTypes?.createPolicy('vpp-summary', { createScriptURL: () => SCRIPT });
const src = policy ? policy.createScriptURL(SCRIPT) : SCRIPT;

// The script may be missing, for example after a change that the integrity forbids.
loadVppSummary({ src, integrity: INTEGRITY }).catch(() => (problem.hidden = false));

// The callback returns the token, so that it is never in the document, where other scripts and extensions would find it.
element.fetchToken = async () => {
  const answer = await fetch('/connect-token', { method: 'POST' });
  return answer.ok ? answer.text() : null;
};

// The frame cannot report these, or the customer cannot solve them; the page in the frame explains all others.
const hidden = ['unavailable', 'crashed', 'not_allowed', 'configuration'];
element.addEventListener('error', ({ detail }) => (problem.hidden = !hidden.includes(detail.kind)));
element.addEventListener('ready', () => (problem.hidden = true));
