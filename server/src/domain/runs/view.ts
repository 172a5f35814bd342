/** A run as driver and staff see it. */
import type { EpochMs, LegName, LegState, PlaceId, RideId, RunId, RunPerson, RunStop, RunView, SiteId } from '@passaggio/contracts';
import type { Route, RouteStop, Run } from '../documents.ts';
import { once } from '../days/look.ts';
import { type DayState, findOutcome, nameOf, returnsWithUs, runIdOf, toldWhileAwaited } from '../days/state.ts';
import { expectedTimes, type Expected } from './expected.ts';

/** State of one leg: its own life cycle, then what happened, then where the bus is. */
export function legState(day: DayState, rideId: RideId, leg: LegName): LegState {
  const ride = day.rides.get(rideId);
  if (ride === undefined || ride.status === 'cancelled') return 'cancelled';
  const outcome = findOutcome(day, rideId, leg);
  if (outcome !== undefined) return outcome.state;
  if (leg === 'return' && !returnsWithUs(day, ride)) return 'not-returning';
  return 'planned';
}

/** Latest told time of everybody still awaited at each stop (P3). */
export function notBeforeAt(day: DayState, stops: readonly RouteStop[]): (EpochMs | null)[] {
  return stops.map((stop) => {
    let latest: EpochMs | null = null;
    for (const { ride, leg } of stop.on) {
      if (findOutcome(day, ride, leg) !== undefined) continue;
      const told = toldWhileAwaited(day, ride, leg);
      if (told !== null && (latest === null || told > latest)) latest = told;
    }
    return latest;
  });
}

/** When a route is expected at its stops, and before when it may not leave them. */
function timesOf(day: DayState, route: Route): { readonly notBefore: (EpochMs | null)[]; readonly expected: Expected[] } {
  return once(day, route, () => {
    const notBefore = notBeforeAt(day, route.stops);
    return { notBefore, expected: expectedTimes(route, day.runs.get(route.vehicle), notBefore) };
  });
}

export const expectedOf = (day: DayState, route: Route): Expected[] => timesOf(day, route).expected;

export function plateOf(day: DayState, route: Pick<Route, 'vehicle'>, run: Run): RunView['plate'] {
  return { number: run.plate, licenceTail: (day.config.vehicles.get(route.vehicle)?.licence ?? '').replaceAll(' ', '').slice(-3) };
}

/** @throws where the route has no run yet: it was never published */
export function runView(day: DayState, route: Route): RunView {
  const run = day.runs.get(route.vehicle);
  if (run === undefined) throw new Error(`route ${route.id} has no run, expected one since it was published`);
  const { notBefore, expected } = timesOf(day, route);
  return {
    run: runIdOf(route),
    pole: route.pole,
    serviceDate: route.serviceDate,
    plate: plateOf(day, route, run),
    seats: day.config.vehicles.get(route.vehicle)?.seats ?? 0,
    driver: run.driver,
    state: run.state,
    version: day.head.version,
    leave: route.leave,
    stops: route.stops.map((stop, i) => runStop(day, stop, run, expected[i]!, notBefore[i]!)),
    onBoard: run.outcomes.filter((one) => one.state === 'boarded').length,
    needsPerson: [...run.needsPerson],
    estimated: day.estimated,
    ...troublesOf(day, runIdOf(route)),
  };
}

/** What the driver told dispatch, and who has seen it: as the alarms say. */
function troublesOf(day: DayState, run: RunId): Pick<RunView, 'troubles'> {
  const troubles = [...day.alarms.values()].flatMap(({ run: of, kind, raisedAt, by }) =>
    of === run && (kind === 'breakdown' || kind === 'accident') ? [{ trouble: kind, at: raisedAt, seenBy: by }] : [],
  );
  return troubles.length === 0 ? {} : { troubles: troubles.toSorted((a, b) => a.at - b.at) };
}

function runStop(day: DayState, stop: RouteStop, run: Run, expected: Expected, notBefore: EpochMs | null): RunStop {
  const place = day.config.places.get(stop.place as PlaceId);
  const site = day.config.sites.get(stop.place as SiteId);
  return {
    stop: stop.stop,
    place: nameOf(day.config, stop.place),
    kind: site === undefined ? 'boarding' : 'site',
    at: (site ?? place ?? day.config.pole).at,
    ...(place?.kind === 'settlement' && { settlement: true }),
    plannedArrive: stop.arrive,
    plannedDepart: stop.depart,
    expectedArrive: expected.arrive,
    expectedDepart: expected.depart,
    arrived: run.arrived[stop.stop] ?? null,
    left: run.left[stop.stop] ?? null,
    notBefore,
    on: stop.on.map((one) => person(day, one.ride, one.leg, stop)),
    off: stop.off.map((one) => person(day, one.ride, one.leg, stop)),
  };
}

function person(day: DayState, rideId: RideId, leg: LegName, stop: RouteStop): RunPerson {
  const ride = day.rides.get(rideId);
  if (ride === undefined || ride.code === null) throw new Error(`route stop ${stop.stop}: ${rideId} has no boarding code, expected an accepted ride`);
  return { ride: rideId, leg, code: ride.code, told: ride[leg]?.told ?? stop.begin, state: legState(day, rideId, leg) };
}
