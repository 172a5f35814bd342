/** A day is closed once everybody who rode out has come back, is not returning with us, or was looked after by a person (P5). */
import type { DayHead } from '@passaggio/contracts';
import { waitingList } from '../../domain/days/state.ts';
import { headView } from '../../domain/days/view.ts';
import type { DayBook, DayKey, Decision } from '../days/book.ts';
import { NotPossible } from '../handlers.ts';
import { stillAtSite } from '../runs/watch.ts';

export async function closeDay(at: DayKey, decision: Decision, version: number, { book }: { readonly book: DayBook }): Promise<{ head: DayHead }> {
  if ((await book.known(decision)) === undefined) await book.change(at, undefined, (work) => stillAtSite(work, 'now'));
  return book.change(at, decision, (work) => {
    const { day } = work;
    if (day.head.phase === 'closed') throw new NotPossible('already-closed', 'this day is closed');
    if (day.head.phase !== 'published') throw new NotPossible('not-published', 'this day was not published');
    const open = [...day.alarms.values()].filter((alarm) => alarm.state !== 'closed');
    if (open.length > 0) throw new NotPossible('open-alarm', `${open.length} alarms are not solved`);
    if (day.head.revision !== version) throw new NotPossible('stale-version', `the day is at version ${day.head.revision}, not ${version}`);
    for (const ride of waitingList(day)) work.ride({ ...ride, status: 'refused', reason: 'left-out' });
    work.head({ phase: 'closed' });
    return { head: headView(day.head) };
  });
}
