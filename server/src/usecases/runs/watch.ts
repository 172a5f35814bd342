/** What nobody reports: people still at a site, runs that give no sign or come too late, a waiting list without hope. */
import { MINUTE, type RideId } from '@passaggio/contracts';
import { runIdOf, unaccounted, waitingList } from '../../domain/days/state.ts';
import { rules } from '../../domain/rules.ts';
import { expectedOf } from '../../domain/runs/view.ts';
import { raise } from '../alarms/raise.ts';
import type { DayBook, DayKey } from '../days/book.ts';
import type { DayWork } from '../days/work.ts';
import { lastHope } from '../rides/requestRide.ts';

/** A run this late is a person's business. */
const LATE = 10 * MINUTE;

export function watchDay(at: DayKey, { book }: { readonly book: DayBook }): Promise<void> {
  return book.change(at, undefined, (work) => {
    giveUpHope(work);
    if (work.day.head.phase !== 'published') return;
    stillAtSite(work, 'after the shift');
    lateRuns(work);
  });
}

/**
 * P5: whoever rode out and has no bus by half an hour after the shift.
 *
 * @param when  `now` before a day is closed: whoever is not accounted for by then, whatever the hour
 */
export function stillAtSite(work: DayWork, when: 'now' | 'after the shift'): void {
  for (const ride of work.day.rides.values()) {
    if (when === 'after the shift' && work.now < ride.shiftEnd + rules.stillAtSite) continue;
    if (!unaccounted(work.day, ride.id as RideId)) continue;
    raise(work, { kind: 'still-at-site', ride, place: ride.site, about: ride.id, detail: 'rode out with us and is not on the way home' });
  }
}

function lateRuns(work: DayWork): void {
  const { day, now } = work;
  for (const run of day.runs.values()) {
    const route = day.routes.get(run.vehicle);
    if (route === undefined || run.state === 'ended' || route.stops.length === 0) continue;
    const next = route.stops.findIndex((stop) => run.left[stop.stop] === undefined);
    const stop = route.stops[next];
    if (stop === undefined) continue;
    const { arrive } = expectedOf(day, route)[next]!;
    const expected = run.arrived[stop.stop] === undefined ? Math.max(arrive, now) : arrive;
    if (expected - stop.arrive <= LATE) continue;
    const unseen = run.state === 'planned' ? 'has given no sign' : `is ${Math.round((expected - stop.arrive) / MINUTE)} min late`;
    raise(work, { kind: 'run-late', run: runIdOf(route), place: stop.place, about: `${run.vehicle}.${stop.stop}`, detail: `bus ${run.plate} ${unseen}` });
  }
}

/** Nobody stays on a list that can give nothing any more. */
function giveUpHope(work: DayWork): void {
  const list = waitingList(work.day);
  const over = list.filter((ride) => lastHope(ride) <= work.now);
  for (const ride of over) work.ride({ ...ride, status: 'refused', reason: 'left-out' });
  if (over.length > 0) work.mention(list.map((ride) => ride.id as RideId));
}
