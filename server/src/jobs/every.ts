/** Something done at a fixed interval, for as long as the server runs. */
import type { Ticks } from '../ports/clock.ts';

export interface EveryNeeds {
  readonly ticks: Ticks;
  readonly failed: (cause: unknown) => void;
}

/**
 * Counted in ticks, never by the clock on the wall: two hours of that are one on a night in October, and none in March. Work that is still
 * under way is not begun again; after a stall it is done once, and the interval begins anew. Goes on after work that threw.
 *
 * @param ms  from one beginning to the next, the first one after so many
 * @returns   the end; work under way is not waited for
 */
export function every(ms: number, work: () => Promise<void>, { ticks, failed }: EveryNeeds): () => void {
  let timer: NodeJS.Timeout | undefined;
  let due = ticks() + ms;
  let isOver = false;
  const wait = (): void => {
    if (!isOver) timer = setTimeout(turn, Math.max(0, due - ticks())).unref();
  };
  const turn = (): void =>
    void work()
      .catch(failed)
      .finally(() => {
        due = Math.max(due + ms, ticks());
        wait();
      });
  wait();
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}
