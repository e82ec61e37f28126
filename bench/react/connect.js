// Connect's protocol, as far as this page needs it.

const TIMEOUT_MS = 10_000;

const isRecord = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

function isSummary({ currency_code, actions, programme, performance }) {
  return (
    typeof currency_code === 'string' && Array.isArray(actions) && isRecord(programme) &&
    typeof programme.programme_display_name === 'string' && isRecord(performance) &&
    typeof performance.earnings === 'number' && typeof performance.energy_dispatched_kwh === 'number' &&
    Array.isArray(performance.available_period_types) && Array.isArray(performance.series)
  );
}

/** What an answer means: the page to show, or the address to go to. */
function interpret(answer) {
  const data = isRecord(answer) && isRecord(answer.data) ? answer.data : {};
  const address = data.redirect_url ?? data.callback_url;
  if (typeof address === 'string' && /^https?:/.test(address)) return { address };
  if (!isRecord(answer) || answer.object === 'error' || answer.route !== 'vpp_summary' || !isSummary(answer)) {
    throw new Error('We received an answer that we could not read.');
  }
  return { page: answer };
}

async function post(body) {
  const response = await fetch('/connect', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  return interpret(await response.json());
}

export const startSession = (token) =>
  post({ connect_token: token, route: 'session_start', type: 'submit', action: 'VPP' });

export const submit = (page, action, data) =>
  post({ connect_token: page.connect_token, route: page.route, type: 'submit', action, ...(data && { data }) });
