/**
 * Shares a few places among lanes (weighted fair queueing): each lane pays for a turn the less the larger its share is, and of those where
 * somebody waits the one that has paid least goes next. So a full lane neither holds up another nor is starved by it.
 */
import { HasherBusy, type Lane } from '../../ports/hasher.ts';

export interface LaneRule {
  /** Turns for each turn of a lane of share 1, where both are full. */
  readonly share: number;
  /** That may wait. */
  readonly most: number;
}

/** Of equal claim the first goes first. */
const ORDER: readonly Lane[] = ['known', 'card', 'staff-stranger', 'rider-stranger', 'bulk'];

/**
 * @param atOnce  places
 * @returns       does work in its turn
 * @throws HasherBusy  where a lane is full
 */
export function openLanes(rules: { readonly [L in Lane]: LaneRule }, atOnce: number): <T>(lane: Lane, work: () => Promise<T>) => Promise<T> {
  const lanes = ORDER.map((lane) => ({ lane, ...rules[lane], paid: 0, waiting: [] as (() => void)[] }));
  /** What the lane had paid that went last: who comes back after a pause has saved nothing up. */
  let level = 0;
  let running = 0;
  const start = () => {
    while (running < atOnce) {
      const [next] = lanes.filter(({ waiting }) => waiting.length > 0).toSorted((a, b) => a.paid - b.paid);
      if (next === undefined) return;
      level = next.paid;
      next.paid += 1 / next.share;
      running += 1;
      next.waiting.shift()!();
    }
  };
  return async (lane, work) => {
    const own = lanes.find((one) => one.lane === lane)!;
    if (own.waiting.length >= own.most) throw new HasherBusy(`${own.waiting.length} wait in lane ${lane}, expected fewer than ${own.most}`, lane);
    await new Promise<void>((go) => {
      if (own.waiting.length === 0) own.paid = Math.max(own.paid, level);
      own.waiting.push(go);
      start();
    });
    try {
      return await work();
    } finally {
      running -= 1;
      start();
    }
  };
}
