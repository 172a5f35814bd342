/** The product's clock in demo mode: real time, until somebody plays the day faster. It never goes back. */
import type { EpochMs } from '../../contracts/src/index.ts';
import type { Clock } from '../../server/src/ports/clock.ts';

export interface DemoClock extends Clock {
  /** How many times faster than real time it goes. */
  readonly speed: number;
  setSpeed(speed: number): void;
}

export function demoClock(real: () => number = Date.now): DemoClock {
  let [since, from, speed] = [real(), real(), 1];
  const now = () => Math.floor(from + (real() - since) * speed) as EpochMs;
  return {
    now,
    get speed() {
      return speed;
    },
    setSpeed(wanted) {
      [from, since, speed] = [now(), real(), wanted];
    },
  };
}
