// Loads the element's script from a deployment. The package holds no copy of it, so page and element never differ in version.
//
// Importing this file has no effect, in a browser or on a server.

/** The load that is under way or has succeeded: its address as given and in whole, and the promise that every caller gets. */
let current;

/** How often each address has failed. */
const failures = {};

/** Adds the script to the document. Resolves when the element is defined. */
const load = (src, address, integrity) =>
  new Promise((resolve, reject) => {
    const element = () => customElements.get('vpp-summary');
    // A tag of the page's own, or another copy of this package, may have loaded it.
    if (element()) return resolve(element());
    const script = document.createElement('script');
    const fail = (reason) => {
      script.remove();
      failures[address] = (failures[address] ?? 0) + 1;
      reject(new Error(`vpp-summary: ${address} ${reason}`));
    };
    const url = new URL(address);
    // A browser may remember that a module has failed, so another attempt needs another query. A TrustedScriptURL stays what
    // the page's policy has allowed.
    if (failures[address]) url.searchParams.set('try', failures[address]);
    script.type = 'module';
    script.crossOrigin = 'anonymous';
    // The address of the page may say who the customer is.
    script.referrerPolicy = 'no-referrer';
    if (integrity) script.integrity = integrity;
    const settle = ({ type }) => {
      if (element()) resolve(element());
      else fail(type === 'load' ? 'does not define the element' : 'cannot be loaded');
    };
    for (const type of ['load', 'error']) script.addEventListener(type, settle);
    script.src = globalThis.trustedTypes?.isScriptURL(src) ? src : url.href;
    document.head.append(script);
  });

/** The whole address; throws if there is none. */
const resolved = (src) => {
  if (!src) throw new TypeError('vpp-summary: src is missing');
  return new URL(src, document.baseURI).href;
};

/** Loads the deployment's script once. index.d.ts says what it promises. */
export const loadVppSummary = ({ src, integrity } = {}) => {
  if (typeof document !== 'object') {
    const refusal = Promise.reject(new Error('vpp-summary: there is no document; load the element in the browser'));
    // A call that nobody waits for must not end a server.
    refusal.catch(() => {});
    return refusal;
  }
  try {
    // Where the page has changed its own address since, a relative one would lead elsewhere.
    if (current && current.given === `${src}`) return current.promise;
    const address = resolved(src);
    if (!current) {
      const promise = load(src, address, integrity);
      current = { given: `${src}`, address, promise };
      promise.catch(() => (current = undefined));
    }
    if (current.address === address) return current.promise;
    throw new Error(`vpp-summary: the element comes from ${current.address}, and not from ${address}`);
  } catch (error) {
    return Promise.reject(error);
  }
};
