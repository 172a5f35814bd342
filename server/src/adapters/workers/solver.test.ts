import { expect, test } from 'vitest';
import { solverInThreads } from './solver.ts';

test('a thread plans again after its first plan', async () => {
  const solver = solverInThreads(1);
  const nothing = {} as never; // a thread that lives answers this with its failure
  await expect(solver.planDay(nothing)).rejects.toThrow();
  await expect(solver.planDay(nothing)).rejects.toThrow();
  await solver.close();
});

test('a plan whose thread is ended is given up, not waited for', async () => {
  const solver = solverInThreads(1);
  const plan = solver.planDay({} as never);
  const given = expect(plan).rejects.toThrow(/before it answered/);
  await solver.close();
  await given;
});
