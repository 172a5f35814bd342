/** A rider asks for a seat. Durable before it is answered; accepted is kept (P4). */
import type { AccountId, EpochMs, PoleId, RefusalReason, RideAnswer, RideAsk, RideId } from '@passaggio/contracts';
import { riderTripsAfter, tripSpan, type TripSpan } from '../../domain/rides/overlap.ts';
import type { Ride, RiderDay } from '../../domain/documents.ts';
import { rideCard } from '../../domain/rides/card.ts';
import { rules } from '../../domain/rules.ts';
import { addDays, daysBetween, serviceDateAt, shiftTimes } from '../../domain/time.ts';
import type { Ids } from '../../ports/ids.ts';
import type { Reads } from '../../ports/reads.ts';
import type { DayBook, Decision } from '../days/book.ts';
import { published } from '../days/drafts.ts';
import type { DayWork } from '../days/work.ts';
import { NotPossible } from '../handlers.ts';
import { alternativesTo } from './alternatives.ts';
import { openPromise, seat } from './seat.ts';
import { findWaiting, takeInstead } from './takeInstead.ts';

export interface RequestNeeds {
  readonly book: DayBook;
  readonly reads: Reads;
  readonly ids: Ids;
}

export interface Asking {
  readonly rider: AccountId;
  readonly pole: PoleId;
  readonly ask: Omit<RideAsk, 'id'> & { readonly id: RideId };
  readonly decision: Decision;
  /** How far ahead a time must lie to be told; shorter where staff agreed it with the rider. */
  readonly notice?: number;
}

interface Known {
  readonly riderDay: RiderDay | undefined;
  /** Days this rider was left out lately. */
  readonly leftOut: number;
}

export function requestRide({ rider, pole, ask, decision, notice = rules.notice }: Asking, { book, reads, ids }: RequestNeeds): Promise<RideAnswer> {
  return book.change(
    { pole, serviceDate: ask.serviceDate },
    decision,
    (work, known: Known) => answer(work, ride(work, rider, ask, known), { ...known, givenUp: findWaiting(work, rider, ask.instead) }, ids, notice),
    async () => ({
      riderDay: await reads.riderDays.find(riderDayId(rider, ask.serviceDate)),
      leftOut: leftOutOf(await reads.rides.ofRider(rider, addDays(ask.serviceDate, -rules.daysAhead))),
    }),
  );
}

export const riderDayId = (rider: AccountId, serviceDate: string) => `${rider}_${serviceDate}`;

/** Left out today goes first tomorrow. */
export function leftOutOf(rides: readonly Ride[]): number {
  return rides.filter((one) => one.reason === 'left-out').length;
}

/** The request as asked, once everything it names is known to be there and possible. */
function ride(work: DayWork, rider: AccountId, ask: Asking['ask'], known: Known): Omit<Ride, 'version' | 'schema'> {
  const { config, now, serviceDate } = work;
  const { zone, closedDates } = config.pole;
  const site = config.sites.get(ask.site);
  if (site === undefined || !config.places.has(ask.boardingPlace)) throw new NotPossible('unknown-place', 'no such site or boarding place at this pole');
  if (!work.day.frame.indexOf.has(ask.site) || !work.day.frame.indexOf.has(ask.boardingPlace))
    throw new NotPossible('unknown-place', 'this place is newer than the day');
  const shift = site.shifts.find(({ start, end }) => start === ask.shiftStart && (ask.shiftEnd === undefined || end === ask.shiftEnd));
  if (shift === undefined) throw new NotPossible('unknown-shift', `no shift from ${ask.shiftStart} to ${ask.shiftEnd ?? 'any time'} there`);
  const { start, end } = shiftTimes(serviceDate, shift.start, shift.end, zone);
  if ((ask.trip === 'return' ? end : start) <= now) throw new NotPossible('past-date', 'this shift has begun');
  if (closedDates.includes(serviceDate)) throw new NotPossible('closed-day', 'no rides on this day');
  if (daysBetween(serviceDateAt(now, zone), serviceDate) > rules.daysAhead)
    throw new NotPossible('too-far-ahead', `rides are booked at most ${rules.daysAhead} days ahead`);
  if (work.day.head.phase === 'closed') throw new NotPossible('already-closed', 'this day is closed');
  if (work.day.rides.has(ask.id)) throw new NotPossible('id-used-differently', 'this ride was asked for before');
  const asked = {
    id: ask.id,
    rider,
    pole: work.pole,
    serviceDate,
    site: ask.site,
    boardingPlace: ask.boardingPlace,
    shiftStart: start,
    shiftEnd: end,
    trip: ask.trip,
    status: 'requested',
    reason: null,
    alternatives: [],
    code: null,
    outbound: null,
    return: null,
    notReturning: ask.trip === 'outbound',
    stillHere: null,
    askedAt: now,
    priority: known.leftOut,
  } as const;
  const legs = {
    outbound: ask.trip === 'return' ? null : openPromise(asked as never, 'outbound'),
    return: ask.trip === 'outbound' ? null : openPromise(asked as never, 'return'),
  };
  return { ...asked, ...legs };
}

