/** Giving a seat: in the draft of an open day with a window, in a published plan with an exact time. */
import { MINUTE, type EpochMs, type LegName, type RefusalReason, type RideId, type VehicleId } from '@passaggio/contracts';
import { findSeat, runIdOf, waitingList } from '../../domain/days/state.ts';
import type { LegPromise, Ride } from '../../domain/documents.ts';
import { assignPlates } from '../../domain/plans/plates.ts';
import { rules } from '../../domain/rules.ts';
import type { Draft } from '../../matching/draft.ts';
import { bound, returnWindow, windowAround, wishOf, type Wish } from '../../matching/wishes.ts';
import type { Ids } from '../../ports/ids.ts';
import { draftOf, frozenStops, published, tripOf } from '../days/drafts.ts';
import type { DayWork } from '../days/work.ts';
import { findCode, takeCode } from './codes.ts';

export type Seating = { readonly seated: true } | { readonly seated: false; readonly reason: RefusalReason };

/** The wish of a ride as it would be told now; undefined where its direct ride is over the limit. */
export function freshWish(work: DayWork, ride: Parameters<typeof tripOf>[0], notice: number = rules.notice): Wish | undefined {
  return wishOf(tripOf(ride), work.day.frame, (work.now + notice) as EpochMs);
}

/**
 * Seats a ride on all its legs and puts what changed: the ride with its promise, the routes, and for a published day the runs.
 * Changes nothing where there is no seat.
 */
export function seat(work: DayWork, ride: Ride, ids: Ids, notice: number = rules.notice): Seating {
  const wish = freshWish(work, ride, notice);
  if (wish === undefined) return { seated: false, reason: 'too-far' };
  const code = findCode(work, ride, ids);
  if (code === undefined) return { seated: false, reason: 'no-seat' };
  const draft = draftOf(work);
  let promises: ReadonlyMap<LegName, LegPromise> = new Map();
  const placed = draft.place(wish, (begins) => {
    promises = promisesOf(work, wish, begins);
    return { ...wish, legs: wish.legs.map((leg) => bound(leg, promises.get(leg.leg)!)) };
  });
  if (!placed.placed) return { seated: false, reason: placed.reason };
  const promise = (leg: LegName) => promises.get(leg) ?? null;
  takeCode(work, ride, code);
  work.ride({ ...ride, status: 'accepted', reason: null, alternatives: [], code, outbound: promise('outbound'), return: promise('return') });
  putRoutes(work, draft, placed.touched);
  return { seated: true };
}

function promisesOf(work: DayWork, wish: Wish, begins: ReadonlyMap<LegName, EpochMs>): Map<LegName, LegPromise> {
  return new Map(
    wish.legs.map((leg) => {
      const begin = begins.get(leg.leg)!;
      const told = published(work.day) ? toldAt(begin) : null;
      return [leg.leg, { window: windowAround(leg.leg, begin, leg), told, proposed: null, maxRide: leg.maxRide }];
    }),
  );
}

/** People are told whole minutes; the bus begins boarding within that minute, never before it. */
export function toldAt(begin: EpochMs): EpochMs {
  return (Math.floor(begin / MINUTE) * MINUTE) as EpochMs;
}

/** The promise of a leg before anything is known but the rules: for rides that wait. */
export function openPromise(ride: Ride, leg: LegName): LegPromise {
  const window =
    leg === 'return' ? returnWindow(ride.shiftEnd) : { from: (ride.shiftStart - rules.arriveBefore - rules.rideAtMost) as EpochMs, to: ride.shiftStart };
  return { window, told: null, proposed: null, maxRide: rules.rideAtMost };
}

/** Stores touched routes; on a published day each route that carries somebody is a run with a plate, a driver and their hours. */
export function putRoutes(work: DayWork, draft: Draft, touched: readonly VehicleId[]): void {
  for (const vehicle of touched) work.route(draft.route(vehicle));
  if (published(work.day)) ensureRuns(work, touched);
}

export function ensureRuns(work: DayWork, vehicles: readonly VehicleId[]): void {
  const { day } = work;
  const told = new Map([...day.runs.values()].map((run) => [run.vehicle, run.plate]));
  const plates = assignPlates(
    [...day.routes.values()].filter((route) => route.stops.length > 0),
    told,
  );
  for (const vehicle of vehicles) {
    const route = day.routes.get(vehicle)!;
    const driver = day.config.vehicles.get(vehicle)!.driver;
    if (route.stops.length > 0 && !day.runs.has(vehicle)) {
      const { pole, serviceDate } = work;
      work.run({
        id: runIdOf(route),
        pole,
        serviceDate,
        vehicle,
        driver,
        plate: plates.get(vehicle)!,
        state: 'planned',
        arrived: {},
        left: {},
        outcomes: [],
        needsPerson: [],
      });
    }
    const id = `${vehicle}_${work.serviceDate}`;
    const { leave, return: back } = route;
    work.put('vehicleDay', { id, vehicle, driver, serviceDate: work.serviceDate, leave, return: back }, day.vehicleDays.get(vehicle) ?? 0);
    day.vehicleDays.set(vehicle, (day.vehicleDays.get(vehicle) ?? 0) + 1);
  }
}

/** How many of the waiting list are tried when a seat is freed; the cut-off tries everybody. */
const TRIED = 40;

/** The waiting list moves up by itself. */
export function moveUp(work: DayWork, ids: Ids): void {
  const list = waitingList(work.day);
  let moved = false;
  for (const ride of list.slice(0, TRIED)) moved = seat(work, ride, ids).seated || moved;
  if (moved) work.mention(list.map((ride) => ride.id as RideId));
}

/** Frees a ride's seats where the bus has not come so far; a seat on a stop under way stays with nobody in it. */
export function unseat(work: DayWork, ride: Ride): void {
  const legs = (['outbound', 'return'] as const).flatMap((leg) => findSeat(work.day, ride.id as RideId, leg) ?? []);
  if (legs.length === 0) return;
  if (published(work.day) && legs.some((one) => frozenStops(work.day, one.route.vehicle, work.now) > one.on)) return;
  const draft = draftOf(work);
  putRoutes(work, draft, draft.remove(ride.id as RideId));
}
