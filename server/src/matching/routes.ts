/** Routes between the optimizer's terms and the documents'. */
import type { EpochMs, LegName, RideId, StopId, VehicleId } from '@passaggio/contracts';
import type { Route as SolverRoute, Stop as SolverStop } from '@passaggio/optimizer';
import type { Route, RouteStop } from '../domain/documents.ts';
import type { Frame } from './frame.ts';
import type { Wish } from './wishes.ts';

/** A route without what the store and the day add. */
export type PlannedRoute = Pick<Route, 'vehicle' | 'leave' | 'return' | 'stops'> & { readonly stopsMade: number };

type Person = { readonly ride: RideId; readonly leg: LegName };

/** Most legs of a request: one number stands for a request's leg. */
const LEGS = 2;

/** A route's stops with request indices for rides; `who` gives a ride's request and `legs` the position of each leg in it. */
export function toSolver(
  route: Pick<Route, 'vehicle' | 'leave' | 'return' | 'stops'>,
  frame: Frame,
  requestOf: (ride: RideId) => number,
  wishOf: (ride: RideId) => Wish,
): SolverRoute {
  const seconds = (at: EpochMs) => Math.round((at - frame.origin) / 1000);
  const count = (people: readonly Person[]) => {
    const groups = new Map<string, { request: number; leg: number; count: number }>();
    for (const { ride, leg } of people) {
      const request = requestOf(ride);
      const position = wishOf(ride).legs.findIndex((one) => one.leg === leg);
      const key = `${request} ${position}`;
      const group = groups.get(key) ?? { request, leg: position, count: 0 };
      groups.set(key, { ...group, count: group.count + 1 });
    }
    return [...groups.values()];
  };
  return {
    vehicle: frame.vehicleIndex.get(route.vehicle)!,
    leave: seconds(route.leave),
    return: seconds(route.return),
    stops: route.stops.map((stop): SolverStop => ({
      place: frame.indexOf.get(stop.place)!,
      arrive: seconds(stop.arrive),
      begin: seconds(stop.begin),
      depart: seconds(stop.depart),
      on: count(stop.on),
      off: count(stop.off),
    })),
  };
}

/**
 * Documents' stops from a solver's route. People of one request are interchangeable, so any of them takes any of its seats; whoever
 * got on gets off.
 *
 * @param draw  gives `count` people of a request's leg who board here, each once
 * @param old   the route before: stops that keep somebody, or their place, keep their id
 */
export function fromSolver(
  route: SolverRoute,
  frame: Frame,
  draw: (request: number, leg: number, count: number) => readonly Person[],
  old: PlannedRoute | undefined,
): PlannedRoute {
  const at = (seconds: number) => (frame.origin + seconds * 1000) as EpochMs;
  const riding = new Map<number, Person[]>();
  const stops = route.stops.map((stop): Omit<RouteStop, 'stop'> => {
    const off = stop.off.flatMap(({ request, leg, count }) => riding.get(request * LEGS + leg)!.splice(0, count));
    const on = stop.on.flatMap(({ request, leg, count }) => {
      const people = draw(request, leg, count);
      const aboard = riding.get(request * LEGS + leg);
      if (aboard === undefined) riding.set(request * LEGS + leg, [...people]);
      else aboard.push(...people);
      return people;
    });
    return { place: frame.placeIds[stop.place]!, arrive: at(stop.arrive), begin: at(stop.begin), depart: at(stop.depart), on, off };
  });
  const vehicle = frame.vehicleIds[route.vehicle]!;
  return { vehicle, leave: at(route.leave), return: at(route.return), ...withIds(vehicle, stops, old) };
}

/** A stop that a change left alone stays the object it was: most of a day's routes are never new to the garbage collector. */
function isSame(before: RouteStop, { place, arrive, begin, depart, on, off }: Omit<RouteStop, 'stop'>): boolean {
  const alike = (a: readonly Person[], b: readonly Person[]) =>
    a.length === b.length && a.every(({ ride, leg }, i) => ride === b[i]!.ride && leg === b[i]!.leg);
  const sameTimes = before.arrive === arrive && before.begin === begin && before.depart === depart;
  return sameTimes && before.place === place && alike(before.on, on) && alike(before.off, off);
}

/** Facts name stops, so a stop keeps its id for as long as it serves somebody it served, else for as long as its place is visited. */
function withIds(vehicle: VehicleId, stops: readonly Omit<RouteStop, 'stop'>[], old: PlannedRoute | undefined): Pick<PlannedRoute, 'stops' | 'stopsMade'> {
  let made = old?.stopsMade ?? 0;
  const left = [...(old?.stops ?? [])];
  const shares = (a: readonly Person[], b: readonly Person[]) => a.some((one) => b.some((other) => other.ride === one.ride && other.leg === one.leg));
  const take = (wanted: (candidate: RouteStop) => boolean): RouteStop | undefined => {
    const found = left.findIndex(wanted);
    return found < 0 ? undefined : left.splice(found, 1)[0];
  };
  const kept = stops.map((stop) => take((one) => one.place === stop.place && (shares(one.on, stop.on) || shares(one.off, stop.off))));
  const named = stops.map((stop, i): RouteStop => {
    const before = kept[i] ?? take((one) => one.place === stop.place && one.begin === stop.begin);
    if (before !== undefined) return isSame(before, stop) ? before : { ...stop, stop: before.stop };
    made += 1;
    return { ...stop, stop: `${vehicle}.${made}` as StopId };
  });
  return { stops: named, stopsMade: made };
}
