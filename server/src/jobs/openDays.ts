/** After a start the days round now are opened one after the other, so that nobody who asks at dawn waits for theirs. */
import type { EpochMs } from '@passaggio/contracts';
import { addDays, serviceDateAt } from '../domain/time.ts';
import type { Reads } from '../ports/reads.ts';
import type { DayBook } from '../usecases/days/book.ts';
import { ZONE } from './tick.ts';

export interface OpenNeeds {
  readonly book: DayBook;
  readonly reads: Pick<Reads, 'days'>;
  /** The server stops: nobody will ask. */
  readonly over: () => boolean;
  readonly failed: (what: string, cause: unknown) => void;
}

/** Today's and tomorrow's, the published ones first. One that cannot be opened is left to whoever asks for it. */
export async function openDays(now: EpochMs, { book, reads, over, failed }: OpenNeeds): Promise<void> {
  const today = serviceDateAt(now, ZONE);
  for (const phase of ['published', 'open'] as const) {
    for (const { pole, serviceDate } of await reads.days.inPhase(phase, today, addDays(today, 1))) {
      if (over()) return;
      await book.read({ pole, serviceDate }, () => undefined).catch((cause: unknown) => failed(`opening ${pole} ${serviceDate}`, cause));
    }
  }
}
