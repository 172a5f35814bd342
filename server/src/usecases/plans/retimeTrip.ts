/** Staff move a trip of a published run. */
import type { EpochMs, Retime, RetimeAnswer, RideId } from '@passaggio/contracts';
import { runIdOf } from '../../domain/days/state.ts';
import type { z } from 'zod/mini';
import type { DayBook, DayKey, Decision } from '../days/book.ts';
import { frozenStops } from '../days/drafts.ts';
import type { DayWork } from '../days/work.ts';
import { NotPossible } from '../handlers.ts';
import { rules } from '../../domain/rules.ts';
import { applyIfAgreed, concernedBy, minutes, retimed, shifted, toldWindow, tripAround, windowsOf, withoutNotice } from './change.ts';

type Answer = z.infer<typeof RetimeAnswer>;

export function retimeTrip(at: DayKey, retime: Retime, decision: Decision, { book }: { readonly book: DayBook }): Promise<Answer> {
  return book.change(at, decision, (work) => move(work, retime));
}

function move(work: DayWork, { run, stop, minutes: count, id: change }: Retime): Answer {
  if (work.day.head.phase !== 'published') throw new NotPossible('not-published', 'nobody was told a time of this day yet');
  const route = [...work.day.routes.values()].find((one) => runIdOf(one) === run);
  const position = route?.stops.findIndex((one) => one.stop === stop) ?? -1;
  if (route === undefined || position < 0) throw new NotPossible('unknown-run', 'no such run, or no such stop on it');
  const trip = tripAround(route.stops, position);
  const by = minutes(count);
  const concerned = concernedBy(work, route, trip);
  if (trip.first < frozenStops(work.day, route.vehicle, work.now)) throw new NotPossible('change-not-possible', 'the bus is under way on this trip');
  if (concerned.some(({ promise, at }) => promise.told === null || at + by < work.now + rules.notice)) {
    throw new NotPossible('change-not-possible', 'the new time comes too soon to be told');
  }
  const moved = shifted(route, trip, by);
  if (withoutNotice(concerned, by)) {
    const later = retimed(
      work,
      moved,
      windowsOf(concerned, ({ promise, at }) => ({ ...toldWindow(promise.told!), from: (at + by) as EpochMs })),
    );
    if (later === undefined) throw new NotPossible('change-not-possible', 'a rule would be broken at that time');
    work.route(later);
    return { change, holds: true, awaiting: [] };
  }
  const windows = windowsOf(concerned, ({ at }) => toldWindow((at + by) as EpochMs));
  if (retimed(work, moved, windows) === undefined) throw new NotPossible('change-not-possible', 'a rule would be broken at that time');
  for (const { ride, leg, promise, at } of concerned) {
    const now = work.day.rides.get(ride.id as RideId)!;
    work.ride({ ...now, [leg]: { ...promise, proposed: { change, told: (at + by) as EpochMs, acknowledged: false } } });
  }
  work.touchRuns(concerned[0]!.ride.id as RideId);
  applyIfAgreed(work, change);
  return { change, holds: false, awaiting: concerned.map((one) => one.ride.id as RideId) };
}
