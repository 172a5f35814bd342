import { expect, test } from 'vitest';
import { at } from '../../offline/testing/morning.ts';
import { changesSaid } from './useSpokenChanges.ts';

test('a change is said as place and new time, the first two of many', () => {
  const changes = [
    { change: 'time', place: 'Rotonda', was: at(310), at: at(316) },
    { change: 'removed', place: 'Borgo', codes: ['2222'] },
    { change: 'stop-added', place: 'Piazza', at: at(330) },
  ] as const;
  expect(changesSaid(changes, 'UTC')).toBe('changed.title|p:Rotonda|t:05:16|p:Borgo');
});
