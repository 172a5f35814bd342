import { expect, test } from 'vitest';
import { inTurns, turns } from './turns.ts';

test('so many go on at once, and the event loop goes round before the next do', async () => {
  const turn = turns(3);
  let rounds = 0;
  const count = () => {
    rounds += 1;
    if (rounds < 10) setImmediate(count);
  };
  setImmediate(count);
  const seen = await Promise.all(Array.from({ length: 7 }, () => turn().then(() => rounds)));
  expect(seen).toEqual([0, 0, 1, 1, 1, 2, 2]);
});

test('what takes several steps is done one after the other, and what takes one is not kept waiting', async () => {
  const turn = turns(1);
  const seen: string[] = [];
  const work = (name: string, count: number) => inTurns(Array(count).keys(), 2, turn, (some) => void seen.push(`${name}${some.join('')}`));
  await Promise.all([work('a', 5), work('b', 4), work('c', 2)]);
  expect(seen).toEqual(['c01', 'a01', 'a23', 'a4', 'b01', 'b23']);
});

test('a fault in the middle is its own, and the next one is done', async () => {
  const turn = turns(1);
  const fault = inTurns([1, 2, 3], 1, turn, ([one]) => {
    if (one === 2) throw new Error('two');
  });
  let done = 0;
  const next = inTurns([1, 2], 1, turn, () => void (done += 1));
  await expect(fault).rejects.toThrow('two');
  await next;
  expect(done).toBe(2);
});
