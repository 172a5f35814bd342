/** A plan as its caller gets it: timed routes, who is left out and why, cost and bound. */
import type { Plan } from './model/plan.ts';
import type { Reason, Solution } from './model/problem.ts';
import { timed } from './model/route.ts';
import { lowerBound } from './bound.ts';
import { placeRequest } from './insert/request.ts';

export function solutionOf(plan: Plan): Solution {
  const used = plan.routes.filter((route) => route.n > 0).map((route) => timed(plan.problem, route));
  const served = new Set(plan.routes.flatMap((route) => [...route.requests]));
  const unserved = plan.problem.requests.flatMap((request, index) =>
    served.has(index) ? [] : [{ request: index, count: request.count, reason: whyNot(plan, index) }],
  );
  return {
    routes: used.map(({ cost: _, ...route }) => route),
    unserved,
    cost: used.reduce((sum, route) => sum + route.cost, 0),
    bound: lowerBound(plan.problem, served),
  };
}

/** Asked again of the plan as it is. Where there happens to be a place after all, no seat is the nearest truth: it was taken last. */
function whyNot(plan: Plan, request: number): Reason {
  const tried = placeRequest({ problem: plan.problem, routes: [...plan.routes] }, request);
  return tried.placed ? 'no-seat' : tried.reason;
}
