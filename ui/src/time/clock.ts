/** Times as people read them: 24 h with leading zero, Latin digits, in the pole's zone whatever the phone says. */
import { getLanguage, type LanguageCode } from '../language/languages.ts';
import { ownWeekdays } from './weekdays.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(`${locale}-u-nu-latn-ca-gregory`, { ...options, hourCycle: 'h23' });
  formats.set(key, made);
  return made;
}

/** Date and time there, e.g. `2026-11-27` and `05:10`: of one format, because making one takes a cheap phone 40 ms. */
function local(at: number, zone: string): [string, string] {
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', timeZone: zone } as const;
  return format('sv-SE', parts).format(at).split(' ') as [string, string];
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

/**
 * Weekday and day of a service date, e.g. `ven 27`: in the language itself where we or Intl know its weekdays, else in the next
 * of its chain. Never in the locale that Intl takes silently instead.
 */
export function dayName(serviceDate: string, language: LanguageCode, weekday: 'short' | 'long' = 'short'): string {
  const noon = Date.parse(`${serviceDate}T12:00:00Z`);
  const known = [language, ...getLanguage(language).fallbacks].find((code) => code in ownWeekdays || isKnownToIntl(code)) ?? 'en';
  const own = ownWeekdays[known]?.[new Date(noon).getUTCDay()];
  if (own !== undefined) return `${own} ${new Date(noon).getUTCDate()}`;
  return format(known, { weekday, day: 'numeric', timeZone: 'UTC' }).format(noon);
}

const isKnownToIntl = (code: string): boolean => Intl.DateTimeFormat.supportedLocalesOf(code).length > 0;
