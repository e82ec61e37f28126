// Lets Vue's templates know `<vpp-summary>`: `import 'vpp-summary-element/vue'` once, in any file.

import type { HTMLAttributes, PublicProps } from 'vue';
import type { VppSummary, VppSummaryEventMap, VppSummaryProperties } from './vpp-summary.js';

export type * from './index.js';

type Listeners = {
  [K in keyof VppSummaryEventMap as `on${Capitalize<K>}`]?: ((event: VppSummaryEventMap[K]) => void) | undefined;
};

type Own = VppSummaryProperties & Listeners;

/**
 * What `<vpp-summary>` takes in a template. Bind what is no text as a property, `.fetchToken="callback"`, and the token too:
 * `.connectToken="token"` leaves no trace in the document. A server writes properties into its HTML: there, give the token through
 * `fetchToken`, or after `onMounted`.
 */
export type VppSummaryProps = Own & Omit<HTMLAttributes, keyof Own> & PublicProps;

declare module 'vue' {
  interface GlobalComponents {
    'vpp-summary': new () => VppSummary & { $props: VppSummaryProps };
  }
}
