/** How much one rider may ask of one service date: every ask is stored, and shown to staff with the day. */
import { HOUR, type AccountId, type RideId } from '@passaggio/contracts';
import type { Ride } from '../../domain/documents.ts';
import type { DayWork } from '../days/work.ts';
import { NotPossible } from '../handlers.ts';

/** Trips that are wanted at once: split shifts are two round trips. */
const LIVE = 6;
/** All of them, the cancelled and refused ones too; as many again are left for staff to book. */
const ASKS = 40;

/** @throws NotPossible `too-many-requests` where this rider has asked too often for this day */
export function refuseTooMany({ day }: DayWork, rider: AccountId, byStaff: boolean): void {
  let [live, all] = [0, 0];
  for (const one of day.rides.values()) {
    if (one.rider !== rider) continue;
    all += 1;
    if (one.status !== 'refused' && one.status !== 'cancelled') live += 1;
  }
  if (live >= LIVE || all >= (byStaff ? 2 * ASKS : ASKS))
    throw new NotPossible('too-many-requests', `${all} rides were asked for on this day, ${live} of them are still wanted`, HOUR / 1000);
}

/** Stores a refusal in place of the one that the same wish met before. Who was left out keeps that: they go first another day. */
export function refusedRide(work: DayWork, refused: Omit<Ride, 'version' | 'schema'>): Ride {
  const isSame = (one: Ride) =>
    one.rider === refused.rider &&
    one.status === 'refused' &&
    one.reason !== 'left-out' &&
    one.id !== refused.id &&
    one.site === refused.site &&
    one.boardingPlace === refused.boardingPlace &&
    one.shiftStart === refused.shiftStart &&
    one.trip === refused.trip;
  for (const before of [...work.day.rides.values()].filter(isSame)) work.dropRide(before.id as RideId);
  return work.ride(refused);
}
