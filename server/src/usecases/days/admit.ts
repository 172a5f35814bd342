/** Which days are loaded, judged by a pole and a date alone: a day takes memory, and the travel times of all its places. */
import { rules } from '../../domain/rules.ts';
import { addDays, serviceDateAt } from '../../domain/time.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Reads } from '../../ports/reads.ts';
import { NotPossible } from '../handlers.ts';
import type { DayKey } from './book.ts';

export interface Admission {
  /** From yesterday to as far as rides are booked. */
  readonly near: boolean;
  /** Why nothing may be begun on it: it is not near, and nothing was ever stored of it. Who only looks sees an empty day. */
  readonly refused: NotPossible | undefined;
}

/** @throws NotPossible `unknown-pole` */
export async function admitDay(
  { pole, serviceDate }: DayKey,
  { reads, clock }: { readonly reads: Pick<Reads, 'poles' | 'days'>; readonly clock: Clock },
): Promise<Admission> {
  const [doc, version] = await Promise.all([reads.poles.find(pole), reads.days.version(`${pole}_${serviceDate}`)]);
  if (doc === undefined) throw new NotPossible('unknown-pole', `no pole ${pole}`);
  const today = serviceDateAt(clock.now(), doc.zone);
  const past = serviceDate < addDays(today, -1);
  const near = !past && serviceDate <= addDays(today, rules.daysAhead);
  if (near || version > 0) return { near, refused: undefined };
  return {
    near,
    refused: past ? new NotPossible('past-date', 'this day is over') : new NotPossible('too-far-ahead', `days are begun at most ${rules.daysAhead} days ahead`),
  };
}
