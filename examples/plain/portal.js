// The package's index.js: without a bundler, your server serves a copy of it from node_modules/vpp-summary-element.
import { loadVppSummary } from '/vpp-summary-element.js';

const element = document.querySelector('vpp-summary');
const problem = document.querySelector('#problem');

/** If a blocker or a broken connection keeps the script away, the element shows nothing at all. The next call tries again. */
const load = () => loadVppSummary({ src: 'https://pages.example/v1/vpp-summary.js' }).catch(() => (problem.hidden = false));
load();

// All below is optional: without it, the element shows its own messages and follows its own links.

// When a session has ended, ask your server for another token.
element.fetchToken = async () => {
  const answer = await fetch('/connect-token', { method: 'POST' });
  return answer.ok ? answer.text() : null;
};

// The page in the frame explains most errors; these are the two that it cannot report.
element.addEventListener('error', ({ detail }) => {
  problem.hidden = !['unavailable', 'crashed'].includes(detail.kind);
});
element.addEventListener('ready', () => (problem.hidden = true));
problem.querySelector('button').addEventListener('click', () => (element.retry ? element.retry() : load()));

// This portal has its own page for payments, so it leads there instead of the element.
element.addEventListener('route', (event) => {
  if (event.detail.route !== 'payment_history') return;
  event.preventDefault();
  location.assign('/payments');
});
