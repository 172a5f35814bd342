/** Times as people read them: 24 h with leading zero, Latin digits, in the pole's zone whatever the phone says. */
const formats = new Map<string, Intl.DateTimeFormat>();

function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(`${locale}-u-nu-latn-ca-gregory`, { ...options, hourCycle: 'h23' });
  formats.set(key, made);
  return made;
}

/** @param at  epoch ms; @param zone  IANA zone; @returns e.g. `05:10` */
export function clockTime(at: number, zone: string): string {
  return format('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: zone }).format(at);
}

/** @returns the calendar date there, e.g. `2026-11-27` */
export function localDate(at: number, zone: string): string {
  return format('sv-SE', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: zone }).format(at);
}

/** Service days run from 03:00 to 03:00: at 01:30 it is still yesterday's. */
export function serviceDateAt(at: number, zone: string): string {
  return localDate(at - 3 * 3_600_000, zone);
}

/** Nights to sleep from one service date to another: 0 today, 1 tomorrow. */
export function sleepsBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/**
 * Weekday and day of a service date, e.g. `ven 27`.
 * @param language  one Intl knows: resolve it along the fallback chain first (`spoken`)
 */
export function dayName(serviceDate: string, language: string, weekday: 'short' | 'long' = 'short'): string {
  return format(language, { weekday, day: 'numeric', timeZone: 'UTC' }).format(Date.parse(`${serviceDate}T12:00:00Z`));
}
