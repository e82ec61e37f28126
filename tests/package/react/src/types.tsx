// What compiles and what does not. Nothing runs this file.

import { useRef } from 'react';
import { loadVppSummary, type VppErrorKind, type VppSummaryEventMap } from 'vpp-summary-element';
import { VppSummary, type VppSummaryElement } from 'vpp-summary-element/react';

export async function load(trusted: { toString(): string; toJSON(): string }) {
  const element = new (await loadVppSummary({ src: 'https://pages.example/v1/vpp-summary.js' }))();
  element.connectToken = 'cot_x';
  await loadVppSummary({ src: trusted, integrity: 'sha384-x' });
  // @ts-expect-error The address is missing.
  await loadVppSummary({});
  // @ts-expect-error Not an address.
  await loadVppSummary({ src: 5 });
  // @ts-expect-error No such option.
  await loadVppSummary({ src: '/', nonce: 'x' });
}

export const kinds: VppErrorKind[] = ['ended', 'crashed'];
// @ts-expect-error No such kind.
export const wrongKind: VppErrorKind = 'broken';
// @ts-expect-error No such event.
export type Wrong = VppSummaryEventMap['rout'];

export function Right() {
  const ref = useRef<VppSummaryElement>(null);
  return (
    <VppSummary
      src="https://pages.example/v1/vpp-summary.js" integrity="sha384-x" ref={ref}
      connectToken="cot_x" connectUrl={undefined} fetchToken={async () => 'cot_y'} theme="auto" lang="de" title="Earnings"
      navigation referenceId="R-1" leapStatus="completed" confirmationUrl="https://portal.example/"
      className="x" style={{ color: 'red' }} id="x" tabIndex={-1} aria-busy data-x="y" onClick={() => ref.current?.retry()}
      onReady={({ detail }) => detail.version?.length}
      onResize={({ detail }) => detail.height.toFixed()}
      onPeriod={({ detail: { type, start, end } }) => [type === 'DAY', start.length, end.length]}
      onAction={({ detail }) => detail.name === 'CHANGE_PERIOD'}
      onRoute={(event) => (event.preventDefault(), event.detail.route?.length, event.detail.url?.length)}
      onClose={({ detail }) => detail.url?.length}
      onConfirmation={({ detail: { authorizationId, refId, verified } }) => [authorizationId?.length, refId?.length, verified === false]}
      onError={({ detail }) => detail.kind === 'ended' && detail.requestId?.length && detail.retryable}
    />
  );
}

export const wrong = [
  // @ts-expect-error Not a theme.
  <VppSummary theme="blue" />,
  // @ts-expect-error Not a text.
  <VppSummary connectToken={5} />,
  // @ts-expect-error It gives no token.
  <VppSummary fetchToken={async () => 5} />,
  // @ts-expect-error Not a property.
  <VppSummary token="cot_x" />,
  // @ts-expect-error It has no content.
  <VppSummary>text</VppSummary>,
  // @ts-expect-error No such event.
  <VppSummary onRefresh={() => {}} />,
  // @ts-expect-error No such field.
  <VppSummary onClose={({ detail }) => detail.urls} />,
  // @ts-expect-error No such kind.
  <VppSummary onError={({ detail }) => detail.kind === 'broken'} />,
  // @ts-expect-error Never true.
  <VppSummary onConfirmation={({ detail }) => detail.verified === true} />,
];

document.querySelector('vpp-summary')!.addEventListener('period', ({ detail }) => detail.start.length);
