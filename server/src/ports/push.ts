/** Sends encrypted news to phones through the push services of their browsers. */

export interface PushTarget {
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
}

export interface PushManner {
  /** Seconds that the push service keeps it for a phone without signal. */
  readonly ttl: number;
  readonly urgency: 'normal' | 'high';
  /** At most 32 URL-safe characters: newer news takes the place of older that was not delivered. */
  readonly topic: string;
  /** Milliseconds that the push service has to answer. */
  readonly patience: number;
  /** Ends it at once. */
  readonly signal: AbortSignal;
}

/** `gone`: the phone takes no more. `later`: the push service did not take it now. */
export type PushOutcome = 'sent' | 'gone' | 'later';

export interface Push {
  /** Public key (VAPID, RFC 8292), base64url. */
  readonly key: string;
  /** Which push service an address is of; undefined: none that news may be sent to. One of few. */
  serviceOf(endpoint: string): string | undefined;
  /** Never throws. */
  send(to: PushTarget, message: string, manner: PushManner): Promise<PushOutcome>;
}
