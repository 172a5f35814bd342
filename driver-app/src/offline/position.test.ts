import { HOUR, type EpochMs, type RunView } from '@passaggio/contracts';
import { expect, test } from 'vitest';
import { asSeen, positionOf, runToDrive } from './position.ts';
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

test('yesterday’s run that nobody started or ended does not stand before today’s', () => {
  const later = (view: RunView, ms: number): RunView => ({
    ...view,
    run: `${view.run}-later` as RunView['run'],
    stops: view.stops.map((one) => ({ ...one, plannedDepart: (one.plannedDepart + ms) as EpochMs })),
  });
  const yesterday = morning();
  const today: RunView = { ...later(yesterday, 24 * HOUR), state: 'planned' };
  const now = (yesterday.stops[0]!.plannedDepart + 24 * HOUR - HOUR) as EpochMs;
  const drive = (state: RunView['state'], at: EpochMs) => runToDrive([{ view: { ...yesterday, state } }, { view: today }], at)?.view.run;
  expect(drive('planned', now)).toBe(today.run);
  expect(drive('under-way', now)).toBe(today.run);
  expect(drive('planned', at(300))).toBe(yesterday.run);
  expect(runToDrive([{ view: yesterday }], now)).toBeUndefined();
});
