/**
 * Devices that signed in to an account before. A phone's cookie holds a token for each of its accounts, the newest first: a family shares a
 * phone, or a driver rides on days off. The token is new at each sign-in, so that a copy of an older cookie makes nobody known.
 */
import type { AccountId, EpochMs } from '@passaggio/contracts';
import type { Account, Device } from '../../domain/documents.ts';
import { SCHEMA } from '../../ports/collections.ts';
import type { Reads } from '../../ports/reads.ts';
import type { Entry } from '../../ports/store.ts';
import { tokenHash } from './secrets.ts';

/** Accounts that a phone is known to; beyond them the one that signed in longest ago is forgotten. */
const ACCOUNTS_OF_A_PHONE = 8;
/** Devices that are known to an account; likewise. */
const DEVICES_OF_AN_ACCOUNT = 20;
/** A token has 43 characters; a longer cookie is nobody's. */
const LONGEST_COOKIE = ACCOUNTS_OF_A_PHONE * 44;

type Needs = { readonly reads: Pick<Reads, 'devices'> };

/** A device of an account, and by which token of its cookie it is known. */
export interface KnownDevice {
  readonly device: Device;
  readonly token: string;
}

const idOf = (token: string, subject: string) => tokenHash(`${token} ${subject}`);

function tokensIn(cookie: string | undefined): string[] {
  if (cookie === undefined || cookie.length > LONGEST_COOKIE) return [];
  return cookie
    .split('.')
    .filter((token) => /^[\w-]{20,100}$/.test(token))
    .slice(0, ACCOUNTS_OF_A_PHONE);
}

/**
 * The device that asks, where it is known to what it asks about. Reads as much whether it is or not.
 *
 * @param subject  look-up of the account
 */
export async function findKnown(cookie: string | undefined, subject: string, now: EpochMs, { reads }: Needs): Promise<KnownDevice | undefined> {
  const found = await Promise.all(
    tokensIn(cookie).map(async (token) => {
      const device = await reads.devices.find(idOf(token, subject));
      return device !== undefined && device.expires > now ? { device, token } : undefined;
    }),
  );
  return found.find((one) => one !== undefined);
}

/** What makes a device known from a sign-in on, under a new token. */
export interface Renewal {
  readonly entry: Required<Pick<Entry, 'puts' | 'drops'>>;
  readonly cookie: string;
  /** What its tries are counted by. */
  readonly counter: string;
}

/** @param known  the device as it was found; undefined for one that is new to the account */
export async function renewed(
  asked: { readonly cookie: string | undefined; readonly known: KnownDevice | undefined; readonly token: string; readonly expires: EpochMs },
  { id: account, lookup }: Pick<Account, 'id' | 'lookup'>,
  { reads }: Needs,
): Promise<Renewal> {
  const { cookie, known, token, expires } = asked;
  const id = idOf(token, lookup);
  const doc = { id, schema: SCHEMA, account: account as AccountId, expires, counter: known?.device.counter ?? known?.device.id ?? id };
  const others = (await reads.devices.ofAccount(account as AccountId)).filter((one) => one.id !== known?.device.id);
  const over = others
    .toSorted((a, b) => b.expires - a.expires)
    .slice(DEVICES_OF_AN_ACCOUNT - 1)
    .filter((one) => one.expires < expires);
  const drops = [...(known === undefined ? [] : [known.device]), ...over].map((one) => ({ kind: 'device' as const, id: one.id }));
  const kept = tokensIn(cookie).filter((one) => one !== known?.token || isShared(known.device));
  return { entry: { puts: [{ kind: 'device', doc, ifVersion: 0 }], drops }, cookie: cookieOf([token, ...kept]), counter: doc.counter };
}

/** The earlier release gave a phone one token for all its accounts: the others are still known by it. */
const isShared = (device: Device) => device.counter === undefined;

/** The phone was borrowed: it is not known to this account any more. */
export async function forgotten(
  cookie: string | undefined,
  { lookup }: Pick<Account, 'lookup'>,
  { reads }: Needs,
): Promise<{ readonly drops: Required<Entry>['drops']; readonly cookie: string }> {
  const tokens = tokensIn(cookie);
  const found = await Promise.all(tokens.map((token) => reads.devices.find(idOf(token, lookup))));
  const kept = tokens.filter((_, i) => found[i] === undefined || isShared(found[i]));
  return { drops: found.flatMap((one) => (one === undefined ? [] : [{ kind: 'device' as const, id: one.id }])), cookie: cookieOf(kept) };
}

const cookieOf = (tokens: readonly string[]) => tokens.slice(0, ACCOUNTS_OF_A_PHONE).join('.');
