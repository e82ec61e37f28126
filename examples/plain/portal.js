// All of this is optional: without it the element shows its own messages and follows its own links.
const element = document.querySelector('vpp-summary');
const problem = document.querySelector('#problem');

// A session lasts about a day. When it has ended, ask your server for another token.
element.fetchToken = async () => {
  const answer = await fetch('/connect-token', { method: 'POST' });
  return answer.ok ? answer.text() : null;
};

// Most errors are explained inside the frame; these two are those of which the frame cannot tell.
element.addEventListener('error', ({ detail }) => {
  problem.hidden = !['unavailable', 'crashed'].includes(detail.kind);
});
element.addEventListener('ready', () => (problem.hidden = true));
problem.querySelector('button').addEventListener('click', () => (element.retry ? element.retry() : location.reload()));

// Without its script, which a blocker or a broken line may keep away, the element says nothing at all.
addEventListener('load', () => {
  if (!customElements.get('vpp-summary')) problem.hidden = false;
});

// Payments are a page of this portal's own: it takes over instead of the element.
element.addEventListener('route', (event) => {
  if (event.detail.route !== 'payment_history') return;
  event.preventDefault();
  location.assign('/payments');
});
