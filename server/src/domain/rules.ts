/** Service rules of the programme (brief.md "Service rules"), in milliseconds unless said otherwise. */
import { DAY, HOUR, MINUTE, NO_SHOW_GRACE, WAIT } from '@passaggio/contracts';

export const rules = {
  /** A bus is at the site between 20 and 0 minutes before the shift starts. */
  arriveBefore: 20 * MINUTE,
  /** Ride time: the larger of direct x 1.5 and direct + 20 min, never over 75 min. */
  rideFactor: 1.5,
  rideExtra: 20 * MINUTE,
  rideAtMost: 75 * MINUTE,
  /** Dwell at a stop. */
  dwellStop: MINUTE,
  dwellPerson: 10_000,
  /** The bus waits until max(told, arrival) + 3 min; a plan holds people on board no longer than that a stop. */
  wait: WAIT,
  /** A no-show needs a bus that was there by told + 1 min. */
  noShowGrace: NO_SHOW_GRACE,
  /** Window given at acceptance, before the exact time is published. */
  window: 30 * MINUTE,
  /** Up to 5 min later needs no new notice. */
  laterWithoutNotice: 5 * MINUTE,
  /** A return leaves within 30 min after the shift. */
  returnWithin: 30 * MINUTE,
  /** A time told now lies at least this far ahead: the rider has to walk there. */
  notice: 20 * MINUTE,
  /** Bookings reach this many days ahead. */
  daysAhead: 7,
  /** Somebody still at a site this long after the shift and without a bus alarms a person. */
  stillAtSite: 30 * MINUTE,
  /** Command records and events stay this long; a phone that was away for longer gets the state instead. */
  kept: 90 * DAY,
  driver: {
    /** 45 min break after 4 h 30 driving, 9 h driving, 13 h from first to last minute, 11 h rest. */
    driveBeforeBreak: 4.5 * HOUR,
    breakLength: 45 * MINUTE,
    driving: 9 * HOUR,
    spread: 13 * HOUR,
    rest: 11 * HOUR,
  },
  /** A service day runs from 03:00 to 03:00. */
  dayStartsAt: '03:00',
} as const;

/** Longest ride allowed for a direct time, both in milliseconds (P6); undefined where the direct time alone is over the limit. */
export function longestRide(direct: number): number | undefined {
  if (direct > rules.rideAtMost) return undefined;
  return Math.min(rules.rideAtMost, Math.max(direct * rules.rideFactor, direct + rules.rideExtra));
}
