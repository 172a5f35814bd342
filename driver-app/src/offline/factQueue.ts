/** The queue of facts: written before the screen changes, taken away by an answer only. */
import { Fact, type AccountId, type DeviceId, type FactAnswer, type FactBatch, type RunId } from '@passaggio/contracts';
import type { IDBPTransaction } from 'idb';
import { asideOf, type Aside } from './aside.ts';
import { decide, type Refusal, type Tap } from './decide.ts';
import type { Database, KeptRun, QueuedFact, Schema } from './database.ts';
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
    ...facts.map((fact) =>
      tx.objectStore('facts').add({ counter: fact.counter, fact, at: now.at, by: kept.account, notTakenFrom: [], unreadable: false, device: self.id }),
    ),
    tx.objectStore('device').put({ ...self, next: self.next + facts.length }, 'self'),
    tx.objectStore('runs').put({ ...kept, lastTap }),
    tx.done,
  ]);
  return { recorded: facts.length };
}

/** In counter order. */
export const ofRun = (facts: readonly QueuedFact[], run: RunId): { act: Fact['act']; at: QueuedFact['at'] }[] =>
  facts.filter((one) => one.fact.run === run).map((one) => ({ act: one.fact.act, at: one.at }));

interface Next {
  readonly most: number;
  /** Facts that hold nobody up: they are tried again by themselves. */
  readonly leaveOut: (counter: number) => boolean;
}

/** What to send next under this sign-in, of one device id; undefined when nothing waits. */
export async function nextBatch(db: Database, account: AccountId, { most, leaveOut }: Next): Promise<FactBatch | undefined> {
  const tx = db.transaction(['device', 'facts'], 'readonly');
  const [self, all] = await Promise.all([tx.objectStore('device').get('self'), tx.objectStore('facts').getAll()]);
  const waiting = all.filter((one) => sendable(one, account) && !leaveOut(one.counter));
  const [first] = waiting;
  if (self === undefined || first === undefined) return undefined;
  const deviceOf = (one: QueuedFact): DeviceId => one.device ?? self.id;
  const device = deviceOf(first);
  const facts = waiting
    .filter((one) => deviceOf(one) === device)
    .slice(0, most)
    .map((one) => one.fact);
  return { device, facts };
}

const sendable = (one: QueuedFact, account: AccountId): boolean => !one.unreadable && !one.notTakenFrom.includes(account);

/** How an answer changed the queue; `refused` are the driver's own facts that the server would not keep. */
export interface Taken {
  /** Whether any fact was answered; an answer about none of them is as good as no answer. */
  readonly moved: boolean;
  readonly refused: number;
}

/**
 * Item by item, with the runs as they are now, in one transaction: what leaves the queue is in the run by then, or told in words.
 *
 * @param newId  of this device, where its numbers are used by another phone too, e.g. after a profile was copied
 */
export async function takeAnswer(db: Database, account: AccountId, batch: FactBatch, answer: FactAnswer, newId: () => string): Promise<Taken> {
  const tx = db.transaction(['device', 'facts', 'runs', 'notes'], 'readwrite', { durability: 'strict' });
  const [facts, runs, notes] = [tx.objectStore('facts'), tx.objectStore('runs'), tx.objectStore('notes')];
  const sent = new Set(batch.facts.map((fact) => fact.counter));
  const removed: QueuedFact[] = [];
  const aside: Aside[] = [];
  let moved = false;
  for (const { counter, result } of answer.results) {
    const queued = sent.has(counter) ? await facts.get(counter) : undefined;
    if (queued === undefined) continue;
    moved = true;
    if (result === 'not-yours' && queued.by !== account) await facts.put({ ...queued, notTakenFrom: [...queued.notTakenFrom, account] });
    else if (result === 'differs') await facts.put({ ...queued, device: await anotherId(tx, batch.device, newId) });
    else {
      if (result === 'taken' || result === 'replay') removed.push(queued);
      else aside.push(asideOf(queued, result, await runs.get(queued.fact.run)));
      await facts.delete(counter);
    }
  }
  const left = await facts.getAll();
  const told = new Map(answer.runs.map((view) => [view.run, view]));
  for (const run of new Set([...told.keys(), ...removed.map((one) => one.fact.run)])) {
    const kept = await runs.get(run);
    if (kept === undefined) continue;
    const view = told.get(run);
    const known: KeptRun =
      view === undefined ? settle(kept, ofRun(removed, run)) : hearRun(kept, view, { taken: ofRun(removed, run), waiting: ofRun(left, run) });
    await runs.put(known);
  }
  await notes.put(answer.now, 'heardAt');
  if (aside.length > 0) await notes.put([...asideIn(await notes.get('aside')), ...aside], 'aside');
  await tx.done;
  return { moved, refused: aside.length };
}

type Answering = IDBPTransaction<Schema, ('device' | 'facts' | 'runs' | 'notes')[], 'readwrite'>;

/**
 * Another phone has sent something else under this fact's number: it goes again under a number that nobody else has. What still waits under the
 * old id may have been taken: it is asked about under that id, so that nothing is counted twice.
 */
async function anotherId(tx: Answering, used: DeviceId, newId: () => string): Promise<DeviceId> {
  const self = await tx.objectStore('device').get('self');
  if (self !== undefined && self.id !== used) return self.id;
  const id = newId() as DeviceId;
  for (const one of await tx.objectStore('facts').getAll()) if (one.device === undefined) await tx.objectStore('facts').put({ ...one, device: used });
  await tx.objectStore('device').put({ next: 1, ...self, id }, 'self');
  return id;
}

/** What the server would not take, as noted. */
export const asideIn = (noted: unknown): readonly Aside[] => (Array.isArray(noted) ? (noted as Aside[]) : []);

/** Dispatch was told by word: nothing of it is kept any longer, nor what the server cannot read. */
export async function clearAside(db: Database): Promise<void> {
  const tx = db.transaction(['facts', 'notes'], 'readwrite', { durability: 'strict' });
  for (const one of await tx.objectStore('facts').getAll()) if (one.unreadable) await tx.objectStore('facts').delete(one.counter);
  await Promise.all([tx.objectStore('notes').delete('aside'), tx.objectStore('notes').delete('refused'), tx.done]);
}

/** A fact that the server cannot read stays, and stops holding up those behind it. */
export async function setAside(db: Database, counter: number): Promise<void> {
  const tx = db.transaction('facts', 'readwrite', { durability: 'strict' });
  const queued = await tx.store.get(counter);
  if (queued !== undefined) await tx.store.put({ ...queued, unreadable: true });
  await tx.done;
}
