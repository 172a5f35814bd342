/** A locked session opens for the PIN. */
import type { Me, Pin } from '@passaggio/contracts';
import { StoreAway } from '../../ports/store.ts';
import { NotPossible, type Actor } from '../handlers.ts';
import { provePin } from './provePin.ts';
import { me, type AccountNeeds } from './sessions.ts';

/** Of two hands at once one is told to look again. */
const ATTEMPTS = 5;

/** @throws NotPossible for a wrong PIN or too many, StoreAway where it could not be written */
export async function unlock(actor: Actor, pin: Pin, needs: AccountNeeds): Promise<Me> {
  const { account } = await provePin(actor, pin, needs);
  const { store, reads, clock } = needs;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const session = await reads.sessions.find(actor.session);
    if (session === undefined) throw new NotPossible('not-signed-in', 'the session has ended');
    const { version, ...doc } = session;
    const [outcome] = await store.commit([{ puts: [{ kind: 'session', doc: { ...doc, used: clock.now() }, ifVersion: version }] }], clock.now());
    if (outcome!.outcome === 'committed') return me(account, needs);
    if (outcome!.outcome !== 'conflict') break;
  }
  throw new StoreAway('the unlocked session could not be written');
}
