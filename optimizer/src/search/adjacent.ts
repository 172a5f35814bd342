/** Which requests are like another: near in place and time, so that one can take the other's seat. */
import type { Problem } from '../model/problem.ts';

/** Nearest first, itself included. Computed when first asked, O(requests log requests). */
export function adjacency(problem: Problem): (request: number) => Int32Array {
  const known = new Map<number, Int32Array>();
  const { seconds, places, requests } = problem;
  const apart = (a: number, b: number) => {
    const [one, other] = [requests[a]!.legs[0]!, requests[b]!.legs[0]!];
    const time = Math.abs(one.alight[1] - other.alight[1]);
    return seconds[one.from * places + other.from]! + seconds[one.to * places + other.to]! + time / 2;
  };
  return (request) => {
    let list = known.get(request);
    if (list === undefined) {
      const distance = requests.map((_, other) => apart(request, other));
      list = Int32Array.from(requests.keys()).sort((a, b) => distance[a]! - distance[b]! || a - b);
      known.set(request, list);
    }
    return list;
  };
}
