/** What a commit sees and writes, in MongoDB's words. Runs inside its transaction, one operation after the other. */
import type { mongo } from 'mongoose';
import type { Changes, ClaimChange, DocChange, Seen } from '../commit/decide.ts';
import { plain } from '../commit/decide.ts';
import type { Touched } from '../commit/entries.ts';
import { commandKey, docKey } from '../commit/entries.ts';
import { inWrittenForm } from '../../ports/upgrades.ts';
import type { Form, Release } from '../../ports/upgrades.ts';
import type { Collections, Kept } from './collections.ts';

/** Reads all that the entries may ask for, from one snapshot. */
export async function see(own: Collections, touched: Touched, session: mongo.ClientSession): Promise<Seen> {
  const among = <D extends { _id: string }>(collection: mongo.Collection<D>, ids: Iterable<string>) =>
    collection.find({ _id: { $in: [...ids] } } as never, { session }).toArray();
  const docs = new Map<string, { version: number; fence?: unknown }>();
  for (const [kind, ids] of touched.docs) {
    const found = await own.docs[kind].find({ _id: { $in: [...ids] } }, { session, projection: { version: 1, fence: 1 } }).toArray();
    for (const doc of found) docs.set(docKey(kind, doc._id), { version: doc.version, fence: doc['fence'] });
  }
  const commands = touched.commands.size === 0 ? [] : await among(own.commands, touched.commands);
  const claims = touched.claims.size === 0 ? [] : await among(own.claims, touched.claims);
  const streams = touched.streams.size === 0 ? [] : await among(own.streams, touched.streams);
  const commandOf = new Map(commands.flatMap(({ _id, bodyHash, answer }) => (bodyHash === undefined ? [] : [[_id, { bodyHash, answer }] as const])));
  const ownerOf = new Map(claims.map(({ _id, owner }) => [_id, owner]));
  const streamOf = new Map(streams.map(({ _id, last, at }) => [_id, { last, at }]));
  return {
    version: (kind, id) => docs.get(docKey(kind, id))?.version ?? 0,
    fence: (kind, id) => docs.get(docKey(kind, id))?.fence,
    command: (actor, id) => commandOf.get(commandKey({ actor, id })),
    owner: (claim) => ownerOf.get(claim),
    stream: (stream) => streamOf.get(stream),
  };
}

export async function write(
  own: Collections,
  changes: Changes,
  at: number,
  { release, minVersion }: { release: Release; minVersion: number },
  session: mongo.ClientSession,
): Promise<void> {
  const docs = Map.groupBy(changes.docs.values(), ({ kind }) => kind);
  for (const [kind, changed] of docs) {
    await all(
      own.docs[kind],
      changed.flatMap((change) => docWrite(change, (doc) => inWrittenForm(release, minVersion, kind, doc))),
      session,
    );
  }
  await all(
    own.commands,
    [...changes.commands].map(([_id, { bodyHash, answer }]) => ({
      replaceOne: { filter: { _id, void: true as const }, replacement: { bodyHash, answer: plain(answer), at }, upsert: true },
    })),
    session,
  );
  await all(
    own.claims,
    [...changes.claims].flatMap(([key, change]) => claimWrite(key, change)),
    session,
  );
  await all(
    own.streams,
    [...changes.streams].map(([_id, { from, last, at: time }]) =>
      from === 0 ? { insertOne: { document: { _id, last, at: time } } } : { updateOne: { filter: { _id, last: from }, update: { $set: { last, at: time } } } },
    ),
    session,
  );
  await all(
    own.events,
    changes.events.map(({ stream, n, at: time, body }) => ({
      insertOne: { document: { _id: `${stream}|${n}`, stream, n, at: time, body: plain(body) } },
    })),
    session,
  );
}

/** Every operation must hit: the snapshot that was read said so, and MongoDB aborts whoever comes second. */
async function all<D extends { _id: string }>(
  collection: mongo.Collection<D>,
  operations: readonly mongo.AnyBulkWriteOperation<D>[],
  session: mongo.ClientSession,
): Promise<void> {
  if (operations.length === 0) return;
  const { insertedCount, matchedCount, deletedCount, upsertedCount } = await collection.bulkWrite(operations, { session, ordered: true });
  const hit = insertedCount + matchedCount + deletedCount + upsertedCount;
  if (hit !== operations.length) throw new Error(`${hit} writes to ${collection.collectionName}, expected ${operations.length}: the snapshot did not hold`);
}

function docWrite({ id: _id, from, to, doc, fenced }: DocChange, written: (doc: Form) => Form): mongo.AnyBulkWriteOperation<Kept>[] {
  const filter = { _id, version: from };
  if (to === 0) return from === 0 ? [] : [{ deleteOne: { filter } }];
  if (doc) {
    const { id: _, ...fields } = plain(written(doc));
    const replacement = { ...fields, version: to } as unknown as Omit<Kept, '_id'>;
    return from === 0 ? [{ insertOne: { document: { ...replacement, _id } as Kept } }] : [{ replaceOne: { filter, replacement } }];
  }
  if (to !== from) return [{ updateOne: { filter, update: { $set: { version: to } } } }];
  return fenced ? [{ updateOne: { filter, update: { $inc: { _fenceChecks: 1 } } } }] : [];
}

function claimWrite(_id: string, { from, to, relied }: ClaimChange): mongo.AnyBulkWriteOperation<{ _id: string; owner: string; taken: number }>[] {
  if (to === undefined) return from === undefined ? [] : [{ deleteOne: { filter: { _id, owner: from } } }];
  if (from === undefined) return [{ insertOne: { document: { _id, owner: to, taken: 1 } } }];
  return from === to && !relied ? [] : [{ updateOne: { filter: { _id, owner: from }, update: { $set: { owner: to }, $inc: { taken: 1 } } } }];
}
