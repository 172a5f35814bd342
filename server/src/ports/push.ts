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
}

/** `gone`: the phone takes no more. `later`: the push service did not take it now. */
export type PushOutcome = 'sent' | 'gone' | 'later';

export interface Push {
  /** Public key (VAPID, RFC 8292), base64url. */
  readonly key: string;
  /** Whether news may be sent to that address at all. */
  admits(endpoint: string): boolean;
  /** Never throws. */
  send(to: PushTarget, message: string, manner: PushManner): Promise<PushOutcome>;
}
