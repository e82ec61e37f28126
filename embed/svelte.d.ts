// Lets Svelte's templates know `<vpp-summary>`: `import 'vpp-summary-element/svelte'` once, in any file.

import type { HTMLAttributes } from 'svelte/elements';
import type { VppSummary, VppSummaryEventMap, VppSummaryProperties } from './vpp-summary.js';

export type * from './index.js';

type Listeners = {
  [K in keyof VppSummaryEventMap as `on${K}`]?: ((event: VppSummaryEventMap[K]) => void) | null | undefined;
};

type Own = VppSummaryProperties & Listeners;

/** What `<vpp-summary>` takes in a template. Render it after `loadVppSummary`, so that Svelte finds its properties. */
export type VppSummaryProps = Own & Omit<HTMLAttributes<VppSummary>, keyof Own>;

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'vpp-summary': VppSummaryProps;
  }
}
