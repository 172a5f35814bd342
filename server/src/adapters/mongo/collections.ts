/** Collections of a database: documents by kind, declared with mongoose from ports/collections.ts, and the store's own. */
import { isDeepStrictEqual } from 'node:util';
import { Schema } from 'mongoose';
import type { Connection, Model, mongo } from 'mongoose';
import { indexes } from '../../ports/collections.ts';
import type { Kind } from '../../ports/collections.ts';
import type { Range } from '../../ports/store.ts';
import type { Form } from '../../ports/upgrades.ts';
import { codeOf } from './errors.ts';

export const kinds = Object.keys(indexes) as Kind[];

/** A document as MongoDB has it: its id is `_id`. */
export interface Kept extends mongo.Document {
  readonly _id: string;
  readonly version: number;
  readonly schema: number;
  /** Moved by every commit that relied on the fence, so that it conflicts with one that raises it. Never given out. */
  readonly _fenceChecks?: number;
}

export interface Collections {
  readonly docs: { readonly [K in Kind]: mongo.Collection<Kept> };
  /** `void`: nobody's; put there to learn the fate of a commit (fate.ts). */
  readonly commands: mongo.Collection<{ _id: string; bodyHash?: string; answer?: unknown; at: number; void?: true }>;
  readonly claims: mongo.Collection<{ _id: string; owner: string; taken: number }>;
  readonly streams: mongo.Collection<{ _id: string; last: number; at: number }>;
  readonly events: mongo.Collection<{ _id: string; stream: string; n: number; at: number; body?: unknown }>;
  readonly meta: mongo.Collection<{ _id: string; schema?: number; minVersion?: number; epoch?: string; pings?: number }>;
}

const NAMESPACE_EXISTS = 48; // another process came first
const WHOLE = { bsonType: ['int', 'long', 'double'], minimum: 1 };
const INDEXED = { bsonType: ['string', 'int', 'long', 'double', 'bool', 'null'] };

const fieldsOfAll = (kind: Kind): readonly (readonly [string, readonly string[]])[] =>
  Object.entries(indexes[kind] as { readonly [name: string]: readonly string[] });

/** The fields are in the name, so that a changed declaration is another index. */
const indexName = (name: string, fields: readonly string[]): string => `${name}:${fields.join(',')}`;

/** Declares a model for each kind; reads go through them. */
export function declare(connection: Connection): { readonly [K in Kind]: Model<Kept> } {
  return Object.fromEntries(
    kinds.map((kind) => {
      const all = fieldsOfAll(kind);
      const paths = Object.fromEntries(all.flatMap(([, fields]) => fields).map((field) => [field, Schema.Types.Mixed]));
      const schema = new Schema(
        { _id: String, ...paths },
        { strict: false, versionKey: false, id: false, minimize: false, autoCreate: false, autoIndex: false },
      );
      for (const [name, fields] of all) {
        schema.index({ ...Object.fromEntries(fields.map((field) => [field, 1 as const])), _id: 1 }, { name: indexName(name, fields) });
      }
      return [kind, connection.model(kind, schema, kind)];
    }),
  ) as unknown as { readonly [K in Kind]: Model<Kept> };
}

/**
 * Makes collections, validators and indexes where missing; none can be made inside a transaction. What is there already is not
 * touched: even a change to the same needs a lock that waits for every open transaction, also of a process that was killed.
 */
export async function layOut(connection: Connection, models: { readonly [K in Kind]: Model<Kept> }, own: Collections): Promise<void> {
  const database = connection.getClient().db(connection.name);
  const there = new Map((await database.listCollections().toArray()).map((info) => [info.name, 'options' in info ? info.options?.['validator'] : undefined]));
  await Promise.all(
    kinds.map(async (kind) => {
      const validator = validatorOf(kind);
      if (!there.has(kind)) await models[kind].createCollection({ validator });
      else if (!isDeepStrictEqual(there.get(kind), validator)) await database.command({ collMod: kind, validator });
      await models[kind].createIndexes();
    }),
  );
  await own.events.createIndex({ stream: 1, n: 1 }, { unique: true });
  await Promise.all([own.events, own.commands].map((collection) => collection.createIndex({ at: 1 })));
  const missing = [own.claims, own.streams].filter(({ collectionName }) => !there.has(collectionName));
  await Promise.all(missing.map(({ collectionName }) => database.createCollection(collectionName).catch(unlessThere)));
}

function validatorOf(kind: Kind): object {
  const fields = Object.fromEntries(
    fieldsOfAll(kind)
      .flatMap(([, names]) => names)
      .map((field) => [field, INDEXED]),
  );
  return { $jsonSchema: { required: ['_id', 'version', 'schema'], properties: { _id: { bsonType: 'string' }, version: WHOLE, schema: WHOLE, ...fields } } };
}

export function collectionsOf(connection: Connection): Collections {
  const database = connection.getClient().db(connection.name);
  const docs = Object.fromEntries(kinds.map((kind) => [kind, database.collection(kind)])) as unknown as Collections['docs'];
  return {
    docs,
    commands: database.collection('commands'),
    claims: database.collection('claims'),
    streams: database.collection('streams'),
    events: database.collection('events'),
    meta: database.collection('meta'),
  };
}

/** A read by a declared index; the hint makes MongoDB refuse rather than scan. */
export function selectQuery(model: Model<Kept>, kind: Kind, index: string, equals: readonly (string | number)[], range: Range = {}) {
  const declared = (indexes[kind] as { readonly [name: string]: readonly string[] })[index];
  if (!declared) throw new TypeError(`index ${index} of ${kind}, expected one of ${Object.keys(indexes[kind]).join(', ') || 'none'}`);
  if (equals.length > declared.length) throw new TypeError(`${equals.length} values for ${kind}.${index}, expected at most ${declared.length}`);
  const filter: { [field: string]: unknown } = Object.fromEntries(equals.map((value, n) => [declared[n], value]));
  const bounds = { ...(range.from !== undefined && { $gte: range.from }), ...(range.to !== undefined && { $lte: range.to }) };
  if (Object.keys(bounds).length > 0) filter[declared[equals.length] ?? '_id'] = bounds;
  const sort = Object.fromEntries([...declared, '_id'].map((field) => [field, 1 as const]));
  const query = model.find(filter).sort(sort).hint(indexName(index, declared)).lean<Kept[]>();
  return range.limit === undefined ? query : query.limit(range.limit);
}

export function formOf(kept: Kept): Form {
  const { _id, _fenceChecks, ...fields } = kept;
  return { id: _id, ...fields };
}

function unlessThere(error: unknown): void {
  if (codeOf(error) !== NAMESPACE_EXISTS) throw error;
}
