/** Copies of the database file: made while the store is used, checked before they are trusted, restored under a new epoch. */
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync, backup } from 'node:sqlite';
import { StoreRefused } from '../../ports/store.ts';
import { admit, release as current } from '../../ports/upgrades.ts';
import type { Release } from '../../ports/upgrades.ts';
import { databaseFile, lockFolder, makeFolder, makePrivate, recognise, syncFolder } from './files.ts';
import { metaOf, renewEpoch } from './meta.ts';
import { Sql, asStoreError, resultCode } from './sql.ts';

/** All pages in one step: one consistent moment, which writers next to it neither wait for nor restart. */
const ALL_PAGES = 0x7fff_ffff;

/**
 * Backs up the store of a folder, also while a server runs on it.
 *
 * @throws StoreRefused  if there is no store, or `to` exists
 */
export async function backUpFolder(folder: string, to: string, release: Release = current): Promise<void> {
  const file = resolve(databaseFile(folder));
  if (!existsSync(file)) throw new StoreRefused(`${file} not found, expected the database of a server's data folder.`);
  await backUp(file, to, release);
}

/** The copy appears under its name once it is whole, checked and on disk. */
export async function backUp(file: string, to: string, release: Release): Promise<void> {
  if (existsSync(to)) throw new StoreRefused(`${resolve(to)} exists already, expected a new name: backups are never overwritten.`);
  makeFolder(dirname(to));
  await copyChecked(file, to, release, () => undefined);
}

/**
 * Puts a backup into a folder that has no database, as a store of a new epoch (ST6).
 *
 * @throws StoreRefused  if the backup is damaged, not ours or of another release; if the folder is in use or has a database
 */
export async function restore(from: string, folder: string, release: Release = current): Promise<void> {
  if (!existsSync(from)) throw new StoreRefused(`${resolve(from)} not found, expected a backup file.`);
  makeFolder(folder);
  const unlock = lockFolder(folder);
  try {
    const to = databaseFile(folder);
    if (existsSync(to)) throw new StoreRefused(`${resolve(to)} exists already. Move it and its -wal and -shm files away first, then restore again.`);
    for (const left of ['-wal', '-shm']) rmSync(`${to}${left}`, { force: true }); // of a database moved away alone: not this one's
    await copyChecked(from, to, release, renewEpoch);
  } finally {
    unlock();
  }
}

async function copyChecked(from: string, to: string, release: Release, change: (sql: Sql) => void): Promise<void> {
  const part = `${to}.part`;
  removeFile(part);
  try {
    makePrivate(part); // before anything is in it
    await copy(from, part);
    const db = new DatabaseSync(part);
    try {
      if (recognise(db, from) === 'new') throw new StoreRefused(`${resolve(from)} is empty, expected a Passaggio database.`);
      db.exec('PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL'); // one file, nothing beside it
      const sql = new Sql(db, from);
      const found = String(sql.get('PRAGMA integrity_check(1)')?.['integrity_check']);
      if (found !== 'ok') throw new StoreRefused(`${resolve(from)} is damaged (${found}). Take another backup.`);
      admit(release, { schema: Number(metaOf(sql, 'schema')), minVersion: Number(metaOf(sql, 'minVersion')) }, resolve(from));
      change(sql);
    } finally {
      db.close();
    }
    syncFile(part);
    renameSync(part, to);
    syncFolder(dirname(to));
  } catch (error) {
    removeFile(part);
    throw resultCode(error) === 11 ? new StoreRefused(`${resolve(from)} is damaged. Take another backup.`, { cause: error }) : asStoreError(error, from);
  }
}

async function copy(from: string, to: string): Promise<void> {
  const source = new DatabaseSync(from, { readOnly: true, timeout: 5000 });
  try {
    recognise(source, from);
    await backup(source, to, { rate: ALL_PAGES });
  } finally {
    source.close();
  }
}

function removeFile(file: string): void {
  for (const end of ['', '-journal', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
}

function syncFile(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
