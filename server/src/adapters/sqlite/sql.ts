/** The open database file: cached statements, one transaction at a time, SQLite's errors as the port's. */
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { StoreAway } from '../../ports/store.ts';

/** Primary result codes that say "not now" (sqlite.org/rescode.html): nothing was stored, trying later may work. */
const AWAY = new Map([
  [5, 'is locked by another program'],
  [6, 'is locked'],
  [7, 'has no memory left'],
  [8, 'cannot be written to'],
  [10, 'cannot be read or written (disk fault)'],
  [11, 'is damaged: restore a backup (docs/store.md)'],
  [13, 'is full: make room on the disk'],
  [14, 'cannot be opened'],
  [15, 'cannot be locked'],
  [26, 'is not a database: restore a backup (docs/store.md)'],
]);

export type Row = { readonly [column: string]: unknown };

export class Sql {
  readonly #db: DatabaseSync;
  readonly #file: string;
  readonly #statements = new Map<string, StatementSync>();
  #syncTook = 0;

  constructor(db: DatabaseSync, file: string) {
    this.#db = db;
    this.#file = file;
  }

  /** Every text prepared so far, for the test that reads their query plans. */
  get prepared(): readonly string[] {
    return [...this.#statements.keys()];
  }

  get(text: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#do(() => this.#statement(text).get(...values));
  }

  all(text: string, ...values: SQLInputValue[]): Row[] {
    return this.#do(() => this.#statement(text).all(...values));
  }

  /** How many rows changed. */
  run(text: string, ...values: SQLInputValue[]): number {
    return this.#do(() => Number(this.#statement(text).run(...values).changes));
  }

  exec(text: string): void {
    this.#do(() => this.#db.exec(text));
  }

  /** All of `work` or nothing of it; on disk when it returns. `work` must not await. */
  transaction<T>(work: () => T): T {
    this.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      const begun = performance.now();
      this.exec('COMMIT');
      this.#syncTook = performance.now() - begun;
      return result;
    } catch (error) {
      if (this.#db.isTransaction) this.exec('ROLLBACK'); // SQLite ends it itself after some faults
      throw error;
    }
  }

  /** How long the last transaction took to get to the disk: milliseconds. */
  get syncTook(): number {
    return this.#syncTook;
  }

  /** A part of the open transaction: all of `work` or nothing of it, whatever becomes of the rest. */
  part<T>(work: () => T): T {
    this.exec('SAVEPOINT part');
    try {
      return work();
    } catch (error) {
      if (this.inTransaction) this.exec('ROLLBACK TO part');
      throw error;
    } finally {
      if (this.inTransaction) this.exec('RELEASE part');
    }
  }

  get inTransaction(): boolean {
    return this.#db.isOpen && this.#db.isTransaction;
  }

  close(): void {
    if (this.#db.isOpen) this.#db.close();
  }

  #statement(text: string): StatementSync {
    let statement = this.#statements.get(text);
    if (!statement) {
      statement = this.#db.prepare(text);
      this.#statements.set(text, statement);
    }
    return statement;
  }

  #do<T>(work: () => T): T {
    if (!this.#db.isOpen) throw new StoreAway(`${this.#file} was closed`);
    try {
      return work();
    } catch (error) {
      throw asStoreError(error, this.#file);
    }
  }
}

/** SQLite's "not now" as StoreAway; anything else as it is. */
export function asStoreError(error: unknown, file: string): unknown {
  const code = resultCode(error);
  const words = code === undefined ? undefined : AWAY.get(code);
  return words === undefined ? error : new StoreAway(`${file} ${words}`, { cause: error });
}

/** Primary result code of an error of node:sqlite. */
export function resultCode(error: unknown): number | undefined {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : undefined;
}
