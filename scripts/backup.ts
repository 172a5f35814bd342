/** Copies a SQLite store while it is used: `node scripts/run.mjs scripts/backup.ts DATA_FOLDER NEW_FILE`. */
import { backUpFolder } from '../server/src/adapters/sqlite/backup.ts';

const [folder, file, ...rest] = process.argv.slice(2);

if (folder === undefined || file === undefined || rest.length > 0) {
  console.error('Usage: scripts/backup.ts DATA_FOLDER NEW_FILE');
  console.error('Copies the store of a data folder to a new file, also while the server runs. MongoDB: use mongodump --oplog (docs/store.md).');
  process.exitCode = 2;
} else {
  try {
    await backUpFolder(folder, file);
    console.log(`Backed up ${folder} to ${file}: checked, and safe on disk.`);
  } catch (error) {
    console.error(`No backup was made. ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
