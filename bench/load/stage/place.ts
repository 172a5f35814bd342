/** An installation's store and secret, empty to begin with. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMongo } from '../../../server/src/adapters/mongo/testing/startMongo.ts';
import { openStore, type Ports } from '../../../server/src/compose.ts';

export type StoreKind = 'sqlite' | 'mongodb';
export type Store = Ports['store'];

export interface Place {
  /** What `DATA_DIR` and `STORE_URL` are set to. */
  readonly folder: string;
  readonly storeUrl: string;
  open(): Promise<Store>;
  remove(): Promise<void>;
}

/** For what is prepared and not measured. */
const MEMORY = '/dev/shm';

/** On the disk of the temporary folder, as syncs are part of what is measured; in memory where it is to be there soon. */
export async function openPlace(kind: StoreKind, on: 'disk' | 'memory' = 'disk'): Promise<Place> {
  const folder = mkdtempSync(join(on === 'memory' && existsSync(MEMORY) ? MEMORY : tmpdir(), 'passaggio-load-'));
  const clear = () => rmSync(folder, { recursive: true, force: true });
  if (kind === 'sqlite') {
    const store = join(folder, 'store');
    return { folder, storeUrl: `sqlite:${store}`, open: () => openStore({ kind, folder: store }), remove: () => Promise.resolve(clear()) };
  }
  const mongo = await startMongo();
  if (mongo === undefined) throw new Error('no mongod on this machine: see the words above, or take --store sqlite');
  const url = new URL(mongo.url);
  url.pathname = '/load';
  const remove = async () => {
    await mongo.stop();
    clear();
  };
  return { folder, storeUrl: url.href, open: () => openStore({ kind, url: url.href }), remove };
}
