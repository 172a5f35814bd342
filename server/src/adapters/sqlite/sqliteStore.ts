/** The port over an open file: reads on a connection of this thread, which sees what is committed; writes go through the writer. */
import type { Docs, IndexName, Kind } from '../../ports/collections.ts';
import type { Entry, Outcome, Range, Store, StreamEvent } from '../../ports/store.ts';
import { inOurForm } from '../../ports/upgrades.ts';
import type { Form, Release, Settles } from '../../ports/upgrades.ts';
import { checkEntries } from '../commit/entries.ts';
import { growth } from '../commit/growth.ts';
import { backUp } from './backup.ts';
import { findSql, selectSql, versionSql } from './layout.ts';
import { metaOf } from './meta.ts';
import type { Row, Sql } from './sql.ts';
import { fromText, inTexts, outOfTexts, storedEvents } from './texts.ts';
import { commandTextIn } from './write.ts';
import type { Writer } from './writer.ts';

export interface SqliteStore extends Store, Settles {
  /** Copies the database, while it is used, to a new file that restore() takes. */
  backup(to: string): Promise<void>;
}

/** @param unlock  called once closed */
export function sqliteStore(sql: Sql, writer: Writer, file: string, release: Release, unlock: () => void): SqliteStore {
  const grown = growth();
  let minVersion = Number(metaOf(sql, 'minVersion'));
  let settling: Promise<unknown> | undefined;
  const docFrom = ({ version, body }: Row, kind: Kind): unknown => ({ ...inOurForm(release, kind, JSON.parse(String(body)) as Form), version });

  return {
    async commit(entries: readonly Entry[], at: number): Promise<Outcome[]> {
      checkEntries(entries);
      await settling;
      const committed = await writer.commit(inTexts(entries, release, minVersion), at);
      grown.tell(
        committed.grown.map(({ stream }) => stream),
        storedEvents(entries, committed),
      );
      return outOfTexts(committed.outcomes);
    },
    async command(actor, id) {
      const found = commandTextIn(sql, actor, id);
      return found && { ...found, answer: fromText(found.answer) };
    },
    rows: {
      version: async (kind, id) => Number(sql.get(versionSql(kind), id)?.['version'] ?? 0),
      async find<K extends Kind>(kind: K, id: string): Promise<Docs[K] | undefined> {
        const row = sql.get(findSql(kind), id);
        return row && (docFrom(row, kind) as Docs[K]);
      },
      async select<K extends Kind>(kind: K, index: IndexName<K>, equals: readonly (string | number)[], range?: Range): Promise<Docs[K][]> {
        const { text, values } = selectSql(kind, index, equals, range);
        return sql.all(text, ...values).map((row) => docFrom(row, kind) as Docs[K]);
      },
    },
    streams: streamsOf(sql),
    onGrowth: grown.listen,
    purge: (before) => writer.purge(before),
    ping: () => writer.ping(),
    async settle() {
      minVersion = release.schema;
      settling = writer.settle().finally(() => (settling = undefined));
      return (await settling) as number;
    },
    backup: (to) => backUp(file, to, release),
    async close() {
      await writer.close();
      sql.close();
      unlock();
    },
  };
}

function streamsOf(sql: Sql): Store['streams'] {
  return {
    epoch: async () => String(metaOf(sql, 'epoch')),
    async after(stream, after, limit) {
      const rows = sql.all('SELECT stream, n, at, body FROM events WHERE stream = ? AND n > ? ORDER BY n LIMIT ?', stream, after, limit);
      return rows.map(({ body, ...event }) => ({ ...event, body: fromText(body) }) as StreamEvent);
    },
    async bounds(stream) {
      const last = Number(sql.get('SELECT last FROM streams WHERE stream = ?', stream)?.['last'] ?? 0);
      const first = sql.get('SELECT min(n) AS n FROM events WHERE stream = ?', stream)?.['n'] ?? (last === 0 ? 0 : last + 1);
      return { first: Number(first), last };
    },
  };
}
