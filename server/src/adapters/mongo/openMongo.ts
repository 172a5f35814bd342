/** The store of many nodes: a MongoDB replica set. Promises ST1-ST8 are explained in docs/store.md. */
import mongoose from 'mongoose';
import type { Connection, mongo } from 'mongoose';
import { release as current } from '../../ports/upgrades.ts';
import type { Release } from '../../ports/upgrades.ts';
import { StoreAway } from '../../ports/store.ts';
import { collectionsOf, declare, layOut } from './collections.ts';
import { asStoreError } from './errors.ts';
import { claimDatabase, renewEpoch } from './meta.ts';
import { mongoStore } from './mongoStore.ts';
import type { MongoStore } from './mongoStore.ts';

export type { MongoStore } from './mongoStore.ts';

export interface MongoOptions {
  readonly url: string;
  /** Instead of the one in the url. */
  readonly database?: string;
  /** Milliseconds that a call may take before the store counts as away, or a commit as unknown. */
  readonly patience?: number;
  readonly release?: Release;
}

const PATIENCE = 5000;

/**
 * Connects, and makes what is missing in the database.
 *
 * @throws StoreRefused  not a replica set; not our database; of another release
 * @throws StoreAway     nobody answers
 */
export async function openMongo({ url, database, patience = PATIENCE, release = current }: MongoOptions): Promise<MongoStore> {
  const connection = await connect(url, database, patience);
  try {
    const own = collectionsOf(connection);
    const db = connection.getClient().db(connection.name);
    const minVersion = await claimDatabase(db, own, release);
    const models = declare(connection);
    await layOut(connection, models, own);
    const now = async (): Promise<mongo.Timestamp> => (await db.command({ ping: 1 }))['operationTime'] as mongo.Timestamp;
    return mongoStore({ connection, own, models, release, patience, minVersion, now, since: await now() });
  } catch (error) {
    await connection.close();
    throw asStoreError(error);
  }
}

/** Gives a database that mongorestore brought back an epoch of its own (ST6). */
export async function renewMongoEpoch({ url, database }: Pick<MongoOptions, 'url' | 'database'>): Promise<void> {
  const connection = await connect(url, database, PATIENCE);
  try {
    await renewEpoch(collectionsOf(connection));
  } finally {
    await connection.close();
  }
}

async function connect(url: string, database: string | undefined, patience: number): Promise<Connection> {
  const connection = mongoose.createConnection(url, {
    ...(database !== undefined && { dbName: database }),
    autoCreate: false,
    autoIndex: false,
    bufferCommands: false,
    ignoreUndefined: true,
    readPreference: 'primary',
    readConcernLevel: 'majority',
    w: 'majority',
    journal: true,
    serverSelectionTimeoutMS: patience,
    connectTimeoutMS: patience,
  });
  try {
    return await connection.asPromise();
  } catch (error) {
    await connection.close().catch(() => undefined);
    throw new StoreAway(`MongoDB does not answer: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
