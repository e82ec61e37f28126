/** What has happened to the session or the page. */
export type VppErrorKind =
  /** The session is over; a new token is needed. */
  | 'ended'
  /** There is no token, or a value that cannot be one. */
  | 'no_token'
  /** A setting of the deployment is wrong or does not allow this `connect-url`. */
  | 'configuration'
  /** The page itself refuses this origin. If the deployment's header does, the kind is `unavailable`. */
  | 'not_allowed'
  /** Connect cannot be reached. */
  | 'offline'
  /** Connect did not answer in time. */
  | 'timeout'
  /** Connect refused the request. */
  | 'refused'
  /** The page cannot read Connect's answer. */
  | 'unreadable'
  /** Connect failed. */
  | 'server'
  /** Connect asks for a pause. */
  | 'rate_limit'
  /** The page has broken and shows a message. */
  | 'crashed'
  /** The page did not load in time: there is no network, or a server, proxy or policy forbids the frame, such as that of
      a deployment which does not list this origin. */
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

export interface VppReady {
  /** The release of the page; undefined if the deployment's page is older than this field. */
  version?: string | undefined;
}

export interface VppPeriod {
  type: 'DAY' | 'MONTH' | 'YEAR';
  /** The first day, as `2025-02-01`. */
  start: string;
  /** The last day, as `2025-02-28`. */
  end: string;
}

export interface VppRoute {
  /**
   * The route where the session continues, such as `payment_history`; null if Connect gave only an address. `leap` if the
   * customer goes to Leap, to join.
   */
  route: string | null;
  /**
   * The address where it continues, with the token in it; null if the deployment has none for this route. Leap's address has
   * the customer's reference in it, and never the token.
   */
  url: string | null;
}

/** What `confirmationUrl` says. Anyone can write such an address, so it proves nothing: use it for troubleshooting only. */
export interface VppConfirmation {
  /** Leap's id of the authorization; null if it is missing, malformed or there twice. */
  authorizationId: string | null;
  /** A reference, perhaps not this customer's; null if it is missing, malformed or there twice. */
  refId: string | null;
  verified: false;
}

export interface VppError {
  kind: VppErrorKind;
  /** Connect's identifier of the failed request. */
  requestId: string | null;
  /** Whether another attempt may help; for `unavailable` and `crashed`, that is `retry()`. */
  retryable: boolean;
}

export interface VppSummaryEventMap {
  /** The page shows something: the summary or a problem. Emitted once for each address. */
  ready: CustomEvent<VppReady>;
  /** The height of the content has changed, in CSS pixels, and the element's with it. */
  resize: CustomEvent<{ height: number }>;
  /** The page shows the figures of another period. */
  period: CustomEvent<VppPeriod>;
  /** Before each POST to Connect. */
  action: CustomEvent<{ name: VppActionName }>;
  /** The session continues elsewhere. Unless cancelled, the element goes to `url`, if any. */
  route: CustomEvent<VppRoute>;
  /** The session is complete, or the customer goes back. Unless cancelled, the element goes to `url`, if any. */
  close: CustomEvent<{ url: string | null }>;
  /** The customer has come back from Leap, says `confirmationUrl`. Emitted once for each address. */
  confirmation: CustomEvent<VppConfirmation>;
  error: CustomEvent<VppError>;
}

/** `<vpp-summary>`. */
export class VppSummary extends HTMLElement {
  /** The Connect token. Unlike the attribute `connect-token`, this leaves no trace in the document. */
  connectToken: string;
  /** Connect's address, if the deployment permits a choice. */
  connectUrl: string;
  theme: 'light' | 'dark' | 'auto';
  /** Whether the page shows its own ways back and out. */
  navigation: boolean;
  /** Provides a token: when there is none yet, and once when a session has ended. It may take 15 seconds. */
  fetchToken: (() => Promise<string | null> | string | null) | null;
  /** The customer's reference at Leap. Only your server may set it: never take it from an address. */
  referenceId: string;
  /** How far the customer has come at Leap. With `connected` or `completed`, in any case, joining is not offered. */
  leapStatus: string;
  /** The address that the customer has come to. If it is the one that Leap returns customers to, the page says so. */
  confirmationUrl: string | null;
  /** Loads the page again, for example after `unavailable`. */
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
export function isSafeUrl(url: unknown, schemes?: readonly string[]): boolean;

/** @deprecated The earlier name of `isSafeUrl`. */
export { isSafeUrl as mayFollow };

declare global {
  interface HTMLElementTagNameMap {
    'vpp-summary': VppSummary;
  }
}
