/** The state of a stream now, for a client that is too far behind (ST6). */
import type { AccountId, PoleId, RunId, Snapshot } from '@passaggio/contracts';
import type { Clock } from '../ports/clock.ts';
import type { Reads } from '../ports/reads.ts';
import type { DayBook } from './days/book.ts';
import { NotPossible } from './handlers.ts';
import { currentDays } from './plans/viewDay.ts';
import { myRides } from './rides/myRides.ts';
import { viewRun } from './runs/findRun.ts';

export interface SnapshotNeeds {
  readonly book: DayBook;
  readonly clock: Clock;
  readonly reads: Reads;
}

export async function snapshotOf(stream: string, needs: SnapshotNeeds): Promise<Snapshot> {
  const colon = stream.indexOf(':');
  const id = stream.slice(colon + 1);
  switch (stream.slice(0, colon)) {
    case 'rider':
      return { of: 'rider', cards: await myRides(id as AccountId, needs) };
    case 'run':
      return { of: 'run', run: (await viewRun(id as RunId, needs.book)) ?? null };
    case 'pole':
      return { of: 'pole', days: await currentDays(id as PoleId, needs) };
    default:
      throw new NotPossible('unknown-stream', `no stream ${stream}`);
  }
}
