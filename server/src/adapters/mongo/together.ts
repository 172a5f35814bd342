/** Commits asked for while a transaction is under way share the next one: its many round trips cost the same for all of them. */
import { StoreAway, type Entry, type Outcome } from '../../ports/store.ts';
import { ticks } from './errors.ts';
import type { Fate } from './transaction.ts';

/** @throws StoreAway  the store cannot be used now: nothing was stored */
export type Commit = (entries: readonly Entry[], at: number) => Promise<Fate<readonly Outcome[]>>;

/** @param deadline  in ticks() */
export type Transact = (entries: readonly Entry[], at: number, deadline: number) => Promise<Fate<readonly Outcome[]>>;

/** Beyond that many documents and events together, the others wait for the next turn. */
const ROWS = 250;

interface Part {
  readonly entries: readonly Entry[];
  readonly at: number;
  readonly rows: number;
  readonly deadline: number;
  readonly patience: NodeJS.Timeout;
  readonly resolve: (fate: Fate<readonly Outcome[]>) => void;
  readonly reject: (cause: unknown) => void;
}

/** @param patience  milliseconds that a commit may take; half of it waiting for its turn */
export function together(transact: Transact, patience: number): Commit {
  const waiting: Part[] = [];
  let busy = false;

  const turns = async () => {
    busy = true;
    for (let parts = take(waiting); parts.length > 0; parts = take(waiting)) await store(parts);
    busy = false;
  };
  const store = async (parts: readonly Part[]) => {
    try {
      const { fate, result } = await shared(transact, parts);
      let next = 0;
      for (const { entries, resolve } of parts) resolve({ fate, result: result.slice(next, (next += entries.length)) });
    } catch (cause) {
      if (parts.length === 1 || cause instanceof StoreAway) for (const { reject } of parts) reject(cause);
      else for (const part of parts) await store([part]); // one of them cannot be stored: the others need not know
    }
  };
  return (entries, at) =>
    new Promise((resolve, reject) => {
      const part: Part = {
        entries,
        at,
        rows: rowsOf(entries),
        deadline: ticks() + patience,
        patience: setTimeout(() => {
          waiting.splice(waiting.indexOf(part), 1);
          reject(new StoreAway('MongoDB cannot be used now: no turn within the time allowed'));
        }, patience / 2),
        resolve,
        reject,
      };
      waiting.push(part);
      if (!busy) void turns();
    });
}

/** The next in line that fit into one transaction; their wait is over. */
function take(waiting: Part[]): Part[] {
  let [count, rows] = [0, 0];
  for (; count < waiting.length && (count === 0 || rows + waiting[count]!.rows <= ROWS); count += 1) rows += waiting[count]!.rows;
  const parts = waiting.splice(0, count);
  for (const { patience } of parts) clearTimeout(patience);
  return parts;
}

async function shared(transact: Transact, parts: readonly Part[]): Promise<Fate<readonly Outcome[]>> {
  const newest = Math.max(...parts.map(({ at }) => at));
  const soonest = Math.min(...parts.map(({ deadline }) => deadline));
  return transact(
    parts.flatMap(({ entries }) => entries),
    newest,
    soonest,
  );
}

const rowsOf = (entries: readonly Entry[]) => entries.reduce((sum, { puts = [], events = [] }) => sum + puts.length + events.length, 0);
