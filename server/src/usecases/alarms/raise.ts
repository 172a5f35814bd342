/** One alarm per cause: raising it again changes nothing. */
import { createHash } from 'node:crypto';
import type { AlarmId, AlarmKind, PlaceId, RideId, RunId, SiteId } from '@passaggio/contracts';
import type { Alarm, Ride } from '../../domain/documents.ts';
import type { DayWork } from '../days/work.ts';

export interface Cause {
  readonly kind: AlarmKind;
  readonly ride?: Ride;
  readonly run?: RunId;
  readonly place?: PlaceId | SiteId;
  /** What tells this cause from another of its kind. */
  readonly about: string;
  /** Says what it is about where the kind is not exact. */
  readonly exactly?: Alarm['about'];
  readonly detail: string;
}

export function raise(work: DayWork, { kind, ride, run, place, about, exactly, detail }: Cause): void {
  const id = alarmId(`${kind}.${work.pole}.${work.serviceDate}.${about}`);
  if (work.day.alarms.has(id)) return;
  const { pole, serviceDate, now } = work;
  const where = { ride: (ride?.id as RideId | undefined) ?? null, run: run ?? null, place: place ?? null };
  work.alarm({ id, pole, serviceDate, kind, ...(exactly !== undefined && { about: exactly }), ...where, raisedAt: now, state: 'open', by: null, detail });
}

const LONGEST = 160;

/** Two causes with long names are two alarms, though an id is cut at its greatest length. */
function alarmId(whole: string): AlarmId {
  if (whole.length <= LONGEST) return whole as AlarmId;
  const mark = createHash('sha256').update(whole).digest('hex').slice(0, 24);
  return `${whole.slice(0, LONGEST - mark.length - 1)}.${mark}` as AlarmId;
}
