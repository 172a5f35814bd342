/** The routes of all vehicles and who is left out: what the search changes. */
import type { Problem } from './problem.ts';
import { buildRoute, emptyRoute, type RouteState, type Visit } from './route.ts';
import type { Route } from './problem.ts';

export interface Plan {
  readonly problem: Problem;
  /** By vehicle. */
  readonly routes: RouteState[];
}

export function emptyPlan(problem: Problem): Plan {
  return { problem, routes: problem.vehicles.map((_, vehicle) => emptyRoute(vehicle)) };
}

/** @throws where a route breaks a rule: found and expected */
export function planFrom(problem: Problem, start: readonly Route[]): Plan {
  const plan = emptyPlan(problem);
  for (const route of start) {
    const frozen = route.frozen ?? 0;
    const stops = route.stops.map(({ place, on, off, begin }, i): Visit => (i < frozen ? { place, on, off, begin } : { place, on, off }));
    const built = buildRoute(problem, route.vehicle, stops, frozen);
    if (typeof built === 'number')
      throw new Error(`the route of vehicle ${route.vehicle} with ${stops.length} stops fails with code ${built}, expected a feasible one`);
    plan.routes[route.vehicle] = built;
  }
  return plan;
}

export function costOfRoutes(plan: Plan): number {
  return plan.routes.reduce((sum, route) => sum + route.cost, 0);
}

/** Vehicles that carry a request. */
export function carriersOf(plan: Plan, request: number): number[] {
  return plan.routes.filter((route) => route.requests.has(request)).map((route) => route.vehicle);
}
