/** Riders who are signed in already: accounts and sessions put through the store port, as 30,000 sign-ins are another bench. */
import type { AccountId, EpochMs, PoleId, Role } from '@passaggio/contracts';
import { argon2Hasher } from '../../../server/src/adapters/argon2/hasher.ts';
import { SCHEMA } from '../../../server/src/ports/collections.ts';
import type { Put } from '../../../server/src/ports/store.ts';
import { credentialOf } from '../../../server/src/usecases/accounts/pins.ts';
import { secretsFrom, tokenHash } from '../../../server/src/usecases/accounts/secrets.ts';
import type { Store } from './place.ts';

export const SECRET = 'a secret of the load benches, long enough for an installation';
export const PIN = '7305';

export interface Person {
  readonly account: AccountId;
  readonly pole: PoleId;
  readonly number: string;
  /** What the session's cookie holds. */
  readonly token: string;
}

/** @param index  below ten million */
export function personOf(role: 'rider' | 'driver', pole: PoleId, index: number): Person {
  const name = `load-${role}-${index}`;
  return {
    account: name as AccountId,
    pole,
    number: `${role === 'rider' ? 4 : 5}${String(index).padStart(7, '0')}`,
    token: `token-of-${name}`.padEnd(43, '-'),
  };
}

/** Documents a commit. */
const AT_ONCE = 500;
const HOURS = 6 * 3_600_000;
const MONTH = 30 * 24 * 3_600_000;

/** All have the same PIN, hashed once. Drivers' accounts are of a pole's set-up: theirs get a session alone. */
export async function signIn(people: readonly Person[], role: Role & ('rider' | 'driver'), store: Store, now: number): Promise<void> {
  const secrets = secretsFrom(SECRET);
  const pinHash = await argon2Hasher().hash(PIN, 'bulk');
  const puts = people.flatMap(({ account, pole, number, token }): Put[] => {
    const expires = (now + MONTH) as EpochMs;
    const used = (now + HOURS) as EpochMs; // all have just tapped, as long as the bench goes on: typing a PIN is another bench
    const session = { id: tokenHash(token), schema: SCHEMA, account, role, pole, credential: credentialOf({ pinHash }), expires, used };
    return [
      { kind: 'account', doc: { id: account, schema: SCHEMA, role, pole, lookup: secrets.lookupOf(number), pinHash }, ifVersion: 0 },
      { kind: 'session', doc: session, ifVersion: 0 },
    ];
  });
  for (let at = 0; at < puts.length; at += AT_ONCE) {
    const [outcome] = await store.commit([{ puts: puts.slice(at, at + AT_ONCE) }], now);
    if (outcome!.outcome !== 'committed') throw new Error(`people from ${at} on ended as ${outcome!.outcome}, expected committed`);
  }
}
