/** What each account may have of the sockets, so that nobody takes them from the others. Of this process: several servers give a share each. */
import type { AccountId } from '@passaggio/contracts';
import type { Ticks } from '../ports/clock.ts';
import { bucket, type Bucket } from './bucket.ts';

/** Open at once: a phone, a borrowed one, a few windows of the console. */
const SOCKETS = 5;
/** Requests to catch up that wait, over all of its sockets. */
const WAITING = 40;
/** Sockets that may be opened, and requests to catch up, at once and a second. */
const OPENED = [60, 1] as const;
const ASKED = [60, 5] as const;

interface Share<S> {
  readonly sockets: Set<S>;
  waiting: number;
  readonly opened: Bucket;
  readonly asked: Bucket;
}

export interface Shares<S> {
  /** Whether the account may open one more now. */
  mayOpen(account: AccountId): boolean;
  /** @returns those that make room for it: the ones that were opened first */
  open(account: AccountId, socket: S): S[];
  close(account: AccountId, socket: S): void;
  /** `no`: more wait than any page asks for. `later`: asked too often. */
  ask(account: AccountId): 'yes' | 'later' | 'no';
  answered(account: AccountId): void;
  /** Forgets accounts that have nothing and are as if new. */
  sweep(): void;
}

export function openShares<S>(ticks: Ticks): Shares<S> {
  const shares = new Map<AccountId, Share<S>>();
  const of = (account: AccountId): Share<S> => {
    let share = shares.get(account);
    if (share === undefined) {
      share = { sockets: new Set(), waiting: 0, opened: bucket(...OPENED, ticks), asked: bucket(...ASKED, ticks) };
      shares.set(account, share);
    }
    return share;
  };
  return {
    mayOpen: (account) => of(account).opened.take(),
    open(account, socket) {
      const { sockets } = of(account);
      sockets.add(socket);
      return [...sockets].slice(0, Math.max(0, sockets.size - SOCKETS));
    },
    close: (account, socket) => void of(account).sockets.delete(socket),
    ask(account) {
      const share = of(account);
      if (share.waiting >= WAITING) return 'no';
      if (!share.asked.take()) return 'later';
      share.waiting += 1;
      return 'yes';
    },
    answered: (account) => void (of(account).waiting -= 1),
    sweep() {
      for (const [account, { sockets, waiting, opened, asked }] of shares) {
        if (sockets.size === 0 && waiting === 0 && opened.full() && asked.full()) shares.delete(account);
      }
    },
  };
}
