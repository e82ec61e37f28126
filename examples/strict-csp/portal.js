const element = document.querySelector('vpp-summary');
const problem = document.querySelector('#problem');

// The token comes by the callback and is never in the document, where other scripts and extensions would find it.
element.fetchToken = async () => {
  const answer = await fetch('/connect-token', { method: 'POST' });
  return answer.ok ? answer.text() : null;
};

// Of these the frame cannot tell, or the customer can do nothing about them; the page in it explains all others. Where the
// script itself is missing, as after a change that the integrity forbids, the element is never defined.
const hidden = ['unavailable', 'crashed', 'not_allowed', 'configuration'];
element.addEventListener('error', ({ detail }) => (problem.hidden = !hidden.includes(detail.kind)));
element.addEventListener('ready', () => (problem.hidden = true));
addEventListener('load', () => (problem.hidden = Boolean(customElements.get('vpp-summary'))));
