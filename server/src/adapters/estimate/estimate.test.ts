import { expect, test } from 'vitest';
import { greatCircle } from '../../domain/places/distance.ts';
import { estimateTravel } from './estimate.ts';

// Foggia station and Borgo Mezzanone: 13.9 km apart in a straight line
const foggia = [15.556, 41.466] as const;
const mezzanone = [15.71, 41.418] as const;

test('a straight line becomes a road 1.35 times as long, driven at 45 km/h', async () => {
  expect(greatCircle(foggia, mezzanone)).toBeCloseTo(13.9, 1);
  const { seconds, metres } = await estimateTravel().matrix([foggia, mezzanone]);
  expect([...metres]).toEqual([0, 18768, 18768, 0]);
  expect([...seconds]).toEqual([0, 1501, 1501, 0]);
});

test('estimates are said to be estimates', () => {
  expect(estimateTravel().estimated).toBe(true);
});
