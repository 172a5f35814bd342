import { expect, test } from 'vitest';
import { timeSince } from './memory.ts';

test('the time since is counted on from what the server said, and a clock that was put back counts nothing', () => {
  const then = { at: 1_000_000, deviceAt: 5_000 };
  expect([timeSince(then, 8_000), timeSince(then, 5_000), timeSince(then, 0)]).toEqual([1_003_000, 1_000_000, 1_000_000]);
});
