import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { StoreAway } from '../../ports/store.ts';
import { release } from '../../ports/upgrades.ts';
import { openFile } from './openSqlite.ts';
import type { Sql } from './sql.ts';
import { together, type Together } from './together.ts';

let folder: string;
let sql: Sql;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'passaggio-'));
  sql = openFile(join(folder, 'store.db'), release);
});
afterEach(() => {
  sql.close();
  rmSync(folder, { recursive: true });
});

const write = (key: string) => sql.run('INSERT INTO claims (key, owner) VALUES (?, ?)', key, 'somebody');
const put = (key: string) => () => write(key);
const small = ({ add, flush }: Together) => ({ add: (work: () => void) => add(1, work), flush });
const stored = () => sql.all('SELECT key FROM claims ORDER BY key').map((row) => row['key']);
const broken = (key: string) => () => {
  write(key);
  throw new Error('broken');
};
const ends = async (all: readonly Promise<unknown>[]) => (await Promise.allSettled(all)).map(({ status }) => status);

test('ST1: what is asked for in one moment shares one transaction, and is answered after it', async () => {
  const transaction = vi.spyOn(sql, 'transaction');
  const { add } = small(together(sql));
  const both = [add(put('a')), add(put('b'))];
  expect(stored()).toEqual([]);
  await Promise.all(both);
  expect([stored(), transaction.mock.calls.length]).toEqual([['a', 'b'], 1]);
  await add(put('c'));
  expect([stored(), transaction.mock.calls.length]).toEqual([['a', 'b', 'c'], 2]);
});

test('ST3: a fault undoes its own part whole, and no other', async () => {
  const { add } = small(together(sql));
  expect(await ends([add(put('a')), add(broken('b')), add(put('c'))])).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(stored()).toEqual(['a', 'c']);
});

test('ST1: where the transaction does not hold, nobody is told that it did', async () => {
  const { add } = small(together(sql));
  const exec = sql.exec.bind(sql);
  vi.spyOn(sql, 'exec').mockImplementation((text) => {
    if (text === 'COMMIT') throw new StoreAway('the disk is full');
    exec(text);
  });
  expect(await ends([add(put('a')), add(broken('b')), add(put('c'))])).toEqual(['rejected', 'rejected', 'rejected']);
  expect(stored()).toEqual([]);
});

test('ST3: where SQLite undoes everything by itself, every part is told', async () => {
  const { add } = small(together(sql));
  const undone = () => {
    sql.exec('ROLLBACK');
    throw new StoreAway('the disk is full');
  };
  expect(await ends([add(put('a')), add(undone), add(put('c'))])).toEqual(['rejected', 'rejected', 'rejected']);
  expect(stored()).toEqual([]);
});

test('what waits is stored before the store closes', async () => {
  const { add, flush } = small(together(sql));
  const one = add(put('a'));
  flush();
  expect(stored()).toEqual(['a']);
  await one;
});

test('much is stored in several transactions, in order, so that others get a turn', async () => {
  const transaction = vi.spyOn(sql, 'transaction');
  const { add } = together(sql);
  const order: string[] = [];
  const all = ['a', 'b', 'c', 'd'].map((key) => add(100, put(key)).then(() => order.push(key)));
  const large = add(10_000, put('e')).then(() => order.push('e'));
  setImmediate(() => order.push('somebody else'));
  await Promise.all([...all, large]);
  expect([order, transaction.mock.calls.length]).toEqual([['a', 'b', 'somebody else', 'c', 'd', 'e'], 3]);
});
