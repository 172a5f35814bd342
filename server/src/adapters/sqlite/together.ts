/** Commits asked for in the same moment, by whatever days, share one transaction and so one sync of the disk. */
import type { Sql } from './sql.ts';

export interface Together {
  /** Runs `work` in a transaction; on disk when it resolves. A fault in it undoes it alone. */
  add<T>(work: () => T): Promise<T>;
  /** Does now what waits. */
  flush(): void;
}

interface Part {
  readonly work: () => unknown;
  readonly resolve: (result: never) => void;
  readonly reject: (cause: unknown) => void;
}

export function together(sql: Sql): Together {
  let waiting: Part[] = [];
  const flush = () => {
    const parts = waiting;
    waiting = [];
    for (const answer of parts.length > 1 ? shared(sql, parts) : parts.map((part) => alone(sql, part))) answer();
  };
  return {
    add: (work) =>
      new Promise((resolve, reject) => {
        if (waiting.length === 0) setImmediate(flush); // once what has arrived by now has been read
        waiting.push({ work, resolve, reject });
      }),
    flush,
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
