/** Waiting in line for the event loop: who does much at once holds up everybody's answers. */
export type Turn = () => Promise<unknown>;

/** Long work under way or in line; the event loop is one for the whole process, and so is this. */
let line: Promise<unknown> = Promise.resolve();

/**
 * Steps of `each` that are short, with a turn of the event loop after so many. What takes several steps is done one after the other:
 * ten days at once would all be ready last, while the store has nothing to write.
 */
export async function inTurns<T>(all: Iterable<T>, size: number, turn: Turn, each: (some: readonly T[]) => void): Promise<void> {
  const whole = [...all];
  if (whole.length <= size) return each(whole);
  const done = line.then(async () => {
    for (let i = 0; i < whole.length; i += size) {
      if (i > 0) await turn();
      each(whole.slice(i, i + size));
    }
  });
  line = done.catch(() => undefined);
  return done;
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
