/** What happens by itself. Each tick does all that is overdue, so that a missed one is caught up by the next. */
import type { EpochMs } from '@passaggio/contracts';
import type { Reads } from '../ports/reads.ts';
import { addDays, serviceDateAt } from '../domain/time.ts';
import type { DayBook } from '../usecases/days/book.ts';
import { runCutoffs, type CutoffNeeds } from '../usecases/plans/cutoff.ts';
import { watchDay } from '../usecases/runs/watch.ts';

/** Service dates are reckoned where all poles are. */
export const ZONE = 'Europe/Rome';
/** Days after which an unclosed day is no longer watched by itself. */
const WATCHED = 2;

export interface TickNeeds {
  readonly book: DayBook;
  readonly reads: Reads;
  readonly cutoff: CutoffNeeds;
  readonly failed: (what: string, cause: unknown) => void;
}

export async function tick(now: EpochMs, needs: TickNeeds): Promise<void> {
  await runCutoffs(now, needs.cutoff).catch((cause: unknown) => needs.failed('cut-offs', cause));
  const watched = await needs.reads.days.inPhase('published', addDays(serviceDateAt(now, ZONE), -WATCHED)).catch((cause: unknown) => {
    needs.failed('watch', cause);
    return [];
  });
  for (const { pole, serviceDate } of watched) {
    await watchDay({ pole, serviceDate }, needs).catch((cause: unknown) => needs.failed(`watch ${pole} ${serviceDate}`, cause));
  }
}
