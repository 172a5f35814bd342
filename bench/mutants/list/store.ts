/** ST1-ST8 (docs/store.md): what both stores share, tried on SQLite, and what SQLite has of its own. */
import type { Mutant } from '../mutant.ts';

const sqlite = 'server/src/adapters/sqlite/sqlite.store.test.ts';
const writer = 'server/src/adapters/sqlite/writer.test.ts';
const together = 'server/src/adapters/sqlite/together.test.ts';

export const store: readonly Mutant[] = [
  {
    name: 'SQLite does not sync its commits',
    promise: 'ST1',
    file: 'server/src/adapters/sqlite/openSqlite.ts',
    find: 'PRAGMA synchronous = FULL; ',
    replace: 'PRAGMA synchronous = OFF;  ',
    command: { test: 'server/src/adapters/sqlite/openSqlite.test.ts', named: 'ST1: each commit is synced: WAL, synchronous FULL' },
  },
  {
    name: 'SQLite says that a commit is stored before it is',
    promise: 'ST1',
    file: 'server/src/adapters/sqlite/sql.ts',
    find: `      this.exec('COMMIT');\n      this.#syncTook`,
    replace: `      setImmediate(() => this.#db.isTransaction && this.exec('COMMIT'));\n      this.#syncTook`,
    command: { test: sqlite, named: 'ST1: documents, commands, claims and numbers are there after closing and opening again' },
  },
  {
    name: 'a writing thread that died is taken for a store that stored nothing',
    promise: 'ST4',
    file: 'server/src/adapters/sqlite/writeThread.ts',
    find: 'for (const { reject } of pending.values()) reject(cause);',
    replace: 'for (const { reject } of pending.values()) reject(new StoreAway(cause.message));',
    command: {
      test: 'server/src/adapters/sqlite/writeThread.test.ts',
      named: 'ST4: a thread that ends leaves its commits unanswered, which is no word that nothing was stored; the next call is answered',
    },
  },
  {
    name: 'who shares a transaction is answered before it is on the disk',
    promise: 'ST1',
    file: 'server/src/adapters/sqlite/together.ts',
    find: `          const result = sql.part(work);
          return () => resolve(result as never);`,
    replace: `          const result = sql.part(work);
          resolve(result as never);
          return () => undefined;`,
    command: { test: together, named: 'ST1: where the transaction does not hold, nobody is told that it did' },
  },
  {
    name: 'a fault of one commit undoes those that share its transaction',
    promise: 'ST3',
    file: 'server/src/adapters/sqlite/together.ts',
    find: 'if (!sql.inTransaction) throw cause;',
    replace: 'if (sql.inTransaction) throw cause;',
    command: { test: together, named: 'ST3: a fault undoes its own part whole, and no other' },
  },
  {
    name: 'a part that fails keeps what it had written',
    promise: 'ST3',
    file: 'server/src/adapters/sqlite/sql.ts',
    find: "if (this.inTransaction) this.exec('ROLLBACK TO part');",
    replace: "if (!this.inTransaction) this.exec('ROLLBACK TO part');",
    command: { test: together, named: 'ST3: a fault undoes its own part whole, and no other' },
  },
  {
    name: 'commits that wait are forgotten when the store closes',
    promise: 'ST1',
    file: 'server/src/adapters/sqlite/together.ts',
    find: `      const parts = waiting;
      waiting = [];
      store(parts);`,
    replace: '      waiting = [];',
    command: { test: together, named: 'what waits is stored before the store closes' },
  },
  {
    name: 'a stale version is overwritten',
    promise: 'ST2',
    file: 'server/src/adapters/commit/decide.ts',
    find: '    if (found !== version) return conflict(kind, id, version, found);',
    replace: '    if (found < version) return conflict(kind, id, version, found);',
    command: { test: sqlite, named: 'ST2, ST3: a put of a new document that exists leaves the whole entry out' },
  },
  {
    name: 'guards are off',
    promise: 'ST2',
    file: 'server/src/adapters/commit/decide.ts',
    find: 'of [...guards, ...puts.map(',
    replace: 'of [...guards.slice(guards.length), ...puts.map(',
    command: { test: sqlite, named: 'ST2, ST3: a stale guard leaves the whole entry out' },
  },
  {
    name: 'the fence is off',
    promise: 'ST2',
    file: 'server/src/adapters/commit/decide.ts',
    find: '    if (found !== fence.value) return conflict(',
    replace: '    if (found === undefined) return conflict(',
    command: { test: sqlite, named: 'ST2, ST3: a stale fence leaves the whole entry out' },
  },
  {
    name: 'a commit that fails halfway keeps its first half',
    promise: 'ST3',
    file: 'server/src/adapters/sqlite/sql.ts',
    find: `if (this.#db.isTransaction) this.exec('ROLLBACK');`,
    replace: `if (this.#db.isTransaction) this.exec('COMMIT');`,
    command: { test: writer, named: 'ST3: a document that SQLite does not take stores nothing of the call' },
  },
  {
    name: 'SQLite writes events outside the commit',
    promise: 'ST3',
    file: 'server/src/adapters/sqlite/writer.ts',
    find: `        write(sql, decided.changes, at);
        return decided;
      });`,
    replace: `        write(sql, { ...decided.changes, events: [] }, at);
        return decided;
      });
      const none = { docs: new Map(), commands: new Map(), claims: new Map(), streams: new Map() };
      sql.transaction(() => write(sql, { ...none, events: changes.events }, at));`,
    command: { test: writer, named: 'ST3: an event that SQLite does not take stores nothing of the call' },
  },
  {
    name: 'another body under the id of a command gets the answer of the first',
    promise: 'ST4',
    file: 'server/src/adapters/commit/decide.ts',
    find: 'if (before) return before.bodyHash === command.bodyHash ?',
    replace: 'if (before) return before.bodyHash !== undefined ?',
    command: { test: sqlite, named: 'ST4: the same id with another body is a mismatch' },
  },
  {
    name: 'commands of one commit do not see each other',
    promise: 'ST4',
    file: 'server/src/adapters/commit/decide.ts',
    find: 'const before = changes.commands.get(commandKey(command)) ?? seen.command(command.actor, command.id);',
    replace: 'const before = seen.command(command.actor, command.id);',
    command: { test: sqlite, named: 'ST4: a twin in the same call gets the same answer, unless the first could not hold' },
  },
  {
    name: 'claims are off',
    promise: 'ST5',
    file: 'server/src/adapters/commit/decide.ts',
    find: 'if (holder !== undefined && holder !== owner && !freed) return',
    replace: 'if (holder !== undefined && holder !== owner && freed) return',
    command: { test: sqlite, named: 'ST5: of many who take one claim at once, one gets it and the others are told who' },
  },
  {
    name: 'anybody frees anybody’s claim',
    promise: 'ST5',
    file: 'server/src/adapters/commit/decide.ts',
    find: '    if (claim.to === owner) claim.to = undefined;',
    replace: '    if (owner !== undefined) claim.to = undefined;',
    command: { test: sqlite, named: 'ST5: a claim is kept by a repeat of its owner, freed by its owner only, and handed over in one entry' },
  },
  {
    name: 'a clock that went back makes a hole in a purged stream',
    promise: 'ST6',
    file: 'server/src/adapters/commit/decide.ts',
    find: 'counter.at = Math.max(counter.at, at);',
    replace: 'counter.at = at;',
    command: { test: sqlite, named: 'ST6: a clock that went back leaves no hole after a purge' },
  },
  {
    name: 'SQLite gives the last known event again',
    promise: 'ST6',
    file: 'server/src/adapters/sqlite/sqliteStore.ts',
    find: 'WHERE stream = ? AND n > ? ORDER BY n',
    replace: 'WHERE stream = ? AND n >= ? ORDER BY n',
    command: { test: sqlite, named: 'ST6: a reader catches up in order and in portions, and other streams stay out of it' },
  },
  {
    name: 'a restored SQLite store goes on in the old epoch',
    promise: 'ST6',
    file: 'server/src/adapters/sqlite/meta.ts',
    find: `  setMeta(sql, 'epoch', randomUUID());`,
    replace: `  setMeta(sql, 'epoch', metaOf(sql, 'epoch') ?? randomUUID());`,
    command: { test: sqlite, named: 'ST6: a restore begins another epoch and keeps counting' },
  },
  {
    name: 'SQLite hands out its rows instead of plain objects',
    promise: 'ST7',
    file: 'server/src/adapters/sqlite/sqliteStore.ts',
    find: 'rows.map(({ body, ...event }) => ({ ...event, body: fromText(body) }) as StreamEvent)',
    replace: `rows.map((row) => Object.assign(row, { body: fromText(row['body']) }) as unknown as StreamEvent)`,
    command: { test: sqlite, named: 'ST7: documents, events and answers come back as the plain JSON that they were' },
  },
  {
    name: 'the new form is written before the store is settled',
    promise: 'ST8',
    file: 'server/src/ports/upgrades.ts',
    find: 'if (minVersion >= release.schema) return { ...doc,',
    replace: 'if (minVersion > 0) return { ...doc,',
    command: { test: sqlite, named: 'ST8: a release reads one version back and writes the old form until the store is settled' },
  },
  {
    name: 'a release two away may open the store',
    promise: 'ST8',
    file: 'server/src/ports/upgrades.ts',
    find: '  if (store.minVersion < release.schema - 1) {',
    replace: '  if (store.minVersion < release.schema - 2) {',
    command: { test: sqlite, named: 'ST8: a release two away is refused with what to do' },
  },
];
