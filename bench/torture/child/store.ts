/** The store of the tortured process: the product's own, with a disk that can be made full and commits that are watched. */
import { openMongo } from '../../../server/src/adapters/mongo/openMongo.ts';
import { watchCommits } from '../../../server/src/adapters/mongo/testing/watchCommits.ts';
import { databaseFile, lockFolder, makeFolder } from '../../../server/src/adapters/sqlite/files.ts';
import { openFile } from '../../../server/src/adapters/sqlite/openSqlite.ts';
import { sqliteStore } from '../../../server/src/adapters/sqlite/sqliteStore.ts';
import { writerInThread } from '../../../server/src/adapters/sqlite/writeThread.ts';
import type { Ports } from '../../../server/src/compose.ts';
import { release } from '../../../server/src/ports/upgrades.ts';
import type { StorePlace } from './orders.ts';

interface Opened {
  readonly store: Ports['store'];
  /** How many pages the file may still grow by. */
  room(pages: number): void;
}

/** @param committing  told of each commit that MongoDB is asked for, and whether it asks for majority and journal */
export async function openTortured(place: StorePlace, committing: (durable: boolean) => void): Promise<Opened> {
  if (place.kind === 'mongodb') {
    const store = await openMongo({ url: place.url });
    watchCommits(committing);
    return { store, room: () => undefined };
  }
  makeFolder(place.folder);
  const unlock = lockFolder(place.folder);
  const file = databaseFile(place.folder);
  const sql = openFile(file, release);
  const writer = writerInThread(file);
  return { store: sqliteStore(sql, writer, file, release, unlock), room: (pages) => void writer.room(pages) };
}
