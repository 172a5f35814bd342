/** Small random problems for property tests, and an exhaustive search that shares nothing with ours but the checker. */
import fc from 'fast-check';
import { NO_LIMIT, type Part, type Problem, type Request, type Solution, type Stop } from '../model/problem.ts';
import { check } from '../check/check.ts';

export const weights = { drivingSecond: 1, dutySecond: 0, metre: 0, riderMinute: 0 };
export const free = { driving: NO_LIMIT, spread: NO_LIMIT, driveBeforeBreak: NO_LIMIT, breakLength: NO_LIMIT };

/** Points on a grid, driven in straight lines and rounded: nearly metric, as real tables are. */
export function gridOf(points: readonly (readonly [number, number])[], secondsPerStep = 60): Pick<Problem, 'places' | 'seconds' | 'metres'> {
  const places = points.length;
  const seconds = new Int32Array(places * places);
  points.forEach((a, i) => points.forEach((b, j) => (seconds[i * places + j] = Math.round(Math.hypot(a[0] - b[0], a[1] - b[1]) * secondsPerStep))));
  return { places, seconds, metres: new Int32Array(places * places) };
}

export interface Sizes {
  readonly requests: number;
  readonly vehicles: number;
  readonly seats: readonly number[];
  readonly legs: 1 | 2;
  readonly split: boolean;
  /** Some go where others come from: people get on and off at one place, and a bus that emptied there fills again. */
  readonly crossing?: boolean;
}

/** Problems whose requests go from one of three places to one of two, in the morning and back at noon. */
export function problems(sizes: Sizes): fc.Arbitrary<Problem> {
  const point = fc.tuple(fc.integer({ min: 0, max: 15 }), fc.integer({ min: 0, max: 15 }));
  const request = fc
    .record({
      from: fc.integer({ min: 1, max: 3 }),
      to: fc.integer({ min: sizes.crossing === true ? 1 : 4, max: 5 }),
      start: fc.integer({ min: 3, max: 6 }),
      count: fc.integer({ min: 1, max: sizes.split ? 5 : 2 }),
      slack: fc.integer({ min: 5, max: 30 }),
      optional: fc.boolean(),
    })
    .filter(({ from, to }) => from !== to);
  return fc
    .record({
      points: fc.array(point, { minLength: 6, maxLength: 6 }),
      requests: fc.array(request, { minLength: 1, maxLength: sizes.requests }),
      seats: fc.array(fc.constantFrom(...sizes.seats), { minLength: sizes.vehicles, maxLength: sizes.vehicles }),
      hold: fc.constantFrom(0, 180, NO_LIMIT),
    })
    .map(({ points, requests, seats, hold }) => {
      const grid = gridOf(points);
      const kinds = [...new Set(seats)];
      const direct = (from: number, to: number) => grid.seconds[from * 6 + to]!;
      return {
        ...grid,
        dwell: { perStop: 60, perPerson: 10 },
        maxHold: hold,
        weights,
        types: kinds.map((size) => ({ seats: size, fixedCost: 300 + 50 * size })),
        vehicles: seats.map((size) => ({ type: kinds.indexOf(size), start: 0, end: 0, shifts: [[0, 60_000] as const], limits: free })),
        requests: requests.map(({ from, to, start, count, slack, optional }): Request => {
          const shift = start * 3600;
          const out = { from, to, board: [0, NO_LIMIT] as const, alight: [shift - 1200, shift] as const, maxRide: direct(from, to) + 130 + slack * 60 };
          const back = {
            from: to,
            to: from,
            board: [shift + 20_000, shift + 21_500] as const,
            alight: [0, NO_LIMIT] as const,
            maxRide: direct(to, from) + 130 + slack * 60,
          };
          return {
            count,
            legs: sizes.legs === 1 ? [out] : [out, back],
            mandatory: !optional,
            priority: optional ? 5 : 0,
            mayBeSplit: sizes.split,
            minTogether: 1,
          };
        }),
      };
    });
}

/**
 * Least cost of serving exactly these requests with one leg each, undivided, on one vehicle: every order of boardings and alightings,
 * neighbours at one place both as one stop and as two, timed by raising begins from the checker's rules alone.
 */
export function bruteForce(problem: Problem, requests: readonly number[], vehicle: number): number {
  if (requests.length === 0) return 0;
  let best = Infinity;
  const visit = (events: { request: number; on: boolean }[], waiting: readonly number[], aboard: readonly number[]) => {
    if (waiting.length + aboard.length === 0) {
      for (const stops of groupings(problem, events)) best = Math.min(best, costOf(problem, stops, vehicle));
      return;
    }
    for (const request of waiting)
      visit(
        [...events, { request, on: true }],
        waiting.filter((one) => one !== request),
        [...aboard, request],
      );
    for (const request of aboard)
      visit(
        [...events, { request, on: false }],
        waiting,
        aboard.filter((one) => one !== request),
      );
  };
  visit([], requests, []);
  return best;
}

