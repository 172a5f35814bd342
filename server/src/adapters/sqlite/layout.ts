/**
 * Tables and indexes of the SQLite file, made from the declarations of ports/collections.ts. Documents are JSON text; an index is
 * over expressions on it, so that a newly declared one is filled by SQLite when the file is opened.
 */
import type { SQLInputValue } from 'node:sqlite';
import { indexes } from '../../ports/collections.ts';
import type { Kind } from '../../ports/collections.ts';
import type { Range } from '../../ports/store.ts';
import type { Sql } from './sql.ts';

/** `PRAGMA application_id`: "PASS". */
export const APPLICATION_ID = 0x50_41_53_53;

export const kinds = Object.keys(indexes) as Kind[];

const TABLES = `
  CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS commands (actor TEXT NOT NULL, id TEXT NOT NULL, bodyHash TEXT NOT NULL, answer TEXT, at INTEGER NOT NULL,
    PRIMARY KEY (actor, id)) STRICT;
  CREATE INDEX IF NOT EXISTS commands_at ON commands (at);
  CREATE TABLE IF NOT EXISTS claims (key TEXT PRIMARY KEY, owner TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS streams (stream TEXT PRIMARY KEY, last INTEGER NOT NULL, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS events (stream TEXT NOT NULL, n INTEGER NOT NULL, at INTEGER NOT NULL, body TEXT,
    PRIMARY KEY (stream, n)) STRICT;
  CREATE INDEX IF NOT EXISTS events_at ON events (at);`;

export const table = (kind: Kind): string => `doc_${kind}`;

/** Fields of a declared index in order. */
export function fieldsOf(kind: Kind, index: string): readonly string[] {
  const fields = (indexes[kind] as { readonly [name: string]: readonly string[] })[index];
  if (!fields) throw new TypeError(`index ${index} of ${kind}, expected one of ${Object.keys(indexes[kind]).join(', ') || 'none'}`);
  return fields;
}

/** The fields are in the name, so that a changed declaration is another index. */
const indexName = (kind: Kind, index: string): string => `${kind}_${index}_${fieldsOf(kind, index).join('_')}`;

const expression = (field: string): string => (field === 'id' ? 'id' : `json_extract(body, '$.${field}')`);

/** Makes what is missing and drops indexes that are no longer declared. Call inside a transaction. */
export function layOut(sql: Sql): void {
  sql.exec(TABLES);
  const wanted = new Set<string>();
  for (const kind of kinds) {
    sql.exec(`CREATE TABLE IF NOT EXISTS ${table(kind)} (id TEXT PRIMARY KEY, version INTEGER NOT NULL, body TEXT NOT NULL) STRICT`);
    for (const index of Object.keys(indexes[kind])) {
      const name = indexName(kind, index);
      wanted.add(name);
      const columns = [...fieldsOf(kind, index), 'id'].map(expression).join(', ');
      sql.exec(`CREATE INDEX IF NOT EXISTS "${name}" ON ${table(kind)} (${columns})`);
    }
  }
  for (const { name } of sql.all(`SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name LIKE 'doc\\_%' ESCAPE '\\' AND sql IS NOT NULL`)) {
    if (!wanted.has(String(name))) sql.exec(`DROP INDEX "${String(name)}"`);
  }
}

export const versionSql = (kind: Kind): string => `SELECT version FROM ${table(kind)} WHERE id = ?`;

export const findSql = (kind: Kind): string => `SELECT version, body FROM ${table(kind)} WHERE id = ?`;

/** The text and values of a read by a declared index; INDEXED BY makes SQLite refuse rather than scan. */
export function selectSql(kind: Kind, index: string, equals: readonly (string | number)[], range: Range = {}): { text: string; values: SQLInputValue[] } {
  const fields = [...fieldsOf(kind, index), 'id'];
  if (equals.length >= fields.length) throw new TypeError(`${equals.length} values for ${kind}.${index}, expected at most ${fields.length - 1}`);
  const next = expression(fields[equals.length] ?? 'id');
  const values: SQLInputValue[] = [...equals];
  const conditions = fields.slice(0, equals.length).map((field) => `${expression(field)} = ?`);
  for (const [bound, sign] of [
    [range.from, '>='],
    [range.to, '<='],
  ] as const) {
    if (bound === undefined) continue;
    conditions.push(`${next} ${sign} ?`);
    values.push(bound);
  }
  const where = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
  const limit = range.limit === undefined ? '' : ' LIMIT ?';
  if (range.limit !== undefined) values.push(range.limit);
  const order = fields.slice(equals.length).map(expression).join(', '); // the fields before are equal; named, SQLite would sort
  return { text: `SELECT version, body FROM ${table(kind)} INDEXED BY "${indexName(kind, index)}"${where} ORDER BY ${order}${limit}`, values };
}
