import { expect, test } from 'vitest';
import { MINUTE } from '@passaggio/contracts';
import { longestRide } from './rules.ts';

test('P6: the larger of direct x 1.5 and direct + 20 min, never over 75 min', () => {
  const minutes = [10, 40, 48, 60, 75];
  // 10 + 20; 40 x 1.5 = 40 + 20; 48 x 1.5 > 48 + 20; 60 x 1.5 = 90 > 75
  expect(minutes.map((direct) => longestRide(direct * MINUTE)! / MINUTE)).toEqual([30, 60, 72, 75, 75]);
});

test('P6: a site whose direct ride takes longer than 75 min is too far', () => {
  expect(longestRide(75 * MINUTE + 1)).toBeUndefined();
});
