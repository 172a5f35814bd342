/** A person sees where their account is signed in, and ends what is not theirs any more. Nothing of a device or an address is kept to be shown. */
import type { Sessions } from '@passaggio/contracts';
import type { Session } from '../../domain/documents.ts';
import type { Actor } from '../handlers.ts';
import { endSessions } from './ending.ts';
import { doorOf, lifetimes, type AccountNeeds } from './sessions.ts';
import { credentialOf } from './pins.ts';

type Needs = Pick<AccountNeeds, 'store' | 'reads' | 'clock' | 'ended'>;

const nameOf = ({ id }: Pick<Session, 'id'>) => id.slice(0, 16);

/** This one first, then what was used last. */
export async function ownSessions(actor: Actor, needs: Needs): Promise<Sessions> {
  const now = needs.clock.now();
  const all = await live(actor, needs);
  const shown = all.map((session) => ({
    session: nameOf(session),
    began: session.began ?? ((session.expires - lifetimes[doorOf(session.role)]) as typeof session.expires),
    used: session.used ?? null,
    isThis: session.id === actor.session,
  }));
  return { now, sessions: shown.toSorted((a, b) => Number(b.isThis) - Number(a.isThis) || (b.used ?? b.began) - (a.used ?? a.began)) };
}

/** @param which  the name of one, or every other one. One that is not there has ended. */
export async function endOwn(actor: Actor, which: { readonly session: string } | 'others', needs: Needs): Promise<Sessions> {
  const all = await live(actor, needs);
  await endSessions(
    all.filter((session) => (which === 'others' ? session.id !== actor.session : nameOf(session) === which.session)),
    needs,
  );
  return ownSessions(actor, needs);
}

/** Those that would let somebody in. */
async function live(actor: Actor, { reads, clock }: Needs): Promise<readonly Session[]> {
  const [account, sessions] = await Promise.all([reads.accounts.find(actor.account), reads.sessions.ofAccount(actor.account)]);
  return sessions.filter(
    ({ expires, credential, role }) => account !== undefined && expires > clock.now() && credential === credentialOf(account) && role === account.role,
  );
}
