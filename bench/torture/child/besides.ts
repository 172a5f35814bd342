/** A thread beside the event loop, which SQLite's commits block: it kills the process in the middle of one. */
import { Worker } from 'node:worker_threads';
import { once } from 'node:events';

export interface Besides {
  ready(): Promise<void>;
  /** Runs a commit in whose middle the process is killed; one that was faster goes on, and the next is hit sooner. */
  during<T>(commit: () => Promise<T>): Promise<T>;
}

/** What both threads see: `[commits begun, commits ended]`. */
export type Shared = Int32Array<SharedArrayBuffer>;

export function openBesides(): Besides {
  const shared: Shared = new Int32Array(new SharedArrayBuffer(8));
  let worker: Worker | undefined;
  return {
    async ready() {
      if (worker !== undefined) return;
      worker = new Worker(new URL('./killer.ts', import.meta.url), { workerData: shared });
      worker.unref();
      await once(worker, 'online');
    },
    async during(commit) {
      Atomics.add(shared, 0, 1);
      Atomics.notify(shared, 0);
      try {
        return await commit();
      } finally {
        Atomics.add(shared, 1, 1);
      }
    },
  };
}
