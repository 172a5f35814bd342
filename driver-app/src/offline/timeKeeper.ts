/** Holds the surest contact of this page's life, and what is known of the wall clock from earlier ones. */
import type { EpochMs, SentAt } from '@passaggio/contracts';
import { aheadOf, contactOf, factTimes, sentAt, surer, timeNow, type Contact, type FactTimes, type Now, type Reading } from './time.ts';

export class TimeKeeper {
  #contact: Contact | null = null;
  #ahead: number | null;
  readonly #read: () => Reading;
  readonly #keep: (ahead: number) => void;
  readonly #life: string;

  /** @param life  unique to this page; @param ahead  as kept by an earlier page; @param keep  called when it is learnt anew */
  constructor(read: () => Reading, life: string, ahead: number | null, keep: (ahead: number) => void) {
    this.#life = life;
    this.#read = read;
    this.#ahead = ahead;
    this.#keep = keep;
  }

  read(): Reading {
    return this.#read();
  }

  /** @param sent  what the clocks showed before the question */
  learn(serverTime: EpochMs, sent: Reading): void {
    const received = this.#read();
    const fresh = contactOf(serverTime, sent, received);
    this.#contact = surer(this.#contact, fresh, received);
    if (this.#contact !== fresh) return;
    this.#ahead = aheadOf(fresh);
    this.#keep(this.#ahead);
  }

  now(): Now {
    return timeNow(this.#contact, this.#ahead, this.#read());
  }

  /** What a fact recorded at this moment carries, and this device's own estimate. */
  stamp(): { readonly times: FactTimes; readonly now: Now } {
    const reading = this.#read();
    return { times: factTimes(this.#contact, reading, this.#life), now: timeNow(this.#contact, this.#ahead, reading) };
  }

  /** What a batch sent now carries. */
  sent(): SentAt {
    return sentAt(this.#read(), this.#life);
  }
}

/** The clocks of a browser. */
export const browserClocks = (): Reading => ({ wall: Date.now() as EpochMs, steady: performance.now() });
