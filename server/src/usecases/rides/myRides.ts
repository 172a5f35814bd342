/** A rider's cards from yesterday on, newest service date first. */
import type { AccountId, RideCard, RideId } from '@passaggio/contracts';
import { rideCard } from '../../domain/rides/card.ts';
import { addDays, serviceDateAt } from '../../domain/time.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Reads } from '../../ports/reads.ts';
import type { DayBook } from '../days/book.ts';

/** Service dates are reckoned where all poles are. */
export const ZONE = 'Europe/Rome';

export async function myRides(
  rider: AccountId,
  { reads, clock, book }: { readonly reads: Reads; readonly clock: Clock; readonly book: DayBook },
): Promise<RideCard[]> {
  const from = addDays(serviceDateAt(clock.now(), ZONE), -1);
  const rides = (await reads.rides.ofRider(rider, from)).toReversed();
  const cards = await Promise.all(
    rides.map(({ pole, serviceDate, id }) =>
      book.read({ pole, serviceDate }, (day) => {
        const ride = day.rides.get(id as RideId);
        return ride === undefined ? undefined : rideCard(day, ride);
      }),
    ),
  );
  return cards.filter((card) => card !== undefined);
}
