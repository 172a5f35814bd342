/** The day optimised as a whole: from the draft, better. Pure and plain, so that it runs in a worker. */
import type { EpochMs, LegName, RefusalReason, RideId } from '@passaggio/contracts';
import { check, solve, type Request, type Solution } from '@passaggio/optimizer';
import type { PoleConfig } from '../domain/days/state.ts';
import { frameOf, type Availability, type Frame, type Matrix } from './frame.ts';
import { refusalOf } from './reasons.ts';
import { fromSolver, toSolver, type PlannedRoute } from './routes.ts';
import { toRequest, type Wish } from './wishes.ts';

export interface PlanTask {
  readonly config: PoleConfig;
  readonly origin: EpochMs;
  readonly matrix: Matrix;
  readonly available: ReadonlyMap<string, Availability>;
  readonly routes: readonly PlannedRoute[];
  /** Everybody on the routes: never lost. */
  readonly accepted: readonly Wish[];
  /** On the waiting list, first in line first. */
  readonly waiting: readonly Wish[];
  readonly budget: { readonly seed: number; readonly iterations: number; readonly seconds: number };
}

export interface PlanResult {
  readonly routes: readonly PlannedRoute[];
  /** Seated from the waiting list, with the begin of boarding by leg. */
  readonly seated: readonly { readonly ride: RideId; readonly begins: ReadonlyMap<LegName, EpochMs> }[];
  readonly leftOut: readonly { readonly ride: RideId; readonly reason: RefusalReason }[];
  readonly vehicles: number;
  readonly cost: number;
  readonly bound: number;
}

interface Group {
  readonly wishes: readonly Wish[];
  readonly request: Request;
}

/**
 * @param now  for the budget's seconds
 * @throws where the independent checker finds fault with the answer: it must not be published
 */
export function planDay(task: PlanTask, now: () => number, signal?: AbortSignal): PlanResult {
  const frame = frameOf(task.config, task.origin, task.matrix, (vehicle) => task.available.get(vehicle)!);
  const groups = [...group(task.accepted, frame, true), ...group(task.waiting, frame, false)];
  const problem = { ...frame.base, requests: groups.map((one) => one.request) };
  const start = task.routes.filter((route) => route.stops.length > 0).map((route) => startRoute(route, frame, groups));
  const { seed, iterations, seconds } = task.budget;
  const solution = solve(problem, { start, seed, iterations, seconds, now, ...(signal === undefined ? {} : { signal }) });
  const faults = check(problem, solution);
  if (faults.length > 0)
    throw new Error(`the plan of ${task.config.pole.id} breaks ${faults.length} rules, expected none; first: ${JSON.stringify(faults[0])}`);
  return result(task, frame, groups, solution);
}

/** People who ask for the same are one request with a count; those waiting keep their order as a priority. */
function group(wishes: readonly Wish[], frame: Frame, mandatory: boolean): Group[] {
  const alike = new Map<string, Wish[]>();
  wishes.forEach((wish, i) => {
    const key = mandatory ? JSON.stringify(wish.legs) : String(i);
    alike.set(key, [...(alike.get(key) ?? []), wish]);
  });
  return [...alike.values()].map((same, i) => ({
    wishes: same,
    request: toRequest(same[0]!.legs, frame, { count: same.length, mandatory, priority: mandatory ? 0 : wishes.length - i }),
  }));
}

function startRoute(route: PlannedRoute, frame: Frame, groups: readonly Group[]) {
  const requestOf = new Map(groups.flatMap((one, i) => one.wishes.map((wish) => [wish.ride, i] as const)));
  return toSolver(
    route,
    frame,
    (ride) => requestOf.get(ride)!,
    (ride) => groups[requestOf.get(ride)!]!.wishes[0]!,
  );
}

function result(task: PlanTask, frame: Frame, groups: readonly Group[], solution: Solution): PlanResult {
  const short = new Map(solution.unserved.map((one) => [one.request, one]));
  const seatedOf = (one: Group, i: number) => one.wishes.slice(0, one.wishes.length - (short.get(i)?.count ?? 0));
  // each leg draws its people in the group's order, whichever vehicle asks first
  const drawn = new Map<string, number>();
  const draw = (request: number, leg: number, count: number) => {
    const key = `${request} ${leg}`;
    const from = drawn.get(key) ?? 0;
    drawn.set(key, from + count);
    const wishes = seatedOf(groups[request]!, request).slice(from, from + count);
    return wishes.map((wish) => ({ ride: wish.ride, leg: wish.legs[leg]!.leg }));
  };
  const old = new Map(task.routes.map((route) => [route.vehicle, route]));
  const routes = solution.routes.map((route) => fromSolver(route, frame, draw, old.get(frame.vehicleIds[route.vehicle]!)));
  const waiting = new Set(task.waiting.map((wish) => wish.ride));
  const seated = groups.flatMap((one, i) => seatedOf(one, i)).filter((wish) => waiting.has(wish.ride));
  return {
    routes: [...routes, ...emptied(task.routes, routes)],
    seated: seated.map((wish) => ({ ride: wish.ride, begins: beginsOf(wish, routes) })),
    leftOut: groups.flatMap((one, i) =>
      one.wishes.slice(seatedOf(one, i).length).map((wish) => ({ ride: wish.ride, reason: refusalOf(short.get(i)!.reason) })),
    ),
    vehicles: routes.filter((route) => route.stops.length > 0).length,
    cost: solution.cost,
    bound: solution.bound,
  };
}

/** Vehicles that no longer go out keep an empty route, so that their stop ids are never given again. */
function emptied(before: readonly PlannedRoute[], after: readonly PlannedRoute[]): PlannedRoute[] {
  const used = new Set(after.map((route) => route.vehicle));
  return before.filter((route) => !used.has(route.vehicle)).map((route) => ({ ...route, stops: [] }));
}

function beginsOf(wish: Wish, routes: readonly PlannedRoute[]): Map<LegName, EpochMs> {
  const begins = new Map<LegName, EpochMs>();
  for (const route of routes) {
    for (const stop of route.stops) for (const one of stop.on) if (one.ride === wish.ride) begins.set(one.leg, stop.begin);
  }
  return begins;
}
