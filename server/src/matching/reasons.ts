/** Why the optimizer found no place, as the rider is told. */
import type { RefusalReason } from '@passaggio/contracts';
import type { Reason } from '@passaggio/optimizer';

const told: { readonly [R in Reason]: RefusalReason } = {
  'direct-too-long': 'too-far',
  'no-vehicle-in-time': 'no-time',
  'no-seat': 'no-seat',
  'ride-too-long': 'ride-too-long',
  'window-closed': 'no-time',
  'driver-time': 'driver-time',
};

export const refusalOf = (reason: Reason): RefusalReason => told[reason];
