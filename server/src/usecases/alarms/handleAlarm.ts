/** A person has seen an alarm and acts, or has solved it. */
import type { AccountId, Alarm, AlarmId } from '@passaggio/contracts';
import { alarmView } from '../../domain/days/view.ts';
import type { Reads } from '../../ports/reads.ts';
import type { DayBook, Decision } from '../days/book.ts';
import { NotPossible } from '../handlers.ts';
import { dayOfRun } from '../runs/findRun.ts';
import type { PoleId } from '@passaggio/contracts';

export interface AlarmHandling {
  readonly pole: PoleId;
  readonly alarm: AlarmId;
  readonly to: 'acknowledged' | 'closed';
  readonly by: AccountId;
  readonly note: string;
  readonly decision: Decision;
}

export async function handleAlarm(
  { pole, alarm: id, to, by, note, decision }: AlarmHandling,
  { book, reads }: { readonly book: DayBook; readonly reads: Reads },
): Promise<{ alarm: Alarm }> {
  const known = await reads.alarms.find(id);
  if (known === undefined || known.pole !== pole) throw new NotPossible('unknown-alarm', 'no such alarm at this pole');
  return book.change({ pole, serviceDate: known.serviceDate }, decision, (work) => {
    const alarm = work.day.alarms.get(id)!;
    if (alarm.state !== 'closed') work.alarm({ ...alarm, state: to, by, detail: withNote(alarm.detail, note) });
    if (alarm.run !== null) work.touchRun(dayOfRun(alarm.run).vehicle); // its driver sees who has seen it
    const ride = alarm.ride === null ? undefined : work.day.rides.get(alarm.ride);
    if (alarm.kind === 'still-here' && ride?.stillHere) work.ride({ ...ride, stillHere: { ...ride.stillHere, seenBy: by } });
    return { alarm: alarmView(work.day, work.day.alarms.get(id)!) };
  });
}

/** Of all that people wrote to one alarm. */
const LONGEST = 4_000;

const withNote = (detail: string, note: string): string => (note === '' ? detail : `${detail} - ${note}`.slice(0, LONGEST));
