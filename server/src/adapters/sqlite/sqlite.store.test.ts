import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { storeContract, type Subject } from '../store.contract.ts';
import { backUpFolder, restore } from './backup.ts';
import { databaseFile } from './files.ts';
import { findSql, selectSql } from './layout.ts';
import { openSqlite } from './openSqlite.ts';

storeContract('SQLite', () => stage(false));
storeContract('SQLite that writes in a thread', () => stage(true));

async function stage(thread: boolean): Promise<Subject> {
  const folder = mkdtempSync(join(tmpdir(), 'passaggio-sqlite-'));
  let places = 0;
  return {
    shared: false,
    newPlace: async () => join(folder, String((places += 1))),
    left: () => undefined,
    open: (path, release) => openSqlite({ path, ...(release ? { release } : { thread }) }),
    async restored(place) {
      const copy = join(folder, `${(places += 1)}.backup`);
      await backUpFolder(place, copy);
      rmSync(place, { recursive: true });
      await restore(copy, place);
    },
    childArguments: (place) => ['sqlite', place],
    async complaints(place, { kind, index, equals, ranged }) {
      const db = new DatabaseSync(databaseFile(place), { readOnly: true });
      const text = index === undefined ? findSql(kind) : selectSql(kind, index, equals, ranged ? { from: '', to: '' } : {}).text;
      const plan = db
        .prepare(`EXPLAIN QUERY PLAN ${text}`)
        .all()
        .map(({ detail }) => String(detail));
      db.close();
      // a read of all by an index walks that index: SCAN doc_pole USING INDEX
      const good = index !== undefined && equals.length === 0 && !ranged ? /^SCAN \w+ USING INDEX/ : /^SEARCH \w+ USING INDEX/;
      return plan.filter((step) => !good.test(step));
    },
    end: async () => rmSync(folder, { recursive: true }),
  };
}
