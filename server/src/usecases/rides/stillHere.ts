/**
 * *I am still here*, and *take me back now* while the shift goes on: raises an alarm that stays until a person has dealt with it. A ride
 * has one open alarm of this kind, however often it is said.
 */
import type { RideCard, RideId, StillHere } from '@passaggio/contracts';
import { findOutcome } from '../../domain/days/state.ts';
import type { Alarm, Ride } from '../../domain/documents.ts';
import { rideCard } from '../../domain/rides/card.ts';
import { raise } from '../alarms/raise.ts';
import type { DayBook } from '../days/book.ts';
import type { DayWork, LoadedDay } from '../days/work.ts';
import { NotPossible } from '../handlers.ts';
import { getRide, type RideCommand } from './cancelRide.ts';
import { unlessItStands } from './stands.ts';

type Said = Omit<RideCommand, 'rider'> & Pick<StillHere, 'sure'>;

export function stillHere({ ride: id, at, decision, sure = false }: Said, { book }: { readonly book: DayBook }): Promise<{ card: RideCard }> {
  return unlessItStands({ at, decision, book, stands: (day) => findOpen(day, id) !== undefined, ride: id }, () =>
    book.change(at, decision, (work) => {
      const ride = getRide(work, id);
      if (findOpen(work.day, id) === undefined) tellOrAskAgain(work, ride, sure);
      return { card: rideCard(work.day, getRide(work, id)) };
    }),
  );
}

/** @throws NotPossible  before anybody can have been left anywhere by us */
function tellOrAskAgain(work: DayWork, ride: Ride, sure: boolean): void {
  const { day, now } = work;
  const id = ride.id as RideId;
  const hasRidden = findOutcome(day, id, 'outbound') !== undefined;
  if (now < ride.shiftStart && !hasRidden) throw new NotPossible('change-not-possible', 'this shift has not begun');
  if (now < ride.shiftEnd && !sure && ride.stillHereAsked === undefined) {
    work.ride({ ...ride, stillHereAsked: now });
    return;
  }
  const detail = now < ride.shiftEnd ? 'the rider says: take me back now' : 'the rider says: I am still here';
  work.ride({ ...ride, stillHere: { at: now, seenBy: null } });
  raise(work, { kind: 'still-here', ride, place: ride.site, about: aboutOf(day, id), detail });
}

const ofRide = ({ alarms }: LoadedDay, id: RideId): Alarm[] => [...alarms.values()].filter(({ kind, ride }) => kind === 'still-here' && ride === id);

function findOpen(day: LoadedDay, id: RideId): Alarm | undefined {
  return ofRide(day, id).find(({ state }) => state !== 'closed');
}

/** A closed one does not come back: whoever says it again is another alarm. */
function aboutOf(day: LoadedDay, id: RideId): string {
  const before = ofRide(day, id).length;
  return before === 0 ? id : `${id}.${before + 1}`;
}
