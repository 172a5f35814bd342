/** What the file says of itself: schema, minVersion, epoch. */
import { randomUUID } from 'node:crypto';
import { admit, inOurForm } from '../../ports/upgrades.ts';
import type { Form, Release } from '../../ports/upgrades.ts';
import { StoreRefused } from '../../ports/store.ts';
import { APPLICATION_ID, kinds, layOut, table } from './layout.ts';
import type { Sql } from './sql.ts';

const BATCH = 500;

export function metaOf(sql: Sql, key: 'schema' | 'minVersion' | 'epoch'): string | undefined {
  return sql.get('SELECT value FROM meta WHERE key = ?', key)?.['value'] as string | undefined;
}

export function setMeta(sql: Sql, key: 'schema' | 'minVersion' | 'epoch' | 'ping', value: string): void {
  sql.run('INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value', key, value);
}

/** A number that no earlier life of the file had: readers of the streams start again (ST6). */
export function renewEpoch(sql: Sql): void {
  setMeta(sql, 'epoch', randomUUID());
}

/** Lays out a new file, or checks and completes one of ours (ST8). */
export function prepare(sql: Sql, state: 'new' | 'ours', release: Release, file: string): void {
  if (state === 'ours') admit(release, { schema: Number(metaOf(sql, 'schema')), minVersion: Number(metaOf(sql, 'minVersion')) }, file);
  sql.transaction(() => {
    layOut(sql);
    if (state === 'new') {
      sql.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
      setMeta(sql, 'minVersion', String(release.schema));
      renewEpoch(sql);
    }
    setMeta(sql, 'schema', String(Math.max(release.schema, Number(metaOf(sql, 'schema') ?? 0))));
    if (Number(metaOf(sql, 'minVersion')) < release.schema) refuseTooOld(sql, release, file);
  });
}

function refuseTooOld(sql: Sql, release: Release, file: string): void {
  for (const kind of kinds) {
    const row = sql.get(`SELECT id, json_extract(body, '$.schema') AS schema FROM ${table(kind)} WHERE schema < ? LIMIT 1`, release.schema - 1);
    if (!row) continue;
    throw new StoreRefused(
      `${file}: ${kind} ${String(row['id'])} has schema ${String(row['schema'])}; this release reads ${release.schema - 1} ` +
        `and ${release.schema}. Start the release before this one and settle it (docs/store.md).`,
    );
  }
}

/** Moves minVersion to this release and rewrites what is in the older form. Returns how many documents. */
export function settle(sql: Sql, release: Release): number {
  setMeta(sql, 'minVersion', String(release.schema));
  let rewritten = 0;
  for (const kind of kinds) {
    for (let after = '', rows; (rows = sql.all(`SELECT id, body FROM ${table(kind)} WHERE id > ? ORDER BY id LIMIT ${BATCH}`, after)).length > 0;) {
      sql.transaction(() => {
        for (const { id, body } of rows) {
          const form = JSON.parse(String(body)) as Form;
          if (form['schema'] === release.schema) continue;
          rewritten += sql.run(`UPDATE ${table(kind)} SET body = ? WHERE id = ?`, JSON.stringify(inOurForm(release, kind, form)), String(id));
        }
      });
      after = String(rows.at(-1)?.['id']);
    }
  }
  return rewritten;
}
