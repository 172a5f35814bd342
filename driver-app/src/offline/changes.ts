/** What a newer plan changed against the one that the driver has seen, in the order of the run. */
import type { EpochMs, RunPerson, RunView } from '@passaggio/contracts';
import { rides, toldAt } from './position.ts';
import { keyOf } from './view.ts';

export type Change =
  | { readonly change: 'stop-added' | 'stop-removed'; readonly place: string; readonly at: EpochMs }
  | { readonly change: 'time'; readonly place: string; readonly was: EpochMs; readonly at: EpochMs }
  | { readonly change: 'added' | 'removed'; readonly place: string; readonly codes: readonly string[] };

/** Only what lies ahead: a stop that was left needs no word any more. */
export function changesBetween(seen: RunView, now: RunView): Change[] {
  const before = new Map(seen.stops.map((stop) => [stop.stop, stop]));
  const changes = now.stops
    .filter((stop) => stop.left === null)
    .flatMap((stop): Change[] => {
      const was = before.get(stop.stop);
      const place = stop.place.name;
      if (was === undefined) return [{ change: 'stop-added', place, at: stop.plannedArrive }];
      const moved: Change[] = toldAt(was) === toldAt(stop) ? [] : [{ change: 'time', place, was: toldAt(was), at: toldAt(stop) }];
      const added = missingFrom(was.on, stop.on);
      const removed = missingFrom(stop.on, was.on);
      return [
        ...moved,
        ...(added.length > 0 ? [{ change: 'added', place, codes: added } as const] : []),
        ...(removed.length > 0 ? [{ change: 'removed', place, codes: removed } as const] : []),
      ];
    });
  const kept = new Set(now.stops.map((stop) => stop.stop));
  const gone = seen.stops.filter((stop) => stop.left === null && !kept.has(stop.stop));
  return [...changes, ...gone.map((stop): Change => ({ change: 'stop-removed', place: stop.place.name, at: stop.plannedArrive }))];
}

/** Codes of those who ride by `there` but not by `here`. */
function missingFrom(here: readonly RunPerson[], there: readonly RunPerson[]): string[] {
  const known = new Set(here.filter(rides).map(keyOf));
  return there
    .filter(rides)
    .filter((person) => !known.has(keyOf(person)))
    .map((person) => person.code);
}
