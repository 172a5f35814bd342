/** What a signed-in rider's screens show. */
import type { Choices, RideCard, RideId } from '@passaggio/contracts';
import { serviceDateAt } from '@passaggio/ui';
import type { Remembered } from './memory.ts';
import type { Unsent } from './outbox.ts';

export interface RiderState {
  readonly cards: ReadonlyMap<RideId, RideCard>;
  /** `unread`: nothing could be read yet. */
  readonly reading: 'loading' | 'loaded' | 'unread';
  /** `opening`: what the phone remembers is shown, and nothing has been heard yet. */
  readonly link: 'live' | 'opening' | 'away';
  /** Server time until which what is shown was true; only while the link is not live. */
  readonly freshAt: number | undefined;
  readonly unsent: readonly Unsent[];
  /** This phone could not keep what is unsent: it is gone with the page. */
  readonly unkept: boolean;
  /** The ride asked for last on this screen. */
  readonly focus: RideId | undefined;
  readonly choices: Choices | 'loading' | 'unread';
  /** The server has locked the session: it waits for the PIN, and tells no more than the reduced card shows. */
  readonly isLocked: boolean;
  /** While it is locked: the ride in front, as it is told. `none`: there is none; undefined: nothing was told yet. */
  readonly front: RideId | 'none' | undefined;
}

/** What was known before the first answer. */
export type Known = Pick<Remembered, 'cards' | 'choices' | 'at'>;

/** Whether what can be chosen was never read, or on another service day. */
export function areOld(choices: RiderState['choices'], now: number): boolean {
  if (typeof choices === 'string') return choices === 'unread';
  return serviceDateAt(choices.now, choices.pole.zone) < serviceDateAt(now, choices.pole.zone);
}
