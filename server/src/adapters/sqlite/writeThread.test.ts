import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { StoreAway } from '../../ports/store.ts';
import { release } from '../../ports/upgrades.ts';
import { NOON, put } from '../sample.contract.ts';
import { openFile } from './openSqlite.ts';
import { inTexts } from './texts.ts';
import type { Writer } from './writer.ts';
import { writerInThread } from './writeThread.ts';

let folder: string;
let writer: Writer;
let threads: Worker[];
const seen = (worker: Worker) => void threads.push(worker);
beforeEach(() => {
  threads = [];
  process.on('worker', seen);
  folder = mkdtempSync(join(tmpdir(), 'passaggio-'));
  const file = join(folder, 'store.db');
  openFile(file, release).close();
  writer = writerInThread(file);
});
afterEach(async () => {
  process.off('worker', seen);
  await writer.close();
  rmSync(folder, { recursive: true });
});

const ride = (id: string, more: object = {}) => writer.commit(inTexts([{ puts: [put('ride', id, more)] }], release, release.schema), NOON);

test('ST4: a thread that ends leaves its commits unanswered, which is no word that nothing was stored; the next call is answered', async () => {
  await ride('r1');
  const ended = threads[0]!.terminate();
  const cause = await ride('r2').catch((error: unknown) => error);
  await ended;
  expect(cause).toBeInstanceOf(Error);
  expect(cause).not.toBeInstanceOf(StoreAway);
  expect(await ride('r3')).toMatchObject({ outcomes: [{ outcome: 'committed' }] });
  expect(await ride('r1')).toMatchObject({ outcomes: [{ outcome: 'conflict', found: 1 }] });
  expect(threads).toHaveLength(2);
});

test('ST3: a full disk is heard through the thread as a store that is away, and works again once there is room', async () => {
  await writer.room(3);
  await expect(ride('r1', { big: 'x'.repeat(60_000) })).rejects.toThrow(StoreAway);
  await writer.room(1000);
  expect(await ride('r1', { big: 'x'.repeat(60_000) })).toMatchObject({ outcomes: [{ outcome: 'committed' }] });
});

test('what waits is stored before the thread is closed, and a closed one is away', async () => {
  const asked = [ride('r1'), ride('r2')];
  await writer.close();
  expect(await Promise.all(asked)).toMatchObject([{ outcomes: [{ outcome: 'committed' }] }, { outcomes: [{ outcome: 'committed' }] }]);
  await expect(ride('r3')).rejects.toThrow(StoreAway);
});
