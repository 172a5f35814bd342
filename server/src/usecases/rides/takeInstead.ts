/** Somebody who waits takes what would work: the seat for their place on the list, both or neither. */
import type { AccountId, RideId } from '@passaggio/contracts';
import { waitingList } from '../../domain/days/state.ts';
import type { Ride } from '../../domain/documents.ts';
import type { Ids } from '../../ports/ids.ts';
import type { DayWork } from '../days/work.ts';
import { NotPossible } from '../handlers.ts';
import { seat, type Seating } from './seat.ts';

/** The rider's own ride of this day, where it still waits: with a seat by now it is not given up unasked. */
export function findWaiting({ day }: DayWork, rider: AccountId, id: RideId | undefined): Ride | undefined {
  const ride = id === undefined ? undefined : day.rides.get(id);
  return ride?.rider === rider && ride.status === 'waiting' ? ride : undefined;
}

export function takeInstead(work: DayWork, asked: Ride, waiting: Ride, ids: Ids, notice: number): Seating {
  if (work.day.head.phase === 'planning') throw new NotPossible('planning-under-way', 'the plan may seat the ride that waits');
  const tried = seat(work, asked, ids, notice);
  if (!tried.seated) return tried;
  const list = waitingList(work.day).map((one) => one.id as RideId);
  work.ride({ ...waiting, status: 'cancelled', alternatives: [] });
  work.mention(list);
  return tried;
}
