/**
 * Moving the times of a trip after they were told (brief.md, Promise): up to 5 min later needs no new notice; anything else holds only
 * once everybody on the trip has said yes, and until then the old times are a lock.
 */
import { MINUTE, type EpochMs, type LegName, type RideId } from '@passaggio/contracts';
import { findSeat, ridersOf } from '../../domain/days/state.ts';
import type { LegPromise, Ride, Route, RouteStop } from '../../domain/documents.ts';
import { rules } from '../../domain/rules.ts';
import { openDraft } from '../../matching/draft.ts';
import type { PlannedRoute } from '../../matching/routes.ts';
import { bound, wishOf, type Window } from '../../matching/wishes.ts';
import { boundWish, frozenStops, promiseOf, seated, tripOf } from '../days/drafts.ts';
import type { DayWork } from '../days/work.ts';
import { toldAt } from '../rides/seat.ts';

/** Stops from the first boarding to the last alighting around a stop, both inclusive. */
export interface TripStops {
  readonly first: number;
  readonly last: number;
}

/** The trip that a stop belongs to: the maximal stretch with someone on board. */
export function tripAround(stops: readonly RouteStop[], at: number): TripStops {
  let riding = 0;
  let first = 0;
  for (let i = 0; i < stops.length; i += 1) {
    if (riding === 0) first = i;
    riding += stops[i]!.on.length - stops[i]!.off.length;
    if (riding === 0 && i >= at) return { first, last: i };
  }
  throw new Error(`stop ${at} of ${stops.length} is in no trip that ends`);
}

export interface Concerned {
  readonly ride: Ride;
  readonly leg: LegName;
  readonly promise: LegPromise;
  /** The minute in which boarding begins by the plan as it is: the told one, or later without notice. */
  readonly at: EpochMs;
}

/** Everybody with a live seat on a trip. */
export function concernedBy(work: DayWork, route: Route, { first, last }: TripStops): Concerned[] {
  return ridersOf({ ...route, stops: route.stops.slice(first, last + 1) }).flatMap(({ ride: id, leg, stop }) => {
    const ride = work.day.rides.get(id)!;
    return ride.status === 'accepted' ? [{ ride, leg, promise: promiseOf(ride, leg), at: toldAt(stop.begin) }] : [];
  });
}

export function shifted(route: Route, { first, last }: TripStops, by: number): Route {
  const move = (at: EpochMs) => (at + by) as EpochMs;
  const stops = route.stops.map((stop, i) =>
    i < first || i > last ? stop : { ...stop, arrive: move(stop.arrive), begin: move(stop.begin), depart: move(stop.depart) },
  );
  return { ...route, stops, leave: first === 0 ? move(route.leave) : route.leave, return: last === stops.length - 1 ? move(route.return) : route.return };
}

/**
 * The route, timed so that every rule holds with these boarding windows in place of the told ones; undefined where none can. The trips
 * around the moved one are timed with it: a bus is in one place at a time (P9).
 */
export function retimed(work: DayWork, route: Route, windows: ReadonlyMap<string, Window>): PlannedRoute | undefined {
  const { day } = work;
  const wishes = [...day.rides.values()]
    .filter((ride) => seated(day, ride))
    .map((ride) => {
      const fresh = wishOf(tripOf(ride), day.frame, 0 as EpochMs)!;
      return {
        ...boundWish(day, ride),
        legs: fresh.legs.map((leg) => {
          const window = windows.get(`${leg.leg} ${ride.id}`);
          const vehicle = findSeat(day, ride.id as RideId, leg.leg)?.route.vehicle;
          if (window === undefined || vehicle === undefined) return bound(leg, { ...promiseOf(ride, leg.leg), vehicle });
          return { ...bound(leg, { window, told: null }), vehicle };
        }),
      };
    });
  try {
    const routes = [...day.routes.values()].map((one) => (one.vehicle === route.vehicle ? route : one));
    return openDraft(day.frame, routes, wishes, (vehicle) => frozenStops(day, vehicle, work.now)).retimed(route.vehicle);
  } catch {
    return undefined;
  }
}

/** Gives the new times once everybody concerned has said yes. Where the plan has moved on meanwhile the old times stand. */
export function applyIfAgreed(work: DayWork, change: string): void {
  const agreed = [...work.day.rides.values()].flatMap((ride) =>
    (['outbound', 'return'] as const).flatMap((leg) =>
      ride.status === 'accepted' && ride[leg]?.proposed?.change === change ? [{ ride, leg, promise: promiseOf(ride, leg) }] : [],
    ),
  );
  const first = agreed[0];
  if (first === undefined || agreed.some((one) => one.promise.proposed?.acknowledged === false)) return;
  const seat = findSeat(work.day, first.ride.id as RideId, first.leg);
  const by = first.promise.proposed!.told - first.promise.told!;
  const windows = windowsOf(agreed, ({ promise }) => toldWindow(promise.proposed!.told));
  const route = seat && shifted(seat.route, tripAround(seat.route.stops, seat.on), by);
  const inTime = route !== undefined && seat!.on >= frozenStops(work.day, route.vehicle, work.now);
  const moved = inTime ? retimed(work, route, windows) : undefined;
  for (const { ride, leg } of agreed) {
    const now = work.day.rides.get(ride.id as RideId)!;
    const promise = promiseOf(now, leg);
    work.ride({ ...now, [leg]: { ...promise, told: moved === undefined ? promise.told : promise.proposed!.told, proposed: null } });
  }
  if (moved !== undefined) work.route(moved);
}

/** Whether a move needs no new notice: nobody waits more than 5 min beyond the told time. */
export function withoutNotice(concerned: readonly Concerned[], by: number): boolean {
  if (by < 0) return false;
  return concerned.every(({ promise, at }) => promise.told !== null && at + by <= promise.told + rules.laterWithoutNotice);
}

/** When boarding may begin for a told time. */
export const toldWindow = (told: EpochMs): Window => ({ from: told, to: (told + rules.laterWithoutNotice) as EpochMs });

/** A window for each person's leg. */
export function windowsOf<C extends Pick<Concerned, 'ride' | 'leg'>>(concerned: readonly C[], window: (one: C) => Window): Map<string, Window> {
  return new Map(concerned.map((one) => [`${one.leg} ${one.ride.id}`, window(one)]));
}

export const minutes = (count: number) => count * MINUTE;
