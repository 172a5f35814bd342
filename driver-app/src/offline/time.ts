/** What time it is for a device that may be wrong by hours, out of contact or just restarted, and how sure that is. */
import { DRIFT, UNKNOWN_CLOCK, type EpochMs, type Fact, type Milliseconds, type SentAt, type SteadyClock } from '@passaggio/contracts';

/** Both clocks of a device at one moment. */
export interface Reading {
  /** The device's own clock; a person or the network may set it. */
  readonly wall: EpochMs;
  /** Milliseconds by a clock that never jumps, but may stand still while the device sleeps, and starts anew with the page. */
  readonly steady: number;
}

/** The server's time, tied to both clocks in the middle of the round trip that brought it. */
export interface Contact {
  readonly serverTime: EpochMs;
  readonly wall: EpochMs;
  readonly steady: number;
  readonly roundTrip: Milliseconds;
}

/** The true time lies within `at` +- `slack`. */
export interface Now {
  readonly at: EpochMs;
  readonly slack: Milliseconds;
}

/** The two clocks disagree by more than this: the device slept, or its clock was set. */
const JUMP = 2_000;

/** @param serverTime  as answered; @param sent  before the question; @param received  after the answer */
export function contactOf(serverTime: EpochMs, sent: Reading, received: Reading): Contact {
  const roundTrip = Math.max(0, Math.round(received.steady - sent.steady));
  const half = Math.round(roundTrip / 2);
  return { serverTime, wall: (received.wall - half) as EpochMs, steady: received.steady - half, roundTrip: roundTrip as Milliseconds };
}

/** Whether the steady clock ran on since the contact. */
export function holds(contact: Contact, reading: Reading): boolean {
  const elapsed = reading.steady - contact.steady;
  return elapsed >= 0 && Math.abs(reading.wall - contact.wall - elapsed) <= JUMP + elapsed * DRIFT;
}

/** The contact to go by: the surer one, so that an answer that took eight seconds does not blur a better one. Where they contradict, the newer. */
export function surer(known: Contact | null, fresh: Contact, reading: Reading): Contact {
  if (known === null || !holds(known, reading)) return fresh;
  const apart = Math.abs(timeNow(known, null, reading).at - timeNow(fresh, null, reading).at);
  if (apart > slackOf(known, reading) + slackOf(fresh, reading)) return fresh;
  return slackOf(fresh, reading) <= slackOf(known, reading) ? fresh : known;
}

/**
 * @param ahead  how far the wall clock was ahead of the server when they last met, kept over restarts; null when never
 */
export function timeNow(contact: Contact | null, ahead: number | null, reading: Reading): Now {
  if (contact === null || !holds(contact, reading)) return { at: (reading.wall - (ahead ?? 0)) as EpochMs, slack: UNKNOWN_CLOCK as Milliseconds };
  return { at: (contact.serverTime + Math.round(reading.steady - contact.steady)) as EpochMs, slack: slackOf(contact, reading) };
}

export const aheadOf = (contact: Contact): number => contact.wall - contact.serverTime;

/** The times that a fact carries. */
export type FactTimes = Pick<Fact, 'deviceTime' | 'contact' | 'clock'>;

/** @param life  of the steady clock: see contracts' `SteadyClock` */
export function factTimes(contact: Contact | null, reading: Reading, life: string): FactTimes {
  if (contact === null || !holds(contact, reading)) return { deviceTime: reading.wall, contact: null, clock: steadyClock(reading, life) };
  const elapsed = Math.max(0, Math.round(reading.steady - contact.steady)) as Milliseconds;
  return { deviceTime: reading.wall, contact: { serverTime: contact.serverTime, elapsed, roundTrip: contact.roundTrip } };
}

/** What the clocks show as a batch is sent. */
export function sentAt(reading: Reading, life: string): SentAt {
  return { deviceTime: reading.wall, clock: steadyClock(reading, life) };
}

const steadyClock = ({ steady }: Reading, life: string): SteadyClock => ({ life, steady: Math.max(0, Math.round(steady)) as Milliseconds });

function slackOf(contact: Contact, reading: Reading): Milliseconds {
  return Math.ceil(contact.roundTrip / 2 + (reading.steady - contact.steady) * DRIFT) as Milliseconds;
}
