import { useEffect, useRef, useState, version } from 'react';
import { VppSummary, type VppSummaryElement, type VppSummaryProps } from 'vpp-summary-element/react';

declare global {
  interface Window {
    /** What the tests change and read. */
    portal: {
      framework: string;
      set(change: VppSummaryProps): void;
      show(shown: boolean): void;
      element(): VppSummaryElement | null;
      seen: { name: string; detail: object; label: string; prevented: boolean }[];
      cancels: string[];
      label: string;
    };
  }
}

export function App({ first }: { first: VppSummaryProps }) {
  const [props, setProps] = useState(first);
  const [shown, setShown] = useState(true);
  const [label, setLabel] = useState('first');
  const element = useRef<VppSummaryElement>(null);

  useEffect(() => {
    window.portal = {
      framework: `React ${version}`,
      set: (change) => setProps((before) => ({ ...before, ...change })),
      show: setShown,
      element: () => element.current,
      seen: [],
      cancels: [],
      get label() {
        return label;
      },
      set label(label) {
        setLabel(label);
      },
    };
  }, []);

  const record = (event: CustomEvent<object>) => {
    if (window.portal.cancels.includes(event.type)) event.preventDefault();
    window.portal.seen.push({ name: event.type, detail: event.detail, label, prevented: event.defaultPrevented });
  };

  return (
    <main>
      <h1>Portal</h1>
      {shown && (
        <VppSummary
          id="earnings" className="earnings" data-place="portal" hidden={false} title="Your earnings"
          onReady={record} onResize={record} onPeriod={record} onAction={record} onRoute={record} onClose={record}
          onConfirmation={record} onError={record}
          {...props}
          ref={element}
        />
      )}
    </main>
  );
}
