/**
 * Holds every account to the budgets of its operations, so that nobody exhausts the rest. Counted in this process's memory by the
 * product's own clock, as buckets that fill evenly: a simulated day has its own time, and a fixed window lets twice as much through.
 */
import { MINUTE } from '@passaggio/contracts';
import type { Guarded } from '../domain/access.ts';
import { budgets, SESSIONS } from '../domain/budgets.ts';
import type { Clock } from '../ports/clock.ts';
import { NotPossible, type Actor } from './handlers.ts';

export interface Budgets {
  /**
   * Does what an account asks for, if it is within its budget; a few at a time where it is never refused.
   *
   * @throws NotPossible `too-many-requests`, before anything was done
   */
  within<T>(operation: Guarded, actor: Pick<Actor, 'account' | 'session'>, act: () => Promise<T>): Promise<T>;
}

/** Of an operation's calls: `left` as it was at `since`. */
interface Bucket {
  readonly left: number;
  readonly since: number;
}

/** Calls of one account that are never refused. */
interface Line {
  running: number;
  readonly waiting: (() => void)[];
}

/** Of one account: a phone whose connection hangs does not hold up what it sends again. */
const AT_ONCE = 4;
/** Buckets in memory before the full ones are forgotten. */
const KEPT = 50_000;

export function openBudgets(clock: Clock): Budgets {
  const buckets = new Map<string, Bucket>();
  const lines = new Map<string, Line>();

  const leftIn = (key: string, size: number, now: number): number => {
    const bucket = buckets.get(key);
    if (bucket === undefined || now < bucket.since) return size; // a clock that was put back: nobody waits until it is where it was
    return Math.min(size, bucket.left + ((now - bucket.since) * size) / MINUTE);
  };
  const spend = (operation: Guarded, { account, session }: Pick<Actor, 'account' | 'session'>, budget: number): void => {
    const now = clock.now();
    const sizes = [
      [`${operation} session ${session}`, budget],
      [`${operation} account ${account}`, budget * SESSIONS],
    ] as const;
    for (const [key, size] of sizes) {
      const left = leftIn(key, size, now);
      if (left < 1) throw new NotPossible('too-many-requests', `${operation} is asked for too often`, Math.ceil(((1 - left) * MINUTE) / size / 1000));
    }
    for (const [key, size] of sizes) {
      const left = leftIn(key, size, now) - 1;
      buckets.delete(key); // the ones used longest ago stand first
      buckets.set(key, { left, since: now });
    }
    forgetFull(buckets, now);
  };
  const inLine = async <T>(account: string, act: () => Promise<T>): Promise<T> => {
    const line = lines.get(account) ?? { running: 0, waiting: [] };
    lines.set(account, line);
    if (line.running >= AT_ONCE) await new Promise<void>((go) => line.waiting.push(go));
    else line.running += 1;
    try {
      return await act();
    } finally {
      const next = line.waiting.shift();
      if (next !== undefined) next(); // hands its place on
      else if ((line.running -= 1) === 0) lines.delete(account);
    }
  };

  return {
    async within(operation, actor, act) {
      const budget = budgets[operation];
      if (budget === 'never-refused') return inLine(actor.account, act);
      spend(operation, actor, budget);
      return act();
    },
  };
}

/** After a minute a bucket is full again, as one that is not there. */
function forgetFull(buckets: Map<string, Bucket>, now: number): void {
  if (buckets.size <= KEPT) return;
  for (const [key, { since }] of buckets) {
    if (now >= since && now - since < MINUTE) return;
    buckets.delete(key);
  }
}
