import { expect, test } from 'vitest';
import type { Problem, Solution } from '../model/problem.ts';
import { free, gridOf, weights } from '../testing/small.ts';
import { openPlan } from '../live/livePlan.ts';
import { check } from './check.ts';

const bus = { type: 0, start: 0, end: 0, shifts: [[0, 60_000] as const], limits: free };
const base: Problem = {
  ...gridOf([
    [0, 0],
    [0, 2],
    [20, 0],
  ]),
  dwell: { perStop: 60, perPerson: 10 },
  maxHold: 180,
  weights,
  types: [{ seats: 2, fixedCost: 1000 }],
  vehicles: [bus],
  requests: [],
};
const plan = openPlan(base);
plan.insert({
  count: 2,
  mandatory: true,
  priority: 0,
  mayBeSplit: false,
  minTogether: 1,
  legs: [{ from: 1, to: 2, board: [0, 40_000], alight: [17_000, 18_000], maxRide: 3_000 }],
});
const good = plan.solution();
const broken = (change: (solution: Solution) => void) => {
  const copy = structuredClone(good);
  change(copy);
  return check(plan.problem, copy).map((one) => one.code);
};
type Loose = {
  routes: {
    leave: number;
    return: number;
    stops: { place: number; arrive: number; begin: number; depart: number; on: { count: number }[]; off: { count: number }[] }[];
  }[];
  cost: number;
  unserved: object[];
};

test('a good solution has nothing against it', () => {
  expect(check(plan.problem, good)).toEqual([]);
});

test.each<[string, (solution: Loose) => void, string]>([
  ['more people than seats', (s) => s.routes[0]!.stops.forEach((stop) => [...stop.on, ...stop.off].forEach((part) => (part.count = 3))), 'seats'],
  ['arriving before one can', (s) => (s.routes[0]!.stops[1]!.arrive -= 1), 'travel'],
  ['a stop that is too short', (s) => (s.routes[0]!.stops[0]!.depart -= 10), 'dwell'],
  [
    'people held too long',
    (s) => {
      for (const key of ['begin', 'depart'] as const) s.routes[0]!.stops[0]![key] -= 400;
      s.routes[0]!.stops[0]!.arrive -= 400;
      s.routes[0]!.leave -= 400;
    },
    'hold',
  ],
  [
    'getting off too late',
    (s) => {
      const stop = s.routes[0]!.stops[1]!;
      stop.begin += 2_000;
      stop.depart += 2_000;
      s.routes[0]!.return += 2_000;
    },
    'alight',
  ],
  ['somebody who never gets off', (s) => (s.routes[0]!.stops[1]!.off = []), 'alight'],
  ['a cost that is not the cost', (s) => (s.cost += 1), 'cost'],
  ['somebody forgotten', (s) => (s.routes = []), 'both-legs'],
  [
    'a ride longer than its limit', // 1206 s of driving and 80 s of getting off, and now 2000 s more: over 3000 s
    (s) => {
      const stop = s.routes[0]!.stops[0]!;
      for (const key of ['arrive', 'begin', 'depart'] as const) stop[key] -= 2_000;
      s.routes[0]!.leave -= 2_000;
    },
    'ride',
  ],
  ['coming home before one can', (s) => (s.routes[0]!.return -= 1), 'travel'],
])('%s is found', (_, change, code) => {
  expect(broken(change as never)).toContain(code);
});

test.each([
  ['out longer than', { spread: 2_000 }], // 20 steps out, as far home, and two stops: over 40 min
  ['driving more than', { driving: 2_000 }],
  ['driving without a break for longer than', { driveBeforeBreak: 2_000 }],
])('a driver %s allowed is found', (_, limits) => {
  const tired = { ...plan.problem, vehicles: [{ ...bus, limits: { ...free, ...limits } }] };
  expect(new Set(check(tired, good).map((one) => one.code))).toEqual(new Set(['hours']));
});

test('somebody on another bus than the one they are locked to is found', () => {
  const [request] = plan.problem.requests;
  const locked = { ...request!, legs: [{ ...request!.legs[0]!, vehicle: 1 }] };
  expect(check({ ...plan.problem, vehicles: [bus, bus], requests: [locked] }, good).map((one) => one.code)).toEqual(['locked']);
});
