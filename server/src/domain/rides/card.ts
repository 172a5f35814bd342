/** A ride as its rider knows it, derived from the request's own life cycle, the plan and the run. */
import {
  MINUTE,
  type EpochMs,
  type LegCard,
  type LegName,
  type LegState,
  type PlaceId,
  type PoleId,
  type RideCard,
  type RideId,
  type RideState,
  type SiteId,
} from '@passaggio/contracts';
import type { LegPromise, Ride, RouteStop, Run } from '../documents.ts';
import { type DayState, type Seat, findOutcome, findSeat, nameOf, waitingPlace } from '../days/state.ts';
import { expectedOf, legState, plateOf } from '../runs/view.ts';

export function rideCard(day: DayState, ride: Ride): RideCard {
  const state = rideState(ride);
  return {
    ride: ride.id as RideId,
    pole: day.config.pole.id as PoleId,
    serviceDate: ride.serviceDate,
    site: nameOf(day.config, ride.site),
    shiftStart: ride.shiftStart,
    shiftEnd: ride.shiftEnd,
    trip: ride.trip,
    state,
    waitingPlace: waitingPlace(day, ride),
    reason: ride.reason,
    alternatives: [...ride.alternatives],
    code: ride.status === 'accepted' ? ride.code : null,
    outbound: ride.outbound === null ? null : legCard(day, ride, 'outbound', ride.outbound),
    return: ride.return === null ? null : legCard(day, ride, 'return', ride.return),
    stillHere: ride.stillHere,
    askedAt: ride.askedAt,
    estimated: day.estimated,
  };
}

export function rideState(ride: Ride): RideState {
  if (ride.status === 'requested') return 'asked';
  if (ride.status !== 'accepted') return ride.status;
  return (ride.outbound ?? ride.return)?.told === null ? 'accepted' : 'seat';
}

function legCard(day: DayState, ride: Ride, leg: LegName, promise: LegPromise): LegCard {
  const [from, to] = leg === 'outbound' ? [ride.boardingPlace, ride.site] : [ride.site, ride.boardingPlace];
  const seat = promise.told === null ? undefined : findSeat(day, ride.id as RideId, leg);
  const run = seat && day.runs.get(seat.route.vehicle);
  const plain = { from: nameOf(day.config, from), to: nameOf(day.config, to), window: promise.window, told: promise.told, proposed: promise.proposed };
  const state = legState(day, ride.id as RideId, leg);
  if (seat === undefined || run === undefined) return { ...plain, state, expected: null, arrival: null, plate: null, stopsBefore: null };
  return { ...plain, plate: plateOf(day, seat.route, run), ...live(day, ride, leg, state, seat, run) };
}

/** A card speaks in minutes, on the safe side: a bus that is seconds off is no news to a phone. */
const minuteDown = (at: EpochMs) => Math.floor(at / MINUTE) * MINUTE;
const minuteUp = (at: EpochMs) => (Math.ceil(at / MINUTE) * MINUTE) as EpochMs;

/** Where the bus is, for one leg. */
function live(
  day: DayState,
  ride: Ride,
  leg: LegName,
  planned: LegState,
  seat: Seat,
  run: Run,
): Pick<LegCard, 'state' | 'expected' | 'arrival' | 'stopsBefore' | 'bus'> {
  const times = expectedOf(day, seat.route);
  const arrival = minuteUp(times[seat.off]!.depart);
  if (planned === 'boarded') return { state: planned, expected: arrival, arrival, stopsBefore: null };
  if (planned === 'alighted') return { state: planned, expected: null, arrival: findOutcome(day, ride.id as RideId, leg)?.at ?? arrival, stopsBefore: null };
  if (planned !== 'planned') return { state: planned, expected: null, arrival: null, stopsBefore: null };
  const stop = seat.route.stops[seat.on]!;
  const told = ride[leg]?.told ?? stop.begin;
  const expected = Math.max(minuteDown(times[seat.on]!.arrive), told) as EpochMs;
  if (run.arrived[stop.stop] !== undefined && run.left[stop.stop] === undefined) return { state: 'here', expected, arrival, stopsBefore: 0 };
  const next = nextStop(seat, run);
  if (run.state !== 'under-way' || next > seat.on || !sameTrip(seat, next)) return { state: 'planned', expected: null, arrival, stopsBefore: null };
  return { state: 'on-its-way', expected, arrival, stopsBefore: seat.on - next, ...lastSeen(day, seat.route.stops[next - 1]) };
}

/** Where the bus was last: a stop, never a settlement and never between stops. */
function lastSeen({ config }: DayState, stop: RouteStop | undefined): Pick<LegCard, 'bus'> {
  const place = stop && (config.places.get(stop.place as PlaceId) ?? config.sites.get(stop.place as SiteId));
  return place === undefined || ('kind' in place && place.kind === 'settlement') ? {} : { bus: place.at };
}

/** Position of the first stop that the bus has not left. */
function nextStop(seat: Seat, run: Run): number {
  let last = -1;
  seat.route.stops.forEach((stop, i) => {
    if (run.left[stop.stop] !== undefined) last = i;
  });
  return last + 1;
}

/** A bus that has emptied and stands longer than this before its next stop is not on its way there yet. */
const STANDING = 75 * MINUTE;

/** Whether the bus serves the stop in the trip that begins at, or runs through, `next`: it is not emptied, and does not stand, in between. */
function sameTrip(seat: Seat, next: number): boolean {
  const [before, heading] = [seat.route.stops[next - 1], seat.route.stops[next]!];
  if (before !== undefined && heading.begin - before.depart > STANDING) return false;
  let riding = 0;
  for (let i = 0; i < seat.on; i += 1) {
    const stop = seat.route.stops[i]!;
    riding += stop.on.length - stop.off.length;
    if (i >= next && riding === 0) return false;
  }
  return true;
}
