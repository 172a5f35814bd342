import type { PlaceId } from '@passaggio/contracts';
import { expect, test } from 'vitest';
import { onFoot } from './walk.ts';

const place = (id: string, at?: readonly [number, number]) => ({ id: id as PlaceId, number: 1, name: id, ...(at && { at }) });

test('the shortest walk comes first, and a place that says not where it is comes last', () => {
  const places = [place('settlement'), place('far', [15.55, 41.469]), place('near', [15.55, 41.46]), place('away', [15.55, 41.55])];
  const ways = onFoot(places, [15.55, 41.46]).map(({ place: { id }, way }) => [id, way]);
  expect(ways).toEqual([
    ['near', { minutes: 1 }],
    ['far', { minutes: 18 }], // 1 km as the crow flies
    ['away', { km: 10 }],
    ['settlement', undefined],
  ]);
});
