/** A rider cancels, or after riding out says that the return is not needed. The freed seat goes to the waiting list. */
import type { AccountId, EpochMs, RideCard, RideId } from '@passaggio/contracts';
import { findOutcome, findSeat, waitingList } from '../../domain/days/state.ts';
import type { Ride, RiderDay } from '../../domain/documents.ts';
import { rideCard } from '../../domain/rides/card.ts';
import { expectedOf } from '../../domain/runs/view.ts';
import type { DayKey, Decision } from '../days/book.ts';
import type { DayWork, LoadedDay } from '../days/work.ts';
import { NotPossible } from '../handlers.ts';
import { applyIfAgreed } from '../plans/change.ts';
import { giveBackCode } from './codes.ts';
import { unlessItStands } from './stands.ts';
import { moveUp, unseat } from './seat.ts';
import { riderDayId, type RequestNeeds } from './requestRide.ts';

export interface RideCommand {
  readonly ride: RideId;
  readonly at: DayKey;
  /** Whose ride it is. */
  readonly rider: AccountId;
  readonly decision: Decision;
}

export function cancelRide(command: RideCommand, needs: RequestNeeds): Promise<{ card: RideCard }> {
  const { ride: id, at, decision } = command;
  const stands = (day: LoadedDay, now: EpochMs): boolean => {
    const ride = day.rides.get(id)!;
    return isOver(ride) || (ride.notReturning && ride.trip !== 'outbound' && hasLeft(day, now, ride));
  };
  return unlessItStands({ at, decision, ride: id, book: needs.book, stands }, () => cancel(command, needs));
}

const isOver = ({ status }: Ride): boolean => status === 'cancelled' || status === 'refused';

/** The way out has begun, or may have: from then on a cancel means the return alone. */
const hasLeft = (day: LoadedDay, now: EpochMs, ride: Ride): boolean => findOutcome(day, ride.id as RideId, 'outbound') !== undefined || mayRide(day, now, ride);

function cancel({ ride: id, at, rider, decision }: RideCommand, { book, reads, ids }: RequestNeeds): Promise<{ card: RideCard }> {
  return book.change(
    at,
    decision,
    (work, riderDay: RiderDay | undefined) => {
      const ride = getRide(work, id);
      if (isOver(ride)) return { card: rideCard(work.day, ride) };
      if (hasLeft(work.day, work.now, ride)) return { card: notReturning(work, ride) };
      if (findOutcome(work.day, id, 'return') !== undefined) throw new NotPossible('too-late-to-cancel', 'this ride is under way');
      const waiting = waitingList(work.day).map((one) => one.id as RideId);
      work.ride({ ...ride, status: 'cancelled', alternatives: [] });
      if (ride.status === 'accepted' && work.day.head.phase !== 'planning') {
        work.touchRuns(id);
        unseat(work, ride);
        giveBackCode(work, id);
        for (const leg of [ride.outbound, ride.return]) if (leg?.proposed) applyIfAgreed(work, leg.proposed.change);
        moveUp(work, ids);
      }
      work.mention(waiting);
      const trips = (riderDay?.trips ?? []).filter((one) => one.ride !== id);
      if (riderDay !== undefined) work.put('riderDay', { id: riderDay.id, trips }, riderDay.version);
      return { card: rideCard(work.day, getRide(work, id)) };
    },
    () => reads.riderDays.find(riderDayId(rider, at.serviceDate)),
  );
}

/**
 * The bus is thought to have been there, and nobody has said yet whether this rider is on it: a driver without coverage may have taken
 * them along. Then the request is not undone; what is left of it is not wanted.
 */
function mayRide(day: LoadedDay, now: EpochMs, ride: Ride): boolean {
  const leg = ride.outbound === null ? 'return' : 'outbound';
  const seat = findSeat(day, ride.id as RideId, leg);
  const told = ride[leg]?.told ?? null;
  if (seat === undefined || told === null) return false;
  return now > Math.max(told, expectedOf(day, seat.route)[seat.on]!.arrive);
}

export function getRide(work: DayWork, id: RideId): Ride {
  const ride = work.day.rides.get(id);
  if (ride === undefined) throw new NotPossible('unknown-ride', 'no such ride');
  return ride;
}

/** Said by the rider, or by a person who knows. */
export function notReturning(work: DayWork, ride: Ride): RideCard {
  const id = ride.id as RideId;
  const back = findOutcome(work.day, id, 'return');
  if (back?.state === 'boarded' || back?.state === 'alighted') throw new NotPossible('too-late-to-cancel', 'already on the way home');
  const stored = work.ride({ ...ride, notReturning: true });
  work.touchRuns(id);
  return rideCard(work.day, stored);
}
