import { expect, test } from 'vitest';
import { buildRoute, type RouteState } from '../model/route.ts';
import { NO_LIMIT, type Leg, type Problem } from '../model/problem.ts';
import { free, weights } from '../testing/small.ts';
import { without } from './remove.ts';

// Depot 0, Borgo 1, Rotonda 2, site 3. Borgo to the site takes 300 s, but 200 s by Rotonda: rounded and measured times are not metric.
const seconds = Int32Array.from([0, 100, 100, 100, 100, 0, 100, 300, 100, 100, 0, 100, 100, 300, 100, 0]);
const leg = (from: number, maxRide: number): Leg => ({ from, to: 3, board: [0, NO_LIMIT], alight: [0, NO_LIMIT], maxRide });
const party = { count: 1, mandatory: true, priority: 0, mayBeSplit: false, minTogether: 1 };

/** Amina from Borgo and Bubacar from Rotonda ride to the site together. */
function morning(longestOfAmina: number): { problem: Problem; route: RouteState } {
  const problem: Problem = {
    places: 4,
    seconds,
    metres: new Int32Array(16),
    dwell: { perStop: 60, perPerson: 10 },
    maxHold: 180,
    weights,
    types: [{ seats: 8, fixedCost: 0 }],
    vehicles: [{ type: 0, start: 0, end: 0, shifts: [[0, 60_000]], limits: free }],
    requests: [
      { ...party, legs: [leg(1, longestOfAmina)] },
      { ...party, legs: [leg(2, 3_000)] },
    ],
  };
  const [amina, bubacar] = [0, 1].map((request) => ({ request, leg: 0, count: 1 }));
  const stops = [
    { place: 1, on: [amina!], off: [] },
    { place: 2, on: [bubacar!], off: [] },
    { place: 3, on: [], off: [amina!, bubacar!] },
  ];
  const route = buildRoute(problem, 0, stops, 0);
  if (typeof route === 'number') throw new Error(`the morning fails with code ${route}, expected a route`);
  return { problem, route };
}

test('a route that breaks a rule without somebody keeps their stop, with nobody at it', () => {
  // direct 300 + 70 s; by the empty stop at Rotonda 100 + 60 + 100 + 70 = 330 s; with Bubacar it was 350 s
  const { problem, route } = morning(350);
  const shorter = without(problem, route, new Set([1]))!;
  expect(shorter.stops.map(({ place, on, off }) => [place, on.length, off.length])).toEqual([
    [1, 1, 0],
    [2, 0, 0],
    [3, 0, 1],
  ]);
  expect(Array.from(shorter.soonest)).toEqual([100, 270, 430]);
});

test('where the shorter way keeps every rule the stop is left out', () => {
  const { problem, route } = morning(370);
  expect(without(problem, route, new Set([1]))!.stops.map(({ place }) => place)).toEqual([1, 3]);
});
