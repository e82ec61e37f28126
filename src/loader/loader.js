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

/** In a frame there is another page around this one, which hands the token over by a message; see src/frame.js. */
const framed = parent !== window;

/** The root of the page. */
const app = document.getElementById('app');

/** Loads that file: in a frame, and where the deployment has an appearance of its own. */
const loadFrame = () => {
  const { href, dataset } = document.querySelector('link[data-frame]');
  // An import has no integrity of its own; it takes the module that this link has checked.
  document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', href, ...dataset }));
  return import(href);
};

const frame = framed || document.querySelector('meta[name="vpp:appearance"]')?.content ? loadFrame() : undefined;

/** Keeps the token for the reload that the message below offers, as the page would have done had it started. */
const keepToken = () => {
  try {
    if (token && !framed) sessionStorage.setItem('vpp_summary.token', token);
  } catch {
    // Where storage is forbidden, a reload asks for a new link.
  }
};

/** The texts in the language that the page is opened in, on their way. */
let texts;

/** Puts the message that index.html keeps in a template in the place of everything else. Once is enough. */
const crash = async () => {
  const template = document.getElementById('crash-page');
  if (!template) return;
  template.remove();
  keepToken();
  // The page around this one is told when it can be; it may have to be found out first who that is.
  frame?.then(() => app.frame?.('error\ncrashed'), () => {});
  // Those who do not read English are told in their language, but nobody waits long for texts that do not come.
  await Promise.race([texts, new Promise((late) => setTimeout(late, 2000))]).catch(() => {});
  const [page] = template.content.children;
  if (app.messages) {
    const { lang, dir } = document.documentElement;
    Object.assign(page, { lang, dir });
    page.querySelectorAll('h1, p, button').forEach((part, n) => (part.textContent = app.messages.at(n - 4)));
  }
  document.body.replaceChildren(page);
  document.querySelector('#crash button').addEventListener('click', () => location.reload());
  // A frame takes nobody's focus away.
  if (!framed || document.hasFocus()) document.querySelector('#crash h1').focus();
};

/** WebAssembly reports a trap, such as the abort after a panic, as a RuntimeError; nothing of the page works after it. */
const trapped = (error) => globalThis.WebAssembly && error instanceof WebAssembly.RuntimeError && crash();

addEventListener('error', (event) => trapped(event.error));
addEventListener('unhandledrejection', (event) => trapped(event.reason));

/** A tag in its usual spelling, as a list; nothing for what is no tag. */
const canonical = (tag) => {
  try {
    return Intl.getCanonicalLocales(tag);
  } catch {
    return [];
  }
};

/** The tag that was asked for, and then what the browser prefers. It may name what is no language, such as `C`. */
const preferred = (tag) => [tag || [], ...navigator.languages].flatMap(canonical);

/**
 * Chooses a language for the first tag that has texts: those of exactly this variant, or else the first of its language.
 * Numbers and dates are written as in the variant that was asked for, such as `de-AT`; in a language without texts by the
 * browser's own choice.
 */
const choose = (tags) => {
  const links = [...document.querySelectorAll('link[data-messages]')];
  const base = (tag) => tag.split('-')[0];
  for (const tag of tags) {
    const link = links.find(({ hreflang }) => hreflang === tag) ?? links.find(({ hreflang }) => base(hreflang) === base(tag));
    // `en` alone does not say whose dates; the texts' variant does.
    if (link) return { link, languages: [tag === base(tag) ? link.hreflang : tag] };
  }
  return { link: links[0], languages: tags };
};

/** Says which language the document is in. */
const label = ({ hreflang, dataset }) =>
  Object.assign(document.documentElement, { lang: hreflang, dir: dataset.dir ?? 'ltr' });

/** Fetches the texts, which are in the order of the catalogue, and count by the rules of their own language. */
const load = async ({ link, languages }) => {
  const answer = await fetch(link.href, { integrity: link.dataset.integrity });
  return { messages: await answer.json(), languages, plurals: new Intl.PluralRules(link.hreflang) };
};

/** Keeps a language for a reload, and every other part of the address as it is. */
const keepLanguage = (tag) => {
  const [, path, query, hash] = /^([^?#]*)\??([^#]*)(.*)$/.exec(location.href);
  const others = query.split('&').filter((part) => part && !/^lang(=|$)/.test(part));
  history.replaceState(history.state, '', `${path}?${[`lang=${tag}`, ...others].join('&')}${hash}`);
};

/** What was chosen last. */
let wanted;

/**
 * Changes the language to the one that was chosen from a list, or by the page around this one, and tells the page. Where
 * its texts cannot be had, the old language stays, and the page is told as well, so that the list follows.
 */
app.speak = async (choice) => {
  const tag = choice.target?.selectedOptions[0].lang ?? choice;
  wanted = tag;
  const chosen = choose(preferred(tag));
  try {
    // The page may be starting still.
    await texts;
    const language = await load(chosen);
    // Of two choices in a row the last one counts, whichever comes first.
    if (wanted !== tag) return;
    // In a frame the page around it has the word at the next load.
    if (!framed) keepLanguage(tag);
    label(chosen.link);
    Object.assign(app, language);
  } catch {
    if (wanted !== tag) return;
  }
  dispatchEvent(new Event('vpp:spoken'));
};

try {
  const glue = document.querySelector('link[rel=modulepreload]');
  const wasm = document.querySelector('link[rel=preload][as=fetch]');
  texts = (async () => {
    const script = await frame;
    script?.dress();
    const asked = framed ? await script.connect(app) : new URLSearchParams(location.search).get('lang');
    const choice = choose(preferred(asked));
    label(choice.link);
    // Where the page looks for them.
    Object.assign(app, await load(choice), framed ? {} : { token });
  })();
  // All are asked for at once; `Promise.all` also sees to it that no failure goes unnoticed.
  const [start, response] = await Promise.all([
    import(glue.href).then((module) => module.default),
    fetch(wasm.href, { integrity: wasm.dataset.integrity }),
    texts,
  ]);
  await start({ module_or_path: response });
} catch (error) {
  // The message names at most a file of the page; it holds nothing of the visitor's.
  console.error(error);
  crash();
}
