/** Signing in and out. Tokens are opaque and hashed at rest; an unknown number and a wrong PIN look alike and take equal time. */
import { DAY, HOUR, type AccountId, type Door, type EpochMs, type Me, type PoleId, type SignIn } from '@passaggio/contracts';
import { rolesOf } from '../../domain/access.ts';
import type { Account, Session } from '../../domain/documents.ts';
import type { Clock } from '../../ports/clock.ts';
import { SCHEMA } from '../../ports/collections.ts';
import type { Hasher } from '../../ports/hasher.ts';
import type { Ids } from '../../ports/ids.ts';
import type { Reads } from '../../ports/reads.ts';
import type { Store } from '../../ports/store.ts';
import type { Tries } from '../../ports/tries.ts';
import { NotPossible, type Actor } from '../handlers.ts';
import { tokenHash, type Secrets } from './secrets.ts';

export interface AccountNeeds {
  readonly store: Pick<Store, 'commit' | 'command'>;
  readonly reads: Reads;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly hasher: Hasher;
  readonly tries: Tries;
  readonly secrets: Secrets;
  /** Told when a session ends, so that its sockets end too. */
  readonly ended: (session: string) => void;
}

export const lifetimes: { readonly [D in Door]: number } = { rider: 30 * DAY, driver: 24 * HOUR, staff: 12 * HOUR };

/** @param address  of the client, for counting failures */
export async function signIn(door: Door, { number, pin }: SignIn, address: string, needs: AccountNeeds): Promise<{ readonly me: Me; readonly token: string }> {
  const { reads, hasher, tries, clock, ids, store, secrets } = needs;
  const lookup = secrets.lookupOf(number);
  const wait = await tries.blockedFor(lookup, address);
  if (wait > 0) throw new NotPossible('too-many-tries', 'too many wrong tries', Math.ceil(wait / 1000));
  const account = await reads.accounts.byNumber(lookup);
  const known = account !== undefined && rolesOf[door].includes(account.role) ? account : undefined;
  if (!(await hasher.verify(known?.pinHash, pin)) || known === undefined) {
    await tries.failed(lookup, address);
    throw new NotPossible('wrong-number-or-pin', 'this number and PIN do not belong together');
  }
  await tries.succeeded(lookup);
  const token = ids.token();
  const now = clock.now();
  const session = { id: tokenHash(token), schema: SCHEMA, account: known.id as AccountId, role: known.role, pole: known.pole, expires: (now + lifetimes[door]) as EpochMs };
  const [outcome] = await store.commit([{ puts: [{ kind: 'session', doc: session, ifVersion: 0 }] }], now);
  if (outcome!.outcome !== 'committed') throw new NotPossible('outcome-unknown', 'the store has not said whether you are signed in: try again');
  return { token, me: await me(known, needs) };
}

/** The actor of a token; undefined where it is unknown, ended or of another door. */
export async function actorOf(door: Door, token: string | undefined, { reads, clock }: Pick<AccountNeeds, 'reads' | 'clock'>): Promise<Actor | undefined> {
  if (token === undefined || token.length > 100) return undefined;
  const session: Session | undefined = await reads.sessions.find(tokenHash(token));
  if (session === undefined || session.expires <= clock.now() || !rolesOf[door].includes(session.role)) return undefined;
  return { account: session.account, role: session.role, pole: session.pole, session: session.id };
}

export async function signOut(actor: Actor, { store, clock, ended }: Pick<AccountNeeds, 'store' | 'clock' | 'ended'>): Promise<Record<string, never>> {
  await store.commit([{ drops: [{ kind: 'session', id: actor.session }] }], clock.now());
  ended(actor.session);
  return {};
}

export async function me(of: Pick<Account, 'id' | 'role' | 'pole'>, { reads, clock }: Pick<AccountNeeds, 'reads' | 'clock'>): Promise<Me> {
  const poles = of.pole === 'all' ? await reads.poles.all() : [await reads.poles.find(of.pole)];
  return {
    now: clock.now(),
    account: of.id as AccountId,
    role: of.role,
    poles: poles.flatMap((pole) => (pole === undefined ? [] : [{ id: pole.id as PoleId, name: pole.name, region: pole.region, zone: pole.zone }])),
  };
}
