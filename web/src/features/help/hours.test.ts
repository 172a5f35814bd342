import { expect, test } from 'vitest';
import { answersFrom, answersNow, dispatchAnswers } from './hours.ts';

test('the helpdesk answers on weekdays from 09:30 to 18:00 at the pole', () => {
  const rome = (day: number, hour: number, minute: number) => answersNow(Date.UTC(2026, 10, day, hour - 1, minute), 'Europe/Rome');
  expect([rome(27, 9, 29), rome(27, 9, 30), rome(27, 17, 59), rome(27, 18, 0)]).toEqual([false, true, true, false]);
  expect(rome(28, 12, 0)).toBe(false); // a Saturday
});

test('a message is answered today until 18:00, and after Friday evening on Monday', () => {
  const rome = (day: number, hour: number) => answersFrom(Date.UTC(2026, 10, day, hour - 1), 'Europe/Rome');
  expect([rome(27, 5), rome(26, 18), rome(27, 18), rome(28, 12), rome(29, 23)]).toEqual(['2026-11-27', '2026-11-27', '2026-11-30', '2026-11-30', '2026-11-30']);
});

test('dispatch answers every day from 04:00 until the helpdesk opens', () => {
  const rome = (hour: number, minute: number) => dispatchAnswers(Date.UTC(2026, 10, 28, hour - 1, minute), 'Europe/Rome');
  expect([rome(3, 59), rome(4, 0), rome(9, 29), rome(9, 30)]).toEqual([false, true, true, false]);
});
