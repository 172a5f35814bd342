import { expect, test } from 'vitest';
import { scaleOf } from './scale.ts';

test('the bar is as long as the largest round length that fits', () => {
  expect(scaleOf(7.1)).toEqual({ px: 70, words: '500 m' });
  expect(scaleOf(28)).toEqual({ px: 71, words: '2 km' });
  expect(scaleOf(55)).toEqual({ px: 91, words: '5 km' });
  expect(scaleOf(1800)).toEqual({ px: 56, words: '100 km' });
});
