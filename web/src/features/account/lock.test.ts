import { MINUTE } from '@passaggio/contracts';
import { expect, test } from 'vitest';
import { waitAfter } from './lock.ts';

test('two wrong PINs cost nothing, then each wait is twice the last, up to an hour', () => {
  expect([0, 1, 2, 3, 4, 5, 8, 9, 10, 500].map((wrong) => waitAfter(wrong) / MINUTE)).toEqual([0, 0, 0, 1, 2, 4, 32, 60, 60, 60]);
});
