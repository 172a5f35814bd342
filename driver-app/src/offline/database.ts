/** What this device keeps. The queue belongs to the device, whoever is signed in. */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { AccountId, DeviceId, EpochMs, Fact, Me, RunId, RunKeys, RunPerson, RunView } from '@passaggio/contracts';
import type { Aside } from './aside.ts';
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
  /** Whose number it is; missing where an earlier release wrote it: the device's own. */
  readonly device?: DeviceId;
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
  /** The next fact's number; never goes back, not even where the device takes another id. */
  readonly next: number;
}

export interface Schema extends DBSchema {
  device: { key: 'self'; value: Self };
  facts: { key: number; value: QueuedFact };
  runs: { key: string; value: KeptRun };
  /**
   * `ahead`: of the server, by the wall clock; `heardAt`: server time of the last contact; `leaving`: a session to end; `aside`: what the server
   * would not take; `refused`: how many an earlier release did not keep.
   */
  notes: { key: 'ahead' | 'heardAt' | 'me' | 'leaving' | 'refused' | 'aside'; value: number | boolean | Me | readonly Aside[] };
}

export type Database = IDBPDatabase<Schema>;

/** `newer`: a later release has been here, and this one cannot read what it wrote; `twice`: another page of an earlier release holds it. */
export class NotOpened extends Error {
  readonly why: 'newer' | 'twice';
  constructor(why: 'newer' | 'twice', cause?: unknown) {
    super(`the database of this phone: ${why}`, { cause });
    this.why = why;
  }
}

/** What befalls an open database. */
export interface Befalls {
  /** The browser has taken the storage away under an open page. */
  cleared?(): void;
  /** A later release waits for it in another tab, and has it from now on: nothing can be recorded here any more. */
  outdated?(): void;
}

/** Grows where stores are added. */
const VERSION = 1;

/**
 * @param newId  makes the device's id, once
 * @throws NotOpened where the way out is another page; anything else where this phone keeps nothing
 */
export async function openDatabase(name: string, newId: () => string, befalls: Befalls = {}, version = VERSION): Promise<Database> {
  let blocked = (): void => undefined;
  const held = new Promise<never>((_, reject) => {
    blocked = () => reject(new NotOpened('twice'));
  });
  const db = await Promise.race([openOf(name, version, befalls, blocked), held]).catch((cause: unknown) => {
    throw cause instanceof DOMException && cause.name === 'VersionError' ? new NotOpened('newer', cause) : cause;
  });
  const tx = db.transaction('device', 'readwrite', { durability: 'strict' });
  if ((await tx.store.get('self')) === undefined) await tx.store.put({ id: newId() as DeviceId, next: 1 }, 'self');
  await tx.done;
  return db;
}

function openOf(name: string, version: number, { cleared, outdated }: Befalls, blocked: () => void): Promise<Database> {
  return openDB<Schema>(name, version, {
    upgrade: (made, from) => {
      if (from >= 1) return;
      made.createObjectStore('device');
      made.createObjectStore('facts', { keyPath: 'counter' });
      made.createObjectStore('runs', { keyPath: 'run' });
      made.createObjectStore('notes');
    },
    blocked,
    ...(cleared && { terminated: cleared }),
    blocking: (_current, _blocked, event) => {
      (event.target as IDBDatabase).close();
      outdated?.();
    },
  });
}
