/** Times as people read them: 24 h with leading zero, Latin digits, in the pole's zone whatever the phone says. */
import type { LanguageCode } from '../language/languages.ts';
import { weekday } from './weekdays.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** What browsers without Temporal take; one a zone, because making the first takes a cheap phone 150 ms. */
function format(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const made = new Intl.DateTimeFormat('sv-SE-u-nu-latn-ca-gregory', { ...parts, timeZone: zone });
  formats.set(zone, made);
  return made;
}

/** Date and time there, e.g. `2026-11-27` and `05:10`. */
function local(at: number, zone: string): [string, string] {
  if (typeof Temporal === 'undefined') return format(zone).format(at).split(' ') as [string, string];
  const there = Temporal.Instant.fromEpochMilliseconds(Math.trunc(at)).toZonedDateTimeISO(zone);
  return [there.toPlainDate().toString(), there.toPlainTime().toString({ smallestUnit: 'minute' })];
}

/** @param at  epoch ms; @param zone  IANA zone; @returns e.g. `05:10` */
export const clockTime = (at: number, zone: string): string => local(at, zone)[1];

/** @returns the calendar date there, e.g. `2026-11-27` */
export const localDate = (at: number, zone: string): string => local(at, zone)[0];

/** Service days run from 03:00 to 03:00: at 01:30 it is still yesterday's. */
export function serviceDateAt(at: number, zone: string): string {
  return localDate(at - 3 * 3_600_000, zone);
}

/** Nights to sleep from one service date to another: 0 today, 1 tomorrow. */
export function sleepsBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** Weekday and day of a service date, e.g. `ven 27`. */
export function dayName(serviceDate: string, language: LanguageCode): string {
  const noon = new Date(`${serviceDate}T12:00:00Z`);
  return `${weekday(noon.getUTCDay(), language, 'short')} ${noon.getUTCDate()}`;
}
