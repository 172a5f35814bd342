/** What an empty store needs before anybody can sign in, and what a store that is not empty must agree with. */
import type { Pin, SignInNumber } from '@passaggio/contracts';
import type { Ids } from '../../ports/ids.ts';
import { SCHEMA } from '../../ports/collections.ts';
import { StoreAway, StoreRefused, type Entry, type Outcome } from '../../ports/store.ts';
import { trivial } from './secrets.ts';
import type { AccountNeeds } from './sessions.ts';

type Needs = Pick<AccountNeeds, 'store' | 'reads' | 'hasher' | 'secrets' | 'clock'>;

/**
 * Makes the coordinator of the whole programme where nobody is there yet.
 *
 * @returns  whether it did
 * @throws StoreRefused  where the store was begun with another secret: nobody could sign in, and new riders could get numbers that are taken
 */
export async function firstCoordinator(number: SignInNumber, pin: Pin, needs: Needs): Promise<boolean> {
  const { reads, secrets, hasher } = needs;
  const bound = await stored({ claims: { take: [{ key: 'installation', owner: secrets.mark }] } }, needs);
  if (bound.outcome === 'taken') {
    throw new StoreRefused(
      "this store was begun with another secret than this server's: bring back the file `secret` of its data folder, or set PASSAGGIO_SECRET to it",
    );
  }
  if ((await reads.accounts.ofPole('all', 'coordinator')).length > 0) return false;
  const lookup = secrets.lookupOf(number);
  const doc = { id: 'coordinator', role: 'coordinator' as const, pole: 'all' as const, lookup, pinHash: await hasher.hash(pin, 'bulk'), schema: SCHEMA };
  const made = await stored({ puts: [{ kind: 'account', doc, ifVersion: 0 }], claims: { take: [{ key: `number|${lookup}`, owner: doc.id }] } }, needs);
  return made.outcome === 'committed'; // else a server that started at the same moment made it
}

async function stored(entry: Entry, { store, clock }: Needs): Promise<Outcome> {
  const [outcome] = await store.commit([entry], clock.now());
  if (outcome!.outcome === 'unknown') throw new StoreAway('the store has not said whether the first coordinator was stored');
  return outcome!;
}

/** A number and a PIN that nobody guesses first. */
export function randomLogin(ids: Ids): { readonly number: string; readonly pin: string } {
  for (;;) {
    const pin = ids.digits(4);
    if (!trivial(pin)) return { number: ids.digits(8), pin };
  }
}
