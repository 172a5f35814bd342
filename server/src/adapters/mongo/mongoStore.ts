/** The port over a connected database. */
import type { Connection, Model, mongo } from 'mongoose';
import type { Docs, IndexName, Kind } from '../../ports/collections.ts';
import type { Entry, Outcome, Range, Store } from '../../ports/store.ts';
import { inOurForm } from '../../ports/upgrades.ts';
import type { Release, Settles } from '../../ports/upgrades.ts';
import { decide } from '../commit/decide.ts';
import { checkEntries, commandKey, touchedBy } from '../commit/entries.ts';
import { growth } from '../commit/growth.ts';
import { formOf, selectQuery } from './collections.ts';
import type { Collections, Kept } from './collections.ts';
import { asStoreError, ticks, within } from './errors.ts';
import { commandsOf } from './fate.ts';
import { epochOf, settle, writeSomething } from './meta.ts';
import { together } from './together.ts';
import { transact, type Fate } from './transaction.ts';
import { watchStreams } from './watch.ts';
import { see, write } from './write.ts';

export type MongoStore = Store & Settles;

export interface Parts {
  readonly connection: Connection;
  readonly own: Collections;
  readonly models: { readonly [K in Kind]: Model<Kept> };
  readonly release: Release;
  /** Milliseconds. */
  readonly patience: number;
  readonly minVersion: number;
  /** The database's time, asked for before anybody could listen. */
  readonly since: mongo.Timestamp;
  readonly now: () => Promise<mongo.Timestamp>;
}

export function mongoStore({ connection, own, models, release, patience, minVersion: opened, since, now }: Parts): MongoStore {
  const forms = { release, minVersion: opened };
  const grown = growth();
  const commands = commandsOf(own, patience);
  const transaction = async (entries: readonly Entry[], at: number, deadline: number): Promise<Fate<readonly Outcome[]>> =>
    transact(connection.getClient(), deadline, async (session) => {
      const { changes, outcomes } = decide(entries, await see(own, touchedBy(entries), session), at);
      await write(own, changes, at, forms, session);
      return outcomes;
    });
  const commits = together(transaction, patience);
  const unwatch = watchStreams(own.streams, since, now, grown.tell);
  const docOf = (kind: Kind, kept: Kept): unknown => inOurForm(release, kind, formOf(kept));
  const soon = <T>(work: Promise<T>): Promise<T> => asked(within(work, ticks() + patience));

  return {
    async commit(entries: readonly Entry[], at: number): Promise<Outcome[]> {
      checkEntries(entries);
      if (entries.length === 0) return [];
      const { fate, result } = await asked(commits(entries, at));
      if (fate === 'unknown') {
        commands.unsure(touchedBy(entries).commands);
        return entries.map(() => ({ outcome: 'unknown' }));
      }
      grown.tell(result.flatMap((one) => (one.outcome === 'committed' ? one.events.map(({ stream }) => stream) : [])));
      return [...result];
    },
    command: (actor, id) => commands.find(commandKey({ actor, id })),
    rows: {
      version: async (kind, id) => (await soon(models[kind].findById(id, { version: 1 }).lean<Kept>().exec()))?.version ?? 0,
      async find<K extends Kind>(kind: K, id: string): Promise<Docs[K] | undefined> {
        const kept = await soon(models[kind].findById(id).lean<Kept>().exec());
        return kept ? (docOf(kind, kept) as Docs[K]) : undefined;
      },
      async select<K extends Kind>(kind: K, index: IndexName<K>, equals: readonly (string | number)[], range?: Range): Promise<Docs[K][]> {
        const all = await soon(selectQuery(models[kind], kind, index, equals, range).exec());
        return all.map((kept) => docOf(kind, kept) as Docs[K]);
      },
    },
    streams: streamsOf(own, soon),
    onGrowth: grown.listen,
    async purge(before) {
      await asked(Promise.all([own.commands, own.events].map((collection) => collection.deleteMany({ at: { $lt: before } }))));
    },
    ping: () => soon(writeSomething(own)),
    async settle() {
      const rewritten = await asked(settle(own, release));
      forms.minVersion = release.schema;
      return rewritten;
    },
    async close() {
      await unwatch(() => connection.close());
    },
  };
}

async function asked<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw asStoreError(error);
  }
}

function streamsOf(own: Collections, soon: <T>(work: Promise<T>) => Promise<T>): Store['streams'] {
  return {
    epoch: () => soon(epochOf(own)),
    async after(stream, after, limit) {
      const events = await soon(
        own.events
          .find({ stream, n: { $gt: after } })
          .sort({ stream: 1, n: 1 })
          .limit(limit)
          .toArray(),
      );
      return events.map(({ n, at, body }) => ({ stream, n, at, body }));
    },
    async bounds(stream) {
      // the oldest first: an event that comes in between is then counted by both or by `last` alone
      const [oldest] = await soon(own.events.find({ stream }).sort({ stream: 1, n: 1 }).limit(1).toArray());
      const last = (await soon(own.streams.findOne({ _id: stream })))?.last ?? 0;
      return { first: oldest?.n ?? (last === 0 ? 0 : last + 1), last };
    },
  };
}
