/** When a run is expected at its stops now: the plan, moved by what has happened. */
import type { EpochMs } from '@passaggio/contracts';
import type { Route, Run } from '../documents.ts';

export interface Expected {
  readonly arrive: EpochMs;
  readonly depart: EpochMs;
}

/**
 * Driving and dwelling take as long as planned; a bus never leaves before the latest told time of a stop (P3) and makes up for a
 * delay only where the plan had it waiting.
 *
 * @param notBefore  latest told time of everybody awaited at each stop, null where nobody is
 */
export function expectedTimes(route: Pick<Route, 'stops'>, run: Pick<Run, 'arrived' | 'left'> | undefined, notBefore: readonly (EpochMs | null)[]): Expected[] {
  const times: Expected[] = [];
  let shift = 0; // against the plan on leaving the stop before, in milliseconds
  route.stops.forEach((stop, i) => {
    const dwell = stop.depart - stop.begin;
    const arrive = run?.arrived[stop.stop] ?? stop.arrive + shift;
    const depart = run?.left[stop.stop] ?? Math.max(Math.max(arrive, stop.begin) + dwell, notBefore[i] ?? 0);
    times.push({ arrive: arrive as EpochMs, depart: depart as EpochMs });
    shift = depart - stop.depart;
  });
  return times;
}
