/** The rider, or a person who spoke to them, takes a changed time. */
import type { RideCard } from '@passaggio/contracts';
import { rideCard } from '../../domain/rides/card.ts';
import type { DayBook } from '../days/book.ts';
import { NotPossible } from '../handlers.ts';
import { applyIfAgreed } from '../plans/change.ts';
import { getRide, type RideCommand } from './cancelRide.ts';

export function acknowledge(
  { ride: id, at, decision }: Omit<RideCommand, 'rider'>,
  change: string,
  { book }: { readonly book: DayBook },
): Promise<{ card: RideCard }> {
  return book.change(at, decision, (work) => {
    let ride = getRide(work, id);
    const legs = (['outbound', 'return'] as const).filter((leg) => ride[leg]?.proposed?.change === change);
    if (legs.length === 0) throw new NotPossible('nothing-to-acknowledge', 'this change is no longer proposed');
    for (const leg of legs) {
      const promise = ride[leg]!;
      ride = work.ride({ ...ride, [leg]: { ...promise, proposed: { ...promise.proposed!, acknowledged: true } } });
    }
    applyIfAgreed(work, change);
    return { card: rideCard(work.day, work.day.rides.get(id)!) };
  });
}
