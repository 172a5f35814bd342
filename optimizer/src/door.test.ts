import { expect, test } from 'vitest';
import { check, openPlan, readDawn, solve, UnfitInput, type Problem, type Request, type Solution } from './index.ts';
import { free, gridOf, weights } from './testing/small.ts';

// Depot, Borgo and a site 20 min away; one bus of eight seats, and one who goes to work
const bus = { type: 0, start: 0, end: 0, shifts: [[0, 60_000] as const], limits: free };
const leg = { from: 1, to: 2, board: [0, 40_000] as const, alight: [17_000, 18_000] as const, maxRide: 3_000 };
const amina: Request = { count: 1, legs: [leg], mandatory: true, priority: 0, mayBeSplit: false, minTogether: 1 };
const grid = gridOf([
  [0, 0],
  [0, 2],
  [20, 0],
]);
const sound: Problem = {
  ...grid,
  dwell: { perStop: 60, perPerson: 10 },
  maxHold: 180,
  weights,
  types: [{ seats: 8, fixedCost: 1000 }],
  vehicles: [bus],
  requests: [amina],
};
const changed = (change: object) => ({ ...sound, ...change }) as Problem;
const ofLeg = (change: object) => changed({ requests: [{ ...amina, legs: [{ ...leg, ...change }] }] });
const ofBus = (change: object) => changed({ vehicles: [{ ...bus, ...change }] });

test.each<[string, Problem, string]>([
  ['a matrix of another size', changed({ seconds: grid.seconds.slice(1) }), 'seconds, length: found 8, expected 3 x 3'],
  ['a matrix of plain numbers', changed({ metres: [...grid.metres] }), 'metres: found [0,0,0,0,0,0,0,0,0], expected an Int32Array'],
  ['a way of less than no time', changed({ seconds: grid.seconds.with(5, -1) }), 'seconds from place 1 to 2: found -1, expected 0 to 1073741824'],
  ['half a place', changed({ places: 1.5 }), 'places: found 1.5'],
  ['a dwell below zero', changed({ dwell: { perStop: -60, perPerson: 10 } }), 'dwell a stop: found -60'],
  ['a weight that is no number', changed({ weights: { ...weights, metre: Number.NaN } }), 'weight of metre: found NaN'],
  ['a weight that is missing', changed({ weights: { drivingSecond: 1, dutySecond: 1, riderMinute: 1 } }), 'weight of metre: found nothing'],
  ['no weights', changed({ weights: undefined }), 'weight of drivingSecond: found nothing'],
  ['half a seat', changed({ types: [{ seats: 7.5, fixedCost: 1 }] }), 'seats of type 0: found 7.5'],
  ['a type that is not there', ofBus({ type: 1 }), 'type of vehicle 0: found 1, expected a whole number from 0 to 0'],
  ['a depot that is not there', ofBus({ end: 3 }), 'end of vehicle 0: found 3, expected a whole number from 0 to 2'],
  ['a shift that ends before it begins', ofBus({ shifts: [[10, 5]] }), 'shifts of vehicle 0: found [[10,5]]'],
  ['a limit that is no number', ofBus({ limits: { ...free, driving: Number.NaN } }), 'driving limit of vehicle 0: found NaN'],
  ['a place that is not there', ofLeg({ to: 3 }), 'destination of request 0: found 3, expected a whole number from 0 to 2'],
  ['no place', ofLeg({ from: undefined }), 'boarding place of request 0: found nothing'],
  ['a time that is no number', ofLeg({ board: [Number.NaN, 5] }), 'boarding window of request 0: found NaN'],
  ['a ride of less than no time', ofLeg({ maxRide: -1 }), 'longest ride of request 0: found -1'],
  ['a lock on no vehicle', ofLeg({ vehicle: -1 }), 'vehicle of request 0: found -1, expected a whole number from 0 to 0'],
  ['half a person', changed({ requests: [{ ...amina, count: 0.5 }] }), 'people of request 0: found 0.5'],
  ['a request for nothing', changed({ requests: [{ ...amina, legs: [] }] }), 'legs of request 0: found []'],
  ['somebody optional whom it costs nothing to leave out', changed({ requests: [{ ...amina, mandatory: false }] }), 'at least 1'],
])('%s is refused at every door, with what was found and what was expected', (_, problem, words) => {
  const none: Solution = { routes: [], unserved: [], cost: 0, bound: 0 };
  for (const door of [() => solve(problem, { seed: 1, iterations: 1 }), () => openPlan(problem), () => check(problem, none)]) {
    expect(door).toThrow(UnfitInput);
    expect(door).toThrow(words);
  }
});

test('a request that no plan can take is refused as it comes, and the plan goes on', () => {
  const plan = openPlan({ ...sound, requests: [] });
  for (const take of [plan.insert, plan.tryInsert]) expect(() => take({ ...amina, legs: [{ ...leg, from: 7 }] })).toThrow(UnfitInput);
  expect(plan.insert(amina)).toMatchObject({ inserted: true, request: 0 });
  expect(() => plan.narrow(0, [{ ...leg, alight: [17_000, Number.NaN] }])).toThrow('alighting window of request 0: found NaN');
  expect(() => plan.remove(1)).toThrow('request to remove: found 1, expected a whole number from 0 to 0');
  expect(check(plan.problem, plan.solution())).toEqual([]);
});

