// Written by xtask/embed-api.mjs from embed/api.json.

/** What has happened to the session or the page. */
export type VppErrorKind =
  /** The session is over; a new token is needed. */
  | 'ended'
  /** The token is missing or malformed. */
  | 'no_token'
  /** Connect cannot be reached. */
  | 'offline'
  /** Connect did not answer in time. */
  | 'timeout'
  /** Connect failed. */
  | 'server'
  /** Connect asks for a pause. */
  | 'rate_limit'
  /** The page cannot read Connect's answer. */
  | 'unreadable'
  /** Connect refused the request. */
  | 'refused'
  /**
   * The page did not load in time: there is no network, or a server, proxy or policy forbids the frame, such as that of
   * a deployment which does not list this origin.
   */
  | 'unavailable'
  /** The page has broken and shows a message. */
  | 'crashed'
  /** The page itself refuses this origin. If the deployment's header does, the kind is `unavailable`. */
  | 'not_allowed'
  /** A setting of the deployment is wrong or does not allow this `connect-url`. */
  | 'configuration';

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

/** The `detail` of `ready`. */
export interface VppReady {
  /** The release of the page; undefined if the deployment's page is older than this field. */
  version?: string | undefined;
}

/** The `detail` of `resize`. */
export interface VppResize {
  /** The height of the content in CSS pixels. */
  height: number;
}

/** The `detail` of `period`. */
export interface VppPeriod {
  type: 'DAY' | 'MONTH' | 'YEAR';
  /** The first day, as `2025-02-01`. */
  start: string;
  /** The last day, as `2025-02-28`. */
  end: string;
}

/** The `detail` of `action`. */
export interface VppAction {
  name: VppActionName;
}

/** The `detail` of `route`. */
export interface VppRoute {
  /**
   * The route where the session continues, such as `payment_history`; null if Connect gave only an address. `leap` if
   * the customer goes to Leap, to join.
   */
  route: string | null;
  /**
   * The address where it continues, with the token in it; null if the deployment has none for this route. Leap's
   * address has the customer's reference in it, and never the token.
   */
  url: string | null;
}

/** The `detail` of `close`. */
export interface VppClose {
  /** The destination; null if Connect gave none. */
  url: string | null;
}

/** The `detail` of `confirmation`. */
export interface VppConfirmation {
  /** Leap's id of the authorization; null if it is missing, malformed or there twice. */
  authorizationId: string | null;
  /** A reference, perhaps not this customer's; null if it is missing, malformed or there twice. */
  refId: string | null;
  /** Anyone can write such an address, so it proves nothing. */
  verified: false;
}

/** The `detail` of `error`. */
export interface VppError {
  kind: VppErrorKind;
  /** Connect's identifier of the failed request. */
  requestId: string | null;
  /** Whether another attempt may help; for `unavailable` and `crashed`, that is `retry()`. */
  retryable: boolean;
}

/** The events by name. None bubbles. */
export interface VppSummaryEventMap {
  /**
   * The page shows something: the earnings or a problem. Once for each load. `version` is the release of the page; it
   * is undefined if the deployment's page is older than this field.
   */
  ready: CustomEvent<VppReady>;
  /** The content has a new height (`height`), and the element has adopted it. */
  resize: CustomEvent<VppResize>;
  /** The page shows the figures of a period: `type`, `start`, `end`. */
  period: CustomEvent<VppPeriod>;
  /** With each POST to Connect, also when the page refreshes its figures by itself: `name`. */
  action: CustomEvent<VppAction>;
  /**
   * The session continues elsewhere: at Connect's page `route`, at `url`, or both. `url` contains the token. With
   * `leap` as the `route`, the customer goes to Leap to join: `url` is Leap's address with the reference, and without
   * the token. Cancelable.
   */
  route: CustomEvent<VppRoute>;
  /**
   * The session is complete, or the customer goes back: by × with `navigation`, or by the button or link that the page
   * shows where a session has ended or continues elsewhere. `url` is the destination, if Connect gave one. Cancelable.
   */
  close: CustomEvent<VppClose>;
  /**
   * `confirmationUrl` is an address that Leap returns customers to, and the page has been told so. Once for each
   * address. `authorizationId` and `refId` are what it says, or null where that is missing, malformed or there twice.
   * `verified` is always false: anyone can write such an address. For troubleshooting only.
   */
  confirmation: CustomEvent<VppConfirmation>;
  /**
   * `kind`, `requestId` for Connect's support, `retryable`. Not for a refresh that nobody asked for, unless the session
   * has ended.
   */
  error: CustomEvent<VppError>;
}

/**
 * The element `<vpp-summary>`. Shows the customer's earnings page inside a page of yours (the portal), in your brand,
 * on any origin that the deployment allows.
 */
export class VppSummary extends HTMLElement {
  /**
   * The session's token. The property leaves no trace in the document. A new value opens a new session in the same
   * frame.
   */
  connectToken: string;
  /**
   * A callback that returns a token, `async` or not. The element calls it when there is no token yet, and once when a
   * session has ended. If the callback returns no token within 15 seconds, or the new token does not help, `error`
   * follows. A token that comes later still counts.
   */
  fetchToken: (() => Promise<string | null> | string | null) | null;
  /**
   * `light`, `dark` or `auto`. With `auto` the page has your page's colour scheme at the element, set by `color-scheme`
   * in a style or a meta element. A page without one is light.
   */
  theme: 'light' | 'dark' | 'auto';
  /**
   * Connect's address, one of those that the deployment permits (`VPP_ALLOWED_CONNECT_URLS`). Without it, the
   * deployment's own.
   */
  connectUrl: string;
  /**
   * Whether the page shows its own ways back (‹) and out (×), where Connect offers them. Without it they are not shown,
   * because your page has its own. A change takes effect at once.
   */
  navigation: boolean;
  /**
   * The customer's reference at Leap: 1 to 50 of `A-Z a-z 0-9 - . _ ~`. With it, and if the deployment has set up Leap
   * (`VPP_LEAP_LINK`), the page offers to join. Your server sets it for the customer who is signed in; never take it
   * from an address. A new token does not remove it: change both for another customer. A change opens the session
   * again.
   */
  referenceId: string;
  /**
   * How far the customer has come at Leap. With `connected` or `completed` the page does not offer to join; any other
   * value changes nothing. A change opens the session again.
   */
  leapStatus: string;
  /**
   * The address of your page. If it has `authorizationId` or `refId`, as Leap adds them for customers who return,
   * `confirmation` follows, and where Leap is set up the page thanks the customer. Any other address changes nothing.
   * The page in the frame learns only whether the customer has come back.
   */
  confirmationUrl: string | null;

  /** Loads the page again. */
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

/** What a page may set; `null` and `undefined` remove a value. */
export type VppSummaryProperties = {
  [K in 'connectToken' | 'fetchToken' | 'lang' | 'theme' | 'connectUrl' | 'title' | 'navigation' | 'referenceId' | 'leapStatus' | 'confirmationUrl']?: VppSummary[K] | null | undefined;
};

/** Whether the element would lead a customer to this address. */
export function isSafeUrl(url: unknown, schemes?: readonly string[]): boolean;

/** @deprecated The earlier name of `isSafeUrl`. */
export { isSafeUrl as mayFollow };

declare global {
  interface HTMLElementTagNameMap {
    'vpp-summary': VppSummary;
  }
}
