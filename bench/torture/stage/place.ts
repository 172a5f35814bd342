/** Where the store lives, and what can be done to it besides killing the product. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startReplicaSet, type ReplicaSet } from '../../../server/src/adapters/mongo/testing/replicaSet.ts';
import type { StorePlace } from '../child/orders.ts';

export interface Place {
  /** For the judge's journal and the traces. */
  readonly folder: string;
  readonly store: StorePlace;
  readonly mongo: ReplicaSet | undefined;
  remove(): Promise<void>;
}

/** On a real disk: a sync in memory proves nothing. */
export async function openPlace(kind: StorePlace['kind']): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'passaggio-torture-'));
  const forget = () => rmSync(folder, { recursive: true, force: true });
  if (kind === 'sqlite') return { folder, store: { kind, folder: join(folder, 'store') }, mongo: undefined, remove: () => Promise.resolve(forget()) };
  const mongo = await startReplicaSet();
  if (mongo === undefined) throw new Error('no mongod on this machine: see the words above, or take --store sqlite');
  return {
    folder,
    store: { kind, url: `${mongo.url.replace('/?', '/torture?')}&monitorCommands=true` }, // several hosts: not for URL
    mongo,
    async remove() {
      await mongo.stop();
      forget();
    },
  };
}