test('a window that closes before it opens is a question with an answer', () => {
  expect(openPlan({ ...sound, requests: [] }).insert({ ...amina, legs: [{ ...leg, board: [18_000, 17_000] }] })).toEqual({
    inserted: false,
    reason: 'window-closed',
  });
});

test('routes to begin with name vehicles, places and people that are there, each vehicle once', () => {
  const plan = openPlan(sound);
  plan.insert(amina);
  const route = plan.route(0);
  const begun = (change: object) => () => openPlan(plan.problem, [{ ...route, ...change }]);
  expect(begun({})).not.toThrow();
  expect(begun({ vehicle: 1 })).toThrow('vehicle of a route: found 1, expected a whole number from 0 to 0');
  expect(begun({ frozen: 3 })).toThrow('frozen stops of vehicle 0: found 3, expected a whole number from 0 to 2');
  expect(begun({ stops: [{ ...route.stops[0]!, place: 9 }] })).toThrow('place 9, expected one of 3');
  expect(begun({ stops: [{ ...route.stops[0]!, on: [{ request: 1, leg: -1, count: 1 }] }] })).toThrow(UnfitInput);
  expect(() => openPlan(plan.problem, [route, route])).toThrow('routes of vehicle 0: found "a second one", expected one');
});

test('the checker finds times and places that are none', () => {
  const plan = openPlan({ ...sound, requests: [] });
  plan.insert(amina);
  const codes = (change: (solution: { routes: { stops: object[] }[]; cost: number; unserved: object[] }) => void) => {
    const copy = structuredClone(plan.solution());
    change(copy as never);
    return check(plan.problem, copy).map((one) => one.code);
  };
  expect(codes(({ routes }) => Object.assign(routes[0]!.stops[0]!, { begin: Number.NaN, depart: Number.NaN }))).toContain('unknown');
  expect(codes(({ routes }) => routes[0]!.stops.push({ place: 9, arrive: 20_000, begin: 20_000, depart: 20_060, on: [], off: [] }))).toContain('unknown');
  expect(codes((solution) => (solution.cost = Number.NaN))).toContain('cost');
  expect(codes(({ unserved }) => unserved.push({ request: 7, count: 1, reason: 'no-seat' }))).toContain('unknown');
});

test('without vehicles everybody is left out, each with a reason', () => {
  const requests = [amina, { ...amina, mandatory: false, priority: 2 }];
  const solution = solve({ ...sound, vehicles: [], requests }, { seed: 1, iterations: 50 });
  expect(solution).toEqual({
    routes: [],
    unserved: [0, 1].map((request) => ({ request, count: 1, reason: 'no-vehicle-in-time' })),
    cost: 0,
    bound: 0,
  });
});

const dawn = () => ({
  n: 1,
  seed: 1,
  rules: { detour: 1.35, kmh: 45, stop: 60, early: 2700, maxRide: 3600, day: [10_800, 32_400] },
  poles: [
    { name: 'Foggia', at: [41.46, 15.54], pickups: [[41.42, 15.71]], farms: [{ at: [41.39, 15.84] }], workers: [[0, 0, 0, 360]], fleet: { cap8: 1, cap15: 0 } },
  ],
});
type Dawn = ReturnType<typeof dawn>;

test('an instance that is one is read', () => {
  expect(readDawn(JSON.stringify(dawn())).problems).toHaveLength(1);
});

test.each<[string, (instance: Dawn) => unknown, string]>([
  ['no speed', ({ rules }) => (rules.kmh = 0), 'speed in km/h (rules.kmh): found 0, expected a number above 0'],
  ['a speed backwards', ({ rules }) => (rules.kmh = -45), 'speed in km/h (rules.kmh): found -45'],
  ['no coordinates of a pole', ({ poles }) => (poles[0]!.at = null as never), 'pole 0: at: found null, expected a list'],
  ['half of a coordinate', ({ poles }) => (poles[0]!.pickups[0] = [41.42, null as never]), 'pole 0: pickup 0: found [41.42,null], expected latitude'],
  ['a farm nowhere', ({ poles }) => (poles[0]!.farms[0]!.at = [141, 15]), 'pole 0: farm 0: found [141,15], expected latitude'],
  [
    'a pickup that is not there',
    ({ poles }) => (poles[0]!.workers[0] = [0, 1, 0, 360]),
    'pole 0: pickup of worker 0: found 1, expected a whole number from 0 to 0',
  ],
  ['half a bus', ({ poles }) => (poles[0]!.fleet.cap8 = 1.5), 'pole 0: fleet.cap8: found 1.5, expected a whole number from 0'],
  ['a day that ends before it begins', ({ rules }) => (rules.day = [32_400, 10_800]), 'last second of rules.day: found 10800'],
  ['more people than there are', (instance) => (instance.n = 2), 'n: found 2, expected 1, the workers of all poles'],
  ['no poles', (instance) => delete (instance as Partial<Dawn>).poles, 'poles: found nothing, expected a list'],
])('an instance with %s is refused in words', (_, change, words) => {
  const instance = dawn();
  change(instance);
  const read = () => readDawn(JSON.stringify(instance));
  expect(read).toThrow(UnfitInput);
  expect(read).toThrow(words);
});

test('a text that is no JSON, or no object, is no instance', () => {
  expect(() => readDawn('<html>')).toThrow('the file: found "<html>", expected JSON');
  expect(() => readDawn('null')).toThrow('the file: found null, expected an object');
});
