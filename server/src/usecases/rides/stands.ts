/** Acts that are never refused for coming too often: what is said once more is answered with what stands, and nothing is stored for it. */
import type { EpochMs, RideCard, RideId } from '@passaggio/contracts';
import { rideCard } from '../../domain/rides/card.ts';
import type { DayBook, DayKey, Decision } from '../days/book.ts';
import type { LoadedDay } from '../days/work.ts';

interface Act {
  readonly at: DayKey;
  readonly decision: Decision;
  readonly ride: RideId;
  readonly book: DayBook;
  /** Whether the act would change nothing. */
  readonly stands: (day: LoadedDay, now: EpochMs) => boolean;
}

/** A command that was stored before gets its first answer, as any (ST4). */
export async function unlessItStands({ at, decision, ride: id, book, stands }: Act, change: () => Promise<{ card: RideCard }>): Promise<{ card: RideCard }> {
  const known = await book.known(decision);
  if (known !== undefined) return known as { card: RideCard };
  const card = await book.read(at, (day, now) => {
    const ride = day.rides.get(id);
    return ride !== undefined && stands(day, now) ? rideCard(day, ride) : undefined;
  });
  return card === undefined ? change() : { card };
}
