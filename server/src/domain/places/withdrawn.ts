/** Whether what somebody is booked on is still what their pole offers. */
import type { LocalTime, LonLat } from '@passaggio/contracts';
import type { Ride } from '../documents.ts';
import { shiftTimes } from '../time.ts';
import { greatCircle } from './distance.ts';

export interface Shift {
  readonly start: LocalTime;
  readonly end: LocalTime;
}

/** What a pole offers: the parts of its set-up that rides are booked on. */
export interface Offer {
  readonly zone: string;
  readonly closedDates: readonly string[];
  readonly places: ReadonlyMap<string, { readonly at: LonLat }>;
  readonly sites: ReadonlyMap<string, { readonly at: LonLat; readonly shifts: readonly Shift[] }>;
}

export type Why = 'date-closed' | 'shift-gone' | 'place-moved';

/** Nearer, somebody who goes by the old place still sees the bus. */
const MOVED_KM = 0.2;

type Booked = Pick<Ride, 'serviceDate' | 'site' | 'boardingPlace' | 'shiftStart' | 'shiftEnd'>;

/** @returns undefined where the ride is still offered; `isNew` where it was until now */
export function withdrawnWhy(ride: Booked, before: Offer, now: Offer): { readonly why: Why; readonly isNew: boolean } | undefined {
  if (now.closedDates.includes(ride.serviceDate)) return { why: 'date-closed', isNew: !before.closedDates.includes(ride.serviceDate) };
  if (!hasShift(ride, now)) return { why: 'shift-gone', isNew: hasShift(ride, before) };
  return isMoved(ride.boardingPlace, before.places, now.places) || isMoved(ride.site, before.sites, now.sites)
    ? { why: 'place-moved', isNew: true }
    : undefined;
}

function hasShift({ site, serviceDate, shiftStart, shiftEnd }: Booked, { sites, zone }: Offer): boolean {
  return (sites.get(site)?.shifts ?? []).some((shift) => {
    const { start, end } = shiftTimes(serviceDate, shift.start, shift.end, zone);
    return start === shiftStart && end === shiftEnd;
  });
}

function isMoved(id: string, before: Offer['places'], now: Offer['places']): boolean {
  const [from, to] = [before.get(id), now.get(id)];
  return from !== undefined && to !== undefined && greatCircle(from.at, to.at) > MOVED_KM;
}
