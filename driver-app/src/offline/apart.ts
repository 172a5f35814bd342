/** Facts on which the server failed though it took others: each is tried again by itself, ever less often, and holds nobody up. */

const FIRST_RETRY = 60_000;
const LAST_RETRY = 3_600_000;

export interface Apart {
  /** Left out of the next batches. */
  has(counter: number): boolean;
  put(counter: number): void;
  close(): void;
}

/** @param again  called when one may be tried again */
export function openApart(after: (ms: number, act: () => void) => () => void, again: () => void): Apart {
  const tries = new Map<number, number>();
  const waiting = new Map<number, () => void>();
  return {
    has: (counter) => waiting.has(counter),
    put: (counter) => {
      const before = tries.get(counter) ?? 0;
      tries.set(counter, before + 1);
      const cancel = after(Math.min(LAST_RETRY, FIRST_RETRY * 2 ** before), () => {
        waiting.delete(counter);
        again();
      });
      waiting.set(counter, cancel);
    },
    close: () => {
      for (const cancel of waiting.values()) cancel();
    },
  };
}
