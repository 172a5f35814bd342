/** Sessions: begun, found again by their token, ended. Tokens are opaque and hashed at rest. */
import { DAY, HOUR, type AccountId, type Door, type EpochMs, type Me, type PoleId, type Role } from '@passaggio/contracts';
import { rolesOf } from '../../domain/access.ts';
import type { Account, Session } from '../../domain/documents.ts';
import type { Clock } from '../../ports/clock.ts';
import { SCHEMA } from '../../ports/collections.ts';
import type { Hasher } from '../../ports/hasher.ts';
import type { Ids } from '../../ports/ids.ts';
import type { Reads } from '../../ports/reads.ts';
import { StoreAway, type Entry, type Store } from '../../ports/store.ts';
import type { Actor } from '../handlers.ts';
import { dropsOf, endSessions } from './ending.ts';
import { forgotten, type Renewal } from './knownDevices.ts';
import { isLocked } from './locking.ts';
import { credentialOf } from './pins.ts';
import { tokenHash, type Secrets } from './secrets.ts';
import type { Tries } from './tries.ts';

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

/** Since it last signed in: people come back each season. */
export const DEVICE_LIFETIME = 400 * DAY;

/** Of one account, as many as devices are known to it. */
const SESSIONS_OF_AN_ACCOUNT = 20;

/** Tokens are 43 characters; more is nobody's. */
const LONGEST_TOKEN = 100;

/** Of each kind that expires, deleted in one go. */
const AT_ONCE = 500;

export const doorOf = (role: Role): Door => (role === 'rider' || role === 'driver' ? role : 'staff');

/** With what a session begins, besides its account. */
interface Beginning {
  readonly device: Renewal;
  /** The account's PIN hashed anew; left out where the account changed meanwhile. */
  readonly pinHash: string | undefined;
  /** Token of the session that this browser had at the door, if any: whoever's it was. */
  readonly cookie: string | undefined;
}

/**
 * Begins a session, and lets the device be known to the account, in one commit, which ends the session whose cookie came along: the next one's cookie
 * takes its place, and nobody could end it any more. Beyond so many of the account the ones end that were used longest ago.
 */
export async function beginSession(door: Door, account: Account, { device, pinHash, cookie }: Beginning, needs: AccountNeeds): Promise<string> {
  const { store, reads, clock, ids } = needs;
  const before = cookie === undefined || cookie.length > LONGEST_TOKEN ? undefined : await reads.sessions.find(tokenHash(cookie));
  const others = (await reads.sessions.ofAccount(account.id as AccountId)).filter(({ id }) => id !== before?.id);
  const over = others.toSorted((a, b) => (b.used ?? 0) - (a.used ?? 0)).slice(SESSIONS_OF_AN_ACCOUNT - 1);
  const ending = before === undefined ? over : [before, ...over];
  const token = ids.token();
  const now = clock.now();
  const session = {
    id: tokenHash(token),
    schema: SCHEMA,
    account: account.id as AccountId,
    role: account.role,
    pole: account.pole,
    credential: credentialOf(account),
    expires: (now + lifetimes[door]) as EpochMs,
    began: now,
    used: now,
    device: device.counter,
  };
  const { version, ...doc } = account;
  const begun: Entry = {
    puts: [{ kind: 'session', doc: session, ifVersion: 0 }, ...device.entry.puts],
    drops: [...device.entry.drops, ...(await dropsOf(ending, needs))],
  };
  const anew: Entry[] = pinHash === undefined ? [] : [{ puts: [{ kind: 'account', doc: { ...doc, pinHash }, ifVersion: version }] }];
  const [outcome] = await store.commit([begun, ...anew], now);
  if (outcome!.outcome !== 'committed') throw new StoreAway(`the session's commit ended as ${outcome!.outcome}, expected committed`);
  for (const { id } of ending) needs.ended(id);
  return token;
}

/** The actor of a token; undefined where it is unknown, ended or of another door. */
export async function actorOf(door: Door, token: string | undefined, needs: Pick<AccountNeeds, 'reads' | 'clock'>): Promise<Actor | undefined> {
  if (token === undefined || token.length > LONGEST_TOKEN) return undefined;
  const actor = await actorOfSession(tokenHash(token), needs);
  return actor !== undefined && rolesOf[door].includes(actor.role) ? actor : undefined;
}

/** The actor of a session that goes on: not expired or ended, its account as it was: a new PIN, role or pole ends what began before. */
export async function actorOfSession(id: string, { reads, clock }: Pick<AccountNeeds, 'reads' | 'clock'>): Promise<Actor | undefined> {
  const session: Session | undefined = await reads.sessions.find(id);
  if (session === undefined || session.expires <= clock.now()) return undefined;
  const account = await reads.accounts.find(session.account);
  if (account === undefined || account.role !== session.role || account.pole !== session.pole || credentialOf(account) !== session.credential) return undefined;
  return { account: session.account, role: session.role, pole: session.pole, session: session.id, ...(isLocked(session, clock.now()) && { isLocked: true }) };
}

/**
 * News to the phone ends with its session. A borrowed phone is forgotten with it: who holds it next is a stranger.
 *
 * @param device  cookie of a borrowed phone; undefined for one's own, which stays known
 * @returns       what is left of that cookie
 */
export async function signOut(
  actor: Actor,
  device: string | undefined,
  needs: Pick<AccountNeeds, 'store' | 'reads' | 'clock' | 'ended'>,
): Promise<string | undefined> {
  const account = device === undefined ? undefined : await needs.reads.accounts.find(actor.account);
  const left = account && (await forgotten(device, account, needs));
  await endSessions([{ id: actor.session, account: actor.account }], needs, left?.drops);
  return left?.cookie;
}

/** Deletes what has expired: its token let nobody in any more, its count was as if there were none. */
export async function dropExpired({ reads, store, clock }: Pick<AccountNeeds, 'reads' | 'store' | 'clock'>): Promise<void> {
  const now = clock.now();
  const expired = {
    session: await reads.sessions.expired(now, AT_ONCE),
    device: await reads.devices.expired(now, AT_ONCE),
    tries: await reads.tries.expired(now, AT_ONCE),
  };
  const drops = Object.entries(expired).flatMap(([kind, docs]) => docs.map(({ id }) => ({ kind: kind as keyof typeof expired, id })));
  if (drops.length > 0) await store.commit([{ drops }], now);
}

export async function me(of: Pick<Account, 'id' | 'role' | 'pole'>, { reads, clock }: Pick<AccountNeeds, 'reads' | 'clock'>): Promise<Me> {
  const poles = of.pole === 'all' ? await reads.poles.all() : [await reads.poles.find(of.pole)];
  return {
    now: clock.now(),
    account: of.id as AccountId,
    role: of.role,
    poles: poles.flatMap((pole) => {
      if (pole === undefined) return [];
      const { id, name, region, zone, dispatch } = pole;
      return [{ id: id as PoleId, name, region, zone, ...(dispatch !== undefined && { dispatch }) }];
    }),
  };
}
