/** The service rules as brief.md states them, in milliseconds: the judge's own, so that a wrong rule of the product is seen. */
import { HOUR, MINUTE } from '@passaggio/contracts';

export const limits = {
  noNotice: 5 * MINUTE,
  arriveBefore: 20 * MINUTE,
  wait: 3 * MINUTE,
  punctual: MINUTE,
  driveBeforeBreak: 4.5 * HOUR,
  breakLength: 45 * MINUTE,
  driving: 9 * HOUR,
  spread: 13 * HOUR,
  rest: 11 * HOUR,
  /** Times are planned in whole seconds. */
  rounding: 1000,
  /** A device's clock drifts by a second or two in a shift without contact. */
  clocks: 3000,
} as const;

/** At most direct time x 1.5 or direct + 20 min, whichever is larger; never over 75 min. */
export function longestRide(direct: number): number {
  return Math.min(75 * MINUTE, Math.max(direct * 1.5, direct + 20 * MINUTE));
}

export function dwell(people: number): number {
  return MINUTE + people * 10_000;
}
