import type { ForwardRefExoticComponent, HTMLAttributes, RefAttributes } from 'react';
import type { VppScript } from './index.js';
import type { VppSummary as VppSummaryElement, VppSummaryEventMap, VppSummaryProperties } from './vpp-summary.js';

export type * from './index.js';
export type { VppSummaryElement };

/** The callbacks `onReady`, `onError` and so on, one for each event. The one of the last render is called. */
type Callbacks = {
  [K in keyof VppSummaryEventMap as `on${Capitalize<K>}`]?: ((event: VppSummaryEventMap[K]) => void) | undefined;
};

type Own = VppSummaryProperties & Callbacks & Partial<VppScript>;

/** The element's own properties and events, and what every HTML element takes, such as `className`, `style` and `id`. */
export type VppSummaryProps = Own & Omit<HTMLAttributes<VppSummaryElement>, keyof Own | 'children' | 'dangerouslySetInnerHTML'>;

/**
 * `<vpp-summary>`. With `src`, the deployment's script is loaded when the component mounts; if that fails, `onError` follows with the kind
 * `unavailable`, and `retry()` loads it again. Without, the page has it. The `ref` gets the element.
 */
export const VppSummary: ForwardRefExoticComponent<VppSummaryProps & RefAttributes<VppSummaryElement>>;
