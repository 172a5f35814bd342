import { expect, test } from 'vitest';
import { untouched } from './untouched.ts';

function clocks() {
  const at = { steady: 1_000, wall: 1_800_000_000_000 };
  return { at, both: { steady: () => at.steady, wall: () => at.wall } };
}

test('counts from the last tap', () => {
  const { at, both } = clocks();
  const time = untouched(both);
  at.steady += 4_000;
  at.wall += 4_000;
  expect(time.ms()).toBe(4_000);
  time.touch();
  expect(time.ms()).toBe(0);
});

test('a clock put back does not make it shorter', () => {
  const { at, both } = clocks();
  const time = untouched(both);
  at.steady += 300_000;
  at.wall -= 3_600_000;
  expect(time.ms()).toBe(300_000);
});

test('a phone that slept, where the steady clock stood still, was untouched as long as it slept', () => {
  const { at, both } = clocks();
  const time = untouched(both);
  at.steady += 10;
  at.wall += 1_200_000;
  expect(time.ms()).toBe(1_200_000);
});

test('what had gone by before a reload counts', () => {
  const { at, both } = clocks();
  const time = untouched(both, 200_000);
  at.steady += 100_000;
  expect(time.ms()).toBe(300_000);
});
