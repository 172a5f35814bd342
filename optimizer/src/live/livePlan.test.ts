import fc from 'fast-check';
import { expect, test } from 'vitest';
import { check } from '../check/check.ts';
import { NO_LIMIT, type Problem, type Route } from '../model/problem.ts';
import { bruteForce, free, gridOf, problems, weights } from '../testing/small.ts';
import { openPlan } from './livePlan.ts';

const without = (problem: Problem): Problem => ({ ...problem, requests: [] });

test('a claimed delta is what the routes cost more, and the checker agrees after every step', () => {
  fc.assert(
    fc.property(problems({ requests: 14, vehicles: 4, seats: [4, 8], legs: 2, split: true, crossing: true }), (problem) => {
      const plan = openPlan(without(problem));
      for (const request of problem.requests) {
        const before = plan.cost();
        const trial = plan.tryInsert(request);
        expect(plan.cost()).toBe(before);
        const inserted = plan.insert(request);
        expect(inserted).toEqual(trial);
        expect(plan.cost() - before).toBe(inserted.inserted ? inserted.delta : 0);
        expect(check(plan.problem, plan.solution())).toEqual([]);
      }
    }),
    { numRuns: 150 },
  );
});

test('insert then remove restores the routes and their cost', () => {
  fc.assert(
    fc.property(problems({ requests: 10, vehicles: 3, seats: [8], legs: 2, split: false, crossing: true }), (problem) => {
      const plan = openPlan(without(problem));
      for (const request of problem.requests) {
        const before = problem.vehicles.map((_, vehicle) => plan.route(vehicle));
        const inserted = plan.insert(request);
        if (!inserted.inserted) continue;
        expect(plan.remove(inserted.request).removed).toBe(true);
        expect(problem.vehicles.map((_, vehicle) => plan.route(vehicle))).toEqual(before);
        plan.insert(request);
      }
    }),
    { numRuns: 100 },
  );
});

test('the place found for one more is the cheapest that brute force finds, the others staying in order', () => {
  fc.assert(
    fc.property(problems({ requests: 2, vehicles: 1, seats: [4], legs: 1, split: false }), (problem) => {
      const plan = openPlan(without(problem));
      const results = problem.requests.map((request) => plan.insert(request));
      if (results.some((one) => !one.inserted)) return;
      const all = [...problem.requests.keys()];
      expect(plan.cost()).toBeGreaterThanOrEqual(bruteForce(problem, all, 0));
      if (all.length === 1) expect(plan.cost()).toBe(bruteForce(problem, all, 0));
    }),
    { numRuns: 150 },
  );
});

// Depot 0, Borgo 1, Rotonda 2 (each 2 min from the depot), site 3 (20 min)
const grid = gridOf([
  [0, 0],
  [0, 2],
  [2, 0],
  [20, 0],
]);
const bus = { type: 0, start: 0, end: 0, shifts: [[0, 60_000] as const], limits: free };
const base: Problem = {
  ...grid,
  dwell: { perStop: 60, perPerson: 10 },
  maxHold: 180,
  weights,
  types: [{ seats: 2, fixedCost: 1000 }],
  vehicles: [bus, bus],
  requests: [],
};
const seat = (change: object = {}) => ({
  count: 1,
  mandatory: true,
  priority: 0,
  mayBeSplit: false,
  minTogether: 1,
  legs: [{ from: 1, to: 3, board: [0, NO_LIMIT] as const, alight: [17_000, 18_000] as const, maxRide: 3_000, ...change }],
});

test('people who get on at one place share the stop', () => {
  const plan = openPlan(base);
  plan.insert(seat());
  plan.insert(seat());
  expect(plan.route(0).stops.map((stop) => [stop.place, stop.on.length, stop.off.length, stop.depart - stop.begin])).toEqual([
    [1, 2, 0, 80],
    [3, 0, 2, 80],
  ]);
});

test('a locked vehicle is kept even where another is cheaper', () => {
  const plan = openPlan(base);
  plan.insert(seat());
  expect(plan.insert(seat({ vehicle: 1 }))).toMatchObject({ inserted: true, touched: [1] });
});

test('a told time is kept: boarding begins within its window or there is no seat', () => {
  const plan = openPlan(base);
  const told = plan.insert(seat({ board: [15_600, 15_900] }));
  expect(told).toMatchObject({ inserted: true });
  expect(plan.route(0).stops[0]!.begin).toBeGreaterThanOrEqual(15_600);
  expect(plan.route(0).stops[0]!.begin).toBeLessThanOrEqual(15_900);
});

test('frozen stops keep place, time and people', () => {
  const plan = openPlan(base);
  plan.insert(seat());
  const before = plan.route(0);
  const later = openPlan({ ...base, requests: [...plan.problem.requests] }, [{ ...before, frozen: 1 } satisfies Route]);
  later.insert(seat({ from: 2 }));
  expect(later.route(0).stops[0]).toEqual(before.stops[0]);
  expect(later.remove(0)).toEqual({ removed: false, touched: [], delta: 0 });
});

test('an empty vehicle waits where it let people off and takes them home from there', () => {
  const plan = openPlan(base);
  const day = seat();
  const home = { from: 3, to: 1, board: [40_000, 41_000] as const, alight: [0, NO_LIMIT] as const, maxRide: 3_000 };
  expect(plan.insert({ ...day, legs: [...day.legs, home] }).inserted).toBe(true);
  expect(plan.route(0).stops.map((stop) => stop.place)).toEqual([1, 3, 3, 1]);
});

test.each([
  ['a ride over its limit', { maxRide: 600 }, 'direct-too-long'],
  ['a window that no drive can keep', { board: [17_500, 18_000] }, 'window-closed'],
  ['a site to be reached before any vehicle can be there', { board: [0, 60], alight: [0, 1_500] }, 'no-vehicle-in-time'],
])('%s is refused with its reason', (_, change, reason) => {
  expect(openPlan(base).insert(seat(change))).toEqual({ inserted: false, reason });
});

test('a fifth person on four seats is refused for want of a seat', () => {
  const plan = openPlan(base);
  const results = [1, 2, 3, 4, 5].map(() => plan.insert(seat()));
  expect(results.at(-1)).toEqual({ inserted: false, reason: 'no-seat' });
});

test('a start that breaks a rule is refused, saying so', () => {
  const stop = { arrive: 0, begin: 0, depart: 0 };
  const part = { request: 0, leg: 0, count: 1 };
  const route = {
    vehicle: 0,
    leave: 0,
    return: 0,
    stops: [
      { ...stop, place: 1, on: [part], off: [] },
      { ...stop, place: 3, on: [], off: [part] },
    ],
  };
  expect(() => openPlan({ ...base, requests: [seat({ maxRide: 10 })] }, [route])).toThrow('vehicle 0 with 2 stops fails');
});
