/**
 * Dates of the play: half of the days begin with the Sunday on which clocks go back, the other half with the one on which they go
 * forward. Months lie in between, in which nothing happens but what the product does by itself.
 */
import type { LocalTime, ServiceDate } from '@passaggio/contracts';
import { addDays, instantOf } from '../../../server/src/domain/time.ts';

const ZONE = 'Europe/Rome';
const BACK = '2026-10-25' as ServiceDate;
const FORWARD = '2027-03-28' as ServiceDate;

/** Consecutive days. */
export interface Season {
  readonly first: number;
  readonly last: number;
}

export interface Calendar {
  /** The nth service date, from 1. */
  dateOf(day: number): ServiceDate;
  /** On the nth service date by the clock on the wall; epoch milliseconds. */
  at(day: number, time: string): number;
  /** On the day before it. */
  eve(day: number, time: string): number;
  /** On the day after it. */
  after(day: number, time: string): number;
  readonly seasons: readonly Season[];
}

/** @param seed  an odd number of days has its larger half in autumn or in spring */
export function calendarOf(days: number, seed: number): Calendar {
  const autumn = seed % 2 === 0 ? Math.floor(days / 2) : Math.ceil(days / 2);
  const dateOf = (day: number) => (day <= autumn ? addDays(BACK, day - 1) : addDays(FORWARD, day - autumn - 1));
  const shown = (date: ServiceDate, time: string) => instantOf(date, time as LocalTime, ZONE);
  const seasons = [
    { first: 1, last: autumn },
    { first: autumn + 1, last: days },
  ];
  return {
    dateOf,
    at: (day, time) => shown(dateOf(day), time),
    eve: (day, time) => shown(addDays(dateOf(day), -1), time),
    after: (day, time) => shown(addDays(dateOf(day), 1), time),
    seasons: seasons.filter(({ first, last }) => first <= last),
  };
}
