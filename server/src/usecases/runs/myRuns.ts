/** A driver's runs of today and the days beside it, in the order in which they leave. */
import type { AccountId, RunId, RunView } from '@passaggio/contracts';
import { addDays, serviceDateAt } from '../../domain/time.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Reads } from '../../ports/reads.ts';
import type { DayBook } from '../days/book.ts';
import { viewRun } from './findRun.ts';

const ZONE = 'Europe/Rome';

export async function myRuns(driver: AccountId, needs: { readonly reads: Reads; readonly clock: Clock; readonly book: DayBook }): Promise<RunView[]> {
  const today = serviceDateAt(needs.clock.now(), ZONE);
  const runs = await needs.reads.runs.ofDriver(driver, addDays(today, -1), addDays(today, 1));
  const views = await Promise.all(runs.map((run) => viewRun(run.id as RunId, needs.book)));
  return views.filter((view) => view !== undefined).toSorted((a, b) => a.leave - b.leave);
}
