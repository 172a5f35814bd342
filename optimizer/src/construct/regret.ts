/**
 * Regret insertion (Potvin and Rousseau 1993, doi:10.1016/0377-2217(93)90221-8): next comes whoever would lose most by waiting, that is,
 * whose second-best route is much dearer than the best.
 */
import type { Plan } from '../model/plan.ts';
import { findOnRoute, noPosition } from '../insert/find.ts';
import { placeRequest } from '../insert/request.ts';

const never = () => false;

/** Places what it can of `absent` and returns who is left. Costs of routes that did not change are kept. */
export function regretInsert(plan: Plan, absent: readonly number[], stop: () => boolean): number[] {
  const left = new Set(absent);
  const failed: number[] = [];
  const costs = new Map(absent.map((request) => [request, plan.routes.map((route) => costOn(plan, request, route.vehicle))]));
  while (left.size > 0 && !stop()) {
    const next = mostRegret(plan, left, costs);
    left.delete(next);
    const tried = placeRequest(plan, next);
    if (!tried.placed) {
      failed.push(next);
      continue;
    }
    for (const vehicle of tried.placement.before.keys()) for (const request of left) costs.get(request)![vehicle] = costOn(plan, request, vehicle);
  }
  return [...failed, ...left];
}

/** Of the first leg; the others follow it. Infinity where there is no place. */
function costOn(plan: Plan, request: number, vehicle: number): number {
  const { legs, count, mayBeSplit, minTogether } = plan.problem.requests[request]!;
  const best = noPosition();
  const failures = { noSeat: false, tooLong: false, hours: false };
  const size = mayBeSplit ? Math.min(count, minTogether) : count;
  findOnRoute(plan.problem, plan.routes[vehicle]!, legs[0]!, size, best, failures, never);
  return best.delta;
}

function mostRegret(plan: Plan, left: ReadonlySet<number>, costs: ReadonlyMap<number, readonly number[]>): number {
  let chosen = -1;
  let most = -Infinity;
  for (const request of left) {
    let best = Infinity;
    let second = Infinity;
    for (const cost of costs.get(request)!) {
      if (cost < best) [best, second] = [cost, best];
      else if (cost < second) second = cost;
    }
    const { mandatory, priority } = plan.problem.requests[request]!;
    const gap = best === Infinity ? -1 : Math.min(second - best, 1e9);
    const regret = gap + (mandatory ? 1e12 : priority * 1e10);
    if (regret > most) [chosen, most] = [request, regret];
  }
  return chosen;
}
