/** Whether somebody may be called absent, judged before the driver acts. */
import { absentFrom, MINUTE, type EpochMs, type RunPerson, type RunStop } from '@passaggio/contracts';
import type { Now } from './time.ts';
import { isAwaited, samePerson } from './view.ts';

/** Outbound: absent, which is a no-show or ours. Return: not here, which alarms dispatch; there is no no-show at a gate. */
export type AbsenceAct = 'absent' | 'not-here';

export type Absence =
  | { readonly open: true; readonly act: AbsenceAct }
  | { readonly open: false; readonly closed: 'not-arrived' | 'not-awaited' }
  | { readonly open: false; readonly closed: 'wait'; readonly act: AbsenceAct; readonly until: EpochMs };

export function mayBeAbsent(stop: RunStop, who: RunPerson, now: Now): Absence {
  if (stop.arrived === null) return { open: false, closed: 'not-arrived' };
  const person = stop.on.find((one) => samePerson(one, who));
  if (person === undefined || !isAwaited(person)) return { open: false, closed: 'not-awaited' };
  const act = person.leg === 'outbound' ? 'absent' : 'not-here';
  const from = act === 'absent' ? absentFrom(person.told, stop.arrived) : person.told; // P12
  if (now.at - now.slack < from) return { open: false, closed: 'wait', act, until: (from + now.slack) as EpochMs };
  return { open: true, act };
}

/** Whole minutes to wait, for words: never nought while it is still closed. */
export const minutesUntil = (until: EpochMs, now: Now): number => Math.max(1, Math.ceil((until - now.at) / MINUTE));
