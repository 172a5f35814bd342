/** Where a run is, by what was recorded: not by clock and not by satellite. */
import { HOUR, type EpochMs, type RunPerson, type RunStop, type RunView } from '@passaggio/contracts';
import { samePerson, type View } from './view.ts';

export type Position =
  | { readonly is: 'not-started' }
  | { readonly is: 'moving'; readonly to: RunStop }
  | { readonly is: 'at'; readonly stop: RunStop }
  | { readonly is: 'driven' } // the last stop is left
  | { readonly is: 'ended' };

export function positionOf(view: View): Position {
  if (view.state === 'ended') return { is: 'ended' };
  const last = view.stops.findLastIndex((stop) => stop.arrived !== null || stop.left !== null);
  const stop = view.stops[last];
  if (stop !== undefined && stop.left === null) return { is: 'at', stop };
  if (view.state === 'planned') return { is: 'not-started' };
  const to = view.stops[last + 1];
  return to === undefined ? { is: 'driven' } : { is: 'moving', to };
}

/**
 * The run as the driver last saw it, with what has happened since: between stops no newer plan shows.
 *
 * @param seen  the plan that the driver knows
 */
export function asSeen(view: View, seen: Pick<RunView, 'stops'>): View {
  const now = new Map(view.stops.map((stop) => [stop.stop, stop]));
  const people = view.stops.flatMap((stop) => [...stop.on, ...stop.off]);
  const since = (known: readonly RunPerson[]): RunPerson[] =>
    known.map((person) => ({ ...person, state: people.find((one) => samePerson(one, person))?.state ?? person.state }));
  const stops = seen.stops.map((stop) => ({ ...stop, ...happened(now.get(stop.stop) ?? stop), on: since(stop.on), off: since(stop.off) }));
  return { ...view, stops };
}

const happened = ({ arrived, left }: RunStop): Pick<RunStop, 'arrived' | 'left'> => ({ arrived, left });

/** Long over by the plan, whatever was recorded of it. */
export const isPast = (view: RunView, now: EpochMs): boolean => now >= (view.stops.at(-1)?.plannedDepart ?? 0) + 6 * HOUR;

/** Under way now; one that nobody ended yesterday does not stand in the way of today's. */
export const isUnderWay = (view: RunView, now: EpochMs): boolean => view.state === 'under-way' && !isPast(view, now);

/** The run to drive: the one under way, else the next. Yesterday's that nobody started is neither. */
export function runToDrive<R extends { readonly view: RunView }>(runs: readonly R[], now: EpochMs): R | undefined {
  return runs.find(({ view }) => isUnderWay(view, now)) ?? runs.find(({ view }) => view.state === 'planned' && !isPast(view, now));
}

/** When the bus is expected there: the planned drive from where it left, whether or not the server has heard of that yet. */
export function expectedAt(view: View, to: RunStop): EpochMs {
  const before = view.stops[view.stops.indexOf(to) - 1];
  if (before === undefined || before.left === null) return to.expectedArrive;
  return (before.left + (to.plannedArrive - before.plannedDepart)) as EpochMs;
}

/** Has a seat from or to a stop, whatever has happened since. */
export const rides = (person: RunPerson): boolean => person.state !== 'cancelled' && person.state !== 'not-returning';

/** The time that riders were told here; at a site the planned arrival. */
export function toldAt(stop: RunStop): EpochMs {
  const told = stop.on.filter(rides).map((person) => person.told);
  return told.length === 0 ? stop.plannedArrive : (Math.max(...told) as EpochMs);
}
