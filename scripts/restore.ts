/**
 * Brings a backup back: `node scripts/run.mjs scripts/restore.ts BACKUP_FILE DATA_FOLDER`, or after mongorestore
 * `... scripts/restore.ts mongodb://HOST/DATABASE`. Both begin a new epoch, so that every client fetches its state again (ST6).
 */
import { renewMongoEpoch } from '../server/src/adapters/mongo/openMongo.ts';
import { restore } from '../server/src/adapters/sqlite/backup.ts';

const [from, folder, ...rest] = process.argv.slice(2);
const isMongo = from?.startsWith('mongodb') ?? false;

if (from === undefined || rest.length > 0 || (folder === undefined) !== isMongo) {
  console.error('Usage: scripts/restore.ts BACKUP_FILE DATA_FOLDER');
  console.error('       scripts/restore.ts mongodb://HOST/DATABASE     after mongorestore, with no server running');
  console.error('The data folder must not hold a database and no server may run on it.');
  process.exitCode = 2;
} else {
  try {
    if (folder === undefined) await renewMongoEpoch({ url: from });
    else await restore(from, folder);
    console.log(`${folder === undefined ? 'The database' : `${from} is restored to ${folder}; the store`} has a new epoch: clients fetch their state again.`);
  } catch (error) {
    console.error(`Nothing was restored. ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
