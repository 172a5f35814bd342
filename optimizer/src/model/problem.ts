/**
 * Dial-a-ride as this package understands it. All times are integer seconds since one origin of the caller's, distances metres,
 * matrices row-major (`from * places + to`). Inclusive windows are `[from, to]`.
 */

/** Larger than any time or limit that is meant. */
export const NO_LIMIT = 2 ** 30;

export interface Problem {
  readonly places: number;
  /** Driving seconds, places x places. Need not be metric: rounding breaks the triangle inequality. */
  readonly seconds: Int32Array;
  readonly metres: Int32Array;
  /** Time a stop takes: `perStop + perPerson * (people on + off)`. */
  readonly dwell: { readonly perStop: number; readonly perPerson: number };
  /** Longest wait before service begins at a stop reached with people on board. */
  readonly maxHold: number;
  readonly weights: Weights;
  readonly types: readonly VehicleType[];
  readonly vehicles: readonly Vehicle[];
  readonly requests: readonly Request[];
}

/** Cost is one integer sum of these. */
export interface Weights {
  readonly drivingSecond: number;
  /** From leaving the depot to being back. */
  readonly dutySecond: number;
  readonly metre: number;
  /** Of everybody's rides, holding not counted. */
  readonly riderMinute: number;
}

export interface VehicleType {
  readonly seats: number;
  /** Of a vehicle that goes out at all. */
  readonly fixedCost: number;
}

export interface Vehicle {
  readonly type: number;
  /** Places of its depots. */
  readonly start: number;
  readonly end: number;
  /** When it may drive or serve, ascending and apart; between two of them it stands empty. */
  readonly shifts: readonly (readonly [number, number])[];
  readonly limits: Limits;
}

/** Seconds; NO_LIMIT where there is none. */
export interface Limits {
  readonly driving: number;
  readonly spread: number;
  readonly driveBeforeBreak: number;
  /** Standing empty this long is a break. */
  readonly breakLength: number;
}

/** Interchangeable people who want the same. All legs are served or none. */
export interface Request {
  readonly count: number;
  readonly legs: readonly Leg[];
  /** Never left out where a start serves it; others are left out at a price of `priority`. */
  readonly mandatory: boolean;
  /** Price of leaving one person out, in units of PRIORITY_UNIT; at least 1 for an optional request. */
  readonly priority: number;
  /** Between vehicles, by person. */
  readonly mayBeSplit: boolean;
  /** Smallest part of a split party; 1 = anybody alone. */
  readonly minTogether: number;
}

export interface Leg {
  readonly from: number;
  readonly to: number;
  /** When service begins at the boarding stop. */
  readonly board: readonly [number, number];
  /** End of alighting. */
  readonly alight: readonly [number, number];
  /** From leaving the boarding stop to the end of alighting. */
  readonly maxRide: number;
  /** Lock: only this vehicle. */
  readonly vehicle?: number;
}

/** Why somebody has no place: what would have to be different. */
export type Reason =
  | 'direct-too-long' // even the direct ride is over the limit
  | 'window-closed' // not even a vehicle standing there could keep the windows
  | 'no-vehicle-in-time' // no vehicle can be there in time
  | 'no-seat' // only with more people than seats
  | 'ride-too-long' // only with somebody's ride over its limit
  | 'driver-time'; // only beyond the hours of a vehicle

/** Cost of one point of priority: far above what any plan costs, so that priority comes first. */
export const PRIORITY_UNIT = 100_000;
/** Cost of leaving out one person who must not be: far above any priority. */
export const MANDATORY_COST = 1e12;

export interface Part {
  readonly request: number;
  readonly leg: number;
  readonly count: number;
}

export interface Stop {
  readonly place: number;
  readonly arrive: number;
  readonly begin: number;
  readonly depart: number;
  readonly on: readonly Part[];
  readonly off: readonly Part[];
}

export interface Route {
  readonly vehicle: number;
  readonly leave: number;
  readonly return: number;
  readonly stops: readonly Stop[];
  /** That many first stops have happened or may not change: place, times and people stay. */
  readonly frozen?: number;
}

export interface Solution {
  readonly routes: readonly Route[];
  readonly unserved: readonly { readonly request: number; readonly count: number; readonly reason: Reason }[];
  /** Weighted cost of the routes; what is left out is not in it. */
  readonly cost: number;
  /** No plan that serves the same people costs less. */
  readonly bound: number;
}
