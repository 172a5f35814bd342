import { randomUUID } from 'node:crypto';
import mongoose from 'mongoose';
import type { Connection } from 'mongoose';
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { StoreAway, StoreRefused } from '../../ports/store.ts';
import { claim, command, event, once, put, versionOf } from '../sample.contract.ts';
import { openMongo } from './openMongo.ts';
import type { MongoStore } from './openMongo.ts';
import { startMongo } from './testing/startMongo.ts';

/** Milliseconds; the fail points block for longer or shorter than that. */
const PATIENCE = 1500;

const mongo = await startMongo();
const url = mongo?.url ?? '';

describe.skipIf(!mongo)('MongoDB away, slow or cut off', { timeout: 60_000 }, () => {
  let admin: Connection;
  const tell = (words: object) => admin.getClient().db('admin').command(words);
  const fail = (mode: object | 'alwaysOn' | 'off', data: object = {}) => tell({ configureFailPoint: 'failCommand', mode, data });

  beforeAll(async () => {
    admin = await mongoose.createConnection(url).asPromise();
  });
  afterEach(async () => {
    for (const pid of mongo?.pids ?? []) process.kill(pid, 'SIGCONT');
    await fail('off');
  });
  afterAll(async () => {
    await admin?.close();
    await mongo?.stop();
  });

  async function opened(database = `t${randomUUID().slice(0, 8)}`, patience = PATIENCE): Promise<MongoStore> {
    const store = await openMongo({ url, database, patience: 5000 }); // laying out takes longer than the tests want to wait
    await store.close();
    const again = await openMongo({ url, database, patience });
    onTestFinished(() => again.close());
    return again;
  }

  const ask = { command: command('ask-1'), puts: [put('ride', 'r1')], claims: { take: [claim('code|1', 'r1')] }, events: [event('rider:amina')] };

  test('a paused primary is away, before a commit is sent nothing is stored, and all works again when it wakes', async () => {
    const store = await opened();
    for (const pid of mongo?.pids ?? []) process.kill(pid, 'SIGSTOP');
    await expect(once(store, ask)).rejects.toThrow(StoreAway);
    await expect(store.rows.find('ride', 'r1')).rejects.toThrow(StoreAway);
    await expect(store.ping()).rejects.toThrow(StoreAway);
    for (const pid of mongo?.pids ?? []) process.kill(pid, 'SIGCONT');
    await vi.waitFor(() => store.ping(), { timeout: 20_000 });
    expect([await versionOf(store, 'ride', 'r1'), await store.command('account:amina', 'ask-1')]).toEqual([0, undefined]);
    await vi.waitFor(async () => expect(await once(store, ask)).toMatchObject({ outcome: 'committed' }), { timeout: 20_000 });
  });

  test('a commit without answer is unknown, and reading the command back waits until it took effect', async () => {
    const store = await opened();
    await fail({ times: 1 }, { failCommands: ['commitTransaction'], blockConnection: true, blockTimeMS: PATIENCE * 1.5 });
    expect(await store.commit([ask, { puts: [put('ride', 'r2')] }], 1)).toEqual([{ outcome: 'unknown' }, { outcome: 'unknown' }]);
    expect(await store.command('account:amina', 'ask-1')).toEqual({ bodyHash: 'hash-1', answer: { said: 'ask-1' } });
    expect([await versionOf(store, 'ride', 'r1'), await versionOf(store, 'ride', 'r2')]).toEqual([1, 1]);
  });

  test('a commit that never arrived is unknown, and is said to be absent only once it cannot take effect any more', async () => {
    const store = await opened();
    const { was } = await tell({ setParameter: 1, transactionLifetimeLimitSeconds: 4 });
    onTestFinished(async () => void (await tell({ setParameter: 1, transactionLifetimeLimitSeconds: Number(was) })));
    await fail('alwaysOn', { failCommands: ['commitTransaction'], closeConnection: true });
    expect(await once(store, ask)).toEqual({ outcome: 'unknown' });
    await expect(store.command('account:amina', 'ask-1')).rejects.toThrow(StoreAway); // its transaction is still open
    expect(await vi.waitFor(() => store.command('account:amina', 'ask-1'), { timeout: 20_000 })).toBeUndefined();
    await fail('off');
    expect(await versionOf(store, 'ride', 'r1')).toBe(0);
    expect(await once(store, ask)).toMatchObject({ outcome: 'committed' });
    expect(await store.command('account:amina', 'ask-1')).toMatchObject({ answer: { said: 'ask-1' } });
  });

  test('ST5, ST2: whoever raises a fence and then reads finds all that was committed under the old one, also what was just being committed', async () => {
    const database = `t${randomUUID().slice(0, 8)}`;
    const [holder, heir] = [await opened(database), await opened(database)];
    await once(holder, { puts: [put('day', 'd', { fence: 1 })] });
    const { count } = await fail({ times: 1 }, { failCommands: ['commitTransaction'], blockConnection: true, blockTimeMS: PATIENCE / 2 });
    const late = once(holder, { fence: { kind: 'day', id: 'd', value: 1 }, puts: [put('ride', 'r1', { pole: 'foggia', serviceDate: '2026-11-24' })] });
    await tell({ waitForFailPoint: 'failCommand', timesEntered: Number(count) + 1, maxTimeMS: 10_000 }); // all written, the commit on its way
    expect(await once(heir, { puts: [put('day', 'd', { fence: 2 }, 1)] })).toMatchObject({ outcome: 'committed' });
    const rebuilt = await heir.rows.select('ride', 'ofDay', ['foggia', '2026-11-24']);
    expect(await late).toMatchObject({ outcome: 'committed' });
    expect(rebuilt.map(({ id }) => id)).toEqual(['r1']);
  });

  test('a commit whose connection breaks is sent again and takes effect once', async () => {
    const store = await opened();
    await fail({ times: 3 }, { failCommands: ['commitTransaction'], closeConnection: true });
    expect(await once(store, ask)).toMatchObject({ outcome: 'committed' });
    expect(await once(store, ask)).toMatchObject({ outcome: 'replay' });
    expect(await store.streams.bounds('rider:amina')).toEqual({ first: 1, last: 1 });
  });

  test.for([112, 251, 91])('a transaction that the server gives up (code %i) is tried again', async (errorCode) => {
    const store = await opened(undefined, 20_000); // after code 91 the driver looks for a primary first
    await fail({ times: 2 }, { failCommands: ['insert', 'update'], errorCode, errorLabels: ['TransientTransactionError'] });
    expect(await once(store, ask)).toMatchObject({ outcome: 'committed' });
  });

  test('a store that cannot write for as long as the caller waits is away, and nothing is stored', async () => {
    const store = await opened();
    await fail('alwaysOn', { failCommands: ['insert'], errorCode: 112, errorLabels: ['TransientTransactionError'] });
    await expect(once(store, ask)).rejects.toThrow(StoreAway);
    await fail('off');
    expect(await versionOf(store, 'ride', 'r1')).toBe(0);
  });

  test('a slow operation given up before the commit writes nothing afterwards', async () => {
    const store = await opened();
    await fail({ times: 1 }, { failCommands: ['insert'], blockConnection: true, blockTimeMS: PATIENCE * 1.5 });
    await expect(once(store, ask)).rejects.toThrow(StoreAway);
    // the same key has to wait for the operation that was under way, and for the end of its transaction
    await vi.waitFor(async () => expect(await once(store, { ...ask, events: [event('rider:amina', 'second')] })).toMatchObject({ outcome: 'committed' }), {
      timeout: 20_000,
    });
    expect((await store.streams.after('rider:amina', 0, 9)).map(({ body }) => body)).toEqual(['second']);
    expect(await versionOf(store, 'ride', 'r1')).toBe(1);
  });

  test.for<[string, object]>([
    ['breaks', { closeConnection: true }],
    ['is ended by the server', { errorCode: 237 }],
    ['has lost its place', { errorCode: 286, errorLabels: ['NonResumableChangeStreamError'] }],
  ])('ST6: growth is heard again after the change stream %s', async ([, fault]) => {
    const database = `t${randomUUID().slice(0, 8)}`;
    const store = await opened(database);
    const other = await opened(database);
    const heard = new Set<string>();
    store.onGrowth((streams) => streams.forEach((stream) => heard.add(stream)));
    await fail({ times: 4 }, { failCommands: ['getMore'], ...fault });
    let n = 0;
    await vi.waitFor(
      async () => {
        await once(other, { events: [event(`run:${(n += 1)}`)] });
        expect(heard.size).toBeGreaterThan(0);
      },
      { timeout: 20_000, interval: 100 },
    );
    await fail('off');
    await once(other, { events: [event('run:last')] });
    await vi.waitFor(() => expect(heard).toContain('run:last'), { timeout: 20_000 });
  });

  test("ST8: another program's database is refused by name", async () => {
    const database = `t${randomUUID().slice(0, 8)}`;
    await admin.useDb(database).collection('songs').insertOne({ name: 'Bella ciao' });
    const refused = openMongo({ url, database });
    await expect(refused).rejects.toThrow(StoreRefused);
    await expect(refused).rejects.toThrow(`${database} holds songs but nothing of Passaggio, expected an empty one. Name another database.`);
  });

  test('a server that does not answer is away, not refused', async () => {
    await expect(openMongo({ url: 'mongodb://127.0.0.1:1/?replicaSet=none', patience: 300 })).rejects.toThrow(StoreAway);
  });

  test('two processes may open a new database at the same time', async () => {
    const database = `t${randomUUID().slice(0, 8)}`;
    const stores = await Promise.all([1, 2, 3].map(() => openMongo({ url, database, patience: 10_000 })));
    expect(new Set(await Promise.all(stores.map((store) => store.streams.epoch()))).size).toBe(1);
    await Promise.all(stores.map((store) => store.close()));
  });
});
