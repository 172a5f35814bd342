/** Everything that changes the file, over one connection: in this thread, or in one of its own (writeThread.ts). */
import type { Entry, Outcome } from '../../ports/store.ts';
import type { Release } from '../../ports/upgrades.ts';
import { decide } from '../commit/decide.ts';
import { setMeta, settle } from './meta.ts';
import type { Sql } from './sql.ts';
import { together } from './together.ts';
import { seenBy, write } from './write.ts';

/** On disk when a promise of it resolves. */
export interface Writer {
  /** @param entries  in texts (texts.ts); the answer of a repeated command is a text too */
  commit(entries: readonly Entry[], at: number): Promise<Committed>;
  purge(before: number): Promise<void>;
  ping(): Promise<void>;
  settle(): Promise<number>;
  /** Lets the file grow by that many pages at most, so that a full disk can be played. */
  room(pages: number): Promise<void>;
  /** Stores what waits. */
  close(): Promise<void>;
}

export interface Committed {
  readonly outcomes: Outcome[];
  /** Streams that have new events, and the time written on these. */
  readonly grown: readonly { readonly stream: string; readonly at: number }[];
}

const PURGE_BATCH = 5000;
const PING_ROOM = 64 * 1024;

export function writerOn(sql: Sql, release: Release): Writer {
  const commits = together(sql);
  return {
    async commit(entries, at) {
      const { outcomes, changes } = await commits.add(rowsOf(entries), () => {
        const decided = decide(entries, seenBy(sql), at);
        write(sql, decided.changes, at);
        return decided;
      });
      return { outcomes, grown: Array.from(changes.streams, ([stream, { at: time }]) => ({ stream, at: time })) };
    },
    purge: (before) => purge(sql, before),
    ping: async () => ping(sql),
    async settle() {
      commits.flush(); // in the older form
      return settle(sql, release);
    },
    async room(pages) {
      sql.exec(`PRAGMA max_page_count = ${Number(sql.get('PRAGMA page_count')?.['page_count']) + pages}`);
    },
    async close() {
      commits.flush();
      sql.close();
    },
  };
}

const rowsOf = (entries: readonly Entry[]) => entries.reduce((sum, { puts = [], events = [] }) => sum + puts.length + events.length, 0);

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
