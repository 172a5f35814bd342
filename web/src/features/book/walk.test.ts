import type { PlaceId } from '@passaggio/contracts';
import { expect, test } from 'vitest';
import { onFoot } from './walk.ts';

const place = (id: string, at?: readonly [number, number]) => ({ id: id as PlaceId, name: id, ...(at && { at }) });

test('the shortest walk comes first, and a place that says not where it is comes last', () => {
  const places = [place('settlement'), place('far', [15.55, 41.469]), place('near', [15.55, 41.46])];
  const walks = onFoot(places, [15.55, 41.46]).map(({ place: { id }, minutes }) => [id, minutes]);
  expect(walks).toEqual([
    ['near', 1],
    ['far', 18], // 1 km as the crow flies
    ['settlement', undefined],
  ]);
});
