/** What an empty store needs before anybody can sign in. */
import type { Pin, SignInNumber } from '@passaggio/contracts';
import type { Ids } from '../../ports/ids.ts';
import { SCHEMA } from '../../ports/collections.ts';
import { bindToSecret, stored, type InstallationNeeds } from './installation.ts';
import { trivial } from './secrets.ts';

/**
 * Makes the coordinator of the whole programme where nobody is there yet.
 *
 * @returns  whether it did
 * @throws StoreRefused  where the store was begun with another secret
 */
export async function firstCoordinator(number: SignInNumber, pin: Pin, needs: InstallationNeeds): Promise<boolean> {
  const { reads, secrets, hasher } = needs;
  await bindToSecret(needs);
  if ((await reads.accounts.ofPole('all', 'coordinator')).length > 0) return false;
  const lookup = secrets.lookupOf(number);
  const doc = { id: 'coordinator', role: 'coordinator' as const, pole: 'all' as const, lookup, pinHash: await hasher.hash(pin, 'bulk'), schema: SCHEMA };
  const made = await stored({ puts: [{ kind: 'account', doc, ifVersion: 0 }], claims: { take: [{ key: `number|${lookup}`, owner: doc.id }] } }, needs);
  return made.outcome === 'committed'; // else a server that started at the same moment made it
}

/** A number and a PIN that nobody guesses first. */
export function randomLogin(ids: Ids): { readonly number: string; readonly pin: string } {
  for (;;) {
    const pin = ids.digits(4);
    if (!trivial(pin)) return { number: ids.digits(8), pin };
  }
}
