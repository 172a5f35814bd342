import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { StoreRefused } from '../../ports/store.ts';
import { NOON, event, once, put, versionOf } from '../sample.contract.ts';
import { backUpFolder, restore } from './backup.ts';
import { databaseFile } from './files.ts';
import { openSqlite } from './openSqlite.ts';
import type { SqliteStore } from './openSqlite.ts';

const root = mkdtempSync(join(tmpdir(), 'passaggio-backup-'));
afterAll(() => rmSync(root, { recursive: true }));

let places = 0;
const newPlace = (): string => join(root, String((places += 1)));

async function opened(path: string): Promise<SqliteStore> {
  const store = await openSqlite({ path });
  onTestFinished(() => store.close());
  return store;
}

/** A folder with some rides, closed, and a backup of it. */
async function backedUp(rides: number): Promise<{ folder: string; copy: string; epoch: string }> {
  const folder = newPlace();
  const store = await openSqlite({ path: folder });
  await store.commit(
    Array.from({ length: rides }, (_, n) => ({ puts: [put('ride', `r${n}`, { text: 'x'.repeat(500) })], events: [event('pole:foggia', n)] })),
    NOON,
  );
  const copy = join(newPlace(), 'backup.db');
  await store.backup(copy);
  const epoch = await store.streams.epoch();
  await store.close();
  return { folder, copy, epoch };
}

test('a backup made while commits go on is one consistent moment', async () => {
  const store = await opened(newPlace());
  const copy = join(newPlace(), 'backup.db');
  const made = new AbortController();
  const backup = (async () => {
    await once(store, { puts: [put('ride', 'r0')], events: [event('pole:foggia')] });
    await store.backup(copy).finally(() => made.abort());
  })();
  let last = 0;
  for (; !made.signal.aborted; last += 1)
    await store.commit([{ puts: [put('route', `q${last}`)], events: [event('pole:foggia')] }], NOON).then(() => new Promise(setImmediate));
  await backup;
  expect(last).toBeGreaterThan(0);
  const folder = newPlace();
  await restore(copy, folder);
  const restored = await opened(folder);
  const { last: counted } = await restored.streams.bounds('pole:foggia');
  expect(counted).toBeGreaterThan(0);
  // event 1 is of r0, event 2 of q0
  if (counted > 1) expect(await versionOf(restored, 'route', `q${counted - 2}`)).toBe(1);
  expect(await versionOf(restored, 'route', `q${counted - 1}`)).toBe(0);
});

test('a server that runs is backed up from outside by its folder', async () => {
  const folder = newPlace();
  const store = await opened(folder);
  await once(store, { puts: [put('ride', 'r1')] });
  const copy = join(root, 'outside.db');
  await backUpFolder(folder, copy);
  await once(store, { puts: [put('ride', 'r2')] });
  const other = newPlace();
  await restore(copy, other);
  const restored = await opened(other);
  expect([await versionOf(restored, 'ride', 'r1'), await versionOf(restored, 'ride', 'r2')]).toEqual([1, 0]);
});

test('ST6: every restore of one backup is an epoch of its own, and the numbers go on', async () => {
  const { copy, epoch } = await backedUp(3);
  const epochs = [epoch];
  for (const folder of [newPlace(), newPlace()]) {
    await restore(copy, folder);
    const store = await opened(folder);
    epochs.push(await store.streams.epoch());
    expect(await once(store, { events: [event('pole:foggia')] })).toMatchObject({ events: [{ n: 4 }] });
  }
  expect(new Set(epochs).size).toBe(3);
});

test('a backup is a single file, and neither it nor a database is ever overwritten', async () => {
  const { folder, copy } = await backedUp(1);
  expect(readdirSync(join(copy, '..'))).toEqual(['backup.db']);
  const before = readFileSync(copy);
  await expect(backUpFolder(folder, copy)).rejects.toThrow(/exists already, expected a new name/);
  await expect(restore(copy, folder)).rejects.toThrow(/exists already\. Move it and its -wal and -shm files away first/);
  expect(readFileSync(copy).equals(before)).toBe(true);
});

test('a restore into the folder of a running server is refused', async () => {
  const { folder, copy } = await backedUp(1);
  await opened(folder);
  await expect(restore(copy, folder)).rejects.toThrow(/in use by another running server/);
});

test.for<[string, (copy: string) => void, RegExp]>([
  ['cut short', (copy) => truncateSync(copy, 40_960), /is damaged/],
  [
    'overwritten in the middle',
    (copy) => {
      const bytes = readFileSync(copy);
      bytes.fill(0xff, 4096 * 12, 4096 * 60);
      writeFileSync(copy, bytes);
    },
    /is damaged/,
  ],
  ['empty', (copy) => writeFileSync(copy, ''), /is empty, expected a Passaggio database/],
  ['another file', (copy) => writeFileSync(copy, 'letters'.repeat(1000)), /not a database/],
  ['gone', (copy) => rmSync(copy), /not found, expected a backup file/],
])('a backup that is %s is refused and leaves nothing behind', async ([, spoil, message]) => {
  const { copy } = await backedUp(400);
  spoil(copy);
  const folder = newPlace();
  mkdirSync(folder);
  const refused = restore(copy, folder);
  await expect(refused).rejects.toThrow(StoreRefused);
  await expect(refused).rejects.toThrow(message);
  expect(readdirSync(folder).filter((name) => name !== 'passaggio.lock')).toEqual([]);
});

test('a folder without a database cannot be backed up', async () => {
  const folder = newPlace();
  mkdirSync(folder);
  await expect(backUpFolder(folder, join(root, 'nothing.db'))).rejects.toThrow(`${databaseFile(folder)} not found`);
});
