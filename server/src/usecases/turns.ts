/** Waiting in line for the event loop: who does much at once holds up everybody's answers. */
export type Turn = () => Promise<unknown>;

/** Steps of `each` that are short, with a turn of the event loop after so many. */
export async function inTurns<T>(all: Iterable<T>, size: number, turn: Turn, each: (some: readonly T[]) => void): Promise<void> {
  let some: T[] = [];
  for (const one of all) {
    some.push(one);
    if (some.length < size) continue;
    each(some);
    some = [];
    await turn();
  }
  each(some);
}

/** Lets so many go on at once, the next ones after the event loop has gone round. */
export function turns(size: number): Turn {
  let [given, now]: [number, Promise<unknown>] = [0, Promise.resolve()];
  return () => {
    given += 1;
    if (given % size === 0) now = now.then(() => new Promise(setImmediate));
    return now;
  };
}
