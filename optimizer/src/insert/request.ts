/** Places a whole request: every leg of it or none, a party in parts where it may be split. */
import type { Part, Reason } from '../model/problem.ts';
import type { Plan } from '../model/plan.ts';
import type { RouteState } from '../model/route.ts';
import { applyPosition } from './apply.ts';
import { findOnRoute, noPosition, type Failures, type Position } from './find.ts';
import { reasonFor } from './reason.ts';

export interface Placement {
  /** Routes before, by vehicle: put back to undo. */
  readonly before: ReadonlyMap<number, RouteState>;
  readonly delta: number;
}

export type Tried = { readonly placed: true; readonly placement: Placement } | { readonly placed: false; readonly reason: Reason };

const never = () => false;

/** Changes the plan where it succeeds, and leaves it as it was where it does not. */
export function placeRequest(plan: Plan, request: number, blink: () => boolean = never): Tried {
  const { legs, count } = plan.problem.requests[request]!;
  const before = new Map<number, RouteState>();
  const failures: Failures = { noSeat: false, tooLong: false, hours: false };
  let delta = 0;
  for (let leg = 0; leg < legs.length; leg += 1) {
    const added = placeLeg(plan, { request, leg, count }, before, failures, blink);
    if (added === undefined) {
      undo(plan, before);
      return { placed: false, reason: reasonFor(plan.problem, legs[leg]!, failures) };
    }
    delta += added;
  }
  return { placed: true, placement: { before, delta } };
}

export function undo(plan: Plan, before: ReadonlyMap<number, RouteState>): void {
  for (const [vehicle, route] of before) plan.routes[vehicle] = route;
}

/** Cost added, or undefined with some parts perhaps placed: the caller undoes. */
function placeLeg(plan: Plan, whole: Part, before: Map<number, RouteState>, failures: Failures, blink: () => boolean): number | undefined {
  const { mayBeSplit, minTogether } = plan.problem.requests[whole.request]!;
  let left = whole.count;
  let delta = 0;
  while (left > 0) {
    let placed = false;
    for (let size = left; size >= (mayBeSplit ? Math.min(minTogether, left) : left); size -= 1) {
      const rest = left - size;
      if (rest > 0 && rest < minTogether) continue;
      const position = cheapest(plan, { ...whole, count: size }, failures, blink);
      if (position.route === undefined) continue;
      const { vehicle } = position.route;
      if (!before.has(vehicle)) before.set(vehicle, plan.routes[vehicle]!);
      plan.routes[vehicle] = applyPosition(plan.problem, position.route, { ...whole, count: size }, position);
      delta += position.delta;
      left = rest;
      placed = true;
      break;
    }
    if (!placed) return undefined;
  }
  return delta;
}

/** The best position over all vehicles; of vehicles that stand at the same depot unused, one stands for all. */
export function cheapest(plan: Plan, part: Part, failures: Failures, blink: () => boolean): Position {
  const { problem, routes } = plan;
  const leg = problem.requests[part.request]!.legs[part.leg]!;
  const best = noPosition();
  const seen = new Set<string>();
  for (const route of routes) {
    if (route.n === 0) {
      if (leg.vehicle !== undefined && leg.vehicle !== route.vehicle) continue;
      const alike = likeness(plan, route.vehicle);
      if (leg.vehicle === undefined && seen.has(alike)) continue;
      seen.add(alike);
    } else if (outOfTime(route, leg.board, leg.alight)) continue;
    findOnRoute(problem, route, leg, part.count, best, failures, blink);
  }
  return best;
}

/** A busy vehicle whose route lies in other hours can still go out before or after; only one with frozen stops up to the end cannot. */
function outOfTime(route: RouteState, board: readonly [number, number], alight: readonly [number, number]): boolean {
  return route.frozen === route.n && route.soonest[route.n - 1]! > Math.max(board[1], alight[1]);
}

const likenesses = new WeakMap<object, string[]>();

function likeness(plan: Plan, vehicle: number): string {
  let all = likenesses.get(plan.problem.vehicles);
  if (all === undefined) {
    all = plan.problem.vehicles.map((one) => JSON.stringify(one));
    likenesses.set(plan.problem.vehicles, all);
  }
  return all[vehicle]!;
}
