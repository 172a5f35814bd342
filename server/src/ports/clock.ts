import type { EpochMs } from '@passaggio/contracts';

/** The time, passed in (style rule 12), so that a simulated day runs through the real use cases. */
export interface Clock {
  now(): EpochMs;
}
