import { expect, test } from 'vitest';
import { clockTime, dayName, serviceDateAt, sleepsBetween } from './clock.ts';

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
  expect(dayName('2026-11-27', 'ar')).toContain('27');
});

test('a language that Intl does not know has its own weekdays, never those of the locale that Intl takes instead', () => {
  for (const code of ['bin', 'mnk', 'fuf'] as const) {
    expect(Intl.DateTimeFormat.supportedLocalesOf(code), code).toEqual([]);
    const week = ['22', '23', '24', '25', '26', '27', '28'].map((day) => dayName(`2026-11-${day}`, code));
    expect(new Set(week).size, code).toBe(7);
    expect(week.join(' '), code).not.toMatch(/day|giov|dim/);
  }
  expect(dayName('2026-11-27', 'fuf')).toBe('Aljumaa 27');
  expect(dayName('2026-11-27', 'ur')).toContain('27');
});
