import { expect, test } from 'vitest';
import { thinned } from './labels.ts';

const spot = (name: string, x: number, y: number, rank: number) => ({ name, x, y, rank });

test('a pole’s town is named before a smaller one beside it, and no name lies on a stop', () => {
  const spots = [spot('Orta Nova', 120, 100, 2), spot('Foggia', 100, 100, 1), spot('Lucera', 300, 100, 1), spot('Troia', 100, 140, 2)];
  expect(thinned(spots, [{ x: 310, y: 90 }]).map(({ name }) => name)).toEqual(['Foggia', 'Troia']);
});
