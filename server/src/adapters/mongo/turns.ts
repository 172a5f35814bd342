/** Commits of one process that touch the same thing take turns: they would only abort each other in the database. */
import { within } from './errors.ts';

/** Runs `work` after all earlier work on any of the keys; throws Late if that has not ended by the deadline. */
export type Turns = <T>(keys: readonly string[], deadline: number, work: () => Promise<T>) => Promise<T>;

export function turns(): Turns {
  const tails = new Map<string, Promise<unknown>>();
  return async (keys, deadline, work) => {
    const before = Promise.all(keys.map((key) => tails.get(key) ?? Promise.resolve()));
    const own = within(before, deadline).then(work);
    // whoever comes next waits for those before as well, also when we have given up on them
    const tail = Promise.all([before, own.catch(() => undefined)]);
    for (const key of keys) tails.set(key, tail);
    void tail.then(() => {
      for (const key of keys) if (tails.get(key) === tail) tails.delete(key);
    });
    return own;
  };
}
