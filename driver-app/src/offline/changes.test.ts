import { expect, test } from 'vitest';
import { changesBetween } from './changes.ts';
import { at, morning, person, stop } from './testing/morning.ts';

test('a newer plan is told stop by stop: who is new, who is gone, which time moved', () => {
  const now = morning({
    version: 2,
    stops: [
      stop('borgo', 300, [person('amina', 300), person('bakary', 300, 'outbound', 'cancelled'), person('dawda', 300)], []),
      stop('rotonda', 312, [person('chidi', 313)], []),
      stop('piazza', 318, [person('ebrima', 318)], []),
      ...morning().stops.slice(2, 4),
    ],
  });
  expect(changesBetween(morning(), now)).toEqual([
    { change: 'added', place: 'borgo', codes: ['4444'] },
    { change: 'removed', place: 'borgo', codes: ['2222'] },
    { change: 'time', place: 'rotonda', was: at(310), at: at(313) },
    { change: 'stop-added', place: 'piazza', at: at(318) },
    { change: 'stop-removed', place: 'borgo-back', at: at(775) },
  ]);
});

test('what happened, and what was left behind, is no change', () => {
  const driven = morning({ stops: morning().stops.map((one, i) => (i === 0 ? { ...one, left: at(302), on: [] } : { ...one, arrived: at(311) })) });
  expect(changesBetween(morning(), driven)).toEqual([]);
});
