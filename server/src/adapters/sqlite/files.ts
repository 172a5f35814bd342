/** The folder of a SQLite store: its lock, and whether its file is one of ours. */
import { chmodSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreRefused } from '../../ports/store.ts';
import { APPLICATION_ID } from './layout.ts';
import { resultCode } from './sql.ts';

const BUSY = 5;
const NOT_A_DATABASE = 26;

export const databaseFile = (folder: string): string => join(folder, 'passaggio.db');

/** Files that SQLite keeps beside a database. */
const BESIDE = ['', '-journal', '-wal', '-shm'];

/**
 * Makes a file where missing, and lets nobody but our user read it and what stands beside it: people's data. SQLite gives what it makes beside
 * a database the rights of the database.
 */
export function makePrivate(file: string): void {
  if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
  for (const end of BESIDE) narrow(`${file}${end}`, 0o600);
}

function narrow(path: string, mode: number): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined || (found.mode & 0o777 & ~mode) === 0) return;
  try {
    chmodSync(path, found.mode & mode);
  } catch (cause) {
    if (!['EPERM', 'EROFS'].includes((cause as NodeJS.ErrnoException).code ?? '')) throw cause; // another user's: their rights are theirs
  }
}

/** Makes the folder where missing, for our user only; its entry is on disk when this returns, as SQLite syncs only what is inside (ST1). */
export function makeFolder(folder: string): void {
  const made = mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (made !== undefined) for (let at = resolve(folder); at.length >= made.length; at = dirname(at)) syncFolder(dirname(at));
}

export function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/**
 * Takes the folder for this process: a transaction held open on a lock file of its own, so that the operating system frees it
 * however the process ends, and a backup can still read the database next to us.
 *
 * @returns  frees it
 * @throws StoreRefused  if another process, or another store of this one, has it
 */
export function lockFolder(folder: string): () => void {
  narrow(folder, 0o700);
  const file = join(folder, 'passaggio.lock');
  makePrivate(file);
  const lock = new DatabaseSync(file, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (resultCode(error) !== BUSY) throw error;
    throw new StoreRefused(
      `${resolve(folder)} is in use by another running server, expected one process a folder. Stop that one first, or give this one another folder.`,
      { cause: error },
    );
  }
  return () => {
    if (lock.isOpen) lock.close();
  };
}

/**
 * Whether a database is new (empty) or ours.
 *
 * @throws StoreRefused  if it is neither
 */
export function recognise(db: DatabaseSync, file: string): 'new' | 'ours' {
  const refused = (found: string, cause?: unknown): StoreRefused =>
    new StoreRefused(`${file}: found ${found}, expected a Passaggio database or nothing. Move it away, or restore a backup (docs/store.md).`, { cause });
  try {
    const id = db.prepare('PRAGMA application_id').get()?.['application_id'];
    if (id === APPLICATION_ID) return 'ours';
    const tables = db.prepare('SELECT name FROM sqlite_master').all();
    if (id !== 0 || tables.length > 0) throw refused(`a database of another program (application id ${String(id)}, ${tables.length} tables and indexes)`);
    return 'new';
  } catch (error) {
    throw resultCode(error) === NOT_A_DATABASE ? refused('something that is not a database', error) : error;
  }
}
