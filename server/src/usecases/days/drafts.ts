/** The draft a task seats people in: kept in memory while the day is open, opened for the moment once it is published. */
import type { EpochMs, LegName, RideId, VehicleId } from '@passaggio/contracts';
import { findSeat } from '../../domain/days/state.ts';
import type { LegPromise, Ride, Route } from '../../domain/documents.ts';
import { openDraft, type Draft } from '../../matching/draft.ts';
import { bound, wishOf, type Trip, type Wish } from '../../matching/wishes.ts';
import { insertion } from '../../ports/figures.ts';
import type { DayWork, LoadedDay } from './work.ts';

export const published = (day: LoadedDay) => day.head.phase === 'published' || day.head.phase === 'closed';

export function draftOf(work: DayWork): Draft {
  const { day, now } = work;
  if (published(day)) return heard(open(day, (vehicle) => frozenStops(day, vehicle, now)));
  day.draft ??= heard(open(day, () => 0));
  return day.draft;
}

function open(day: LoadedDay, frozen: (vehicle: VehicleId) => number): Draft {
  return openDraft(day.frame, [...day.routes.values()], boundWishes(day), frozen);
}

/** Everybody on a route as a wish of the plan: the accepted, and cancelled rides that their route could not do without. */
export function boundWishes(day: LoadedDay): Wish[] {
  return [...day.rides.values()].filter((ride) => seated(day, ride)).map((ride) => boundWish(day, ride));
}

export const seated = (day: LoadedDay, ride: Ride) => findSeat(day, ride.id as RideId, ride.outbound === null ? 'return' : 'outbound') !== undefined;

/** Each search for a seat in it can be heard by whoever measures. */
function heard(draft: Draft): Draft {
  return {
    ...draft,
    trial: (wish) => insertion.traceSync(() => draft.trial(wish), {}),
    place: (wish, given) => insertion.traceSync(() => draft.place(wish, given), {}),
  };
}

/** What a seated ride was given, as a wish of the plan. */
export function boundWish(day: LoadedDay, ride: Ride): Wish {
  const wish = wishOf(tripOf(ride), day.frame, 0 as EpochMs);
  if (wish === undefined) throw new Error(`${ride.id} has a seat though its direct ride is over the limit`);
  return {
    ...wish,
    legs: wish.legs.map((leg) => bound(leg, { ...promiseOf(ride, leg.leg), vehicle: findSeat(day, ride.id as RideId, leg.leg)?.route.vehicle })),
  };
}

export function promiseOf(ride: Ride, leg: LegName): LegPromise {
  const promise = ride[leg];
  if (promise === null) throw new Error(`${ride.id} has no ${leg}`);
  return promise;
}

export function tripOf(ride: Pick<Ride, 'id' | 'site' | 'boardingPlace' | 'shiftStart' | 'shiftEnd' | 'trip'>): Trip {
  const { site, boardingPlace, shiftStart, shiftEnd, trip } = ride;
  return { ride: ride.id as RideId, site, boardingPlace, shiftStart, shiftEnd, trip };
}

/** What has happened, what should have by now, and the stop the bus is heading for: a plan that arrives must not change these. */
export function frozenStops(day: LoadedDay, vehicle: VehicleId, now: EpochMs): number {
  const route: Route | undefined = day.routes.get(vehicle);
  const run = day.runs.get(vehicle);
  if (route === undefined || run === undefined) return 0;
  let happened = 0;
  route.stops.forEach((stop, i) => {
    if (run.arrived[stop.stop] !== undefined || run.left[stop.stop] !== undefined || stop.depart <= now) happened = i + 1;
  });
  const underWay = happened > 0 || route.leave <= now || run.state !== 'planned';
  return Math.min(route.stops.length, underWay ? happened + 1 : 0);
}
