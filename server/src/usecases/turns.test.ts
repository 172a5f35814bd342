import { expect, test } from 'vitest';
import { turns } from './turns.ts';

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
