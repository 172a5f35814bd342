/** Everybody accepted is told their time, place and plate; drivers get their runs. */
import type { PublishAnswer, RideId } from '@passaggio/contracts';
import type { z } from 'zod/mini';
import { findSeat, waitingList } from '../../domain/days/state.ts';
import { headView } from '../../domain/days/view.ts';
import type { Ride } from '../../domain/documents.ts';
import type { DayBook, DayKey, Decision } from '../days/book.ts';
import { promiseOf } from '../days/drafts.ts';
import type { DayWork } from '../days/work.ts';
import { raiseForClosedDate } from '../places/withdrawn.ts';
import { ensureRuns, toldAt } from '../rides/seat.ts';
import { checkPlannable } from './planDay.ts';

type Answer = z.infer<typeof PublishAnswer>;

/** @param version  what staff saw; undefined at the cut-off */
export function publishDay(at: DayKey, decision: Decision | undefined, version: number | undefined, { book }: { readonly book: DayBook }): Promise<Answer> {
  return book.change(at, decision, (work) => {
    checkPlannable(work.day, version);
    return publish(work);
  });
}

function publish(work: DayWork): Answer {
  const { day, now } = work;
  const routes = [...day.routes.values()].filter((route) => route.stops.length > 0);
  work.head({ phase: 'published', publishedAt: now, cutoffState: 'done', planNumber: Math.max(1, day.head.planNumber) });
  day.draft = undefined;
  let told = 0;
  for (const ride of day.rides.values()) {
    if (ride.status !== 'accepted') continue;
    work.ride({ ...ride, outbound: tell(work, ride, 'outbound'), return: tell(work, ride, 'return') });
    told += 1;
  }
  const waiting = waitingList(day);
  for (const ride of waiting) work.ride({ ...ride, reason: 'left-out' }); // still on the list; first tomorrow
  ensureRuns(
    work,
    routes.map((route) => route.vehicle),
  );
  keepVersion(work);
  raiseForClosedDate(work);
  return { head: headView(day.head), told, leftOut: waiting.length, runs: routes.length };
}

function tell(work: DayWork, ride: Ride, leg: 'outbound' | 'return') {
  if (ride[leg] === null) return null;
  const seat = findSeat(work.day, ride.id as RideId, leg);
  if (seat === undefined) throw new Error(`P4: ${ride.id} was accepted and has no seat on its ${leg}`);
  return { ...promiseOf(ride, leg), told: toldAt(seat.route.stops[seat.on]!.begin) };
}

function keepVersion(work: DayWork): void {
  const { pole, serviceDate, now, day } = work;
  const number = day.head.planNumber;
  const routes = [...day.routes.values()].map(({ vehicle, leave, return: back, stops }) => ({ vehicle, leave, return: back, stops }));
  work.put('planVersion', { id: `${pole}_${serviceDate}_${number}`, pole, serviceDate, number, publishedAt: now, routes }, 0);
}
