/** How often somebody may guess a PIN or a number. A counter stands for whatever is guessed at or guessed from. */
import { DAY, HOUR, type EpochMs } from '@passaggio/contracts';

export interface Limit {
  readonly tries: number;
  /** Milliseconds. */
  readonly period: number;
  /** All tries come back when the period since the first of them is over, or one after the other all along. */
  readonly back: 'at once' | 'evenly';
}

export interface Count {
  readonly tries: number;
  /** `at once`: of the first try; `evenly`: when `tries` was reckoned. */
  readonly since: EpochMs;
}

/** DECISIONS.md says what each of them leaves a guesser. All are counted by the door at which somebody tries, see usecases/accounts/ways.ts. */
export const limits = {
  /** An account, by all devices together that never signed in to it. */
  account: { tries: 10, period: DAY, back: 'at once' },
  accountMonth: { tries: 40, period: 30 * DAY, back: 'at once' },
  /** An account, by one device that signed in to it before. */
  device: { tries: 10, period: DAY, back: 'at once' },
  /** A phone that was lent and never signed out leaves 280 tries in its 400 days: 2.9 %. */
  deviceMonth: { tries: 20, period: 30 * DAY, back: 'at once' },
  /** Sign-ins to one account by one way, right and wrong ones. Each of them is hashed: of 400 that may wait in a lane seven accounts fill it. */
  signIns: { tries: 60, period: HOUR, back: 'evenly' },
  card: { tries: 10, period: DAY, back: 'at once' },
  /** Who has photographed a hundred cards opens one account in five months. */
  cardMonth: { tries: 20, period: 30 * DAY, back: 'at once' },
  /** Failures of strangers alone: a camp shares one address. */
  address: { tries: 100, period: HOUR, back: 'evenly' },
  /** Failures of all strangers of riders: beyond them a try every seven seconds. */
  site: { tries: 1_000, period: 2 * HOUR, back: 'evenly' },
  /** The same at the doors of drivers and of staff, of whom there are thirty times fewer: to spend it takes ten times as many tries. */
  siteOfStaff: { tries: 10_000, period: 2 * HOUR, back: 'evenly' },
  /** Failures of known devices. Of 300 riders who sign in at a camp in one hour 3 % are wrong once. */
  knownAddress: { tries: 100, period: HOUR, back: 'evenly' },
  knownSite: { tries: 1_000, period: 2 * HOUR, back: 'evenly' },
  /** Failures by card. 30,000 riders fail 90 times in the hour before the cut-off, where a third of them signs in by card. */
  cardAddress: { tries: 30, period: HOUR, back: 'evenly' },
  cardSite: { tries: 300, period: 2 * HOUR, back: 'evenly' },
  /**
   * Numbers that one member of staff asks about. At the counter a booking takes longer than 12 s.
   * A miss is a number of nobody at that pole: 20 an hour of 10^8, at a pole of a thousand riders, find one of them in 200 days.
   */
  lookUps: { tries: 300, period: HOUR, back: 'at once' },
  misses: { tries: 20, period: HOUR, back: 'at once' },
  /**
   * Numbers of set-ups that were refused because somebody had one of them: of 30,000 accounts 200 a day find one in 16 days. A set-up
   * of a pole gives out 30 or so.
   */
  givenOut: { tries: 200, period: DAY, back: 'at once' },
} as const satisfies { readonly [what: string]: Limit };

/** A clock that is set right goes back by less, and gives nothing back by that. */
const SET_RIGHT = HOUR;

/** A count from further ahead was made by a clock that was wrong: it would shut somebody out until that time has come. */
export function countAt(count: Count | undefined, limit: Limit, now: EpochMs): Count {
  if (count === undefined || count.since - now > SET_RIGHT) return { tries: 0, since: now };
  const passed = Math.max(0, now - count.since);
  if (limit.back === 'evenly') return { tries: Math.max(0, count.tries - (passed * limit.tries) / limit.period), since: now };
  return passed >= limit.period || count.tries === 0 ? { tries: 0, since: now } : count;
}

/**
 * Milliseconds until one more try is within the limit.
 *
 * @param weight  of that try
 */
export function waitOf(count: Count, limit: Limit, now: EpochMs, weight = 1): number {
  const over = count.tries + weight - limit.tries;
  if (over <= 0) return 0;
  return Math.ceil(limit.back === 'evenly' ? (over * limit.period) / limit.tries : count.since + limit.period - now);
}

/** When the counter is as if there were none. */
export function endOf(count: Count, limit: Limit): EpochMs {
  return Math.ceil(count.since + (limit.back === 'evenly' ? (count.tries * limit.period) / limit.tries : limit.period)) as EpochMs;
}
