/** The port over an open file. Everything is synchronous inside, so no read sees a commit under way. */
import type { Docs, IndexName, Kind } from '../../ports/collections.ts';
import type { Entry, Outcome, Range, Store, StreamEvent } from '../../ports/store.ts';
import { inOurForm } from '../../ports/upgrades.ts';
import type { Form, Release, Settles } from '../../ports/upgrades.ts';
import { decide } from '../commit/decide.ts';
import { checkEntries } from '../commit/entries.ts';
import { growth } from '../commit/growth.ts';
import { backUp } from './backup.ts';
import { findSql, selectSql } from './layout.ts';
import { metaOf, setMeta, settle } from './meta.ts';
import type { Row, Sql } from './sql.ts';
import { together } from './together.ts';
import { commandIn, fromJson, seenBy, write } from './write.ts';

const PURGE_BATCH = 5000;
const PING_ROOM = 64 * 1024;

export interface SqliteStore extends Store, Settles {
  /** Copies the database, while it is used, to a new file that restore() takes. */
  backup(to: string): Promise<void>;
}

/** @param unlock  called once closed */
export function sqliteStore(sql: Sql, file: string, release: Release, unlock: () => void): SqliteStore {
  const grown = growth();
  const commits = together(sql);
  let minVersion = Number(metaOf(sql, 'minVersion'));
  const docFrom = ({ version, body }: Row, kind: Kind): unknown => ({ ...inOurForm(release, kind, JSON.parse(String(body)) as Form), version });

  return {
    async commit(entries: readonly Entry[], at: number): Promise<Outcome[]> {
      checkEntries(entries);
      const { outcomes, changes } = await commits.add(rowsOf(entries), () => {
        const decided = decide(entries, seenBy(sql), at);
        write(sql, decided.changes, at, release, minVersion);
        return decided;
      });
      grown.tell([...changes.streams.keys()]);
      return outcomes;
    },
    command: async (actor, id) => commandIn(sql, actor, id),
    rows: {
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
    purge: async (before) => purge(sql, before),
    ping: async () => ping(sql),
    async settle() {
      const rewritten = settle(sql, release);
      minVersion = release.schema;
      return rewritten;
    },
    backup: (to) => backUp(file, to, release),
    async close() {
      commits.flush();
      sql.close();
      unlock();
    },
  };
}

const rowsOf = (entries: readonly Entry[]) => entries.reduce((sum, { puts = [], events = [] }) => sum + puts.length + events.length, 0);

function streamsOf(sql: Sql): Store['streams'] {
  return {
    epoch: async () => String(metaOf(sql, 'epoch')),
    async after(stream, after, limit) {
      const rows = sql.all('SELECT stream, n, at, body FROM events WHERE stream = ? AND n > ? ORDER BY n LIMIT ?', stream, after, limit);
      return rows.map(({ body, ...event }) => ({ ...event, body: fromJson(body) }) as StreamEvent);
    },
    async bounds(stream) {
      const last = Number(sql.get('SELECT last FROM streams WHERE stream = ?', stream)?.['last'] ?? 0);
      const first = sql.get('SELECT min(n) AS n FROM events WHERE stream = ?', stream)?.['n'] ?? (last === 0 ? 0 : last + 1);
      return { first: Number(first), last };
    },
  };
}

/** In portions, so that commits come in between. */
async function purge(sql: Sql, before: number): Promise<void> {
  for (const each of ['commands', 'events']) {
    const text = `DELETE FROM ${each} WHERE rowid IN (SELECT rowid FROM ${each} WHERE at < ? ORDER BY at, rowid LIMIT ${PURGE_BATCH})`;
    while (sql.run(text, before) === PURGE_BATCH) await new Promise(setImmediate);
  }
}

/** Finds room for a small write without keeping it, then writes for real. */
function ping(sql: Sql): void {
  sql.transaction(() => {
    sql.exec('SAVEPOINT room');
    setMeta(sql, 'ping', 'x'.repeat(PING_ROOM));
    sql.exec('ROLLBACK TO room');
    setMeta(sql, 'ping', String(Number(sql.get(`SELECT value FROM meta WHERE key = 'ping'`)?.['value'] ?? 0) + 1));
  });
}
