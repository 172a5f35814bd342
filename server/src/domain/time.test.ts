import { expect, test } from 'vitest';
import type { EpochMs, LocalTime, ServiceDate } from '@passaggio/contracts';
import { addDays, cutoffOf, dayBounds, daysBetween, instantOf, serviceDateAt, shiftTimes } from './time.ts';

const zone = 'Europe/Rome';
const date = (text: string) => text as ServiceDate;
const time = (text: string) => text as LocalTime;
const utc = (text: string) => Date.parse(text) as EpochMs;

test('a summer shift is two hours ahead of UTC, a winter one is one', () => {
  expect(instantOf(date('2027-07-01'), time('05:30'), zone)).toBe(utc('2027-07-01T03:30:00Z'));
  expect(instantOf(date('2027-01-15'), time('05:30'), zone)).toBe(utc('2027-01-15T04:30:00Z'));
});

test('a time skipped by the spring clock change moves forward', () => {
  // 2027-03-28: 02:00 becomes 03:00 in Rome
  expect(instantOf(date('2027-03-28'), time('02:30'), zone)).toBe(utc('2027-03-28T01:30:00Z'));
});

test('a time repeated by the autumn clock change is the first of the two', () => {
  // 2027-10-31: 03:00 becomes 02:00 in Rome
  expect(instantOf(date('2027-10-31'), time('02:30'), zone)).toBe(utc('2027-10-31T00:30:00Z'));
});

test('a service date runs from 03:00 to 03:00, and is 23 or 25 hours long at a clock change', () => {
  expect(serviceDateAt(utc('2027-07-01T00:59:00Z'), zone)).toBe('2027-06-30'); // 02:59 in Rome
  expect(serviceDateAt(utc('2027-07-01T01:00:00Z'), zone)).toBe('2027-07-01');
  const hours = (day: string) => {
    const { from, to } = dayBounds(date(day), zone);
    return (to - from) / 3_600_000;
  };
  expect([hours('2027-03-27'), hours('2027-03-28'), hours('2027-10-30'), hours('2027-10-31')]).toEqual([23, 24, 25, 24]);
});

test('a night shift ends after midnight and belongs to the date of its start', () => {
  const night = shiftTimes(date('2027-07-01'), time('20:00'), time('03:30'), zone);
  expect(night).toEqual({ start: utc('2027-07-01T18:00:00Z'), end: utc('2027-07-02T01:30:00Z') });
  const early = shiftTimes(date('2027-07-01'), time('01:00'), time('06:00'), zone);
  expect(early).toEqual({ start: utc('2027-07-01T23:00:00Z'), end: utc('2027-07-02T04:00:00Z') });
});

test('booking ends the evening before, also across a clock change', () => {
  expect(cutoffOf(date('2027-03-28'), time('20:00'), zone)).toBe(utc('2027-03-27T19:00:00Z'));
  expect(cutoffOf(date('2027-03-29'), time('20:00'), zone)).toBe(utc('2027-03-28T18:00:00Z'));
});

test('dates are added and counted across a leap day', () => {
  expect(addDays(date('2028-02-28'), 2)).toBe('2028-03-01');
  expect(daysBetween(date('2028-02-28'), date('2028-03-01'))).toBe(2);
});
