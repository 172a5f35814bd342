import fc from 'fast-check';
import { expect, test } from 'vitest';
import { check } from '../check/check.ts';
import { PRIORITY_UNIT, MANDATORY_COST, type Problem } from '../model/problem.ts';
import { bruteForce, free, gridOf, problems, weights } from '../testing/small.ts';
import { solve } from './solve.ts';

const budget = { seed: 1, iterations: 60 };

test('every solution passes the independent checker, with two legs, split parties and mixed vehicles', () => {
  fc.assert(
    fc.property(
      problems({ requests: 12, vehicles: 4, seats: [4, 8], legs: 2, split: true, crossing: true }),
      fc.integer({ min: 1, max: 99 }),
      (problem, seed) => {
        expect(check(problem, solve(problem, { seed, iterations: 40 }))).toEqual([]);
      },
    ),
    { numRuns: 150 },
  );
});

test('the same seed and iterations give the same solution', () => {
  fc.assert(
    fc.property(problems({ requests: 10, vehicles: 3, seats: [8], legs: 2, split: true, crossing: true }), (problem) => {
      expect(solve(problem, budget)).toEqual(solve(problem, budget));
    }),
    { numRuns: 30 },
  );
});

test('brute force finds nothing cheaper on 300 small cases', () => {
  fc.assert(
    fc.property(problems({ requests: 3, vehicles: 2, seats: [2, 4], legs: 1, split: false }), (problem) => {
      const solution = solve(problem, { seed: 1, iterations: 120 });
      const ours = solution.cost + solution.unserved.reduce((sum, one) => sum + priceOf(problem, one.request), 0);
      expect(ours).toBe(exhaustive(problem));
    }),
    { numRuns: 300, seed: 42 },
  );
}, 120_000);

const priceOf = (problem: Problem, request: number) => {
  const { count, mandatory, priority } = problem.requests[request]!;
  return count * (mandatory ? MANDATORY_COST : priority * PRIORITY_UNIT);
};

/** Every way to give the requests to the vehicles, or to nobody. */
function exhaustive(problem: Problem): number {
  const choices = problem.vehicles.length + 1;
  const n = problem.requests.length;
  let best = Infinity;
  for (let code = 0; code < choices ** n; code += 1) {
    const given = problem.requests.map((_, i) => Math.floor(code / choices ** i) % choices);
    const left = given.flatMap((vehicle, i) => (vehicle === choices - 1 ? [i] : []));
    const price = left.reduce((sum, request) => sum + priceOf(problem, request), 0);
    if (price >= best) continue;
    const routes = problem.vehicles.map((_, vehicle) =>
      bruteForce(
        problem,
        given.flatMap((one, i) => (one === vehicle ? [i] : [])),
        vehicle,
      ),
    );
    best = Math.min(best, price + routes.reduce((sum, cost) => sum + cost, 0));
  }
  return best;
}

test('who is served by the start stays served, whatever else would pay', () => {
  fc.assert(
    fc.property(problems({ requests: 10, vehicles: 2, seats: [4], legs: 2, split: false, crossing: true }), (problem) => {
      const first = solve(problem, { seed: 1, iterations: 1 });
      const again = solve(problem, { ...budget, start: first.routes });
      const left = (solution: typeof first) =>
        solution.unserved.filter((one) => problem.requests[one.request]!.mandatory).reduce((sum, one) => sum + one.count, 0);
      expect(left(again)).toBeLessThanOrEqual(left(first));
    }),
    { numRuns: 60 },
  );
});

// Depot and boarding place at one end, a site 20 min away
const line = gridOf([
  [0, 0],
  [0, 1],
  [20, 0],
]);
const leg = { from: 1, to: 2, board: [0, 40_000] as const, alight: [19_000, 20_000] as const, maxRide: 4_000 };
const bus = { type: 0, start: 0, end: 0, shifts: [[0, 60_000] as const], limits: free };
const base = { ...line, dwell: { perStop: 60, perPerson: 10 }, maxHold: 180, weights, types: [{ seats: 8, fixedCost: 1000 }] };

test('a party of nine is split over two vehicles with eight seats and stays one request', () => {
  const party = { count: 9, legs: [leg], mandatory: true, priority: 0, mayBeSplit: true, minTogether: 1 };
  const solution = solve({ ...base, vehicles: [bus, bus], requests: [party] }, budget);
  const aboard = solution.routes.map((route) => route.stops.reduce((sum, stop) => sum + stop.on.reduce((all, part) => all + part.count, 0), 0));
  expect(aboard.toSorted((a, b) => a - b)).toEqual([1, 8]);
  expect(solution.unserved).toEqual([]);
});

test('a party that may not be split, or only in pairs, is left out whole where it does not fit', () => {
  const party = { count: 9, legs: [leg], mandatory: true, priority: 0, mayBeSplit: false, minTogether: 1 };
  expect(solve({ ...base, vehicles: [bus, bus], requests: [party] }, budget).unserved).toEqual([{ request: 0, count: 9, reason: 'no-seat' }]);
  const pairs = { ...party, mayBeSplit: true, minTogether: 2 };
  const halves = solve({ ...base, vehicles: [bus, bus], requests: [pairs] }, budget);
  expect(halves.routes.map((route) => route.stops[0]!.on[0]!.count).toSorted((a, b) => a - b)).toEqual([2, 7]);
});

test('an aborted signal ends the search with a plan', () => {
  const requests = Array.from({ length: 6 }, () => ({ count: 1, legs: [leg], mandatory: true, priority: 0, mayBeSplit: false, minTogether: 1 }));
  const solution = solve({ ...base, vehicles: [bus], requests }, { seed: 1, signal: AbortSignal.abort() });
  expect(solution.routes.length + solution.unserved.length).toBeGreaterThan(0);
});

test('a budget is asked for', () => {
  expect(() => solve({ ...base, vehicles: [bus], requests: [] }, { seed: 1 })).toThrow('no budget, expected iterations, seconds or a signal');
});
