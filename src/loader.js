// Starts the page, and shows a readable message instead of a blank page when that fails or when the page breaks later.
//
// The content security policy allows no inline script, so this is a file of its own. It finds the WebAssembly module and
// its JavaScript glue by the two preload links in index.html, which the browser has been following since it read
// them; the texts of the visitor's language by a link beside them.

/**
 * Takes the token out of the address bar and the history, before anything is asked for. What was given there is checked
 * by the page; a reload finds it in this tab's storage, where `src/host/browser.rs` puts it.
 */
const takeToken = () => {
  const parameter = /([?#&])fp_cot(?:=([^&#]*))?(?=[&#]|$)/g;
  const found = [...location.href.matchAll(parameter)].at(-1);
  if (!found) return undefined;
  const rest = location.href.replace(parameter, '$1');
  // Without the signs that now separate nothing.
  history.replaceState(null, '', rest.replace(/([?#&])&+/g, '$1').replace(/[?#&]+(?=#|$)/g, ''));
  return found[2] ?? '';
};

const token = takeToken();

/** Keeps the token for the reload that the message below offers, as the page would have done had it started. */
const keepToken = () => {
  try {
    if (token) sessionStorage.setItem('vpp_summary.token', token);
  } catch {
    // Where storage is forbidden, a reload asks for a new link.
  }
};

/** Puts the message that index.html keeps in a template in the place of everything else. Once is enough. */
const crash = () => {
  const template = document.getElementById('crash-page');
  if (!template) return;
  keepToken();
  document.body.replaceChildren(template.content);
  document.querySelector('#crash button').addEventListener('click', () => location.reload());
  document.querySelector('#crash h1').focus();
};

/** WebAssembly reports a trap, such as the abort after a panic, as a RuntimeError; nothing of the page works after it. */
const trapped = (error) => globalThis.WebAssembly && error instanceof WebAssembly.RuntimeError && crash();

addEventListener('error', (event) => trapped(event.error));
addEventListener('unhandledrejection', (event) => trapped(event.reason));

/**
 * Chooses the texts: by `lang=` in the address, then by the browser's languages, then English. Numbers and dates are
 * written as in the variant that was asked for, such as `de-AT`; in a language without texts by the browser's own choice.
 */
const choose = () => {
  const links = [...document.querySelectorAll('link[data-messages]')];
  const asked = new URLSearchParams(location.search).get('lang') ?? '';
  const tags = [...(/^[a-z]{2,3}(-[a-z\d]{2,8})*$/i.test(asked) ? [asked] : []), ...navigator.languages];
  for (const tag of tags) {
    const link = links.find(({ hreflang }) => hreflang === tag.toLowerCase().split('-')[0]);
    if (link) return [link, [tag]];
  }
  return [links[0], tags];
};

try {
  const glue = document.querySelector('link[rel=modulepreload]');
  const wasm = document.querySelector('link[rel=preload][as=fetch]');
  const [texts, languages] = choose();
  Object.assign(document.documentElement, { lang: texts.hreflang, dir: texts.dataset.dir ?? 'ltr' });
  // All are asked for at once; `Promise.all` also sees to it that no failure goes unnoticed.
  const [start, response, messages] = await Promise.all([
    import(glue.href).then((module) => module.default),
    fetch(wasm.href, { integrity: wasm.dataset.integrity }),
    fetch(texts.href, { integrity: texts.dataset.integrity }).then((answer) => answer.json()),
  ]);
  // Where the page looks for them; the texts are in the order of the catalogue, and count by their own language's rules.
  const plurals = new Intl.PluralRules(texts.hreflang);
  Object.assign(document.getElementById('app'), { messages, languages, plurals, token });
  await start({ module_or_path: response });
} catch (error) {
  // The message names at most a file of the page; it holds nothing of the visitor's.
  console.error(error);
  crash();
}
