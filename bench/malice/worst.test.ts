import { expect, test } from 'vitest';
import { worstOfOne } from './worst.ts';

/** Seconds of each spell; the dated result in bench/results/malice.md is of longer ones. */
const SECONDS = 3;

test('one rider does its worst: every booking of another pole is answered, and what is too much of the rider is refused', async () => {
  const { alone, attacked, attacks } = await worstOfOne(SECONDS);
  process.stdout.write(`bookings beside the worst of one rider: p95 ${attacked.p95} ms, without it ${alone.p95} ms (${JSON.stringify(attacks)})\n`);
  expect([alone.errors, attacked.errors]).toEqual([[], []]);
  expect(attacked.bookings).toBe(alone.bookings);
  expect(attacks['429']).toBeGreaterThan(0);
  expect(Object.keys(attacks).filter((status) => Number(status) >= 500)).toEqual([]);
}, 150_000);
