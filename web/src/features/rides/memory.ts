/**
 * What a rider's own phone (*my phone*) remembers, so that it opens without signal: who it is, the rides as last heard, what can be chosen.
 * A borrowed one remembers nothing.
 */
import type { Choices, Me, RideCard } from '@passaggio/contracts';
import { asking } from '../../lib/rider/api.ts';
import { isSealed, sealOf } from './seal.ts';

const KEY = 'rider';
/** Says that this very release wrote what is under `KEY`, and that it is whole: all of it was looked through when it came from the server. */
const SEAL = 'rider.seal';

export interface Remembered {
  readonly me: Me;
  readonly cards: readonly RideCard[];
  readonly choices?: Choices;
  /** Server time until which this was true. */
  readonly at: number;
  /** The phone's clock then. */
  readonly deviceAt: number;
}

export const memory = {
  /** Something is remembered that another release wrote, or that is damaged: it is read by what asks the server only, which has to be here. */
  isForeign: (): boolean => {
    try {
      const written = localStorage.getItem(KEY);
      return written !== null && !isSealed(written, localStorage.getItem(SEAL));
    } catch {
      return false;
    }
  },
  /** What an older release wrote, or cannot be read, is nothing; what can be chosen is read again, and takes no ride along. */
  read: (): Remembered | undefined => {
    try {
      const written = localStorage.getItem(KEY) ?? '';
      const found = JSON.parse(written) as Remembered;
      return isSealed(written, localStorage.getItem(SEAL)) ? found : lookedThrough(found);
    } catch {
      return undefined;
    }
  },
  /** A full or forbidden storage keeps what it had: that is told with its time. */
  write: (remembered: Remembered): void => {
    try {
      const written = JSON.stringify(remembered);
      localStorage.setItem(KEY, written);
      localStorage.setItem(SEAL, sealOf(written));
    } catch {
      return;
    }
  },
  forget: (): void => {
    try {
      localStorage.removeItem(KEY);
      localStorage.removeItem(SEAL);
    } catch {
      return;
    }
  },
};

/** @throws for what this release cannot read */
function lookedThrough({ me, cards, choices, at, deviceAt }: Remembered): Remembered {
  const { Choices, EpochMs, Me, RideCard, tolerant } = asking();
  const read = tolerant(RideCard, () => undefined); // a card may hold what the other release did not know either
  const known = {
    me: tolerant(Me, () => undefined).parse(me),
    cards: cards.map((card) => read.parse(card)),
    at: EpochMs.parse(at),
    deviceAt: EpochMs.parse(deviceAt),
  };
  const chosen = Choices.safeParse(choices);
  return chosen.success ? { ...known, choices: chosen.data } : known;
}

/** Server time now, by what this phone's clock has counted since; a clock that was put back counts nothing. */
export function timeSince({ at, deviceAt }: Pick<Remembered, 'at' | 'deviceAt'>, deviceNow: number): number {
  return at + Math.max(0, deviceNow - deviceAt);
}
