/** What a store is for: people, or a demo whose logins everybody can read. One is never taken for the other. */
import { StoreAway, StoreRefused, type Entry, type Outcome } from '../../ports/store.ts';
import type { AccountNeeds } from './sessions.ts';

export type Use = 'demo' | 'service';

/** The demo's first coordinator, as everybody knows them. */
export const DEMO_LOGIN = { number: '10000001', pin: '4826' } as const;

export type InstallationNeeds = Pick<AccountNeeds, 'store' | 'reads' | 'hasher' | 'secrets' | 'clock'>;

/**
 * Binds the store to what it is used for from its first start on. A store of a release that did not mark it is judged by whom its
 * coordinator is.
 *
 * @throws StoreRefused  where it is for something else, or was begun with another secret
 */
export async function takeUp(use: Use, needs: InstallationNeeds): Promise<void> {
  await bindToSecret(needs);
  const found = await usedFor(needs);
  if (found !== undefined && found !== use) throw new StoreRefused(words[use]);
  const marked = await stored({ claims: { take: [{ key: 'use', owner: use }] } }, needs);
  if (marked.outcome === 'taken') throw new StoreRefused(words[use]);
}

const words: { readonly [U in Use]: string } = {
  service: 'this store was made by `npm start` for the demo, whose logins everybody can read: set DATA_DIR, or STORE_URL, to a store of your own',
  demo: 'this store is not one that `npm start` made: the demo would put people with public logins into it. Set DATA_DIR to a folder of its own, or leave it out',
};

/** @throws StoreRefused  where nobody could sign in, and new riders could get numbers that are taken */
export async function bindToSecret(needs: InstallationNeeds): Promise<void> {
  const bound = await stored({ claims: { take: [{ key: 'installation', owner: needs.secrets.mark }] } }, needs);
  if (bound.outcome !== 'taken') return;
  throw new StoreRefused(
    "this store was begun with another secret than this server's: bring back the file `secret` of its data folder, or set PASSAGGIO_SECRET to it",
  );
}

/** By its coordinators; undefined where nobody is in it yet. */
async function usedFor({ reads, secrets, hasher }: InstallationNeeds): Promise<Use | undefined> {
  const coordinators = await reads.accounts.ofPole('all', 'coordinator');
  if (coordinators.length === 0) return undefined;
  const known = coordinators.find(({ lookup }) => lookup === secrets.lookupOf(DEMO_LOGIN.number));
  return known !== undefined && (await hasher.verify(known.pinHash, DEMO_LOGIN.pin, 'bulk')) ? 'demo' : 'service';
}

/** @throws StoreAway  where the store has not said whether it did that */
export async function stored(entry: Entry, { store, clock }: Pick<InstallationNeeds, 'store' | 'clock'>): Promise<Outcome> {
  const [outcome] = await store.commit([entry], clock.now());
  if (outcome!.outcome === 'unknown') throw new StoreAway('the store has not said whether this installation was stored');
  return outcome!;
}
