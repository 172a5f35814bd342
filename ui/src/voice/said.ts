/**
 * What a control or a state says: its parts in order, written into `data-say` (a control, when tapped) or `data-shows` (the screen, when
 * the speaker is tapped). A part is a key of the catalogue, or a number, time, day, code, bus or place.
 */
import type { SharedKey } from '../words/words.tsx';

export type Part = `${'n' | 't' | 'd' | 'c' | 'bus' | 'p' | 'l'}:${string}` | `${string}#${number}`;

const plain = (name: string): string => name.replaceAll('|', ' ');

export const part = {
  number: (n: number): Part => `n:${n}`,
  /** @param clock  wall-clock time, `05:10` */
  time: (clock: string): Part => `t:${clock}`,
  /** Weekday and day of a service date. */
  day: (serviceDate: string): Part => `d:${serviceDate}`,
  /** Digits one by one: boarding code, phone number. */
  code: (digits: string): Part => `c:${digits}`,
  /** Number and symbol of a plate. */
  bus: (number: number): Part => `bus:${number}`,
  place: (name: string): Part => `p:${plain(name)}`,
  /** A language by its own name. */
  language: (code: string): Part => `l:${code}`,
  /** A message that is chosen by a number: `day.sleeps` with 1 is "tomorrow". */
  count: (key: string, n: number): Part => `${key}#${n}`,
} as const;

/** Writes parts in order. What is left out is `undefined`, `null` or `false`. @typeParam K  the keys of an app */
export type Said<K extends string> = (...parts: readonly (K | SharedKey | Part | undefined | null | false)[]) => string;

export function said(...parts: readonly (string | undefined | null | false)[]): string {
  return parts.filter((one) => typeof one === 'string').join('|');
}
