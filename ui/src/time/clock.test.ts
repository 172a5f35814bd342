import { Temporal } from 'temporal-polyfill';
import { expect, onTestFinished, test, vi } from 'vitest';
import { languages } from '../language/languages.ts';
import { clockTime, dayName, localDate, serviceDateAt, sleepsBetween } from './clock.ts';
import { weekday } from './weekdays.ts';

test('times are 24 h with leading zero in the pole’s zone, in winter and in summer', () => {
  expect(clockTime(Date.UTC(2026, 10, 27, 4, 10), 'Europe/Rome')).toBe('05:10');
  expect(clockTime(Date.UTC(2026, 6, 27, 3, 10), 'Europe/Rome')).toBe('05:10');
  expect(clockTime(Date.UTC(2026, 10, 26, 23, 0), 'Europe/Rome')).toBe('00:00');
});

test('until 03:00 it is still the service day before', () => {
  expect(serviceDateAt(Date.UTC(2026, 10, 27, 1, 59), 'Europe/Rome')).toBe('2026-11-26');
  expect(serviceDateAt(Date.UTC(2026, 10, 27, 2, 0), 'Europe/Rome')).toBe('2026-11-27');
  expect(sleepsBetween('2026-10-24', '2026-10-26')).toBe(2);
});

test('weekdays are in the language, digits are Latin', () => {
  expect(dayName('2026-11-27', 'it')).toBe('ven 27');
  expect(dayName('2026-11-27', 'ar')).toBe('الجمعة 27');
  expect(dayName('2026-11-27', 'ur')).toBe('جمعہ 27');
  expect(dayName('2026-11-27', 'xl')).toBe('ven 27');
});

const week = [0, 1, 2, 3, 4, 5, 6];

test.each(languages.map(({ code }) => code))('the weekdays of %s are its own, seven of them, and those of Intl where it knows any', (code) => {
  for (const form of ['short', 'long'] as const) {
    const own = week.map((day) => weekday(day, code, form));
    expect(new Set(own).size).toBe(7);
    if (Intl.DateTimeFormat.supportedLocalesOf(code).length === 0) expect(own.join(' ')).not.toMatch(/day|giov|dim/);
    else expect(own).toEqual(week.map((day) => new Intl.DateTimeFormat(code, { weekday: form, timeZone: 'UTC' }).format(Date.UTC(2026, 10, 22 + day, 12))));
  }
});

test('no weekday beyond Saturday', () => {
  expect(() => weekday(7, 'it')).toThrow('weekday 7');
});

// every quarter of an hour around both changes of the clocks, and what is no whole minute
const HOUR = 3_600_000;
const around = (change: number) => Array.from({ length: 8 * 4 + 1 }, (_, i) => change - 4 * HOUR + i * 900_000);
const instants = [
  ...around(Date.UTC(2027, 2, 28, 1)),
  ...around(Date.UTC(2026, 9, 25, 1)),
  Date.UTC(2026, 10, 27, 4, 59, 59, 999),
  Date.UTC(2026, 10, 27, 5) + 0.5,
];

test.each(['Europe/Rome', 'UTC', 'Asia/Karachi', 'America/New_York'])('browsers with Temporal and without say the same in %s', (zone) => {
  const read = () => instants.map((at) => `${localDate(at, zone)} ${clockTime(at, zone)} ${serviceDateAt(at, zone)}`);
  vi.stubGlobal('Temporal', undefined);
  const without = read();
  vi.stubGlobal('Temporal', Temporal);
  const asked = vi.spyOn(Temporal.Instant, 'fromEpochMilliseconds');
  onTestFinished(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });
  expect(read()).toEqual(without);
  expect(asked).toHaveBeenCalledTimes(3 * instants.length);
});
