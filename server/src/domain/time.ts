/**
 * Local times of a pole as instants. A skipped time moves forward, a repeated one takes the first (Temporal's `compatible`), so
 * that both clock changes give one answer.
 */
import { Temporal } from 'temporal-polyfill';
import { MINUTE, type EpochMs, type LocalTime, type ServiceDate } from '@passaggio/contracts';
import { rules } from './rules.ts';

const ZONES = new Set(Intl.supportedValuesOf('timeZone'));

/** Whether it is the name of an IANA time zone, e.g. `Europe/Rome`. */
export const isZone = (zone: string): boolean => ZONES.has(zone);

/** The few dozen days and times that are booked now are asked for with every booking. */
const KNOWN = 5_000;

/** @param workOut  gives the same for the same words */
function remembered<A extends readonly (string | number)[], T>(workOut: (...given: A) => T): (...given: A) => T {
  const known = new Map<string, T>();
  return (...given) => {
    const key = given.join(' ');
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = workOut(...given);
    if (known.size >= KNOWN) known.clear();
    known.set(key, found);
    return found;
  };
}

/** The instant at which a clock on the pole's wall shows `time` on `date`. */
export const instantOf = remembered((date: ServiceDate, time: LocalTime, zone: string): EpochMs => {
  const local = Temporal.PlainDate.from(date).toPlainDateTime(Temporal.PlainTime.from(time));
  return local.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds as EpochMs;
});

export const addDays = remembered((date: ServiceDate, days: number): ServiceDate => Temporal.PlainDate.from(date).add({ days }).toString() as ServiceDate);

/** Days from `a` to `b`; negative where b is earlier. */
export const daysBetween = remembered(
  (a: ServiceDate, b: ServiceDate): number => Temporal.PlainDate.from(a).until(Temporal.PlainDate.from(b), { largestUnit: 'days' }).days,
);

/** The service date that is running: a day starts at 03:00. */
export const serviceDateAt = (now: EpochMs, zone: string): ServiceDate => dateOfMinute(Math.floor(now / MINUTE), zone);

/** Clocks change on whole minutes. */
const dateOfMinute = remembered((minute: number, zone: string): ServiceDate => {
  const local = Temporal.Instant.fromEpochMilliseconds(minute * MINUTE).toZonedDateTimeISO(zone);
  const date = local.toPlainDate().toString() as ServiceDate;
  return local.hour < Number(rules.dayStartsAt.slice(0, 2)) ? addDays(date, -1) : date;
});

/** Wall-clock time at the pole. */
export const localTimeOf = remembered(
  (at: EpochMs, zone: string): LocalTime =>
    Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' }) as LocalTime,
);

/** Start and end of a shift on a service date. Before 03:00 is the next calendar day; an end at or before the start is after midnight. */
export function shiftTimes(date: ServiceDate, start: LocalTime, end: LocalTime, zone: string): { start: EpochMs; end: EpochMs } {
  const first = start < rules.dayStartsAt ? addDays(date, 1) : date;
  return { start: instantOf(first, start, zone), end: instantOf(end <= start ? addDays(first, 1) : first, end, zone) };
}

/** When booking for a service date ends: the evening before. */
export function cutoffOf(date: ServiceDate, cutoff: LocalTime, zone: string): EpochMs {
  return instantOf(addDays(date, -1), cutoff, zone);
}

/** First and last instant of a service date. */
export function dayBounds(date: ServiceDate, zone: string): { from: EpochMs; to: EpochMs } {
  const start = rules.dayStartsAt as LocalTime;
  return { from: instantOf(date, start, zone), to: instantOf(addDays(date, 1), start, zone) };
}
