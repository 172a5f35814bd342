/** A plan that requests come to and go from one at a time: what a booking runs against. */
import { checkLegs, checkProblem, checkRequest, checkStart, whole } from '../door.ts';
import { type Problem, type Reason, type Request, type Route, type Solution } from '../model/problem.ts';
import { carriersOf, costOfRoutes, planFrom } from '../model/plan.ts';
import { buildRoute, timed } from '../model/route.ts';
import { placeRequest, undo } from '../insert/request.ts';
import { without } from '../remove/remove.ts';
import { solutionOf } from '../solution.ts';

export interface Inserted {
  readonly inserted: true;
  /** Index that the request has, or would have, in the plan's problem. */
  readonly request: number;
  /** Vehicles whose routes changed. */
  readonly touched: readonly number[];
  /** Begin of service at the boarding stop, by leg; of a split party the first. */
  readonly begins: readonly number[];
  /** Cost added, by the least schedule. */
  readonly delta: number;
}

export interface NotInserted {
  readonly inserted: false;
  readonly reason: Reason;
}

export interface Removed {
  /** False where a route cannot do without: a seat on it stays with nobody in it. */
  readonly removed: boolean;
  readonly touched: readonly number[];
  readonly delta: number;
}

export interface LivePlan {
  readonly problem: Problem;
  /** Places all legs at least cost, or leaves everything as it was. */
  insert(request: Request): Inserted | NotInserted;
  /** The same answer, and everything as it was. */
  tryInsert(request: Request): Inserted | NotInserted;
  /**
   * Narrower windows for a request that has its place, around the times it was given there.
   *
   * @throws where its routes cannot keep them
   */
  narrow(request: number, legs: Request['legs']): void;
  remove(request: number): Removed;
  route(vehicle: number): Route;
  cost(): number;
  solution(): Solution;
}

/** @throws UnfitInput; and where a start route breaks a rule: found and expected. So do `insert`, `tryInsert` and `narrow` with what they are given */
export function openPlan(problem: Problem, start: readonly Route[] = []): LivePlan {
  checkProblem(problem);
  checkStart(start, problem);
  const requests = [...problem.requests];
  const own: Problem = { ...problem, requests };
  const plan = planFrom(own, start);

  const attempt = (request: Request, keep: boolean): Inserted | NotInserted => {
    const index = requests.length;
    checkRequest(request, own, index);
    requests.push(request);
    const tried = placeRequest(plan, index);
    if (!tried.placed) {
      requests.pop();
      return { inserted: false, reason: tried.reason };
    }
    const { before, delta } = tried.placement;
    const touched = [...before.keys()];
    const begins = beginsOf(
      touched.map((vehicle) => timed(own, plan.routes[vehicle]!)),
      index,
      request.legs.length,
    );
    if (!keep) {
      undo(plan, before);
      requests.pop();
    }
    return { inserted: true, request: index, touched, begins, delta };
  };

  return {
    problem: own,
    insert: (request) => attempt(request, true),
    tryInsert: (request) => attempt(request, false),
    narrow(request, legs) {
      whole(request, 0, requests.length - 1, 'request to narrow');
      checkLegs(legs, own, request);
      requests[request] = { ...requests[request]!, legs };
      for (const vehicle of carriersOf(plan, request)) {
        const { stops, frozen } = plan.routes[vehicle]!;
        const built = buildRoute(own, vehicle, stops, frozen);
        if (typeof built === 'number') throw new Error(`vehicle ${vehicle}: request ${request} fails in its narrower windows with code ${built}`);
        plan.routes[vehicle] = built;
      }
    },
    remove(request) {
      whole(request, 0, requests.length - 1, 'request to remove');
      const gone = new Set([request]);
      const shorter = carriersOf(plan, request).map((vehicle) => without(own, plan.routes[vehicle]!, gone));
      if (shorter.includes(undefined)) return { removed: false, touched: [], delta: 0 };
      let delta = 0;
      for (const route of shorter) {
        delta += route!.cost - plan.routes[route!.vehicle]!.cost;
        plan.routes[route!.vehicle] = route!;
      }
      return { removed: true, touched: shorter.map((route) => route!.vehicle), delta };
    },
    route: (vehicle) => withoutCost(timed(own, plan.routes[vehicle]!)),
    cost: () => costOfRoutes(plan),
    solution: () => solutionOf(plan),
  };
}

function withoutCost({ cost: _, ...route }: Route & { cost: number }): Route {
  return route;
}

function beginsOf(routes: readonly Route[], request: number, legs: number): number[] {
  const begins = Array.from({ length: legs }, () => Infinity);
  for (const route of routes) {
    for (const stop of route.stops) {
      for (const part of stop.on) if (part.request === request) begins[part.leg] = Math.min(begins[part.leg]!, stop.begin);
    }
  }
  return begins;
}
