/** A day as staff see it, and the days round today for a client that comes back. */
import type { DayView, PoleId } from '@passaggio/contracts';
import { dayView } from '../../domain/days/view.ts';
import { rules } from '../../domain/rules.ts';
import { addDays, serviceDateAt } from '../../domain/time.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Reads } from '../../ports/reads.ts';
import type { DayBook, DayKey } from '../days/book.ts';
import { NotPossible } from '../handlers.ts';

interface Needs {
  readonly book: DayBook;
  readonly clock: Clock;
  readonly reads: Reads;
}

export function viewDay(at: DayKey, { book, clock }: Pick<Needs, 'book' | 'clock'>): Promise<DayView> {
  return book.read(at, (day) => dayView(day, clock.now()));
}

/** Yesterday to as far as rides are booked, where anything was booked. */
export async function currentDays(pole: PoleId, { book, clock, reads }: Needs): Promise<DayView[]> {
  const doc = await reads.poles.find(pole);
  if (doc === undefined) throw new NotPossible('unknown-pole', `no pole ${pole}`);
  const today = serviceDateAt(clock.now(), doc.zone);
  const heads = await reads.days.ofPole(pole, addDays(today, -1), addDays(today, rules.daysAhead));
  return Promise.all(heads.map(({ serviceDate }) => viewDay({ pole, serviceDate }, { book, clock })));
}
