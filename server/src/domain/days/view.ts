/** A day as staff see it. */
import type { Alarm as AlarmView, DayHead, DayView, EpochMs, LegName, Person, PlaceId, PoleId, RideId, SiteId } from '@passaggio/contracts';
import type { Alarm, Day, LegPromise, Ride } from '../documents.ts';
import { rideState } from '../rides/card.ts';
import { legState, runView } from '../runs/view.ts';
import { whileNothingChanges } from './look.ts';
import { placeNumbers } from './placeNumbers.ts';
import { type DayState, findSeat, type PoleConfig, nameOf, runIdOf, waitingPlace } from './state.ts';

export function headView(head: Day): DayHead {
  const { pole, serviceDate, phase, revision, planNumber, cutoffAt, publishedAt } = head;
  return { pole, serviceDate, phase, version: revision, planNumber, cutoffAt, cutoffDone: head.cutoffState === 'done', publishedAt };
}

export function personView(day: DayState, ride: Ride): Person {
  const state = rideState(ride);
  return {
    ride: ride.id as RideId,
    site: nameOf(day.config, ride.site),
    shiftStart: ride.shiftStart,
    boardingPlace: nameOf(day.config, ride.boardingPlace),
    trip: ride.trip,
    state,
    waitingPlace: waitingPlace(day, ride),
    reason: ride.reason,
    code: ride.status === 'accepted' ? ride.code : null,
    outbound: personLeg(day, ride, 'outbound', ride.outbound),
    return: personLeg(day, ride, 'return', ride.return),
    priority: ride.priority,
  };
}

function personLeg(day: DayState, ride: Ride, leg: LegName, promise: LegPromise | null): Person['outbound'] {
  if (promise === null) return null;
  const seat = ride.status === 'accepted' ? findSeat(day, ride.id as RideId, leg) : undefined;
  const run = seat && day.runs.has(seat.route.vehicle) ? runIdOf(seat.route) : null;
  return {
    state: legState(day, ride.id as RideId, leg),
    told: promise.told,
    proposed: promise.proposed?.told ?? null,
    change: promise.proposed?.change ?? null,
    run,
  };
}

export function alarmView(day: DayState, alarm: Alarm): AlarmView {
  const ride = alarm.ride === null ? undefined : day.rides.get(alarm.ride);
  const { pole, serviceDate, kind, about, run, raisedAt, state, by, detail } = alarm;
  return {
    alarm: alarm.id as AlarmView['alarm'],
    pole,
    serviceDate,
    kind,
    ...(about !== undefined && { about }),
    ride: alarm.ride,
    run,
    raisedAt,
    state,
    by,
    detail,
    code: ride?.code ?? null,
    place: alarm.place === null ? null : nameOf(day.config, alarm.place),
  };
}

export function dayView(day: DayState, now: EpochMs): DayView {
  const vehicles = [...day.config.vehicles.values()];
  return whileNothingChanges(day, () => ({
    now,
    zone: day.config.pole.zone,
    poleName: day.config.pole.name,
    head: headView({ ...day.head, pole: day.config.pole.id as PoleId }),
    people: [...day.rides.values()].toSorted((a, b) => a.askedAt - b.askedAt || (a.id < b.id ? -1 : 1)).map((ride) => personView(day, ride)),
    runs: runsOf(day).toSorted((a, b) => a.plate.number - b.plate.number),
    alarms: [...day.alarms.values()].toSorted((a, b) => a.raisedAt - b.raisedAt || (a.id < b.id ? -1 : 1)).map((alarm) => alarmView(day, alarm)),
    fleet: { vehicles: vehicles.length, seats: vehicles.reduce((sum, vehicle) => sum + vehicle.seats, 0) },
    choices: choicesOf(day.config),
    estimated: day.estimated,
  }));
}

const runsOf = (day: DayState) => [...day.routes.values()].filter((route) => day.runs.has(route.vehicle)).map((route) => runView(day, route));

/** Boarding places and sites by number. */
export function choicesOf({ places, sites }: Pick<PoleConfig, 'places' | 'sites'>): DayView['choices'] {
  const numbers = placeNumbers([...places.values()]);
  return {
    boardingPlaces: [...places.values()]
      .map(({ id, name, kind, at }) => ({ id: id as PlaceId, number: numbers.get(id)!, name, ...(kind !== 'settlement' && { at }) }))
      .toSorted((a, b) => a.number - b.number),
    sites: [...sites.values()]
      .toSorted((a, b) => a.number - b.number)
      .map(({ id, number, name, at, shifts }) => ({ id: id as SiteId, number, name, at, shifts: [...shifts] })),
  };
}
