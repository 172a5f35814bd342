/** Commits asked for in the same moment, by whatever days, share one transaction and so one sync of the disk. */
import type { Sql } from './sql.ts';

export interface Together {
  /**
   * Runs `work` in a transaction; on disk when it resolves. A fault in it undoes it alone.
   *
   * @param rows  about how many it writes
   */
  add<T>(rows: number, work: () => T): Promise<T>;
  /** Does now what waits. */
  flush(): void;
}

/**
 * After a sync the next one waits this many times as long as it took, at most so many milliseconds: under load more commits share
 * one, and a store that is quick (or a commit that comes alone) waits for nothing.
 */
const REST = { times: 8, most: 5 };

/** Beyond that many rows together, the others wait for a turn of their own, and the event loop goes round in between. */
const ROWS = 250;

interface Part {
  readonly rows: number;
  readonly work: () => unknown;
  readonly resolve: (result: never) => void;
  readonly reject: (cause: unknown) => void;
}

export function together(sql: Sql): Together {
  let waiting: Part[] = [];
  let rested = 0;
  const store = (parts: readonly Part[]) => {
    const answers = parts.length > 1 ? shared(sql, parts) : parts.map((part) => alone(sql, part));
    rested = performance.now() + Math.min(REST.times * sql.syncTook, REST.most);
    for (const answer of answers) answer();
  };
  const soon = () => {
    const rest = rested - performance.now();
    if (rest >= 1) setTimeout(turn, rest);
    else setImmediate(turn); // once what has arrived by now has been read
  };
  const turn = () => {
    let [taken, rows] = [0, 0];
    for (; taken < waiting.length && (taken === 0 || rows + waiting[taken]!.rows <= ROWS); taken += 1) rows += waiting[taken]!.rows;
    const parts = waiting.slice(0, taken);
    waiting = waiting.slice(taken);
    if (waiting.length > 0) setImmediate(turn);
    store(parts);
  };
  return {
    add: (rows, work) =>
      new Promise((resolve, reject) => {
        if (waiting.length === 0) soon();
        waiting.push({ work, rows, resolve, reject });
      }),
    flush() {
      const parts = waiting;
      waiting = [];
      store(parts);
    },
  };
}

/** What to tell the caller, once it is known. */
type Answer = () => void;

function alone(sql: Sql, { work, resolve, reject }: Part): Answer {
  try {
    const result = sql.transaction(work);
    return () => resolve(result as never);
  } catch (cause) {
    return () => reject(cause);
  }
}

function shared(sql: Sql, parts: readonly Part[]): Answer[] {
  try {
    return sql.transaction(() =>
      parts.map(({ work, resolve, reject }) => {
        try {
          const result = sql.part(work);
          return () => resolve(result as never);
        } catch (cause) {
          if (!sql.inTransaction) throw cause; // SQLite has undone everything
          return () => reject(cause);
        }
      }),
    );
  } catch (cause) {
    return parts.map(
      ({ reject }) =>
        () =>
          reject(cause),
    );
  }
}
