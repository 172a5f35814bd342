/** One alarm per cause: raising it again changes nothing. */
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
  const id = `${kind}.${work.pole}.${work.serviceDate}.${about}`.slice(0, 160) as AlarmId;
  if (work.day.alarms.has(id)) return;
  const { pole, serviceDate, now } = work;
  const where = { ride: (ride?.id as RideId | undefined) ?? null, run: run ?? null, place: place ?? null };
  work.alarm({ id, pole, serviceDate, kind, ...(exactly !== undefined && { about: exactly }), ...where, raisedAt: now, state: 'open', by: null, detail });
}
