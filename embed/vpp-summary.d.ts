/** What became of the session or the page. */
export type VppErrorKind =
  /** The session is over; a new token is needed. */
  | 'ended'
  /** There is no token, or something that cannot be one. */
  | 'no_token'
  /** A setting of the deployment is wrong, or does not allow this `connect-url`. */
  | 'configuration'
  /** The page refuses this origin by itself; where the deployment's header does so, the kind is `unavailable`. */
  | 'not_allowed'
  /** Connect cannot be reached. */
  | 'offline'
  /** Connect did not answer in time. */
  | 'timeout'
  /** Connect refused the request. */
  | 'refused'
  /** Connect sent something that the page cannot read. */
  | 'unreadable'
  /** Connect failed. */
  | 'server'
  /** Connect asks for a pause. */
  | 'rate_limit'
  /** The page has broken and shows so. */
  | 'crashed'
  /** The page did not load in time: no network, or a server, proxy or policy that forbids the frame, such as a deployment
      whose list does not have this origin. */
  | 'unavailable';

/** What the page is about to ask Connect for. */
export type VppActionName =
  | 'SESSION_START'
  | 'SESSION_RESTORE'
  | 'CONNECT_TARIFF'
  | 'CHANGE_PERIOD'
  | 'MANAGE_PAYMENTS'
  | 'MANAGE_PARTICIPATION'
  | 'BACK'
  | 'CLOSE';

export interface VppPeriod {
  type: 'DAY' | 'MONTH' | 'YEAR';
  /** The first day, as `2025-02-01`. */
  start: string;
  /** The last day, as `2025-02-28`. */
  end: string;
}

export interface VppRoute {
  /** The name of the route where the session goes on, such as `payment_history`; null where Connect gave an address only. */
  route: string | null;
  /** Where it goes on, with the token in it; null where the deployment has no address for this route. */
  url: string | null;
}

export interface VppError {
  kind: VppErrorKind;
  /** Connect's identifier of the failed request. */
  requestId: string | null;
  /** Whether another try may help; for `unavailable` and `crashed`, that is `retry()`. */
  retryable: boolean;
}

export interface VppSummaryEventMap {
  /** The page shows something: the summary, or what is wrong. Once for each time it is loaded. */
  ready: CustomEvent<Record<string, never>>;
  /** The content has another height, in CSS pixels; the element has followed. */
  resize: CustomEvent<{ height: number }>;
  /** The period of the figures that are shown now. */
  period: CustomEvent<VppPeriod>;
  /** Before each POST to Connect. */
  action: CustomEvent<{ name: VppActionName }>;
  /** The session goes on elsewhere. Unless cancelled, the element goes to `url`, if there is one. */
  route: CustomEvent<VppRoute>;
  /** The session is complete, or the customer wants to go back. Unless cancelled, the element goes to `url`, if any. */
  close: CustomEvent<{ url: string | null }>;
  error: CustomEvent<VppError>;
}

/** `<vpp-summary>`. */
export class VppSummary extends HTMLElement {
  /** The Connect token. Unlike the attribute `connect-token`, this leaves no trace in the document. */
  connectToken: string;
  /** Connect's address, where the deployment permits the choice. */
  connectUrl: string;
  theme: 'light' | 'dark' | 'auto';
  /** Gives a token: at first when there is none, and once when a session has ended. After 15 seconds nothing is waited for. */
  fetchToken: (() => Promise<string | null> | string | null) | null;
  /** Loads the page anew, such as after `unavailable`. */
  retry(): void;

  addEventListener<K extends keyof VppSummaryEventMap>(
    type: K,
    listener: (this: VppSummary, event: VppSummaryEventMap[K]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
  removeEventListener<K extends keyof VppSummaryEventMap>(
    type: K,
    listener: (this: VppSummary, event: VppSummaryEventMap[K]) => void,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | EventListenerOptions): void;
}

/** Whether the element would lead a customer to this address. */
export function mayFollow(url: unknown): boolean;

declare global {
  interface HTMLElementTagNameMap {
    'vpp-summary': VppSummary;
  }
}
