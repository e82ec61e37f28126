// Sends the requests to Connect, the first one while the program is still loading.
//
// What a request says and what its answer means is the program's business. This file only decides whether the first one
// can leave early: it can if the program surely accepts the settings and the token, and sends the same itself. Where this
// file is not sure, the program sends it a little later. tests/first-requests.json has settings and tokens for both.

/**
 * A request that is on its way.
 *
 * @typedef {object} Exchange
 * @property {Promise<Response>} response
 * @property {AbortController} controller Aborts it.
 */

const SITE = '(https://[a-z\\d.-]+|http://(localhost|127\\.0\\.0\\.1))(:\\d+)?';
const PATH = '[\\w./~-]*';
const ADDRESS = `${SITE}(/${PATH})?`;
/** Not what begins like a scheme that the program refuses. */
const SCHEME =
  '(?!about|andr|blob|chrome|data|file|ftp|http|intent|ja|mhtml|moz|ms|resource|search|shell|smb|vb|view|ws)[a-z][a-z\\d.]*';

/** What the program surely accepts, by the setting's name; crates/core/src/settings.rs has all that it accepts. */
const ACCEPTED = {
  __proto__: null,
  'connect-url': `${ADDRESS}|/(?!/)${PATH}`,
  'handoff-url': ADDRESS,
  'home-url': ADDRESS,
  'timeout-seconds': '[1-9]\\d?|1[01]\\d|120',
  'allowed-origins': `${SITE}( +${SITE})*`,
  'app-schemes': `${SCHEME}( +${SCHEME})*`,
  'leap-link': 'https://onboarding\\.leap\\.energy(/[\\w-]{1,50}){2}/?',
  title: '.*',
  appearance: '.*',
  'allowed-connect-urls': '.*',
};

/** The first request until the program takes it over. */
let first;

/** Sends the first request, unless it is unsure whether the program would. `resumed` is the token of a session to restore. */
export function sendFirst(token, resumed) {
  const settings = [...document.querySelectorAll('meta[name^="vpp:"]')].map(({ name, content }) => [name, content]);
  const request = firstRequest(settings, token, resumed);
  if (request) first = { ...request, ...send(request) };
}

/**
 * Sends a request for the program. If it is the first one and on its way already, that one is handed over, once. With any
 * other request the first one is given up, so that its answer is never taken for another's.
 *
 * @returns {Exchange}
 */
export function post(url, body) {
  const early = first;
  if (early?.url !== url || early.body !== body) {
    giveUp();
    return send({ url, body });
  }
  first = undefined;
  return early;
}

/** Gives up the first request, unless it has been handed over. */
export function giveUp() {
  first?.controller.abort();
  first = undefined;
}

/**
 * The first request, exactly as the program would send it (crates/core/src/connect/request.rs); undefined where that is
 * unsure.
 *
 * @param {[name: string, content: string][]} settings
 * @returns {{ url: string, body: string } | undefined}
 */
export function firstRequest(settings, token, resumed) {
  let url;
  for (const [name, content] of settings) {
    if (!content) continue;
    const key = name.slice(4).replace(/^(handoff-url):(?!session)[a-z][a-z_]{0,63}$/, '$1');
    if (!new RegExp(`^(${ACCEPTED[key] ?? '(?!)'})$`).test(content)) return undefined;
    if (key === 'connect-url') url = content;
  }
  if (!url || !/^cot_[\w-]{1,252}$/.test(token)) return undefined;
  const route = resumed === token ? 'session_restore' : 'session_start';
  const action = resumed === token ? undefined : 'VPP';
  return { url, body: JSON.stringify({ connect_token: token, route, type: 'submit', action }) };
}

/** The token goes to one address only: no redirects, no cookies, no cache, no referrer. */
function send({ url, body }) {
  const controller = new AbortController();
  const response = fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    redirect: 'error',
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
    signal: controller.signal,
  });
  // Its caller handles a failure. The first request may never get one.
  response.catch(() => {});
  return { response, controller };
}
