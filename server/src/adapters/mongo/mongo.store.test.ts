import { randomUUID } from 'node:crypto';
import mongoose from 'mongoose';
import { afterAll, describe, test } from 'vitest';
import { storeContract } from '../store.contract.ts';
import { declare, selectQuery } from './collections.ts';
import { openMongo, renewMongoEpoch } from './openMongo.ts';
import { startMongo } from './testing/startMongo.ts';

const mongo = await startMongo();
afterAll(() => mongo?.stop());

if (!mongo) describe.skip('MongoDB store: no mongod', () => test('ST1-ST8', () => undefined));
else
  storeContract('MongoDB', async () => {
    const { url } = mongo;
    const connection = await mongoose.createConnection(url).asPromise();
    const free: string[] = [];
    return {
      shared: true,
      async newPlace() {
        const database = free.pop();
        if (database === undefined) return `t${randomUUID().slice(0, 8)}`;
        await empty(connection.useDb(database));
        return database;
      },
      left: (database) => void free.push(database),
      open: (database, release) => openMongo({ url, database, ...(release && { release }) }),
      restored: (database) => renewMongoEpoch({ url, database }),
      childArguments: (database) => ['mongo', url, database],
      async complaints(database, { kind, index, equals, ranged }) {
        const models = declare(connection.useDb(database));
        const query =
          index === undefined ? models[kind].findById('x').lean() : selectQuery(models[kind], kind, index, equals, ranged ? { from: 'a', to: 'b' } : {});
        const stages = stagesOf(((await query.explain('queryPlanner')) as unknown as { queryPlanner: { winningPlan: Plan } }).queryPlanner.winningPlan);
        const wanted = index === undefined ? 'IDHACK' : 'IXSCAN';
        return [
          ...stages.filter((stage) => ['COLLSCAN', 'SORT'].includes(stage)),
          ...(stages.includes(wanted) ? [] : [`no ${wanted} in ${stages.join(' < ')}`]),
        ];
      },
      end: () => connection.close(),
    };
  });

/** As it was when first opened: laying out a database takes longer than any test. */
async function empty(database: mongoose.Connection): Promise<void> {
  const collections = (await database.listCollections()).map(({ name }) => database.collection(name));
  await Promise.all(
    collections.map((collection) =>
      collection.collectionName === 'meta'
        ? collection.updateOne({ _id: 'store' } as never, { $set: { schema: 1, minVersion: 1 } })
        : collection.deleteMany({}),
    ),
  );
}

interface Plan {
  readonly stage: string;
  readonly inputStage?: Plan;
  readonly inputStages?: readonly Plan[];
  readonly queryPlan?: Plan;
}

function stagesOf({ stage, inputStage, inputStages = [], queryPlan }: Plan): string[] {
  return [...(stage ? [stage] : []), ...[inputStage, queryPlan, ...inputStages].flatMap((plan) => (plan ? stagesOf(plan) : []))];
}
