import { expect, test } from 'vitest';
import { check } from '../check/check.ts';
import { openPlan } from '../live/livePlan.ts';
import { solve } from '../search/solve.ts';
import { free, gridOf, weights } from '../testing/small.ts';
import { NO_LIMIT, type Problem } from './problem.ts';
import { buildRoute, type Visit } from './route.ts';

// Borgo 1 and Rotonda 3 lie 120 s apart, the site 2 is 1,200 s from Borgo; a stop takes 60 s and 10 s a person.
const problem: Problem = {
  ...gridOf([
    [0, 0],
    [0, 2],
    [20, 2],
    [0, 4],
  ]),
  dwell: { perStop: 60, perPerson: 10 },
  maxHold: 180,
  weights,
  types: [{ seats: 8, fixedCost: 1000 }],
  vehicles: [{ type: 0, start: 0, end: 0, shifts: [[0, 60_000]], limits: free }],
  requests: [
    {
      count: 2,
      mandatory: true,
      priority: 0,
      mayBeSplit: true,
      minTogether: 1,
      legs: [{ from: 1, to: 2, board: [0, 60_000], alight: [0, 60_000], maxRide: 8_000 }],
    },
    {
      count: 1,
      mandatory: true,
      priority: 0,
      mayBeSplit: true,
      minTogether: 1,
      legs: [{ from: 3, to: 2, board: [0, 60_000], alight: [0, 60_000], maxRide: 8_000 }],
    },
  ],
};
const people = (request: number, count: number) => [{ request, leg: 0, count }];
const visit = (place: number, on: Visit['on'], off: Visit['off'] = []): Visit => ({ place, on, off });

/** Amina and Bubacar board at Borgo for the same site, and get off on two visits to it. */
const twice = [visit(1, people(0, 2)), visit(2, [], people(0, 1)), visit(3, people(1, 1)), visit(2, [], [...people(0, 1), ...people(1, 1)])];

test('two who want the same may get off at two visits to their site', () => {
  const route = buildRoute(problem, 0, twice, 0);
  if (typeof route === 'number') throw new Error(`fails with code ${route}, expected a route`);
  expect([[...route.pairFrom], [...route.pairTo]]).toEqual([
    [0, 0, 2],
    [1, 3, 3],
  ]);
});

test('a plan that begins with such a route passes the checker, searched or not', () => {
  const start = openPlan({ ...problem, requests: problem.requests }, [{ ...timesOf(twice), vehicle: 0, frozen: 0 }]);
  expect(check(start.problem, start.solution())).toEqual([]);
  const now = () => 0;
  for (const iterations of [0, 50]) {
    const solution = solve(problem, { start: [start.route(0)], seed: 1, iterations, seconds: 1, now });
    expect(check(problem, solution)).toEqual([]);
  }
});

test('of two who board at two stops, the first on is the first off', () => {
  const stops = [
    visit(1, people(0, 1)),
    visit(3, people(1, 1)),
    visit(1, people(0, 1)),
    visit(2, [], people(0, 1)),
    visit(3, []),
    visit(2, [], [...people(0, 1), ...people(1, 1)]),
  ];
  const route = buildRoute(problem, 0, stops, 0);
  if (typeof route === 'number') throw new Error(`fails with code ${route}, expected a route`);
  expect([[...route.pairFrom], [...route.pairTo]]).toEqual([
    [0, 2, 1],
    [3, 5, 5],
  ]);
});

// whoever boards first rides 120 + 70 + 120 + 70 + 1200 + 90 s = 1,670 s, whoever boards last 1,290 s
test('the ride of whoever boarded first counts, not only of whoever boarded last', () => {
  const short = { ...problem, requests: problem.requests.map((one) => ({ ...one, legs: one.legs.map((leg) => ({ ...leg, maxRide: 1_500 })) })) };
  const stops = [visit(1, people(0, 1)), visit(3, people(1, 1)), visit(1, people(0, 1)), visit(2, [], [...people(0, 2), ...people(1, 1)])];
  expect(typeof buildRoute({ ...short, maxHold: NO_LIMIT }, 0, stops, 0)).toBe('number');
  expect(typeof buildRoute(problem, 0, stops, 0)).toBe('object');
});

test('more people who get off than are on board are a fault', () => {
  expect(() => buildRoute(problem, 0, [visit(1, people(0, 1)), visit(2, [], people(0, 2))], 0)).toThrow(
    'request 0 leg 0: 2 get off at stop 1 of 2, 1 are on board',
  );
});

function timesOf(stops: readonly Visit[]) {
  return { leave: 0, return: 0, stops: stops.map((stop) => ({ ...stop, arrive: 0, begin: 0, depart: 0 })) };
}

// the second boards at 5,000 s at the earliest, 120 s from the first, whose stop takes 80 s
test('people board later rather than be held on board for longer than the limit', () => {
  const [first, second] = problem.requests as [Problem['requests'][number], Problem['requests'][number]];
  const late = { ...second, legs: second.legs.map((leg) => ({ ...leg, board: [5_000, 60_000] as const })) };
  const route = buildRoute(
    { ...problem, requests: [first, late] },
    0,
    [visit(1, people(0, 2)), visit(3, people(1, 1)), visit(2, [], [...people(0, 2), ...people(1, 1)])],
    0,
  );
  if (typeof route === 'number') throw new Error(`fails with code ${route}, expected a route`);
  const [boards, goesOn] = route.soonest;
  expect(goesOn).toBe(5_000);
  expect(boards).toBe(5_000 - 120 - 80 - problem.maxHold);
});
