import type { VppSummary } from './vpp-summary.js';

export type {
  VppAction,
  VppActionName,
  VppClose,
  VppConfirmation,
  VppError,
  VppErrorKind,
  VppPeriod,
  VppReady,
  VppResize,
  VppRoute,
  VppSummary,
  VppSummaryEventMap,
  VppSummaryProperties,
} from './vpp-summary.js';

/** An address as a text, or as the `TrustedScriptURL` that a page with Trusted Types needs. */
export type VppScriptAddress = string | { toJSON(): string };

export interface VppScript {
  /** The address of a deployment's script, such as `https://pages.example/v1/vpp-summary.js`. */
  src: VppScriptAddress;
  /**
   * The script's hash, for the script with a hash in its name that `/v1/embed.json` lists. `/v1/vpp-summary.js` changes with
   * each release, so no hash fits it for long.
   */
  integrity?: string | undefined;
}

/**
 * Adds a deployment's script to the document, once, and resolves when the element is defined. The same `src` gives the same
 * promise. Rejects if the script cannot be loaded: the next call tries again. Rejects if another `src` is being loaded or has been
 * loaded, and on a server. If the element is defined already, nothing is loaded.
 */
export function loadVppSummary(script: VppScript): Promise<typeof VppSummary>;
