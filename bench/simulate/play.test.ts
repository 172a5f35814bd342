import { expect, test } from 'vitest';
import { figures } from './figures.ts';
import { play } from './play.ts';

test('a simulated day of ten riders breaks no promise, and the same seed plays the same day', async () => {
  const wanted = { riders: 10, days: 1, seed: 5, poles: 1, store: 'sqlite' } as const;
  const [first, second] = [figures(await play(wanted)), figures(await play(wanted))];
  expect(first).toMatchObject({ invariantBreaks: 0, stranded: 0, faults: 0 });
  expect(first.exercised.P11).toBeGreaterThan(100);
  expect(second).toEqual(first);
});
