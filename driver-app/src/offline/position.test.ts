import { expect, test } from 'vitest';
import { asSeen, positionOf } from './position.ts';
import { at, morning, person, stop, who } from './testing/morning.ts';
import { driverView } from './view.ts';

test('between stops the plan stays as the driver saw it, while what happened is known', () => {
  const seen = morning();
  const [borgo, ...rest] = seen.stops;
  const newer = morning({ version: 2, stops: [borgo!, stop('piazza', 305, [person('ebrima', 305)], []), ...rest.slice(1)] }); // rotonda is gone
  const facts = [
    { act: { act: 'arrive', stop: borgo!.stop } as const, at: at(300) },
    { act: { act: 'board', ...who('amina') } as const, at: at(301) },
    { act: { act: 'leave', stop: borgo!.stop } as const, at: at(302) },
  ];
  const view = driverView(newer, [], facts);
  expect(positionOf(view)).toMatchObject({ is: 'moving', to: { stop: 'piazza' } });
  const shown = asSeen(view, seen);
  expect(positionOf(shown)).toMatchObject({ is: 'moving', to: { stop: 'rotonda', on: [{ code: '3333' }] } });
  expect(shown.stops[0]).toMatchObject({ left: at(302), on: [{ state: 'boarded' }, { state: 'missed' }] });
});
