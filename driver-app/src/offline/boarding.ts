/** Getting on and off, judged before the driver acts. */
import type { RunPerson, RunStop } from '@passaggio/contracts';
import { isAwaited, samePerson, type View } from './view.ts';

export type Boarding =
  | { readonly open: true }
  | { readonly open: false; readonly closed: 'not-arrived' | 'not-at-this-stop' | 'on-board' | 'got-off' | 'cancelled' }
  | { readonly open: false; readonly closed: 'full'; readonly seats: number };

/** Somebody called absent who comes running may still board: boarded beats no-show. */
export function mayBoard(view: View, stop: RunStop, who: RunPerson): Boarding {
  const person = stop.on.find((one) => samePerson(one, who));
  if (stop.arrived === null) return { open: false, closed: 'not-arrived' };
  if (person === undefined) return { open: false, closed: 'not-at-this-stop' };
  if (person.state === 'boarded') return { open: false, closed: 'on-board' };
  if (person.state === 'alighted') return { open: false, closed: 'got-off' };
  if (person.state === 'cancelled') return { open: false, closed: 'cancelled' };
  if (view.onBoard >= view.seats) return { open: false, closed: 'full', seats: view.seats }; // P1
  return { open: true };
}

export type AllBoarding =
  | { readonly open: true; readonly people: readonly RunPerson[] }
  | { readonly open: false; readonly closed: 'not-arrived' | 'nobody' }
  | { readonly open: false; readonly closed: 'full'; readonly seats: number; readonly free: number; readonly waiting: number };

/** Everybody still awaited, or nobody: who stays behind on a full bus is chosen by a person, one by one. */
export function mayBoardAll(view: View, stop: RunStop): AllBoarding {
  if (stop.arrived === null) return { open: false, closed: 'not-arrived' };
  const people = stop.on.filter(isAwaited);
  if (people.length === 0) return { open: false, closed: 'nobody' };
  const free = Math.max(0, view.seats - view.onBoard);
  if (people.length > free) return { open: false, closed: 'full', seats: view.seats, free, waiting: people.length }; // P1
  return { open: true, people };
}

/** Whoever gets off here, and whoever is on board without a stop of their own any more. */
export function gettingOff(view: View, stop: RunStop): RunPerson[] {
  return [...stop.off, ...view.carried].filter((person) => person.state === 'boarded');
}
