/** The queue of facts: written before the screen changes, taken away by an answer only. */
import { Fact, type AccountId, type FactAnswer, type FactBatch, type RunId } from '@passaggio/contracts';
import { decide, type Refusal, type Tap } from './decide.ts';
import type { Database, KeptRun, QueuedFact } from './database.ts';
import { hearRun, settle } from './keptRun.ts';
import type { FactTimes, Now } from './time.ts';
import { driverView } from './view.ts';

export interface Stamp {
  readonly times: FactTimes;
  readonly now: Now;
}

export type Recording = { readonly recorded: number } | { readonly refused: Refusal | 'unknown-run' };

/**
 * Decides on what this device knows and writes the facts with their numbers, in one transaction: two tabs neither use a number twice
 * nor fill a seat twice. Resolves once it is on the disk.
 */
export async function record(db: Database, run: RunId, tap: Tap, { times, now }: Stamp): Promise<Recording> {
  const tx = db.transaction(['device', 'facts', 'runs'], 'readwrite', { durability: 'strict' });
  const [self, kept, all] = await Promise.all([tx.objectStore('device').get('self'), tx.objectStore('runs').get(run), tx.objectStore('facts').getAll()]);
  if (self === undefined) throw new Error('no device id in the database, expected the one made when it was opened');
  if (kept === undefined) return { refused: 'unknown-run' };
  const decision = decide(tap, driverView(kept.view, kept.carried, ofRun(all, run)), kept.lastTap, now);
  if ('refused' in decision) return decision;
  const { acts, lastTap } = decision;
  const facts = acts.map((act, i) => Fact.parse({ counter: self.next + i, run, ...times, act }));
  await Promise.all([
    ...facts.map((fact) => tx.objectStore('facts').add({ counter: fact.counter, fact, at: now.at, by: kept.account, notTakenFrom: [], unreadable: false })),
    tx.objectStore('device').put({ ...self, next: self.next + facts.length }, 'self'),
    tx.objectStore('runs').put({ ...kept, lastTap }),
    tx.done,
  ]);
  return { recorded: facts.length };
}

/** In counter order. */
export const ofRun = (facts: readonly QueuedFact[], run: RunId): { act: Fact['act']; at: QueuedFact['at'] }[] =>
  facts.filter((one) => one.fact.run === run).map((one) => ({ act: one.fact.act, at: one.at }));

/** What to send next under this sign-in; undefined when nothing waits. */
export async function nextBatch(db: Database, account: AccountId, most: number): Promise<FactBatch | undefined> {
  const tx = db.transaction(['device', 'facts'], 'readonly');
  const [self, all] = await Promise.all([tx.objectStore('device').get('self'), tx.objectStore('facts').getAll()]);
  const facts = all
    .filter((one) => sendable(one, account))
    .slice(0, most)
    .map((one) => one.fact);
  return self === undefined || facts.length === 0 ? undefined : { device: self.id, facts };
}

export const sendable = (one: QueuedFact, account: AccountId): boolean => !one.unreadable && !one.notTakenFrom.includes(account);

/** How an answer changed the queue; `refused` are the driver's own facts that the server would not keep. */
export interface Taken {
  /** Whether any fact was answered; an answer about none of them is as good as no answer. */
  readonly moved: boolean;
  readonly refused: number;
}

/** Item by item, with the runs as they are now, in one transaction: what leaves the queue is in the run by then. */
export async function takeAnswer(db: Database, account: AccountId, batch: FactBatch, answer: FactAnswer): Promise<Taken> {
  const tx = db.transaction(['facts', 'runs', 'notes'], 'readwrite', { durability: 'strict' });
  const facts = tx.objectStore('facts');
  const sent = new Set(batch.facts.map((fact) => fact.counter));
  const removed: QueuedFact[] = [];
  let refused = 0;
  let moved = false;
  for (const { counter, result } of answer.results) {
    const queued = sent.has(counter) ? await facts.get(counter) : undefined;
    if (queued === undefined) continue;
    moved = true;
    if (result === 'not-yours' && queued.by !== account) {
      await facts.put({ ...queued, notTakenFrom: [...queued.notTakenFrom, account] });
      continue;
    }
    if (result !== 'taken' && result !== 'replay') refused += 1;
    else removed.push(queued);
    await facts.delete(counter);
  }
  const left = await facts.getAll();
  const runs = tx.objectStore('runs');
  const told = new Map(answer.runs.map((view) => [view.run, view]));
  for (const run of new Set([...told.keys(), ...removed.map((one) => one.fact.run)])) {
    const kept = await runs.get(run);
    if (kept === undefined) continue;
    const view = told.get(run);
    const known: KeptRun =
      view === undefined ? settle(kept, ofRun(removed, run)) : hearRun(kept, view, { taken: ofRun(removed, run), waiting: ofRun(left, run) });
    await runs.put(known);
  }
  await tx.objectStore('notes').put(answer.now, 'heardAt');
  if (refused > 0) await tx.objectStore('notes').put(Number((await tx.objectStore('notes').get('refused')) ?? 0) + refused, 'refused');
  await tx.done;
  return { moved, refused };
}

/** A fact that the server cannot read stays, and stops holding up those behind it. */
export async function setAside(db: Database, counter: number): Promise<void> {
  const tx = db.transaction('facts', 'readwrite', { durability: 'strict' });
  const queued = await tx.store.get(counter);
  if (queued !== undefined) await tx.store.put({ ...queued, unreadable: true });
  await tx.done;
}
