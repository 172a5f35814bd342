/** A line of riders to look at: so many at once, each one at a time. */
import type { AccountId } from '@passaggio/contracts';
import { turns } from '../usecases/turns.ts';

export interface Lane {
  /** Who is put while being looked at is looked at once more. */
  put(rider: AccountId): void;
  /** Resolves when nobody is left who was put before. */
  idle(): Promise<void>;
  /** Takes nobody any more; who is being looked at goes on. */
  close(): void;
}

/** Looks that begin in one turn of the event loop: each encrypts and signs. */
const A_TURN = 8;

/** @param look  its faults are its own: it must not reject */
export function openLane(places: number, look: (rider: AccountId) => Promise<void>): Lane {
  const waiting = new Set<AccountId>();
  const looking = new Map<AccountId, Promise<void>>();
  const turn = turns(A_TURN);
  let closed = false;
  const next = (): void => {
    for (const rider of waiting) {
      if (looking.size >= places) return;
      if (looking.has(rider)) continue;
      waiting.delete(rider);
      const done = turn()
        .then(() => look(rider))
        .finally(() => {
          looking.delete(rider);
          next();
        });
      looking.set(rider, done);
    }
  };
  return {
    put(rider) {
      if (closed) return;
      waiting.add(rider);
      next();
    },
    async idle() {
      while (looking.size > 0) await Promise.all(looking.values());
    },
    close() {
      closed = true;
      waiting.clear();
    },
  };
}
