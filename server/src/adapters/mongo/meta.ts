/** What a database says of itself: schema, minVersion, epoch, all in one document. */
import { randomUUID } from 'node:crypto';
import type { mongo } from 'mongoose';
import { StoreRefused } from '../../ports/store.ts';
import { admit, inOurForm } from '../../ports/upgrades.ts';
import type { Release } from '../../ports/upgrades.ts';
import { formOf, kinds } from './collections.ts';
import type { Collections } from './collections.ts';

const STORE = 'store';

/**
 * Recognises the database or makes it ours, before any other collection is made.
 *
 * @returns  minVersion: the form to write
 * @throws StoreRefused  not a replica set; another program's database; of a release that is too new or too old
 */
export async function claimDatabase(database: mongo.Db, own: Collections, release: Release): Promise<number> {
  const where = `The MongoDB database ${database.databaseName}`;
  const hello = await database.command({ hello: 1 });
  if (hello['setName'] === undefined) {
    throw new StoreRefused(
      'MongoDB runs as a single server, expected a replica set: transactions need one. Start mongod with --replSet and run rs.initiate().',
    );
  }
  if (!(await own.meta.findOne({ _id: STORE }))) {
    const others = (await database.listCollections({}, { nameOnly: true }).toArray())
      .map(({ name }) => name)
      .filter((name) => name !== own.meta.collectionName);
    // another process of ours may be making them right now: it has written meta first
    if (others.length > 0 && !(await own.meta.findOne({ _id: STORE }))) {
      throw new StoreRefused(`${where} holds ${others.join(', ')} but nothing of Passaggio, expected an empty one. Name another database.`);
    }
    const first = { schema: release.schema, minVersion: release.schema, epoch: randomUUID() };
    await own.meta.updateOne({ _id: STORE }, { $setOnInsert: first }, { upsert: true });
  }
  const meta = await own.meta.findOne({ _id: STORE });
  const forms = { schema: Number(meta?.schema), minVersion: Number(meta?.minVersion) };
  admit(release, forms, where);
  if (forms.minVersion < release.schema) await refuseTooOld(own, release, where);
  await own.meta.updateOne({ _id: STORE }, { $max: { schema: release.schema } });
  return forms.minVersion;
}

/** Looks through all documents; only while a release follows another. */
async function refuseTooOld(own: Collections, release: Release, where: string): Promise<void> {
  for (const kind of kinds) {
    const old = await own.docs[kind].findOne({ schema: { $lt: release.schema - 1 } });
    if (!old) continue;
    throw new StoreRefused(
      `${where}: ${kind} ${old._id} has schema ${old.schema}; this release reads ${release.schema - 1} and ${release.schema}. ` +
        'Start the release before this one and settle it (docs/store.md).',
    );
  }
}

export async function epochOf(own: Collections): Promise<string> {
  const meta = await own.meta.findOne({ _id: STORE });
  if (meta?.epoch === undefined)
    throw new StoreRefused('The database has lost its meta document, expected one with the epoch. Restore a backup (docs/store.md).');
  return meta.epoch;
}

/** After mongorestore, before a server is started: readers of the streams start again (ST6). */
export async function renewEpoch(own: Collections): Promise<void> {
  const { matchedCount } = await own.meta.updateOne({ _id: STORE }, { $set: { epoch: randomUUID() } });
  if (matchedCount === 0) throw new StoreRefused('The database holds nothing of Passaggio, expected what mongorestore brought back.');
}

export async function writeSomething(own: Collections): Promise<void> {
  await own.meta.updateOne({ _id: 'ping' }, { $inc: { pings: 1 } }, { upsert: true });
}

/** Moves minVersion to this release and rewrites what is in the older form, other processes of this release going on. */
export async function settle(own: Collections, release: Release): Promise<number> {
  await own.meta.updateOne({ _id: STORE }, { $max: { minVersion: release.schema } });
  let rewritten = 0;
  for (const kind of kinds) {
    const older = { schema: { $lt: release.schema } };
    // what changed under our hands is met again
    while (await own.docs[kind].findOne(older, { projection: { _id: 1 } })) {
      for await (const doc of own.docs[kind].find(older)) {
        const { id: _, ...fields } = inOurForm(release, kind, formOf(doc));
        const { modifiedCount } = await own.docs[kind].replaceOne({ _id: doc._id, version: doc.version, schema: doc.schema }, fields);
        rewritten += modifiedCount;
      }
    }
  }
  return rewritten;
}
