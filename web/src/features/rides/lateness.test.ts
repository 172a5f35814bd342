import { Choices } from '@passaggio/contracts';
import { expect, test } from 'vitest';
import { choices as seen } from './testing/scenes.ts';
import { latenessOf } from './lateness.ts';

const choices = Choices.parse(seen);
const { serviceDate, cutoffAt } = choices.days[1]!;

test('a booking is warned of from half an hour before the cut-off, and too late from then on', () => {
  const at = (minutes: number) => latenessOf(serviceDate, choices, cutoffAt + minutes * 60_000).is;
  expect([at(-31), at(-30), at(-1), at(0), at(60)]).toEqual(['in-time', 'soon', 'soon', 'late', 'late']);
});

test('where the cut-off is not known nothing is claimed', () => {
  expect(latenessOf(serviceDate, 'unread', cutoffAt)).toEqual({ is: 'in-time' });
  expect(latenessOf('2031-01-01' as never, choices, cutoffAt)).toEqual({ is: 'in-time' });
});
