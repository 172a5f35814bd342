/** Simulated annealing: worse plans are accepted less and less (SISR, section 5.3). */
import type { Random } from '../random.ts';

export interface Acceptance {
  /** @param progress  0 at the start, 1 at the end of the budget */
  accepts(candidate: number, current: number, progress: number): boolean;
}

/** @param scale  what one request costs, roughly: the temperature begins at a part of it and falls a hundredfold */
export function annealing(scale: number, random: Random): Acceptance {
  const first = scale * 0.3;
  const last = first / 100;
  return {
    accepts(candidate, current, progress) {
      const temperature = first * (last / first) ** progress;
      return candidate < current - temperature * Math.log(random.next() || Number.MIN_VALUE);
    },
  };
}
