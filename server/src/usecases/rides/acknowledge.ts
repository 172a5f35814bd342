/** The rider, or a person who spoke to them, takes a changed time. */
import type { RideCard } from '@passaggio/contracts';
import type { Ride } from '../../domain/documents.ts';
import { rideCard } from '../../domain/rides/card.ts';
import type { DayBook } from '../days/book.ts';
import { NotPossible } from '../handlers.ts';
import { applyIfAgreed } from '../plans/change.ts';
import type { LoadedDay } from '../days/work.ts';
import { getRide, type RideCommand } from './cancelRide.ts';
import { unlessItStands } from './stands.ts';

const legNames = ['outbound', 'return'] as const;

export function acknowledge(
  { ride: id, at, decision }: Omit<RideCommand, 'rider'>,
  change: string,
  { book }: { readonly book: DayBook },
): Promise<{ card: RideCard }> {
  const proposed = (ride: Ride) => legNames.filter((leg) => ride[leg]?.proposed?.change === change);
  const stands = (day: LoadedDay): boolean => {
    const ride = day.rides.get(id)!;
    return proposed(ride).length > 0 && proposed(ride).every((leg) => ride[leg]!.proposed!.acknowledged);
  };
  return unlessItStands({ at, decision, ride: id, book, stands }, () =>
    book.change(at, decision, (work) => {
      let ride = getRide(work, id);
      const legs = proposed(ride);
      if (legs.length === 0) throw new NotPossible('nothing-to-acknowledge', 'this change is no longer proposed');
      for (const leg of legs) {
        const promise = ride[leg]!;
        ride = work.ride({ ...ride, [leg]: { ...promise, proposed: { ...promise.proposed!, acknowledged: true } } });
      }
      applyIfAgreed(work, change);
      return { card: rideCard(work.day, work.day.rides.get(id)!) };
    }),
  );
}
