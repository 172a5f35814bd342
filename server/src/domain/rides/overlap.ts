/** P2: no two live trips of one rider overlap, across poles; a split shift is two round trips. */
import type { EpochMs, RideId } from '@passaggio/contracts';
import type { Ride, RiderDay } from '../documents.ts';
import { rules } from '../rules.ts';

export type TripSpan = RiderDay['trips'][number];

/** From the earliest possible boarding to the latest possible arrival home. */
export function tripSpan(ride: Pick<Ride, 'id' | 'shiftStart' | 'shiftEnd' | 'trip'>): TripSpan {
  const outFrom = ride.shiftStart - rules.arriveBefore - rules.rideAtMost;
  const backTo = ride.shiftEnd + rules.returnWithin + rules.rideAtMost;
  return {
    ride: ride.id as RideId,
    from: (ride.trip === 'return' ? ride.shiftEnd : outFrom) as EpochMs,
    to: (ride.trip === 'outbound' ? ride.shiftStart : backTo) as EpochMs,
  };
}

/** The rider's trips with one more; undefined where it overlaps another. */
export function riderTripsAfter(trips: readonly TripSpan[], ride: RideId, span: TripSpan): TripSpan[] | undefined {
  const others = trips.filter((one) => one.ride !== ride);
  return others.some((one) => one.from < span.to && span.from < one.to) ? undefined : [...others, span];
}
