import { expect, test } from 'vitest';
import type { Place } from '../documents.ts';
import { placeNumbers } from './placeNumbers.ts';

const place = (id: string, name: string, number?: number) => ({ id, name, ...(number !== undefined && { number }) }) as Place;

test('places keep their numbers, and those without come after them by name', () => {
  const numbers = placeNumbers([place('c', 'Zapponeta'), place('a', 'Arena', 4), place('b', 'Borgo'), place('d', 'Via Napoli', 1)]);
  expect([...numbers].toSorted(([a], [b]) => (a < b ? -1 : 1))).toEqual([
    ['a', 4],
    ['b', 5],
    ['c', 6],
    ['d', 1],
  ]);
});
