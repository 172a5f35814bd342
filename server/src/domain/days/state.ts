/** A pole's service date as its rules see it: every document of the day, by id. */
import type { AlarmId, EpochMs, LegName, PlaceId, RideId, RunId, SiteId, VehicleId } from '@passaggio/contracts';
import type { Alarm, Day, Fact, Outcome, Place, Pole, Ride, Route, RouteStop, Run, Site, Vehicle } from '../documents.ts';
import { once } from './look.ts';

/** What changes seldom: the pole with its places, sites and fleet. */
export interface PoleConfig {
  readonly pole: Pole;
  readonly places: ReadonlyMap<PlaceId, Place>;
  readonly sites: ReadonlyMap<SiteId, Site>;
  readonly vehicles: ReadonlyMap<VehicleId, Vehicle>;
}

export interface DayState {
  readonly config: PoleConfig;
  readonly head: Day;
  readonly rides: ReadonlyMap<RideId, Ride>;
  readonly routes: ReadonlyMap<VehicleId, Route>;
  readonly runs: ReadonlyMap<VehicleId, Run>;
  readonly facts: ReadonlyMap<RunId, readonly Fact[]>;
  readonly alarms: ReadonlyMap<AlarmId, Alarm>;
  /** Travel times are computed rather than measured. */
  readonly estimated: boolean;
}

/** Where a leg sits: its route with the positions of its boarding and alighting stops. */
export interface Seat {
  readonly route: Route;
  readonly on: number;
  readonly off: number;
}

type ByRide<T> = { readonly [leg in LegName]: Map<RideId, T> };

/** By leg and then by ride: looked up for everybody on every change of a day, so without a key to be put together. */
function byRide<T>(entries: Iterable<readonly [LegName, RideId, T]>): ByRide<T> {
  const index: ByRide<T> = { outbound: new Map(), return: new Map() };
  for (const [leg, ride, one] of entries) index[leg].set(ride, one);
  return index;
}

/** Most stops of a route: a seat is one number, so that an index holds no objects. */
const STOPS = 4096;
const seatIndexes = new WeakMap<Route, ByRide<number>>();

/** Positions of boarding and alighting, as on * STOPS + off. Routes are replaced, never changed, so that an index lives as long as its route. */
function seatsOf(route: Route): ByRide<number> {
  const known = seatIndexes.get(route);
  if (known !== undefined) return known;
  const offAt = byRide(route.stops.flatMap((stop, i) => stop.off.map(({ ride, leg }) => [leg, ride, i] as const)));
  const seats = byRide(
    route.stops.flatMap((stop, on) =>
      stop.on.map(({ ride, leg }) => {
        const off = offAt[leg].get(ride);
        if (off === undefined) throw new Error(`route ${route.id}: ${leg} of ${ride} gets on at stop ${on} and never off`);
        return [leg, ride, on * STOPS + off] as const;
      }),
    ),
  );
  seatIndexes.set(route, seats);
  return seats;
}

export function findSeat(day: Pick<DayState, 'routes'>, ride: RideId, leg: LegName): Seat | undefined {
  for (const route of day.routes.values()) {
    const seat = seatsOf(route)[leg].get(ride);
    if (seat !== undefined) return { route, on: Math.floor(seat / STOPS), off: seat % STOPS };
  }
  return undefined;
}

/** Everybody with a seat on a route, once for each leg. */
export function ridersOf(route: Route): { ride: RideId; leg: LegName; stop: RouteStop }[] {
  return route.stops.flatMap((stop) => stop.on.map((person) => ({ ...person, stop })));
}

/** The most people that a route has on board at once. */
export function mostOnBoard(route: Pick<Route, 'stops'>): number {
  let [riding, most] = [0, 0];
  for (const { on, off } of route.stops) {
    riding += on.length - off.length;
    most = Math.max(most, riding);
  }
  return most;
}

interface OutcomeIndex {
  /** What it was made of: runs are replaced, never changed. */
  readonly runs: readonly Run[];
  readonly outcomes: ByRide<Outcome>;
}

const outcomeIndexes = new WeakMap<DayState['runs'], OutcomeIndex>();

/** What happened to each leg of the day; where two runs say something, the first one counts. */
function outcomesOf({ runs }: Pick<DayState, 'runs'>): ByRide<Outcome> {
  const known = outcomeIndexes.get(runs);
  const now = [...runs.values()];
  if (known?.runs.length === now.length && now.every((run, i) => run === known.runs[i])) return known.outcomes;
  const outcomes = byRide(now.toReversed().flatMap((run) => run.outcomes.map((one) => [one.leg, one.ride, one] as const)));
  outcomeIndexes.set(runs, { runs: now, outcomes });
  return outcomes;
}

export function findOutcome(day: Pick<DayState, 'runs'>, ride: RideId, leg: LegName): Outcome | undefined {
  return once(day, outcomesOf, () => outcomesOf(day))[leg].get(ride);
}

/** The waiting list in the order in which seats are given: left out lately first, then first come. */
export function waitingList(day: Pick<DayState, 'rides'>): Ride[] {
  return [...day.rides.values()].filter((ride) => ride.status === 'waiting').toSorted(firstInLine);
}

/** 1 = next; null for a ride that is not on the list. */
export function waitingPlace(day: DayState, ride: Ride): number | null {
  if (ride.status !== 'waiting' || !day.rides.has(ride.id as RideId)) return null;
  return once(day, ride, () => {
    let place = 1;
    for (const other of day.rides.values()) if (other.status === 'waiting' && other.id !== ride.id && firstInLine(other, ride) < 0) place += 1;
    return place;
  });
}

export function firstInLine(a: Ride, b: Ride): number {
  return b.priority - a.priority || a.askedAt - b.askedAt || (a.id < b.id ? -1 : 1);
}

export function nameOf(config: PoleConfig, id: PlaceId | SiteId): { id: string; name: string } {
  const found = config.places.get(id as PlaceId) ?? config.sites.get(id as SiteId);
  return { id, name: found?.name ?? id };
}

export const runIdOf = (route: Pick<Route, 'pole' | 'serviceDate' | 'vehicle'>): RunId => `${route.pole}_${route.serviceDate}_${route.vehicle}` as RunId;

/** Latest time told for a leg while its rider is awaited; null once they are not. */
export function toldWhileAwaited(day: Pick<DayState, 'rides' | 'runs'>, rideId: RideId, leg: LegName): EpochMs | null {
  const ride = day.rides.get(rideId);
  if (ride === undefined || ride.status !== 'accepted') return null;
  if (leg === 'return' && !returnsWithUs(day, ride)) return null;
  return ride[leg]?.told ?? null;
}

/** Whether a ride home is still to be given: not declined, and the rider did ride out with us (or only asked for the return). */
export function returnsWithUs(day: Pick<DayState, 'runs'>, ride: Ride): boolean {
  if (ride.notReturning || ride.return === null) return false;
  const out = ride.outbound === null ? undefined : findOutcome(day, ride.id as RideId, 'outbound');
  return out?.state !== 'no-show' && out?.state !== 'missed';
}

/** P5: whether somebody rode out and nothing says that they are back, on the way, or stay. */
export function unaccounted(day: Pick<DayState, 'rides' | 'runs'>, ride: RideId): boolean {
  const out = findOutcome(day, ride, 'outbound')?.state;
  const back = findOutcome(day, ride, 'return')?.state;
  return (out === 'alighted' || out === 'boarded') && back !== 'alighted' && back !== 'boarded' && day.rides.get(ride)?.notReturning !== true;
}
