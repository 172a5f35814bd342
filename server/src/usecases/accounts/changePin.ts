/** A rider or driver chooses another PIN: every other session ends, this one goes on. */
import type { ChangePin } from '@passaggio/contracts';
import { StoreAway } from '../../ports/store.ts';
import { NotPossible, type Actor } from '../handlers.ts';
import { dropsOf } from './ending.ts';
import { provePin } from './provePin.ts';
import { credentialOf } from './pins.ts';
import { trivial } from './secrets.ts';
import type { AccountNeeds } from './sessions.ts';

/** Somebody may use a session, or staff may write the account, in the same moment. */
const ATTEMPTS = 5;

/** @throws NotPossible for a PIN that people try first, for a wrong old one, or too many of those; StoreAway where nobody knows */
export async function changePin(actor: Actor, { before, pin }: ChangePin, needs: AccountNeeds): Promise<Record<string, never>> {
  if (trivial(pin)) throw new NotPossible('trivial-pin', 'people try this one first');
  const proved = await provePin(actor, before, needs);
  const { store, reads, hasher, clock, ended } = needs;
  const pinHash = await hasher.hash(pin, 'known');
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const [account, sessions] = await Promise.all([reads.accounts.find(actor.account), reads.sessions.ofAccount(actor.account)]);
    const mine = sessions.find(({ id }) => id === actor.session);
    if (mine === undefined || account?.pinHash !== proved.account.pinHash) throw new NotPossible('not-signed-in', 'the session has ended');
    const others = sessions.filter(({ id }) => id !== actor.session);
    const { version, ...plain } = account;
    const next = { ...plain, pinHash, ...(plain.role !== 'rider' && { givenHash: plain.givenHash ?? plain.pinHash }) };
    const { version: seen, ...session } = mine;
    const [outcome] = await store.commit(
      [
        {
          puts: [
            { kind: 'account', doc: next, ifVersion: version },
            { kind: 'session', doc: { ...session, credential: credentialOf(next) }, ifVersion: seen },
          ],
          drops: await dropsOf(others, needs),
        },
      ],
      clock.now(),
    );
    if (outcome!.outcome === 'committed') {
      for (const { id } of others) ended(id);
      return {};
    }
    if (outcome!.outcome !== 'conflict') break;
  }
  throw new StoreAway('the new PIN could not be written');
}
