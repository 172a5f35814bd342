import { Choices, HOUR, type EpochMs } from '@passaggio/contracts';
import { expect, test } from 'vitest';
import { choices as made } from '../rides/testing/scenes.ts';
import { firstDay, openDays, sitesInOrder, upToDate, usualWish, wishFor } from './wish.ts';

const choices = Choices.parse(made);
const site = (number: number) => choices.sites.find((one) => one.number === number) as Choices['sites'][number];

test('tomorrow, the usual shift and place are preselected, with the way back', () => {
  expect(usualWish(choices, choices.now)).toEqual(wishFor(site(12), choices, choices.now));
  expect(wishFor(site(12), choices, choices.now)).toEqual({
    serviceDate: '2026-11-27',
    site: 'tressanti',
    shiftStart: '06:00',
    shiftEnd: '13:00',
    boardingPlace: 'rotonda',
    trip: 'both',
  });
});

test('where tomorrow is closed the next open day is taken, and today where nothing else is open', () => {
  const only = (...open: string[]) =>
    firstDay({ ...choices, days: choices.days.map((day) => ({ ...day, open: open.includes(day.serviceDate) })) }, choices.now);
  expect(only('2026-11-26', '2026-11-30')).toBe('2026-11-30');
  expect(only('2026-11-26')).toBe('2026-11-26');
  expect(only()).toBeUndefined();
});

test('the usual farm comes first, then those asked for last, the others by number', () => {
  const numbers = (...cards: { site: { id: string; name: string }; askedAt: EpochMs }[]) =>
    sitesInOrder(choices, cards)
      .map((one) => one.number)
      .slice(0, 4);
  expect(numbers()).toEqual([12, 3, 9, 15]);
  const card = (number: number, askedAt: number) => ({ site: { id: site(number).id, name: '' }, askedAt: askedAt as EpochMs });
  expect(numbers(card(9, 1), card(15, 2), card(12, 0))).toEqual([12, 15, 9, 3]);
});

test('what was read yesterday evening offers no day that is over, and a wish begun then is for the next day', () => {
  const later = choices.now + 24 * HOUR;
  const wish = usualWish(choices, choices.now);
  expect(wish?.serviceDate).toBe('2026-11-27');
  expect(openDays(choices, later).map((day) => day.serviceDate)).toEqual(['2026-11-27', '2026-11-28', '2026-11-30']);
  expect(usualWish(choices, later)?.serviceDate).toBe('2026-11-28');
  expect(upToDate(wish, choices, later)).toEqual(wish); // today's, in time or told to be late
  expect(upToDate(wish, choices, later + 24 * HOUR)).toEqual({ ...wish, serviceDate: '2026-11-30' });
  expect(upToDate(wish, choices, later + 20 * 24 * HOUR)).toBeUndefined();
  const closed = { ...choices, days: choices.days.map((day) => ({ ...day, open: day.serviceDate !== wish?.serviceDate })) };
  expect(upToDate(wish, closed, choices.now)).toEqual(wish); // the server says so
  expect(upToDate(undefined, choices, later)).toBeUndefined();
});
