import { expect, test } from 'vitest';
import { random } from '@passaggio/fixtures';
import { openAgenda } from './queue.ts';

test('what is to happen happens in order of time, then of being said, and never before now', async () => {
  const agenda = openAgenda(0);
  const draw = random('queue');
  const times = Array.from({ length: 200 }, () => draw.int(0, 50));
  const happened: { time: number; order: number }[] = [];
  times.forEach((time, order) => agenda.at(time, () => void happened.push({ time: agenda.now(), order })));
  agenda.at(25, () => agenda.at(3, () => expect(agenda.now()).toBe(25)));
  await agenda.run(100, () => Promise.resolve());
  const expected = times.map((time, order) => ({ time, order })).toSorted((a, b) => a.time - b.time || a.order - b.order);
  expect(happened).toEqual(expected);
  expect(agenda.now()).toBe(100);
});
