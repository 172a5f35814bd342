/** What to take out: strings of neighbouring requests from routes near a random one (SISR), or now and then a whole small route. */
import type { Plan } from '../model/plan.ts';
import type { RouteState } from '../model/route.ts';
import type { Random } from '../random.ts';

/** Mean number of requests taken out, and the longest string (Christiaens and Vanden Berghe 2020, section 5.1: 10 and 10). */
const MEAN = 10;
const LONGEST = 10;
/** Share of ruins that empty one vehicle, which is what a fixed cost a vehicle asks for. */
const EMPTYING = 0.1;

/**
 * Slack induction by string removals (Christiaens and Vanden Berghe 2020, doi:10.1287/trsc.2019.0914, algorithm 2).
 *
 * @returns requests to take out, none twice
 */
export function chooseRuin(plan: Plan, adjacent: (request: number) => Int32Array, random: Random): number[] {
  const used = plan.routes.filter((route) => route.n > route.frozen);
  if (used.length === 0) return [];
  if (random.next() < EMPTYING) return [...smallRoute(used, random).requests];
  const mean = used.reduce((sum, route) => sum + route.requests.size, 0) / used.length;
  const longest = Math.min(LONGEST, Math.max(1, mean));
  const strings = Math.floor(1 + random.next() * ((4 * MEAN) / (1 + longest) - 1));
  const seed = random.int(plan.problem.requests.length);
  const chosen = new Set<number>();
  const ruined = new Set<number>();
  for (const request of adjacent(seed)) {
    if (ruined.size >= strings) break;
    if (chosen.has(request)) continue;
    for (const route of used) {
      if (ruined.has(route.vehicle) || !route.requests.has(request)) continue;
      const length = Math.floor(1 + random.next() * Math.min(longest, route.requests.size));
      for (const one of stringAround(route, request, length, random)) chosen.add(one);
      ruined.add(route.vehicle);
      break;
    }
  }
  return [...chosen];
}

/** Of three drawn, the one with the fewest requests. */
function smallRoute(used: readonly RouteState[], random: Random): RouteState {
  const drawn = [0, 1, 2].map(() => used[random.int(used.length)]!);
  return drawn.reduce((least, route) => (route.requests.size < least.requests.size ? route : least));
}

/** Requests that board one after the other on a route, with `request` among them. */
function stringAround(route: RouteState, request: number, length: number, random: Random): number[] {
  const inOrder = [...new Set(route.stops.flatMap((stop) => stop.on.map((part) => part.request)))];
  const at = inOrder.indexOf(request);
  const first = Math.max(0, Math.min(inOrder.length - length, at - random.int(length)));
  return inOrder.slice(first, first + length);
}
