import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { StoreAway, StoreRefused } from '../../ports/store.ts';
import { release } from '../../ports/upgrades.ts';
import { NOON, command, event, once, put, someRides, versionOf } from '../sample.contract.ts';
import { databaseFile } from './files.ts';
import { openFile, openSqlite } from './openSqlite.ts';
import type { SqliteStore } from './openSqlite.ts';
import { sqliteStore } from './sqliteStore.ts';
import { writerOn } from './writer.ts';

const root = mkdtempSync(join(tmpdir(), 'passaggio-faults-'));
afterAll(() => rmSync(root, { recursive: true }));

let folders = 0;
const newFolder = (): string => join(root, String((folders += 1)));

async function opened(path: string): Promise<SqliteStore> {
  const store = await openSqlite({ path });
  onTestFinished(() => store.close());
  return store;
}

/** A store whose disk holds no more than some pages above what it has now. */
function onSmallDisk(pages: number): { store: SqliteStore; grow: (pages: number) => void } {
  const path = newFolder();
  mkdirSync(path);
  const file = databaseFile(path);
  const sql = openFile(file, release);
  const grow = (more: number): void => sql.exec(`PRAGMA max_page_count = ${Number(sql.get('PRAGMA page_count')?.['page_count']) + more}`);
  grow(pages);
  const store = sqliteStore(sql, writerOn(sql, release), file, release, () => undefined);
  onTestFinished(() => store.close());
  return { store, grow };
}

const big = 'x'.repeat(20_000);

test('ST3: on a full disk nothing is half done and the caller hears that the store is away', async () => {
  const { store } = onSmallDisk(30);
  const stored: string[] = [];
  const fill = async (): Promise<void> => {
    for (let n = 0; ; n += 1) {
      await once(store, { command: command(`c${n}`), puts: [put('ride', `r${n}`, { big })], events: [event('rider:amina', n)] });
      stored.push(`r${n}`);
    }
  };
  const full = fill();
  await expect(full).rejects.toThrow(StoreAway);
  await expect(full).rejects.toThrow(/is full: make room on the disk/);
  expect(stored.length).toBeGreaterThan(0);
  const missing = `r${stored.length}`;
  expect([await versionOf(store, 'ride', missing), await store.command('account:amina', `c${stored.length}`)]).toEqual([0, undefined]);
  expect(await store.streams.bounds('rider:amina')).toEqual({ first: 1, last: stored.length });
});

test('a full store is read as before, fails its ping, and works again by itself once there is room', async () => {
  const { store, grow } = onSmallDisk(10);
  await once(store, { puts: [put('ride', 'r0')] });
  const tooBig = { puts: [put('ride', 'r1', { big: big.repeat(10) })] };
  await expect(once(store, tooBig)).rejects.toThrow(StoreAway);
  await expect(store.ping()).rejects.toThrow(StoreAway);
  expect(await versionOf(store, 'ride', 'r0')).toBe(1);
  grow(1000);
  await store.ping();
  expect(await once(store, tooBig)).toMatchObject({ outcome: 'committed' });
});

test('a second store on one folder is refused by name, and may open once the first is closed', async () => {
  const path = newFolder();
  const first = await opened(path);
  await expect(openSqlite({ path })).rejects.toThrow(StoreRefused);
  await expect(openSqlite({ path })).rejects.toThrow(`${path} is in use by another running server, expected one process a folder. Stop that one first`);
  await once(first, { puts: [put('ride', 'r1')] }); // and the first goes on
  await first.close();
  expect(await versionOf(await opened(path), 'ride', 'r1')).toBe(1);
});

test('a second process is refused while the first lives, and the folder is free after kill -9', async () => {
  const path = newFolder();
  const child = spawn(process.execPath, [fileURLToPath(new URL('../killed.contract.ts', import.meta.url)), 'sqlite', path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  await expect(openSqlite({ path })).rejects.toThrow(/in use by another running server/);
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('exit', resolve));
  expect(await versionOf(await opened(path), 'ride', 'k1')).toBe(1);
});

test('a closed store is away', async () => {
  const store = await openSqlite({ path: newFolder() });
  await store.close();
  await expect(store.rows.find('ride', 'r1')).rejects.toThrow(StoreAway);
  await expect(store.ping()).rejects.toThrow(/was closed/);
});

test.for<[string, (file: string) => void, RegExp]>([
  [
    'text',
    (file) => writeFileSync(file, 'not a database, but long enough to have a header of its own'.repeat(20)),
    /found something that is not a database, expected a Passaggio database or nothing\. Move it away/,
  ],
  [
    "another program's database",
    (file) => {
      const db = new DatabaseSync(file);
      db.exec('CREATE TABLE songs (name)');
      db.close();
    },
    /found a database of another program \(application id 0, 1 tables and indexes\)/,
  ],
])('ST8: %s in place of the database is refused and left as it is', async ([, make, message]) => {
  const path = newFolder();
  mkdirSync(path);
  make(databaseFile(path));
  await expect(openSqlite({ path })).rejects.toThrow(StoreRefused);
  await expect(openSqlite({ path })).rejects.toThrow(message);
});

test('no statement that the store ever prepares scans a table', async () => {
  const path = newFolder();
  mkdirSync(path);
  const file = databaseFile(path);
  const sql = openFile(file, release);
  const store = sqliteStore(sql, writerOn(sql, release), file, release, () => undefined);
  onTestFinished(() => store.close());
  const claims = { take: [{ key: 'c', owner: 'o' }] };
  await store.commit([{ command: command('a'), puts: someRides, claims, events: [event('run:1')] }], NOON);
  await store.commit(
    [{ puts: [put('ride', 'r1', { fence: 1 }, 1)], guards: [{ kind: 'ride', id: 'r2', version: 1 }], claims: { release: claims.take } }],
    NOON,
  );
  await store.commit([{ fence: { kind: 'ride', id: 'r1', value: 1 }, drops: [{ kind: 'ride', id: 'r3' }], events: [event('run:1')] }], NOON);
  await Promise.all([
    store.command('a', 'b'),
    store.streams.after('run:1', 0, 9),
    store.streams.bounds('run:1'),
    store.streams.epoch(),
    store.purge(NOON - 1),
    store.ping(),
    store.settle(),
  ]);
  const plans = sql.prepared
    .filter((text) => !text.startsWith('PRAGMA') && !text.includes('sqlite_master'))
    .flatMap((text) => sql.all(`EXPLAIN QUERY PLAN ${text}`).map(({ detail }) => `${String(detail)}: ${text}`));
  expect(plans.length).toBeGreaterThan(15);
  expect(plans.filter((plan) => /SCAN|TEMP B-TREE/.test(plan))).toEqual([]);
});
