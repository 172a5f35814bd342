/**
 * P4: a set-up may close a date, end a shift or move a place that people are booked on. They keep their rides; whoever sets up is told of
 * them, and an alarm on their day asks for a person who tells each of them.
 */
import type { EpochMs, LonLat, PoleId, PoleSetup, RideId, ServiceDate } from '@passaggio/contracts';
import type { Ride } from '../../domain/documents.ts';
import { withdrawnWhy, type Offer, type Shift, type Why } from '../../domain/places/withdrawn.ts';
import { rules } from '../../domain/rules.ts';
import { addDays, serviceDateAt } from '../../domain/time.ts';
import type { Reads } from '../../ports/reads.ts';
import type { Guard } from '../../ports/store.ts';
import { raise } from '../alarms/raise.ts';
import type { DayBook } from '../days/book.ts';
import type { DayWork } from '../days/work.ts';
import { NotPossible } from '../handlers.ts';
import type { Before } from './before.ts';

export interface Booked {
  readonly serviceDate: ServiceDate;
  readonly why: Why;
  readonly rides: { readonly ride: RideId; readonly code: Ride['code'] }[];
}

export interface Withdrawn {
  readonly booked: readonly Booked[];
  /** Dates whose people lose something that they had until now, or may be losing it at this moment. */
  readonly toTell: readonly ServiceDate[];
  /** Days to guard, so that nobody is booked meanwhile on what is taken back. */
  readonly guards: readonly Guard[];
}

const isLive = ({ status }: Pick<Ride, 'status'>) => status === 'accepted' || status === 'waiting' || status === 'requested';

/** @throws NotPossible `unfit-setup` where the clock of people who are booked would change */
export async function findWithdrawn(pole: PoleId, setup: PoleSetup, before: Before, now: EpochMs, reads: Reads): Promise<Withdrawn> {
  if (before.pole === undefined) return { booked: [], toTell: [], guards: [] };
  const was = offerOf(before.pole, before);
  const will = offerOf(setup, { places: [...before.places, ...setup.places], sites: [...before.sites, ...setup.sites] });
  const today = serviceDateAt(now, setup.zone);
  const days = (await reads.days.ofPole(pole, today)).filter((day) => day.phase !== 'closed');
  const booked: Booked[] = [];
  const toTell = new Set(setup.closedDates.filter((date) => isAhead(date, today) && !was.closedDates.includes(date)) as ServiceDate[]);
  const read = new Set<string>(toTell);
  for (const { serviceDate } of days) {
    const rides = (await reads.rides.ofDay(pole, serviceDate)).filter(isLive);
    if (rides.length > 0 && was.zone !== will.zone)
      throw new NotPossible(
        'unfit-setup',
        `body.zone: ${rides.length} people are booked on ${serviceDate} by the clock of ${was.zone}`,
        undefined,
        'body.zone',
      );
    const found = rides.flatMap((ride) => {
      const withdrawn = withdrawnWhy(ride, was, will);
      return withdrawn === undefined ? [] : [{ ...withdrawn, ride: ride.id as RideId, code: ride.code }];
    });
    if (found.some(({ isNew }) => isNew)) toTell.add(serviceDate);
    for (const [why, some] of Map.groupBy(found, (one) => one.why)) booked.push({ serviceDate, why, rides: some.map(({ ride, code }) => ({ ride, code })) });
    if (takesBack(was, will)) read.add(serviceDate);
  }
  const guards = days.filter(({ serviceDate }) => read.has(serviceDate)).map(({ id, version }): Guard => ({ kind: 'day', id, version }));
  return { booked, toTell: [...toTell], guards };
}

/** Nobody is booked further ahead. */
const isAhead = (date: string, today: ServiceDate) => date >= today && date <= addDays(today, rules.daysAhead);

interface Spots {
  readonly places: readonly { readonly id: string; readonly at: LonLat }[];
  readonly sites: readonly { readonly id: string; readonly at: LonLat; readonly shifts: readonly Shift[] }[];
}

/** Of two with one id the later one counts. */
function offerOf({ zone, closedDates }: Pick<Offer, 'zone' | 'closedDates'>, { places, sites }: Spots): Offer {
  return { zone, closedDates, places: new Map(places.map((one) => [one.id, one])), sites: new Map(sites.map((one) => [one.id, one])) };
}

/** Whether a shift or a place is not what it was, on whatever date. */
function takesBack(was: Offer, will: Offer): boolean {
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  const moved = [...was.places].some(([id, { at }]) => !same(at, will.places.get(id)?.at));
  return moved || [...was.sites].some(([id, { at, shifts }]) => !same([at, shifts], [will.sites.get(id)?.at, will.sites.get(id)?.shifts]));
}

/** Raises the alarm on each day; once a set-up, however often it is sent. */
export async function tellOfWithdrawn(pole: PoleId, { booked, toTell }: Pick<Withdrawn, 'booked' | 'toTell'>, about: string, book: DayBook): Promise<void> {
  for (const serviceDate of toTell) {
    await book.change({ pole, serviceDate }, undefined, (work) => {
      const others = booked.filter((one) => one.serviceDate === serviceDate && one.why !== 'date-closed');
      raiseWithdrawn(work, about, others);
    });
  }
}

/** Whoever was booked on a closed date, through whatever gap between two servers, is seen to when the day is published. */
export function raiseForClosedDate(work: DayWork): void {
  if (![...work.day.alarms.values()].some(({ kind }) => kind === 'withdrawn')) raiseWithdrawn(work, 'publish', []);
}

const words: { readonly [W in Why]: string } = {
  'date-closed': 'is closed',
  'shift-gone': 'lost a shift, or its hours changed',
  'place-moved': 'has a boarding place or farm that was moved',
};

function raiseWithdrawn(work: DayWork, about: string, others: readonly Booked[]): void {
  const { day, serviceDate } = work;
  const live = [...day.rides.values()].filter(isLive);
  const isClosed = day.config.pole.closedDates.includes(serviceDate);
  const closed: readonly Booked[] = isClosed
    ? [{ serviceDate, why: 'date-closed', rides: live.map(({ id, code }) => ({ ride: id as RideId, code })) }]
    : others.map((one) => ({ ...one, rides: one.rides.filter(({ ride }) => live.some(({ id }) => id === ride)) }));
  const left = closed.filter(({ rides }) => rides.length > 0);
  if (left.length === 0) return;
  const detail = left.map(({ why, rides }) => `${serviceDate} ${words[why]}: ${rides.length} booked, codes ${codesOf(rides)}`).join('; ');
  raise(work, { kind: 'withdrawn', about, detail: `${detail}. Their rides stand until somebody has told each of them` });
}

/** Codes shown in an alarm; all are in the list of people. */
const SHOWN = 40;

function codesOf(rides: Booked['rides']): string {
  const codes = rides.flatMap(({ code }) => code ?? []);
  const waiting = rides.length - codes.length;
  const shown = codes.length === 0 ? 'none' : codes.slice(0, SHOWN).join(', ') + (codes.length > SHOWN ? ' ...' : '');
  return waiting === 0 ? shown : `${shown}, and ${waiting} who wait`;
}
