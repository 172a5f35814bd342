/** What a commit sees and writes, in SQL. Runs inside its transaction. */
import type { Changes, DocChange, Seen } from '../commit/decide.ts';
import { table, versionSql } from './layout.ts';
import type { Sql } from './sql.ts';
import type { TextForm } from './texts.ts';

export function seenBy(sql: Sql): Seen {
  return {
    version: (kind, id) => Number(sql.get(versionSql(kind), id)?.['version'] ?? 0),
    fence: (kind, id) => sql.get(`SELECT json_extract(body, '$.fence') AS fence FROM ${table(kind)} WHERE id = ?`, id)?.['fence'],
    command: (actor, id) => commandTextIn(sql, actor, id),
    owner: (claim) => sql.get('SELECT owner FROM claims WHERE key = ?', claim)?.['owner'] as string | undefined,
    stream: (stream) => sql.get('SELECT last, at FROM streams WHERE stream = ?', stream) as { last: number; at: number } | undefined,
  };
}

/** Its answer as text. */
export function commandTextIn(sql: Sql, actor: string, id: string): { bodyHash: string; answer: unknown } | undefined {
  const row = sql.get('SELECT bodyHash, answer FROM commands WHERE actor = ? AND id = ?', actor, id);
  return row && { bodyHash: String(row['bodyHash']), answer: row['answer'] };
}

/** @param changes  of entries in texts */
export function write(sql: Sql, changes: Changes, at: number): void {
  for (const change of changes.docs.values()) writeDoc(sql, change);
  for (const { actor, id, bodyHash, answer } of changes.commands.values()) {
    sql.run('INSERT INTO commands (actor, id, bodyHash, answer, at) VALUES (?, ?, ?, ?, ?)', actor, id, bodyHash, answer as string | null, at);
  }
  for (const [key, { from, to }] of changes.claims) {
    if (from === to) continue;
    if (to === undefined) sql.run('DELETE FROM claims WHERE key = ?', key);
    else sql.run('INSERT INTO claims (key, owner) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET owner = excluded.owner', key, to);
  }
  for (const { stream, n, at: time, body } of changes.events) {
    sql.run('INSERT INTO events (stream, n, at, body) VALUES (?, ?, ?, ?)', stream, n, time, body as string | null);
  }
  for (const [stream, { last, at: time }] of changes.streams) {
    sql.run(
      'INSERT INTO streams (stream, last, at) VALUES (?, ?, ?) ON CONFLICT (stream) DO UPDATE SET last = excluded.last, at = excluded.at',
      stream,
      last,
      time,
    );
  }
}

function writeDoc(sql: Sql, { kind, id, from, to, doc }: DocChange): void {
  if (to === 0) {
    if (from > 0) sql.run(`DELETE FROM ${table(kind)} WHERE id = ?`, id);
  } else if (doc) {
    const body = (doc as TextForm).text;
    if (from === 0) sql.run(`INSERT INTO ${table(kind)} (id, version, body) VALUES (?, ?, ?)`, id, to, body);
    else sql.run(`UPDATE ${table(kind)} SET version = ?, body = ? WHERE id = ?`, to, body, id);
  } else if (to !== from) {
    sql.run(`UPDATE ${table(kind)} SET version = ? WHERE id = ?`, to, id);
  }
}
