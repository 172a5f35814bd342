/** Once a service date: command records and events that nobody needs any more go (ST4, ST6). */
import type { EpochMs, ServiceDate } from '@passaggio/contracts';
import { rules } from '../domain/rules.ts';
import { serviceDateAt } from '../domain/time.ts';
import type { Store } from '../ports/store.ts';

/** @returns to be called with every tick; a purge that failed is tried again with the next */
export function openPurge(store: Pick<Store, 'purge'>, zone: string): (now: EpochMs) => Promise<void> {
  let done: ServiceDate | undefined;
  return async (now) => {
    const today = serviceDateAt(now, zone);
    if (today === done) return;
    await store.purge(now - rules.kept);
    done = today;
  };
}
