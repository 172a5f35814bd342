/**
 * Ends the time in which the release before may come back: `node scripts/run.mjs scripts/settle.ts STORE_FOLDER` or `... mongodb://HOST/DATABASE`
 * (docs/store.md, Releases). Older documents are rewritten in the present form.
 */
import { existsSync } from 'node:fs';
import { databaseFile } from '../server/src/adapters/sqlite/files.ts';
import { openMongo } from '../server/src/adapters/mongo/openMongo.ts';
import { openSqlite } from '../server/src/adapters/sqlite/openSqlite.ts';

const [at, ...rest] = process.argv.slice(2);

if (at === undefined || rest.length > 0) {
  console.error('Usage: scripts/settle.ts STORE_FOLDER | mongodb://HOST/DATABASE');
  console.error('After this the release before cannot open the store any more. A SQLite store must not be in use.');
  process.exitCode = 2;
} else {
  try {
    if (!at.startsWith('mongodb') && !existsSync(databaseFile(at))) throw new Error(`${at} holds no store.`);
    const store = at.startsWith('mongodb') ? await openMongo({ url: at }) : await openSqlite({ path: at });
    try {
      console.log(`${at} is settled: ${await store.settle()} documents rewritten. The release before can no longer open it.`);
    } finally {
      await store.close();
    }
  } catch (error) {
    console.error(`Nothing was settled. ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
