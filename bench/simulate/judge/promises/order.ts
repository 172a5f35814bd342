/** P11 events gapless, in order, for each reader of a stream. What comes twice is dropped by every client and is no break. */
import type { Court, History } from '../history.ts';

export function order(court: Court): Partial<History> {
  const last = new Map<string, number>();
  return {
    numbered({ reader, n, snapshot, at }) {
      const before = last.get(reader) ?? 0;
      if (snapshot === true) {
        last.set(reader, Math.max(before, n));
        return;
      }
      if (n <= before) return;
      court.exercised('P11');
      if (n !== before + 1) court.broke('P11', `${reader} received ${n} after ${before}`, at);
      last.set(reader, n);
    },
  };
}
