/** The runs that this device keeps: heard over HTTP or by the stream, shown with what waits. */
import { withChange, type AccountId, type RunEvent, type RunId, type RunKeys, type ServiceDate } from '@passaggio/contracts';
import type { Database, KeptRun, QueuedFact } from './database.ts';
import { ofRun } from './factQueue.ts';
import { hearRun, newRun } from './keptRun.ts';

/** @param isReset  a snapshot: it stands even where its version is lower, e.g. after a restore */
export async function hearRuns(db: Database, account: AccountId, events: readonly RunEvent[], isReset = false): Promise<void> {
  const tx = db.transaction(['runs', 'facts'], 'readwrite');
  const waiting = await tx.objectStore('facts').getAll();
  for (const event of events) {
    const kept = await tx.objectStore('runs').get(event.type === 'run' ? event.run.run : event.change.run);
    if (event.type === 'run-change' && kept === undefined) continue; // of a run that was forgotten
    const view = event.type === 'run' ? event.run : withChange(kept!.view, event.change);
    const heard = kept === undefined ? newRun(view, account) : hearRun(kept, view, { taken: [], waiting: ofRun(waiting, view.run) }, isReset);
    await tx.objectStore('runs').put({ ...heard, account });
  }
  await tx.done;
}

/** Replaces what people of these runs are known by. */
export async function hearKeys(db: Database, keys: readonly RunKeys[]): Promise<void> {
  const tx = db.transaction('runs', 'readwrite');
  for (const one of keys) {
    const kept = await tx.store.get(one.run);
    if (kept !== undefined) await tx.store.put({ ...kept, keys: one });
  }
  await tx.done;
}

/** The driver has seen what changed. */
export async function markSeen(db: Database, run: RunId): Promise<void> {
  const tx = db.transaction('runs', 'readwrite');
  const kept = await tx.store.get(run);
  if (kept !== undefined) await tx.store.put({ ...kept, seen: kept.view });
  await tx.done;
}

/** Drops runs of days before `from`, unless facts of theirs still wait. */
export async function forgetRuns(db: Database, from: ServiceDate): Promise<void> {
  const tx = db.transaction(['runs', 'facts'], 'readwrite');
  const waiting = new Set((await tx.objectStore('facts').getAll()).map((one) => one.fact.run));
  for (const kept of await tx.objectStore('runs').getAll()) {
    if (kept.view.serviceDate < from && !waiting.has(kept.run)) await tx.objectStore('runs').delete(kept.run);
  }
  await tx.done;
}

export interface Kept {
  readonly facts: readonly QueuedFact[];
  readonly runs: readonly KeptRun[];
}

/** Everything at one moment. */
export async function readKept(db: Database): Promise<Kept> {
  const tx = db.transaction(['facts', 'runs'], 'readonly');
  const [facts, runs] = await Promise.all([tx.objectStore('facts').getAll(), tx.objectStore('runs').getAll()]);
  return { facts, runs };
}
