/** The embedded store: one SQLite file in a folder of its own, for one process. Promises ST1-ST8 are explained in docs/store.md. */
import { DatabaseSync } from 'node:sqlite';
import { resolve } from 'node:path';
import { release as current } from '../../ports/upgrades.ts';
import type { Release } from '../../ports/upgrades.ts';
import { databaseFile, lockFolder, makeFolder, makePrivate, recognise } from './files.ts';
import { prepare } from './meta.ts';
import { sqliteStore } from './sqliteStore.ts';
import type { SqliteStore } from './sqliteStore.ts';
import { Sql, asStoreError } from './sql.ts';
import { writerOn } from './writer.ts';
import { writerInThread } from './writeThread.ts';

export type { SqliteStore } from './sqliteStore.ts';

/** How long a commit waits, blocking, for another program that works on the file with its own hands: milliseconds. */
const BUSY_WAIT = 250;

const SETTINGS = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;             -- ST1: each commit is synced
  PRAGMA wal_autocheckpoint = 25000;     -- pages: 100 MB between copies into the database, which are most of what an evening writes
  PRAGMA journal_size_limit = 134217728;
  PRAGMA cache_size = -65536;            -- 64 MB`;

interface Opening {
  readonly path: string;
  readonly release?: Release;
  /** Whether commits go through a thread of their own: what a server needs. */
  readonly thread?: boolean;
}

/**
 * Opens the store in a folder, making both where missing.
 *
 * @throws StoreRefused  another process has the folder, or the file is not ours or of another release
 * @throws StoreAway     the disk is full or at fault
 */
export async function openSqlite({ path, release = current, thread = false }: Opening): Promise<SqliteStore> {
  makeFolder(path);
  const unlock = lockFolder(path);
  try {
    const file = resolve(databaseFile(path));
    const sql = openFile(file, release);
    return sqliteStore(sql, thread ? writerInThread(file) : writerOn(sql, release), file, release, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

/** The database of a folder that is locked for us. */
export function openFile(file: string, release: Release): Sql {
  let db: DatabaseSync | undefined;
  try {
    makePrivate(file);
    db = new DatabaseSync(file, { timeout: BUSY_WAIT });
    const state = recognise(db, file);
    db.exec(SETTINGS);
    const sql = new Sql(db, file);
    prepare(sql, state, release, file);
    return sql;
  } catch (error) {
    db?.close();
    throw asStoreError(error, file);
  }
}
