/** The PIN asked of somebody who is signed in. Wrong ones count where those of the device count that the session began on. */
import type { Pin } from '@passaggio/contracts';
import type { Account, Session } from '../../domain/documents.ts';
import { NotPossible, type Actor } from '../handlers.ts';
import type { AccountNeeds } from './sessions.ts';
import { bySession } from './ways.ts';

export interface Proved {
  readonly account: Account;
  readonly session: Session;
}

/** @throws NotPossible for a wrong PIN, or too many of them */
export async function provePin(actor: Actor, pin: Pin, { reads, tries, hasher }: AccountNeeds): Promise<Proved> {
  const [account, session] = await Promise.all([reads.accounts.find(actor.account), reads.sessions.find(actor.session)]);
  if (account === undefined || session === undefined) throw new NotPossible('not-signed-in', 'the session has ended');
  const way = bySession(session.device ?? session.id);
  const refused = await tries.begin(way);
  if (refused !== undefined) throw new NotPossible(refused.code, 'too many wrong tries', Math.ceil(refused.wait / 1000));
  const isRight = await hasher.verify(account.pinHash, pin, way.lane).catch(async (cause: unknown) => {
    await tries.giveBack(way);
    throw cause;
  });
  if (!isRight) {
    await tries.failed(way);
    throw new NotPossible('wrong-number-or-pin', 'this is not the PIN of this account');
  }
  await tries.succeeded(way);
  return { account, session };
}
