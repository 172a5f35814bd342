/** Boarding codes: 4 digits, unique by pole and service date while somebody holds them; the claim holds that across processes. */
import type { BoardingCode, RideId } from '@passaggio/contracts';
import type { Ride } from '../../domain/documents.ts';
import type { Ids } from '../../ports/ids.ts';
import { seated } from '../days/drafts.ts';
import type { DayWork } from '../days/work.ts';

const CODES = 10_000;
/** Shares no factor with the number of codes, so that all are looked at once. */
const STRIDE = 7_919;

const claimOf = (work: DayWork, code: BoardingCode) => `boarding-code|${work.pole}|${work.serviceDate}|${code}`;

/**
 * The ride's own code, else one that nobody holds: rather one that nobody held today, since a driver without signal may still have its
 * holder on the list. Undefined where all are held. At most one look at each code.
 */
export function findCode({ day }: DayWork, ride: Ride, ids: Ids): BoardingCode | undefined {
  if (ride.code !== null) return ride.code;
  const first = Number(ids.digits(4));
  let givenBack: BoardingCode | undefined;
  for (let step = 0; step < CODES; step += 1) {
    const code = String((first + step * STRIDE) % CODES).padStart(4, '0') as BoardingCode;
    if (day.codes.has(code)) continue;
    if (!day.codesGivenBack.has(code)) return code;
    givenBack ??= code;
  }
  return givenBack;
}

/** @param code  of `findCode` */
export function takeCode(work: DayWork, ride: Ride, code: BoardingCode): void {
  if (ride.code === null) work.claim(claimOf(work, code), ride.id);
}

/** Of a cancelled ride, once no bus carries it on its list any more. */
export function giveBackCode(work: DayWork, id: RideId): void {
  const ride = work.day.rides.get(id);
  if (ride?.status !== 'cancelled' || ride.code === null || seated(work.day, ride)) return;
  work.release(claimOf(work, ride.code), id);
  work.day.codes.delete(ride.code);
  work.day.codesGivenBack.add(ride.code);
  work.ride({ ...ride, code: null });
}
