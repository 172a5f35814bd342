/** *I am still here*: raises an alarm that stays until a person has dealt with it. */
import type { RideCard } from '@passaggio/contracts';
import { rideCard } from '../../domain/rides/card.ts';
import { raise } from '../alarms/raise.ts';
import type { DayBook } from '../days/book.ts';
import { getRide, type RideCommand } from './cancelRide.ts';

export function stillHere({ ride: id, at, decision }: Omit<RideCommand, 'rider'>, { book }: { readonly book: DayBook }): Promise<{ card: RideCard }> {
  return book.change(at, decision, (work) => {
    const ride = getRide(work, id);
    const stored = work.ride({ ...ride, stillHere: { at: work.now, seenBy: null } });
    raise(work, { kind: 'still-here', ride, place: ride.site, about: decision.id, detail: 'the rider says: I am still here' });
    return { card: rideCard(work.day, stored) };
  });
}
