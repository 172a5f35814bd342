import mongoose from 'mongoose';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { ticks } from './errors.ts';
import { startMongo } from './testing/startMongo.ts';
import { transact } from './transaction.ts';

const mongo = await startMongo();
afterAll(() => mongo?.stop());

describe.skipIf(!mongo)('MongoDB transactions', { timeout: 60_000 }, () => {
  test('ST1: a commit asks for a majority of the members and for their journals', async () => {
    const client = new mongoose.mongo.MongoClient(mongo!.url, { monitorCommands: true, w: 1, journal: false });
    onTestFinished(() => client.close());
    const sent: unknown[] = [];
    client.on('commandStarted', ({ commandName, command }) => commandName === 'commitTransaction' && sent.push(command['writeConcern']));
    const done = await transact(client, ticks() + 30_000, (session) => client.db('t').collection('rides').insertOne({}, { session }));
    expect(done.fate).toBe('committed');
    expect(sent).toMatchObject([{ w: 'majority', j: true }]); // and a time limit that the driver adds
  });
});
