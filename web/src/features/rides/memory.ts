/**
 * What a rider's own phone (*my phone*) remembers, so that it opens without signal: who it is, the rides as last heard, what can be chosen.
 * A borrowed one remembers nothing.
 */
import { Choices, EpochMs, Me, RideCard } from '@passaggio/contracts';

const KEY = 'rider';

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
  /** What an older release wrote, or cannot be read, is nothing; what can be chosen is read again, and takes no ride along. */
  read: (): Remembered | undefined => {
    try {
      const { me, cards, choices, at, deviceAt } = JSON.parse(localStorage.getItem(KEY) ?? '') as Remembered;
      const known = { me: Me.parse(me), cards: cards.map((card) => RideCard.parse(card)), at: EpochMs.parse(at), deviceAt: EpochMs.parse(deviceAt) };
      const chosen = Choices.safeParse(choices);
      return chosen.success ? { ...known, choices: chosen.data } : known;
    } catch {
      return undefined;
    }
  },
  /** A full or forbidden storage keeps what it had: that is told with its time. */
  write: (remembered: Remembered): void => {
    try {
      localStorage.setItem(KEY, JSON.stringify(remembered));
    } catch {
      return;
    }
  },
  forget: (): void => {
    try {
      localStorage.removeItem(KEY);
    } catch {
      return;
    }
  },
};

/** Server time now, by what this phone's clock has counted since; a clock that was put back counts nothing. */
export function timeSince({ at, deviceAt }: Pick<Remembered, 'at' | 'deviceAt'>, deviceNow: number): number {
  return at + Math.max(0, deviceNow - deviceAt);
}
