const element = document.querySelector('vpp-summary');
const problem = document.querySelector('#problem');

// The callback returns the token, so that it is never in the document, where other scripts and extensions would find it.
element.fetchToken = async () => {
  const answer = await fetch('/connect-token', { method: 'POST' });
  return answer.ok ? answer.text() : null;
};

// The frame cannot report these, or the customer cannot solve them; the page in the frame explains all others. If the script
// itself is missing, for example after a change that the integrity forbids, the element is never defined.
const hidden = ['unavailable', 'crashed', 'not_allowed', 'configuration'];
element.addEventListener('error', ({ detail }) => (problem.hidden = !hidden.includes(detail.kind)));
element.addEventListener('ready', () => (problem.hidden = true));
addEventListener('load', () => (problem.hidden = Boolean(customElements.get('vpp-summary'))));
