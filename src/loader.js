// Starts the page, and shows a readable message instead of a blank page when that fails or when the page breaks later.
//
// The content security policy allows no inline script, so this is a file of its own. It finds the WebAssembly module and
// its JavaScript glue by the two preload links in index.html, which the browser has been following since it read them; the texts of the
// visitor's language by a link beside them.

/**
 * Does what the page would have done first, had it started: takes the token out of the address bar and the history, and
 * keeps it for a reload of this tab, under the key of `src/host/browser.rs`.
 */
const hideToken = () => {
  const parameter = /([?#&])fp_cot=([^&#]*)/g;
  const token = [...location.href.matchAll(parameter)].at(-1)?.[2];
  if (token === undefined) return;
  const rest = location.href.replace(parameter, '$1');
  // Without the signs that now separate nothing.
  history.replaceState(null, '', rest.replace(/([?#&])&+/g, '$1').replace(/[?#&]+(?=#|$)/g, ''));
  try {
    sessionStorage.setItem('vpp_summary.token', token);
  } catch {
    // Where storage is forbidden, a reload asks for a new link.
  }
};

/** Puts the message that index.html keeps in a template in the place of everything else. Once is enough. */
const crash = () => {
  const template = document.getElementById('crash-page');
  if (!template) return;
  hideToken();
  document.body.replaceChildren(template.content);
  document.querySelector('#crash button').addEventListener('click', () => location.reload());
  document.querySelector('#crash h1').focus();
};

/** WebAssembly reports a trap, such as the abort after a panic, as a RuntimeError; nothing of the page works after it. */
const trapped = (error) => globalThis.WebAssembly && error instanceof WebAssembly.RuntimeError && crash();

addEventListener('error', (event) => trapped(event.error));
addEventListener('unhandledrejection', (event) => trapped(event.reason));

try {
  const glue = document.querySelector('link[rel=modulepreload]');
  const wasm = document.querySelector('link[rel=preload][as=fetch]');
  const texts = document.querySelector('link[data-messages]');
  // All are asked for at once; `Promise.all` also sees to it that no failure goes unnoticed.
  const [start, response, messages] = await Promise.all([
    import(glue.href).then((module) => module.default),
    fetch(wasm.href, { integrity: wasm.dataset.integrity }),
    fetch(texts.href, { integrity: texts.dataset.integrity }).then((answer) => answer.json()),
  ]);
  // Where the page looks for them; in the order of the catalogue.
  document.getElementById('app').messages = messages;
  await start({ module_or_path: response });
} catch (error) {
  // The message names at most a file of the page; it holds nothing of the visitor's.
  console.error(error);
  crash();
}
