/** Taking back a tap that was wrong, while the bus still stands at the stop. */
import type { LegName, RideId, RunPerson, RunStop, StopId } from '@passaggio/contracts';
import { samePerson, type View } from './view.ts';

export interface Who {
  readonly ride: RideId;
  readonly leg: LegName;
}

/** What one tap did: undone as a whole. */
export interface LastTap {
  readonly stop: StopId;
  readonly act: 'arrive' | 'board' | 'alight' | 'absent' | 'not-here';
  readonly people: readonly Who[];
}

export type Undoing =
  | { readonly open: true }
  | { readonly open: false; readonly closed: 'nothing-to-undo' }
  | { readonly open: false; readonly closed: 'full'; readonly seats: number };

/** Whoever boarded, got off or was called absent here. Somebody who got off returns to a seat: there must be one (P1). */
export function mayUndo(view: View, stop: RunStop, people: readonly Who[]): Undoing {
  if (stop.left !== null || people.length === 0 || !people.every((who) => find(view, stop, who) !== undefined))
    return { open: false, closed: 'nothing-to-undo' };
  const seatsNeeded = people.reduce((sum, who) => sum + seatsTaken(find(view, stop, who)), 0);
  if (seatsNeeded > 0 && view.onBoard + seatsNeeded > view.seats) return { open: false, closed: 'full', seats: view.seats };
  return { open: true };
}

const seatsTaken = (person: RunPerson | undefined): number => (person?.state === 'alighted' ? 1 : person?.state === 'boarded' ? -1 : 0);

function find(view: View, stop: RunStop, who: Who): RunPerson | undefined {
  const on = stop.on.find((person) => samePerson(person, who) && ['boarded', 'no-show', 'missed', 'not-here'].includes(person.state));
  return on ?? [...stop.off, ...view.carried].find((person) => samePerson(person, who) && person.state === 'alighted');
}
