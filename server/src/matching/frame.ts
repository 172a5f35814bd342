/** Places, times and vehicles of a pole's day in the optimizer's terms: indices, and whole seconds since the day's origin. */
import type { EpochMs, PlaceId, SiteId, VehicleId } from '@passaggio/contracts';
import type { Problem, Vehicle, VehicleType } from '@passaggio/optimizer';
import type { PoleConfig } from '../domain/days/state.ts';
import { rules } from '../domain/rules.ts';

/** Travel times between the places of a pole, row-major in the order of `places`; the depot comes first. */
export interface Matrix {
  readonly places: readonly string[];
  readonly seconds: Int32Array;
  readonly metres: Int32Array;
}

/** When a driver may be out: their rest before and after is kept (P8). */
export interface Availability {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

export interface Frame {
  readonly origin: EpochMs;
  readonly placeIds: readonly (PlaceId | SiteId)[];
  readonly indexOf: ReadonlyMap<string, number>;
  readonly vehicleIds: readonly VehicleId[];
  readonly vehicleIndex: ReadonlyMap<VehicleId, number>;
  readonly seats: readonly number[];
  /** Everything of a problem but its requests. */
  readonly base: Omit<Problem, 'requests'>;
}

/** The depot (the pole) first, then boarding places, then sites. */
export function placesOf(config: PoleConfig): { readonly ids: readonly string[]; readonly points: readonly (readonly [number, number])[] } {
  const stops = [...config.places.values(), ...config.sites.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return { ids: ['', ...stops.map((stop) => stop.id)], points: [config.pole.at, ...stops.map((stop) => stop.at)] };
}

/** One integer sum: a vehicle that goes out costs as an hour and more of driving; a rider's minute counts a little. */
const weights = { drivingSecond: 10, dutySecond: 1, metre: 0, riderMinute: 5 } as const;
const costOfVehicle = (seats: number) => 20_000 + 1_000 * seats;

export function frameOf(config: PoleConfig, origin: EpochMs, matrix: Matrix, available: (vehicle: VehicleId) => Availability): Frame {
  const ids = matrix.places as readonly (PlaceId | SiteId)[];
  const fleet = [...config.vehicles.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const sizes = [...new Set(fleet.map((vehicle) => vehicle.seats))].toSorted((a, b) => a - b);
  const types: VehicleType[] = sizes.map((seats) => ({ seats, fixedCost: costOfVehicle(seats) }));
  const seconds = (ms: number) => Math.floor(ms / 1000);
  const { driver } = rules;
  const vehicles: Vehicle[] = fleet.map((vehicle) => {
    const { from, to } = available(vehicle.id as VehicleId);
    return {
      type: sizes.indexOf(vehicle.seats),
      start: 0,
      end: 0,
      shifts: [[seconds(from - origin), seconds(to - origin)]],
      limits: {
        driving: seconds(driver.driving),
        spread: seconds(driver.spread),
        driveBeforeBreak: seconds(driver.driveBeforeBreak),
        breakLength: seconds(driver.breakLength),
      },
    };
  });
  return {
    origin,
    placeIds: ids,
    indexOf: new Map(ids.map((id, i): [string, number] => [id, i])),
    vehicleIds: fleet.map((vehicle) => vehicle.id as VehicleId),
    vehicleIndex: new Map(fleet.map((vehicle, i) => [vehicle.id as VehicleId, i])),
    seats: fleet.map((vehicle) => vehicle.seats),
    base: {
      places: ids.length,
      seconds: matrix.seconds,
      metres: matrix.metres,
      dwell: { perStop: seconds(rules.dwellStop), perPerson: seconds(rules.dwellPerson) },
      maxHold: seconds(rules.wait),
      weights,
      types,
      vehicles,
    },
  };
}
