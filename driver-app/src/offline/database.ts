/** What this device keeps. The queue belongs to the device, whoever is signed in. */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { AccountId, DeviceId, EpochMs, Fact, Me, RunId, RunKeys, RunPerson, RunView } from '@passaggio/contracts';
import type { LastTap } from './undo.ts';

/** A fact that no answer has taken away yet. */
export interface QueuedFact {
  readonly counter: number;
  readonly fact: Fact;
  /** This device's estimate of when it happened, for its own view. */
  readonly at: EpochMs;
  readonly by: AccountId;
  /** Somebody else signed in and the server said that the run was never theirs: kept until its maker signs in again. */
  readonly notTakenFrom: readonly AccountId[];
  /** The server cannot read it: kept and shown, but it does not hold up the others. */
  readonly unreadable: boolean;
}

export interface KeptRun {
  readonly run: RunId;
  /** As the server last told it. */
  readonly view: RunView;
  /** As the driver last said *seen*. */
  readonly seen: RunView;
  readonly carried: readonly RunPerson[];
  readonly lastTap: LastTap | null;
  /** By what people are known without signal. */
  readonly keys?: RunKeys;
  /** Whose run it is. */
  readonly account: AccountId;
}

export interface Self {
  readonly id: DeviceId;
  /** The next fact's number; never goes back. */
  readonly next: number;
}

interface Schema extends DBSchema {
  device: { key: 'self'; value: Self };
  facts: { key: number; value: QueuedFact };
  runs: { key: string; value: KeptRun };
  /** `ahead`: of the server, by the wall clock; `heardAt`: server time of the last contact; `leaving`: a session to end. */
  notes: { key: 'ahead' | 'heardAt' | 'me' | 'leaving' | 'refused'; value: number | boolean | Me };
}

export type Database = IDBPDatabase<Schema>;

/**
 * @param newId  makes the device's id, once
 * @param cleared  called when the browser has taken the storage away under an open page
 */
export async function openDatabase(name: string, newId: () => string, cleared?: () => void): Promise<Database> {
  const db = await openDB<Schema>(name, 1, {
    upgrade: (made) => {
      made.createObjectStore('device');
      made.createObjectStore('facts', { keyPath: 'counter' });
      made.createObjectStore('runs', { keyPath: 'run' });
      made.createObjectStore('notes');
    },
    ...(cleared && { terminated: cleared }),
    // A newer release waits in another tab: let it go on, the page reloads into it.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  });
  const tx = db.transaction('device', 'readwrite', { durability: 'strict' });
  if ((await tx.store.get('self')) === undefined) await tx.store.put({ id: newId() as DeviceId, next: 1 }, 'self');
  await tx.done;
  return db;
}
