/**
 * A simple valid lower bound: whoever is served needs a vehicle that drives from its depot by both places and home. Weak, and cheap;
 * a stronger one belongs to the benchmark campaign.
 */
import type { Problem } from './model/problem.ts';

/** O(places^3) for shortest ways, since rounded times need not be metric. */
export function lowerBound(problem: Problem, served: ReadonlySet<number>): number {
  if (served.size === 0) return 0;
  const way = shortestWays(problem);
  const { places, weights, types, vehicles, requests } = problem;
  let worst = 0;
  for (const request of served) {
    for (const { from, to } of requests[request]!.legs) {
      const least = Math.min(
        ...vehicles.map((vehicle) => {
          const driving = way[vehicle.start * places + from]! + way[from * places + to]! + way[to * places + vehicle.end]!;
          return types[vehicle.type]!.fixedCost + weights.drivingSecond * driving;
        }),
      );
      worst = Math.max(worst, least);
    }
  }
  return Math.floor(worst);
}

function shortestWays({ places, seconds }: Problem): Float64Array {
  const way = Float64Array.from(seconds);
  for (let k = 0; k < places; k += 1) {
    for (let i = 0; i < places; i += 1) {
      for (let j = 0; j < places; j += 1) way[i * places + j] = Math.min(way[i * places + j]!, way[i * places + k]! + way[k * places + j]!);
    }
  }
  return way;
}
