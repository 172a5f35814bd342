import { beforeEach, expect, test, vi } from 'vitest';
import { MINUTE, type EpochMs, type PlaceId, type RideId, type SiteId } from '@passaggio/contracts';
import type { Solution } from '@passaggio/optimizer';
import type { PoleConfig } from '../domain/days/state.ts';
import { frameOf } from './frame.ts';
import { planDay, type PlanTask } from './planDay.ts';
import { wishOf } from './wishes.ts';

/** What a search that is mistaken does to its solution. */
let mistake = (solution: Solution): Solution => solution;
vi.mock('@passaggio/optimizer', async (original) => {
  const optimizer = await original<typeof import('@passaggio/optimizer')>();
  return { ...optimizer, solve: (...given: Parameters<typeof optimizer.solve>) => mistake(optimizer.solve(...given)) };
});
beforeEach(() => {
  mistake = (solution) => solution;
});

// Depot, Borgo and a site 20 min (1200 s) away from it; amina is accepted for the shift at 06:00
const at = (minutes: number) => (minutes * MINUTE) as EpochMs;
const seconds = Int32Array.from([0, 300, 1200, 300, 0, 1200, 1200, 1200, 0]);
const matrix = { places: ['', 'borgo', 'site'], seconds, metres: seconds };
const config = {
  pole: { id: 'foggia', at: [15, 41] },
  places: new Map(),
  sites: new Map(),
  vehicles: new Map([['bus-1', { id: 'bus-1', seats: 8 }]]),
} as unknown as PoleConfig;
const available = new Map([['bus-1', { from: at(0), to: at(1440) }]]);
const amina = {
  ride: 'ride-amina' as RideId,
  site: 'site' as SiteId,
  boardingPlace: 'borgo' as PlaceId,
  shiftStart: at(360),
  shiftEnd: at(780),
  trip: 'outbound' as const,
};
const wish = wishOf(
  amina,
  frameOf(config, at(0), matrix, (vehicle) => available.get(vehicle)!),
  at(0),
)!;
const task: PlanTask = {
  config,
  origin: at(0),
  matrix,
  available,
  routes: [],
  accepted: [wish],
  waiting: [],
  budget: { seed: 1, iterations: 20, seconds: Infinity },
};

test('a plan seats whoever was accepted', () => {
  const { routes } = planDay(task, () => 0);
  expect(routes.flatMap((route) => route.stops.map((stop) => [stop.place, stop.on.length, stop.off.length]))).toEqual([
    ['borgo', 1, 0],
    ['site', 0, 1],
  ]);
});

test.each<[string, (solution: Solution) => Solution, RegExp]>([
  ['loses somebody', (solution) => ({ ...solution, routes: [], cost: 0 }), /breaks 1 rules.*both-legs/],
  [
    'is late',
    (solution) => ({
      ...solution,
      routes: solution.routes.map((route) => ({ ...route, stops: route.stops.map((stop, i) => (i === 0 ? stop : { ...stop, arrive: stop.arrive - 60 })) })),
    }),
    /travel/,
  ],
])('a plan that breaks a rule is not taken over, whatever the search believes of it: one that %s', (_, spoil, words) => {
  mistake = spoil;
  expect(() => planDay(task, () => 0)).toThrow(words);
});
