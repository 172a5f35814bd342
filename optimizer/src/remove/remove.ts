/** Takes requests off a route. Re-checked: rounded times break the triangle inequality, and a shorter way can mean a longer wait. */
import type { Plan } from '../model/plan.ts';
import { buildRoute, type RouteState, type Visit } from '../model/route.ts';
import type { Problem } from '../model/problem.ts';

/** The route without these requests, or undefined where what is left breaks a rule or would change a frozen stop. */
export function without(problem: Problem, route: RouteState, gone: ReadonlySet<number>): RouteState | undefined {
  const keeps = (stop: Visit): Visit => ({
    ...stop,
    on: stop.on.filter((part) => !gone.has(part.request)),
    off: stop.off.filter((part) => !gone.has(part.request)),
  });
  for (let i = 0; i < route.frozen; i += 1) {
    const stop = route.stops[i]!;
    if (stop.on.some((part) => gone.has(part.request)) || stop.off.some((part) => gone.has(part.request))) return undefined;
  }
  const kept = route.stops.map(keeps);
  const shorter = joinNeighbours(
    kept.filter((stop, i) => i < route.frozen || stop.on.length + stop.off.length > 0),
    route.frozen,
  );
  const built = buildRoute(problem, route.vehicle, shorter, route.frozen);
  if (typeof built !== 'number') return built;
  const waited = buildRoute(problem, route.vehicle, kept, route.frozen); // stops with nobody keep the times apart
  return typeof waited === 'number' ? undefined : waited;
}

/** One visit to a place is one stop, unless a trip ends there and another begins. */
function joinNeighbours(stops: readonly Visit[], frozen: number): Visit[] {
  const joined: Visit[] = [];
  let load = 0;
  const people = (stop: Visit) => stop.on.reduce((sum, part) => sum + part.count, 0) - stop.off.reduce((sum, part) => sum + part.count, 0);
  stops.forEach((stop, i) => {
    const before = joined.at(-1);
    const riding = load;
    load += people(stop);
    if (before === undefined || before.place !== stop.place || i <= frozen || riding === 0) joined.push(stop);
    else joined[joined.length - 1] = { ...before, on: [...before.on, ...stop.on], off: [...before.off, ...stop.off] };
  });
  return joined;
}

/** Takes requests off all routes. Routes that cannot do without one keep it; returns those that went. */
export function removeRequests(plan: Plan, requests: readonly number[]): number[] {
  const removed: number[] = [];
  for (const request of requests) {
    const before = new Map<number, RouteState>();
    const one = new Set([request]);
    let whole = true;
    for (const route of plan.routes) {
      if (!route.requests.has(request)) continue;
      const shorter = without(plan.problem, route, one);
      if (shorter === undefined) {
        whole = false;
        break;
      }
      before.set(route.vehicle, route);
      plan.routes[route.vehicle] = shorter;
    }
    if (whole) removed.push(request);
    else for (const [vehicle, route] of before) plan.routes[vehicle] = route;
  }
  return removed;
}
