/** Puts people of one leg on a route at a position that was found for them. */
import type { Part, Problem } from '../model/problem.ts';
import { buildRoute, extendedRoute, legOf, type RouteState, type Visit } from '../model/route.ts';
import { laidOut, type Position } from './find.ts';

/** @throws where the position does not hold: it was found for another route */
export function applyPosition(problem: Problem, route: RouteState, part: Part, position: Position): RouteState {
  const { boardAt, boardJoins, alightAt, alightJoins } = position;
  const leg = legOf(problem, part);
  const stops: Visit[] = [];
  for (let at = -1; at < route.n; at += 1) {
    if (at >= 0) {
      let stop = route.stops[at]!;
      if (boardJoins && at === boardAt) stop = { ...stop, on: withPart(stop.on, part) };
      if (alightJoins && at === alightAt) stop = { ...stop, off: withPart(stop.off, part) };
      stops.push(stop);
    }
    if (at === boardAt && !boardJoins) stops.push({ place: leg.from, on: [part], off: [] });
    if (at === alightAt && !alightJoins) stops.push({ place: leg.to, on: [], off: [part] });
  }
  const whole = part.count === problem.requests[part.request]!.count; // else others of the leg may be on the route: first on, first off
  const built = whole
    ? extendedRoute(problem, route, stops, part.request, laidOut(route, leg, part.count, position))
    : buildRoute(problem, route.vehicle, stops, route.frozen);
  if (typeof built === 'number') throw new Error(`vehicle ${route.vehicle}: an insertion found feasible fails with code ${built}, expected a route`);
  return built;
}

/** People of one leg who get on at one stop are one part. */
function withPart(parts: readonly Part[], part: Part): Part[] {
  const same = parts.findIndex((one) => one.request === part.request && one.leg === part.leg);
  return same < 0 ? [...parts, part] : parts.map((one, i) => (i === same ? { ...one, count: one.count + part.count } : one));
}
