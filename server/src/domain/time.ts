/**
 * Local times of a pole as instants. A skipped time moves forward, a repeated one takes the first (Temporal's `compatible`), so
 * that both clock changes give one answer.
 */
import { Temporal } from 'temporal-polyfill';
import type { EpochMs, LocalTime, ServiceDate } from '@passaggio/contracts';
import { rules } from './rules.ts';

const ZONES = new Set(Intl.supportedValuesOf('timeZone'));

/** Whether it is the name of an IANA time zone, e.g. `Europe/Rome`. */
export const isZone = (zone: string): boolean => ZONES.has(zone);

/** The few dozen local times of the days that are booked now are asked for with every booking. */
const known = new Map<string, EpochMs>();
const KNOWN = 5_000;

/** The instant at which a clock on the pole's wall shows `time` on `date`. */
export function instantOf(date: ServiceDate, time: LocalTime, zone: string): EpochMs {
  const key = `${date} ${time} ${zone}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const at = workedOut(date, time, zone);
  if (known.size >= KNOWN) known.clear();
  known.set(key, at);
  return at;
}

function workedOut(date: ServiceDate, time: LocalTime, zone: string): EpochMs {
  const local = Temporal.PlainDate.from(date).toPlainDateTime(Temporal.PlainTime.from(time));
  return local.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds as EpochMs;
}

export function addDays(date: ServiceDate, days: number): ServiceDate {
  return Temporal.PlainDate.from(date).add({ days }).toString() as ServiceDate;
}

/** Days from `a` to `b`; negative where b is earlier. */
export function daysBetween(a: ServiceDate, b: ServiceDate): number {
  return Temporal.PlainDate.from(a).until(Temporal.PlainDate.from(b), { largestUnit: 'days' }).days;
}

/** The service date that is running: a day starts at 03:00. */
export function serviceDateAt(now: EpochMs, zone: string): ServiceDate {
  const local = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone);
  const date = local.toPlainDate().toString() as ServiceDate;
  return local.hour < Number(rules.dayStartsAt.slice(0, 2)) ? addDays(date, -1) : date;
}

/** Wall-clock time at the pole. */
export function localTimeOf(at: EpochMs, zone: string): LocalTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' }) as LocalTime;
}

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
