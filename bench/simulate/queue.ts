/** Virtual time: what is to happen, in order of time and then of being said. Nothing happens at the same time as something else. */

export interface Agenda {
  /** Epoch milliseconds. */
  now(): number;
  /** Not before now. */
  at(time: number, act: () => void | Promise<void>): void;
  after(milliseconds: number, act: () => void | Promise<void>): void;
}

interface Item {
  readonly time: number;
  readonly order: number;
  readonly act: () => void | Promise<void>;
}

export interface Play extends Agenda {
  /** @param settled  awaited after each act, so that what it sent has arrived before the next one */
  run(until: number, settled: () => Promise<void>): Promise<void>;
}

export function openAgenda(start: number): Play {
  const heap: Item[] = [];
  let now = start;
  let said = 0;
  const before = (a: Item, b: Item) => a.time < b.time || (a.time === b.time && a.order < b.order);
  const push = (item: Item) => {
    let i = heap.push(item) - 1;
    for (let up = (i - 1) >> 1; i > 0 && before(item, heap[up]!); i = up, up = (i - 1) >> 1) heap[i] = heap[up]!;
    heap[i] = item;
  };
  const pop = (): Item => {
    const top = heap[0]!;
    const item = heap.pop()!;
    let i = 0;
    for (let down = 1; down < heap.length; down = 2 * i + 1) {
      if (down + 1 < heap.length && before(heap[down + 1]!, heap[down]!)) down += 1;
      if (!before(heap[down]!, item)) break;
      heap[i] = heap[down]!;
      i = down;
    }
    if (heap.length > 0) heap[i] = item;
    return top;
  };
  const at = (time: number, act: Item['act']) => push({ time: Math.max(now, Math.round(time)), order: (said += 1), act });
  return {
    now: () => now,
    at,
    after: (milliseconds, act) => at(now + milliseconds, act),
    async run(until, settled) {
      while (heap.length > 0 && heap[0]!.time <= until) {
        const { time, act } = pop();
        now = time;
        await act();
        await settled();
      }
      now = Math.max(now, until);
    },
  };
}
