/** Dates of the torture: summer, when the poles' clocks are two hours ahead of UTC all day long. */
import { DAY, HOUR, type ServiceDate } from '@passaggio/contracts';

/** Milliseconds between UTC and the wall. */
const ZONE = 2 * HOUR;
/** A service day begins at 03:00. */
const BEGINS = 3 * HOUR;

/** @param days  from the service date that is running at `now` */
export function serviceDateAt(now: number, days = 0): ServiceDate {
  return new Date(now + ZONE - BEGINS + days * DAY).toISOString().slice(0, 10) as ServiceDate;
}
