import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planFrom } from '../model/plan.ts';
import type { Problem } from '../model/problem.ts';
import { buildRoute, type RouteState } from '../model/route.ts';
import { problems } from '../testing/small.ts';
import { placeRequest } from './request.ts';

/** Everything of a route but the order in which its pairs stand. */
function inFull({ pairFrom, pairTo, pairLimit, ...route }: RouteState) {
  const pairs = Array.from(pairFrom, (from, p) => `${from} ${pairTo[p]} ${pairLimit[p]}`);
  return { ...route, pairs: pairs.toSorted() };
}

function afterEach(problem: Problem, seen: (route: RouteState) => void): void {
  const plan = planFrom(problem, []);
  for (let request = 0; request < problem.requests.length; request += 1) {
    const tried = placeRequest(plan, request);
    if (tried.placed) for (const vehicle of tried.placement.before.keys()) seen(plan.routes[vehicle]!);
  }
}

test('a route that somebody was put on is the same as one laid out from its stops', () => {
  let compared = 0;
  fc.assert(
    fc.property(problems({ requests: 14, vehicles: 3, seats: [4, 8], legs: 2, split: true, crossing: true }), (problem) => {
      afterEach(problem, (route) => {
        const built = buildRoute(problem, route.vehicle, route.stops, route.frozen);
        if (typeof built === 'number') throw new Error(`vehicle ${route.vehicle}: its stops fail with code ${built}, expected a route`);
        expect(inFull(route)).toEqual(inFull(built));
        compared += 1;
      });
    }),
    { numRuns: 150 },
  );
  expect(compared).toBeGreaterThan(300);
});
