/**
 * Plates: the number a vehicle carries for the day. Unique in the pole; the last digit gives symbol and colour, so vehicles that meet
 * at one place within 60 min get different last digits while at most ten meet (screens.md).
 */
import { HOUR, type VehicleId } from '@passaggio/contracts';
import type { Route } from '../documents.ts';

const MEETING = HOUR;
const DIGITS = 10;

/**
 * Colours the graph of meetings with ten digits, the most constrained vehicle first (DSATUR: Brelaz 1979, doi:10.1145/359094.359101).
 *
 * @param fixed  plates already told; never changed
 * @returns      a number for every route, the fixed ones included
 */
export function assignPlates(routes: readonly Route[], fixed: ReadonlyMap<VehicleId, number>): Map<VehicleId, number> {
  const meets = meetings(routes);
  const plates = new Map(fixed);
  const digitOf = (vehicle: VehicleId) => plates.get(vehicle)! % DIGITS;
  const open = new Set(routes.map((route) => route.vehicle).filter((vehicle) => !plates.has(vehicle)));
  const taken = (vehicle: VehicleId) => new Set([...meets.get(vehicle)!].filter((other) => plates.has(other)).map(digitOf));
  while (open.size > 0) {
    const next = [...open].toSorted((a, b) => taken(b).size - taken(a).size || meets.get(b)!.size - meets.get(a)!.size || (a < b ? -1 : 1))[0]!;
    plates.set(next, freeNumber(new Set(plates.values()), taken(next)));
    open.delete(next);
  }
  return plates;
}

/** Smallest unused number with a free last digit; any unused number where more than ten vehicles meet. */
function freeNumber(used: ReadonlySet<number>, taken: ReadonlySet<number>): number {
  const choices = Array.from({ length: used.size + DIGITS * 2 }, (_, i) => i + 1).filter((number) => !used.has(number));
  return choices.find((number) => !taken.has(number % DIGITS)) ?? choices[0]!;
}

function meetings(routes: readonly Route[]): Map<VehicleId, Set<VehicleId>> {
  const meets = new Map<VehicleId, Set<VehicleId>>(routes.map((route) => [route.vehicle, new Set()]));
  const visits = new Map<string, { vehicle: VehicleId; from: number; to: number }[]>();
  for (const route of routes) {
    for (const stop of route.stops) {
      const here = visits.get(stop.place) ?? [];
      for (const other of here) {
        if (other.vehicle === route.vehicle || other.from > stop.depart + MEETING || stop.arrive > other.to + MEETING) continue;
        meets.get(route.vehicle)!.add(other.vehicle);
        meets.get(other.vehicle)!.add(route.vehicle);
      }
      visits.set(stop.place, [...here, { vehicle: route.vehicle, from: stop.arrive, to: stop.depart }]);
    }
  }
  return meets;
}