function answer(
  work: DayWork,
  asked: Omit<Ride, 'version' | 'schema'>,
  { riderDay, givenUp }: Known & { readonly givenUp: Ride | undefined },
  ids: Ids,
  notice: number,
): RideAnswer {
  const span = tripSpan(asked);
  const others = (riderDay?.trips ?? []).filter((one) => one.ride !== givenUp?.id);
  const trips = riderTripsAfter(others, asked.id as RideId, span);
  if (trips === undefined) return refuse(work, asked, 'already-booked', ids);
  if (givenUp !== undefined) {
    const tried = takeInstead(work, asked as Ride, givenUp, ids, notice);
    if (!tried.seated) return refuse(work, asked, tried.reason, ids);
    keepTrip(work, asked.rider, riderDay, trips);
    return { answer: 'accepted', card: rideCard(work.day, work.day.rides.get(asked.id as RideId)!) };
  }
  const { head } = work.day;
  if (head.phase === 'planning') {
    keepTrip(work, asked.rider, riderDay, trips);
    const stored = work.ride(asked);
    return { answer: 'pending', until: head.planningUntil ?? work.now, reason: 'planning', card: rideCard(work.day, stored) };
  }
  const settled = settle(work, asked, ids, notice);
  if (settled.status !== 'refused') keepTrip(work, asked.rider, riderDay, trips);
  const card = rideCard(work.day, settled);
  if (settled.status === 'accepted') return { answer: 'accepted', card };
  if (settled.status === 'waiting') return { answer: 'waiting', card };
  return { answer: 'refused', reason: settled.reason ?? 'no-seat', alternatives: card.alternatives, card };
}

function keepTrip(work: DayWork, rider: AccountId, was: RiderDay | undefined, trips: readonly TripSpan[]): void {
  work.put('riderDay', { id: riderDayId(rider, work.serviceDate), trips }, was?.version ?? 0);
}

function refuse(work: DayWork, asked: Omit<Ride, 'version' | 'schema'>, reason: RefusalReason, ids: Ids): RideAnswer {
  const stored = work.ride({ ...asked, status: 'refused', reason, alternatives: reason === 'already-booked' ? [] : alternativesTo(work, asked, ids) });
  const card = rideCard(work.day, stored);
  return { answer: 'refused', reason, alternatives: card.alternatives, card };
}

/** A seat at once, else a place on the waiting list while there is hope, else a refusal; the last two with what would work. */
export function settle(work: DayWork, asked: Omit<Ride, 'version' | 'schema'>, ids: Ids, notice: number = rules.notice): Ride {
  const id = asked.id as RideId;
  const tried = seat(work, asked as Ride, ids, notice);
  if (tried.seated) return work.day.rides.get(id)!;
  const alternatives = alternativesTo(work, asked, ids);
  if (mayWait(work, asked, tried.reason)) return work.ride({ ...asked, status: 'waiting', reason: null, alternatives });
  const late = published(work.day) && tried.reason !== 'too-far';
  return work.ride({ ...asked, status: 'refused', reason: late ? 'too-late' : tried.reason, alternatives });
}

/** Somebody else may cancel in time, or the day as a whole be planned better. Nothing makes a site nearer. */
function mayWait(work: DayWork, asked: Pick<Ride, 'shiftStart' | 'shiftEnd' | 'trip'>, reason: RefusalReason): boolean {
  if (reason === 'too-far') return false;
  return lastHope(asked) > work.now;
}

/** Until when somebody on the waiting list can still be told a time. */
export function lastHope(ride: Pick<Ride, 'shiftStart' | 'shiftEnd' | 'trip'>): EpochMs {
  return ((ride.trip === 'return' ? ride.shiftEnd : ride.shiftStart - rules.arriveBefore) - rules.notice) as EpochMs;
}
