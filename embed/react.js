'use client';

// The element as a React component, for React 18 and 19. react.d.ts describes its props.

import { createElement, forwardRef, useEffect, useImperativeHandle, useLayoutEffect, useRef } from 'react';
import { loadVppSummary } from './index.js';

/** What is set as a property: as an attribute, the token would be in the document and in a server's HTML. */
const PROPERTIES = 'connectToken fetchToken theme connectUrl navigation referenceId leapStatus confirmationUrl'.split(' ');
const EVENTS = 'ready resize period action route close confirmation error'.split(' ');

const handlerOf = (event) => `on${event[0].toUpperCase()}${event.slice(1)}`;

const isDefined = () => customElements.get('vpp-summary');

/** Layout effects run in the same step as React's changes. React 18 warns of them on a server, where no effect runs. */
const useLayout = typeof document === 'object' ? useLayoutEffect : useEffect;

export const VppSummary = /* @__PURE__ */ forwardRef(function VppSummary({ src, integrity, className, hidden, ...props }, ref) {
  const element = useRef(null);
  const latest = useRef({});
  const attributes = { ...props };
  for (const name of [...PROPERTIES, ...EVENTS.map(handlerOf)]) delete attributes[name];

  useImperativeHandle(ref, () => element.current, []);

  // All at once: a new token must not meet another customer's reference. What has never been set stays as it is.
  useLayout(() => {
    const before = latest.current;
    latest.current = props;
    for (const name of PROPERTIES) {
      if ((props[name] ?? null) !== (before[name] ?? null)) element.current[name] = props[name] ?? null;
    }
  });

  useLayout(() => {
    const { current } = element;
    const handle = (event) => latest.current[handlerOf(event.type)]?.(event);
    EVENTS.forEach((name) => current.addEventListener(name, handle));
    return () => EVENTS.forEach((name) => current.removeEventListener(name, handle));
  }, []);

  useEffect(() => {
    if (!src) return;
    const { current } = element;
    let isMounted = true;
    const load = () =>
      loadVppSummary({ src, integrity }).catch((error) => {
        if (!isMounted) return;
        console.warn(error.message);
        current.dispatchEvent(new CustomEvent('error', { detail: { kind: 'unavailable', requestId: null, retryable: true } }));
      });
    // Until the element is defined, another attempt is to load its script.
    if (!isDefined()) current.retry = () => (isDefined() ? delete current.retry && current.retry() : void load());
    load();
    return () => (isMounted = false);
  }, [`${src}`, integrity]);

  // React 18 knows neither `className` nor booleans on elements of others.
  return createElement('vpp-summary', { ...attributes, class: className, hidden: hidden || undefined, ref: element });
});
