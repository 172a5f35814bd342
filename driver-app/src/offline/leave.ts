/** Whether the bus may leave a stop, judged before the driver acts. */
import type { EpochMs, RunPerson, RunStop } from '@passaggio/contracts';
import type { Now } from './time.ts';
import { isAwaited, type View } from './view.ts';

export type Leaving =
  /** `ask`: people unaccounted for, so the driver is asked once more. */
  | { readonly open: true; readonly ask: readonly RunPerson[] }
  | { readonly open: false; readonly closed: 'not-arrived' }
  | { readonly open: false; readonly closed: 'before-told-time'; readonly told: EpochMs; readonly until: EpochMs }
  | { readonly open: false; readonly closed: 'over-seats'; readonly onBoard: number; readonly seats: number };

export function mayLeave(view: View, stop: RunStop, now: Now): Leaving {
  if (stop.arrived === null) return { open: false, closed: 'not-arrived' };
  if (view.onBoard > view.seats) return { open: false, closed: 'over-seats', onBoard: view.onBoard, seats: view.seats }; // P1
  const told = latestTold(stop);
  if (told !== null && now.at - now.slack < told) return { open: false, closed: 'before-told-time', told, until: (told + now.slack) as EpochMs }; // P3
  return { open: true, ask: unaccounted(stop) };
}

/** P3: a told time is a promise to each rider of the stop, and is kept even when everyone is on board. */
function latestTold(stop: RunStop): EpochMs | null {
  const told = stop.on.filter((person) => isAwaited(person) || person.state === 'boarded').map((person) => person.told);
  const all = stop.notBefore === null ? told : [...told, stop.notBefore];
  return all.length === 0 ? null : (Math.max(...all) as EpochMs);
}

/** Not on board and not said to be absent, or still on board where they should have got off. */
export function unaccounted(stop: RunStop): RunPerson[] {
  return [...stop.on.filter(isAwaited), ...stop.off.filter((person) => person.state === 'boarded')];
}
