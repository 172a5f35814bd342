import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { NOON, put } from '../sample.contract.ts';
import { backUpFolder, restore } from './backup.ts';
import { openSqlite } from './openSqlite.ts';

let root: string;
let umask: number;
let rides = 0;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'passaggio-rights-'));
  umask = process.umask(0); // whatever is not said is open to everybody
});
afterEach(() => {
  process.umask(umask);
  rmSync(root, { recursive: true });
});

const rights = (path: string) => (statSync(path).mode & 0o777).toString(8);
const rightsIn = (folder: string) => Object.fromEntries(readdirSync(folder).map((name) => [name, rights(join(folder, name))]));
const FILES = ['passaggio.db', 'passaggio.db-shm', 'passaggio.db-wal', 'passaggio.lock', 'passaggio.lock-journal'];
const OURS = Object.fromEntries(FILES.map((name) => [name, '600']));
/** Of a store that is written: the rights of its files. */
async function whileOpen(folder: string, thread: boolean) {
  const store = await openSqlite({ path: folder, thread });
  await store.commit([{ puts: [put('ride', `r${(rides += 1)}`)] }], NOON);
  const found = rightsIn(folder);
  await store.close();
  return found;
}

test.each([false, true])('a store is read and written by its owner alone, by a thread of its own: %s', async (thread) => {
  const folder = join(root, 'store');
  expect(await whileOpen(folder, thread)).toEqual(OURS);
  expect(rights(folder)).toBe('700');
});

test('a store that had wider rights loses them when it is opened, with what a killed server left beside it', async () => {
  const folder = join(root, 'store');
  await whileOpen(folder, false);
  writeFileSync(join(folder, 'passaggio.db-wal'), '');
  chmodSync(folder, 0o755);
  for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o644);
  expect(await whileOpen(folder, false)).toEqual(OURS);
  expect(rights(folder)).toBe('700');
});

test('a backup and what is restored from it are their owner’s alone; the folder of backups is left as it is', async () => {
  const [folder, backups, back] = [join(root, 'store'), join(root, 'backups'), join(root, 'back')];
  await whileOpen(folder, false);
  mkdirSync(backups, 0o755);
  await backUpFolder(folder, join(backups, 'monday.db'));
  expect([rightsIn(backups), rights(backups)]).toEqual([{ 'monday.db': '600' }, '755']);
  chmodSync(join(backups, 'monday.db'), 0o644);
  mkdirSync(back, 0o755);
  await restore(join(backups, 'monday.db'), back);
  expect([rightsIn(back), rights(back)]).toEqual([{ 'passaggio.db': '600', 'passaggio.lock': '600' }, '700']);
  expect(await whileOpen(back, false)).toEqual(OURS);
});
