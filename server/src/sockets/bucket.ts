/** How often something may happen: so many at once, and so many a second in the long run. */
import type { Ticks } from '../ports/clock.ts';

export interface Bucket {
  /** Takes one; false where none is left. */
  take(): boolean;
  /** Whether nothing was taken for so long that it is as if new. */
  full(): boolean;
}

/** @param most  there to begin with, and never more  @param aSecond  that come back */
export function bucket(most: number, aSecond: number, ticks: Ticks): Bucket {
  let left = most;
  let at = ticks();
  const fill = (): void => {
    const now = ticks();
    left = Math.min(most, left + ((now - at) / 1_000) * aSecond);
    at = now;
  };
  return {
    take() {
      fill();
      if (left < 1) return false;
      left -= 1;
      return true;
    },
    full() {
      fill();
      return left === most;
    },
  };
}