type Plain = { place: number; on: Part[]; off: Part[] };

/** Events at one place that follow each other are one stop; where the vehicle is empty between them they may be two. */
function groupings(problem: Problem, events: readonly { request: number; on: boolean }[]): Plain[][] {
  let all: { stops: Plain[]; load: number }[] = [{ stops: [], load: 0 }];
  for (const { request, on } of events) {
    const { legs, count } = problem.requests[request]!;
    const place = on ? legs[0]!.from : legs[0]!.to;
    const part = { request, leg: 0, count };
    all = all.flatMap(({ stops, load }) => {
      const last = stops.at(-1);
      const after = load + (on ? count : -count);
      const next = { place, on: on ? [part] : [], off: on ? [] : [part] };
      const apart = { stops: [...stops, next], load: after };
      if (last === undefined || last.place !== place) return [apart];
      const together = { stops: [...stops.slice(0, -1), { place, on: [...last.on, ...next.on], off: [...last.off, ...next.off] }], load: after };
      return load === 0 ? [together, apart] : [together];
    });
  }
  return all.map(({ stops }) => stops);
}

/** Cost of stops on a vehicle, Infinity where no times keep the rules: Bellman and Ford on begins, written apart from ours. */
function costOf(problem: Problem, stops: readonly Plain[], vehicle: number): number {
  const { start, end, type, shifts } = problem.vehicles[vehicle]!;
  const way = (a: number, b: number) => problem.seconds[a * problem.places + b]!;
  const people = stops.map((stop) => [...stop.on, ...stop.off].reduce((sum, part) => sum + part.count, 0));
  const dwell = people.map((count) => problem.dwell.perStop + problem.dwell.perPerson * count);
  const begin = stops.map(() => 0);
  const raise: (() => boolean)[] = [];
  const atLeast = (i: number, value: () => number) => raise.push(() => begin[i]! < value() && ((begin[i] = value()), true));
  let load = 0;
  let driving = way(start, stops[0]!.place) + way(stops.at(-1)!.place, end);
  atLeast(0, () => shifts[0]![0] + way(start, stops[0]!.place));
  stops.forEach((stop, i) => {
    if (i > 0) {
      const drive = way(stops[i - 1]!.place, stop.place);
      driving += drive;
      atLeast(i, () => begin[i - 1]! + dwell[i - 1]! + drive);
      if (load > 0) atLeast(i - 1, () => begin[i]! - problem.maxHold - drive - dwell[i - 1]!);
    }
    for (const part of stop.on) {
      const leg = problem.requests[part.request]!.legs[0]!;
      atLeast(i, () => leg.board[0]);
      const off = stops.findIndex((one) => one.off.some((other) => other.request === part.request));
      atLeast(i, () => begin[off]! + dwell[off]! - leg.maxRide - dwell[i]!);
      load += part.count;
    }
    for (const part of stop.off) {
      atLeast(i, () => problem.requests[part.request]!.legs[0]!.alight[0] - dwell[i]!);
      load -= part.count;
    }
  });
  for (let round = 0; raise.map((one) => one()).includes(true); round += 1) if (round > 4 * stops.length + 4) return Infinity;
  const timed = stops.map((stop, i): Stop => ({ ...stop, arrive: begin[i]!, begin: begin[i]!, depart: begin[i]! + dwell[i]! }));
  const arrivals = timed.map((stop, i) => ({
    ...stop,
    arrive: i === 0 ? stop.begin : Math.min(stop.begin, timed[i - 1]!.depart + way(timed[i - 1]!.place, stop.place)),
  }));
  const leave = begin[0]! - way(start, stops[0]!.place);
  const back = timed.at(-1)!.depart + way(stops.at(-1)!.place, end);
  const served = new Set(stops.flatMap((stop) => stop.on.map((part) => part.request)));
  const cost = problem.types[type]!.fixedCost + driving;
  const unserved = problem.requests.flatMap((request, i) => (served.has(i) ? [] : [{ request: i, count: request.count, reason: 'no-seat' as const }]));
  const solution: Solution = { routes: [{ vehicle, leave, return: back, stops: arrivals }], unserved, cost, bound: 0 };
  return check(problem, solution).length === 0 ? cost : Infinity;
}
