import type { EpochMs } from '@passaggio/contracts';

/** The time, passed in (style rule 12), so that a simulated day runs through the real use cases. */
export interface Clock {
  now(): EpochMs;
}

/** Milliseconds that only go forward, whatever is done to the clock of the machine: for intervals and for rates. */
export type Ticks = () => number;
