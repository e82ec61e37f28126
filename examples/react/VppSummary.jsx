import { useEffect, useRef, useState } from 'react';

const SCRIPT = 'https://pages.example/v1/vpp-summary.js';

/** Loads the element. A browser may remember that a module has failed, so another attempt needs another address. */
async function load(tries = 3) {
  for (let n = 0; n < tries; n += 1) {
    try {
      return await import(/* @vite-ignore */ /* webpackIgnore: true */ n ? `${SCRIPT}?try=${n}` : SCRIPT);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 1000 * 2 ** n));
    }
  }
  throw new Error('The element cannot be loaded.');
}

/**
 * The customer's earnings. Rendering on a server loads nothing, because effects run in browsers only.
 * `on` holds event handlers: `{ ready, resize, period, action, route, close, error }`.
 */
export function VppSummary({ fetchToken, on = {}, ...attributes }) {
  const element = useRef(null);
  const handlers = useRef(on);
  handlers.current = on;
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    // The element also finds a property that is set before the element is defined.
    if (element.current) element.current.fetchToken = fetchToken;
  }, [fetchToken]);

  useEffect(() => {
    load().catch(() => setFailed(true));
  }, []);

  useEffect(() => {
    const { current } = element;
    const names = ['ready', 'resize', 'period', 'action', 'route', 'close', 'error'];
    const handle = (event) => handlers.current[event.type]?.(event);
    for (const name of names) current.addEventListener(name, handle);
    return () => {
      for (const name of names) current.removeEventListener(name, handle);
    };
  }, []);

  if (failed) return <p role="alert">Your earnings cannot be shown right now.</p>;
  return <vpp-summary ref={element} {...attributes} />;
}
