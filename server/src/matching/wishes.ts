/** What a ride asks of the plan: its legs with their windows and limits. */
import { MINUTE, type EpochMs, type LegName, type PlaceId, type RideId, type SiteId, type TripKind, type VehicleId } from '@passaggio/contracts';
import type { Leg, Request } from '@passaggio/optimizer';
import { longestRide, rules } from '../domain/rules.ts';
import type { Frame } from './frame.ts';

/** Inclusive, epoch milliseconds. */
export interface Window {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

export interface LegWish {
  readonly leg: LegName;
  readonly from: PlaceId | SiteId;
  readonly to: PlaceId | SiteId;
  /** When boarding begins. */
  readonly board: Window;
  /** End of alighting. */
  readonly alight: Window;
  /** Milliseconds. */
  readonly maxRide: number;
  /** A told plate. */
  readonly vehicle?: VehicleId;
}

/** A ride as the plan sees it: one seat on each leg, both or none. */
export interface Wish {
  readonly ride: RideId;
  readonly legs: readonly LegWish[];
}

export interface Trip {
  readonly ride: RideId;
  readonly site: SiteId;
  readonly boardingPlace: PlaceId;
  readonly shiftStart: EpochMs;
  readonly shiftEnd: EpochMs;
  readonly trip: TripKind;
}

/** Longest time from the start of boarding to leaving a stop, with the largest vehicle of the rules (16 seats). */
const LONGEST_DWELL = rules.dwellStop + 16 * rules.dwellPerson;

/**
 * The legs of a trip as the rules bound them (P6, P7), before any time is given.
 *
 * @param notBefore  nobody can be told a time before this; whole minutes are told, so the next one counts
 * @returns          undefined where the direct ride alone is over 75 min
 */
export function wishOf(trip: Trip, frame: Frame, notBefore: EpochMs): Wish | undefined {
  const legs: LegWish[] = [];
  const soonest = Math.ceil(notBefore / MINUTE) * MINUTE;
  if (trip.trip !== 'return') {
    const maxRide = longestRide(directTime(frame, trip.boardingPlace, trip.site));
    if (maxRide === undefined) return undefined;
    const alight = { from: (trip.shiftStart - rules.arriveBefore) as EpochMs, to: trip.shiftStart };
    const earliest = Math.max(soonest, alight.from - maxRide - LONGEST_DWELL) as EpochMs;
    legs.push({ leg: 'outbound', from: trip.boardingPlace, to: trip.site, board: { from: earliest, to: alight.to }, alight, maxRide });
  }
  if (trip.trip !== 'outbound') {
    const maxRide = longestRide(directTime(frame, trip.site, trip.boardingPlace));
    if (maxRide === undefined) return undefined;
    const board = returnWindow(trip.shiftEnd);
    const alight = { from: board.from, to: (board.to + maxRide + LONGEST_DWELL) as EpochMs };
    const from = Math.max(soonest, board.from) as EpochMs;
    legs.push({ leg: 'return', from: trip.site, to: trip.boardingPlace, board: { from, to: (board.to - LONGEST_DWELL) as EpochMs }, alight, maxRide });
  }
  return { ride: trip.ride, legs };
}

/** A return leaves within 30 min after the shift. */
export function returnWindow(shiftEnd: EpochMs): Window {
  return { from: shiftEnd, to: (shiftEnd + rules.returnWithin) as EpochMs };
}

/** The 30-min window told at acceptance: begins on a five-minute mark up to ten minutes before the time the draft has now. */
export function windowAround(leg: LegName, begin: EpochMs, wish: LegWish): Window {
  if (leg === 'return') {
    const from = Math.min(wish.board.from, Math.floor(begin / MINUTE) * MINUTE) as EpochMs; // time went on while the day was planned
    return { from, to: (from + rules.window) as EpochMs };
  }
  const mark = 5 * MINUTE;
  const from = Math.max(Math.floor((begin - 10 * MINUTE) / mark) * mark, Math.ceil(wish.board.from / mark) * mark);
  const kept = Math.min(from, Math.floor(begin / mark) * mark) as EpochMs;
  return { from: kept, to: (kept + rules.window) as EpochMs };
}

/** The wish bound by what the rider was given: a window, or a told time and a plate (P3). */
export function bound(wish: LegWish, given: { readonly window: Window; readonly told: EpochMs | null; readonly vehicle?: VehicleId | undefined }): LegWish {
  const board = given.told === null ? given.window : { from: given.told, to: (given.told + rules.laterWithoutNotice) as EpochMs };
  const to = Math.min(board.to, wish.board.to);
  const narrow = { ...wish, board: { from: board.from, to: Math.max(to, board.from) as EpochMs } };
  return given.told === null || given.vehicle === undefined ? narrow : { ...narrow, vehicle: given.vehicle };
}

/** Milliseconds of driving without a stop between. */
export function directTime(frame: Frame, from: string, to: string): number {
  return frame.base.seconds[index(frame, from) * frame.base.places + index(frame, to)]! * 1000;
}

function index(frame: Frame, place: string): number {
  const found = frame.indexOf.get(place);
  if (found === undefined) throw new Error(`place ${place} is not in the frame of ${frame.base.places} places`);
  return found;
}

/** In the optimizer's terms. Windows shrink to whole seconds, limits round down. */
export function toRequest(legs: readonly LegWish[], frame: Frame, how: { count: number; mandatory: boolean; priority: number }): Request {
  const ceil = (at: EpochMs) => Math.ceil((at - frame.origin) / 1000);
  const floor = (at: EpochMs) => Math.floor((at - frame.origin) / 1000);
  return {
    ...how,
    mayBeSplit: true, // people who booked each for themselves
    minTogether: 1,
    legs: legs.map((leg): Leg => {
      const plain = {
        from: index(frame, leg.from),
        to: index(frame, leg.to),
        board: [ceil(leg.board.from), floor(leg.board.to)] as const,
        alight: [ceil(leg.alight.from), floor(leg.alight.to)] as const,
        maxRide: Math.floor(leg.maxRide / 1000),
      };
      return leg.vehicle === undefined ? plain : { ...plain, vehicle: frame.vehicleIndex.get(leg.vehicle)! };
    }),
  };
}
