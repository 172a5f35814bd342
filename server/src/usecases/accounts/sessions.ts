/** Signing in and out. Tokens are opaque and hashed at rest; an unknown number and a wrong PIN look alike and take equal time. */
import { DAY, HOUR, type AccountId, type Door, type EpochMs, type Me, type PoleId, type SignIn } from '@passaggio/contracts';
import { rolesOf } from '../../domain/access.ts';
import type { Account, Session } from '../../domain/documents.ts';
import type { Clock } from '../../ports/clock.ts';
import { SCHEMA } from '../../ports/collections.ts';
import type { Hasher } from '../../ports/hasher.ts';
import type { Ids } from '../../ports/ids.ts';
import type { Reads } from '../../ports/reads.ts';
import { StoreAway, type Store } from '../../ports/store.ts';
import type { Tries } from '../../ports/tries.ts';
import { NotPossible, type Actor } from '../handlers.ts';
import { credentialOf, tokenHash, type Secrets } from './secrets.ts';

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

/** Expired sessions deleted in one go. */
const AT_ONCE = 500;

/** @param address  of the client, for counting failures */
export async function signIn(door: Door, { number, pin }: SignIn, address: string, needs: AccountNeeds): Promise<{ readonly me: Me; readonly token: string }> {
  const { tries, secrets } = needs;
  const lookup = secrets.lookupOf(number);
  const wait = await tries.begin(lookup, address);
  if (wait > 0) throw new NotPossible('too-many-tries', 'too many wrong tries', Math.ceil(wait / 1000));
  const account = await prove(door, lookup, pin, needs).catch(async (cause: unknown) => {
    await tries.giveBack(lookup);
    throw cause;
  });
  if (account === undefined) {
    await tries.failed(address);
    throw new NotPossible('wrong-number-or-pin', 'this number and PIN do not belong together');
  }
  await tries.giveBack(lookup);
  return { token: await beginSession(door, account, needs), me: await me(account, needs) };
}

/** The account that a number and PIN open at a door. A PIN is hashed in any case, so that no answer comes sooner. */
async function prove(door: Door, lookup: string, pin: string, { reads, hasher }: AccountNeeds): Promise<Account | undefined> {
  const found = await reads.accounts.byNumber(lookup);
  const account = found !== undefined && rolesOf[door].includes(found.role) ? found : undefined;
  return (await hasher.verify(account?.pinHash, pin)) ? account : undefined;
}

async function beginSession(door: Door, account: Account, { store, clock, ids }: AccountNeeds): Promise<string> {
  const token = ids.token();
  const now = clock.now();
  const expires = (now + lifetimes[door]) as EpochMs;
  const session = {
    id: tokenHash(token),
    schema: SCHEMA,
    account: account.id as AccountId,
    role: account.role,
    pole: account.pole,
    credential: credentialOf(account),
    expires,
  };
  const [outcome] = await store.commit([{ puts: [{ kind: 'session', doc: session, ifVersion: 0 }] }], now);
  if (outcome!.outcome !== 'committed') throw new StoreAway(`the session's commit ended as ${outcome!.outcome}, expected committed`);
  return token;
}

/** The actor of a token; undefined where it is unknown, ended or of another door. */
export async function actorOf(door: Door, token: string | undefined, needs: Pick<AccountNeeds, 'reads' | 'clock'>): Promise<Actor | undefined> {
  if (token === undefined || token.length > 100) return undefined;
  const actor = await actorOfSession(tokenHash(token), needs);
  return actor !== undefined && rolesOf[door].includes(actor.role) ? actor : undefined;
}

/** The actor of a session that goes on: not expired or ended, its account as it was: a new PIN, role or pole ends what began before. */
export async function actorOfSession(id: string, { reads, clock }: Pick<AccountNeeds, 'reads' | 'clock'>): Promise<Actor | undefined> {
  const session: Session | undefined = await reads.sessions.find(id);
  if (session === undefined || session.expires <= clock.now()) return undefined;
  const account = await reads.accounts.find(session.account);
  if (account === undefined || account.role !== session.role || account.pole !== session.pole || credentialOf(account) !== session.credential) return undefined;
  return { account: session.account, role: session.role, pole: session.pole, session: session.id };
}

export async function signOut(actor: Actor, { store, clock, ended }: Pick<AccountNeeds, 'store' | 'clock' | 'ended'>): Promise<Record<string, never>> {
  const [outcome] = await store.commit([{ drops: [{ kind: 'session', id: actor.session }] }], clock.now());
  if (outcome!.outcome !== 'committed') throw new StoreAway(`the end of a session ended as ${outcome!.outcome}, expected committed`);
  ended(actor.session);
  return {};
}

/** Deletes what has expired; whoever still has a token of it was no longer let in. */
export async function dropExpired({ reads, store, clock }: Pick<AccountNeeds, 'reads' | 'store' | 'clock'>): Promise<void> {
  const now = clock.now();
  const expired = await reads.sessions.expired(now, AT_ONCE);
  if (expired.length > 0) await store.commit([{ drops: expired.map(({ id }) => ({ kind: 'session', id })) }], now);
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
