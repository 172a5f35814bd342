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
  const plates = new Map<VehicleId, number>();
  const taken = new Map(routes.map(({ vehicle }) => [vehicle, new Set<number>()]));
  const give = (vehicle: VehicleId, plate: number) => {
    plates.set(vehicle, plate);
    for (const other of meets.get(vehicle) ?? []) taken.get(other)!.add(plate % DIGITS);
  };
  const before = (a: VehicleId, b: VehicleId) => taken.get(b)!.size - taken.get(a)!.size || meets.get(b)!.size - meets.get(a)!.size || (a < b ? -1 : 1);
  for (const [vehicle, plate] of fixed) give(vehicle, plate);
  const open = new Set(routes.map((route) => route.vehicle).filter((vehicle) => !plates.has(vehicle)));
  while (open.size > 0) {
    const next = [...open].reduce((first, one) => (before(first, one) <= 0 ? first : one));
    give(next, freeNumber(new Set(plates.values()), taken.get(next)!));
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
