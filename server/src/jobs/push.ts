/** Wakes phones for what their riders' streams say, beside and never on the path of a command. */
import type { AccountId, EpochMs } from '@passaggio/contracts';
import { MINUTE } from '@passaggio/contracts';
import { tellPhones, type TellNeeds } from '../usecases/push/tellPhone.ts';
import type { Store } from '../ports/store.ts';

export interface PushJobNeeds extends TellNeeds {
  readonly store: TellNeeds['store'] & Pick<Store, 'onGrowth'>;
  readonly failed: (cause: unknown) => void;
}

export interface PushJob {
  /** A phone of this rider takes news from now on. */
  put(rider: AccountId): void;
  /** Learns of phones put on other servers, tries again what failed, sends what is left over. The first one catches up with all that was missed. */
  tick(): Promise<void>;
  /** Resolves when all that was noticed has been looked at. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** Riders looked at together; each of their phones waits for an answer of its push service. */
const TOGETHER = 16;
/** Clocks of servers differ by less. */
const OVERLAP = 2 * MINUTE;
const LEFT_OVER = 500;

export function openPushJob(needs: PushJobNeeds): PushJob {
  const known = new Set<AccountId>();
  const waiting = new Set<AccountId>();
  const again = new Set<AccountId>();
  const looking = new Map<AccountId, Promise<void>>();
  let learnt = 0;
  let closed = false;

  const next = (): void => {
    for (const rider of waiting) {
      if (closed || looking.size >= TOGETHER) return;
      if (looking.has(rider)) continue; // once more after this look
      waiting.delete(rider);
      const look = tellPhones(rider, needs)
        .catch((cause: unknown) => {
          again.add(rider);
          needs.failed(cause);
        })
        .finally(() => {
          looking.delete(rider);
          next();
        });
      looking.set(rider, look);
    }
  };
  const wake = (rider: AccountId): void => {
    if (closed) return;
    waiting.add(rider);
    next();
  };
  const stop = needs.store.onGrowth((streams) => {
    for (const stream of streams) {
      const rider = stream.startsWith('rider:') ? (stream.slice('rider:'.length) as AccountId) : undefined;
      if (rider !== undefined && known.has(rider)) wake(rider);
    }
  });
  const idle = async (): Promise<void> => {
    while (looking.size > 0) await Promise.all(looking.values());
  };

  return {
    put: (rider) => void known.add(rider),
    async tick() {
      const now = needs.clock.now();
      const found = await needs.reads.pushPhones.since(Math.max(0, learnt - OVERLAP) as EpochMs);
      learnt = now;
      const left = await needs.reads.pushPhones.due(now, LEFT_OVER);
      const riders = [...found.map((phone) => phone.account).filter((rider) => !known.has(rider)), ...left.map((phone) => phone.account), ...again];
      again.clear();
      for (const rider of riders) {
        known.add(rider);
        wake(rider);
      }
    },
    idle,
    async close() {
      closed = true;
      stop();
      waiting.clear();
      await idle();
    },
  };
}
