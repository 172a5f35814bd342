/** Faults in the middle of a transaction. What cannot be made a text never comes so far; here SQLite is given what it does not take. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Entry } from '../../ports/store.ts';
import { release } from '../../ports/upgrades.ts';
import { command, event, NOON, put } from '../sample.contract.ts';
import { openFile } from './openSqlite.ts';
import type { Sql } from './sql.ts';
import { inTexts } from './texts.ts';
import { writerOn, type Writer } from './writer.ts';

let folder: string;
let sql: Sql;
let writer: Writer;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'passaggio-'));
  sql = openFile(join(folder, 'store.db'), release);
  writer = writerOn(sql, release);
});
afterEach(async () => {
  await writer.close();
  rmSync(folder, { recursive: true });
});

const texts = (entry: Entry): Entry => inTexts([entry], release, release.schema)[0]!;
const first = texts({ command: command('mine'), puts: [put('ride', 'a')], events: [event('rider:a')] });
const counted = () => ['commands', 'events', 'streams', 'doc_ride'].map((table) => Number(sql.get(`SELECT count(*) AS n FROM ${table}`)?.['n']));

test('ST3: a document that SQLite does not take stores nothing of the call', async () => {
  const second = texts({ puts: [put('ride', 'b')] });
  const faulty = { puts: second.puts!.map((one) => ({ ...one, doc: { id: 'b', text: {} } })) } as unknown as Entry;
  await expect(writer.commit([first, faulty], NOON)).rejects.toThrow(/cannot be bound/);
  expect(counted()).toEqual([0, 0, 0, 0]);
  expect(await writer.commit([first], NOON)).toMatchObject({ outcomes: [{ outcome: 'committed', events: [{ n: 1 }] }] });
  expect(counted()).toEqual([1, 1, 1, 1]);
});

test('ST3: an event that SQLite does not take stores nothing of the call', async () => {
  const faulty = { ...first, events: [{ stream: 'rider:a', body: {} }] };
  await expect(writer.commit([faulty], NOON)).rejects.toThrow(/cannot be bound/);
  expect(counted()).toEqual([0, 0, 0, 0]);
});
