/** Signing in, by number or by card. An unknown number and a wrong PIN look alike and take equal time. */
import type { CardSignIn, Door, EpochMs, Me, SignIn } from '@passaggio/contracts';
import { rolesOf } from '../../domain/access.ts';
import type { Account } from '../../domain/documents.ts';
import type { Lane } from '../../ports/hasher.ts';
import { NotPossible } from '../handlers.ts';
import { findKnown, renewed, type KnownDevice } from './knownDevices.ts';
import { pepperedAnew } from './pins.ts';
import { tokenHash } from './secrets.ts';
import { beginSession, DEVICE_LIFETIME, me, type AccountNeeds } from './sessions.ts';
import { byCard, byDevice, byStranger, withinAccount, type From, type SignInWay } from './ways.ts';

/** Who asks, as far as the door can tell. */
export interface Client {
  /** For counting failures. */
  readonly address: string;
  /** The device cookie. */
  readonly device: string | undefined;
  /** Token of the session that this browser has at the door. */
  readonly token: string | undefined;
}

export interface SignedIn {
  readonly me: Me;
  readonly token: string;
  /** The cookie by which the device is known to this account from now on. */
  readonly device: string;
}

/** What is to be proved. */
interface Claimed {
  /** What is guessed at: the look-up of the account, or the hash of a card that nobody has. */
  readonly subject: string;
  readonly account: Account | undefined;
  /** Hash of the card, where one is shown. */
  readonly card: string | undefined;
}

export async function signIn(door: Door, asked: SignIn | CardSignIn, client: Client, needs: AccountNeeds): Promise<SignedIn> {
  const { tries, ids, clock, secrets } = needs;
  const claimed = await claimedBy(asked, needs);
  const known = await findKnown(client.device, claimed.subject, clock.now(), needs);
  const way = wayOf(claimed, known, { door, address: client.address, secrets });
  const refused = await tries.begin(way);
  if (refused !== undefined) throw new NotPossible(refused.code, 'too many wrong tries', Math.ceil(refused.wait / 1000));
  const account = await prove(door, claimed.account, asked.pin, way.lane, needs).catch(async (cause: unknown) => {
    await tries.giveBack(way);
    throw cause;
  });
  if (account === undefined) {
    await tries.failed(way);
    throw new NotPossible('wrong-number-or-pin', 'this number and PIN do not belong together');
  }
  await tries.succeeded(way);
  const expires = (clock.now() + DEVICE_LIFETIME) as EpochMs;
  const device = await renewed({ cookie: client.device, known, token: ids.token(), expires }, account, needs);
  const pinHash = await pepperedAnew(account.pinHash, asked.pin, way.lane, needs.hasher);
  const session = await beginSession(door, account, { device, pinHash, cookie: client.token }, needs);
  return { token: session, device: device.cookie, me: await me(account, needs) };
}

async function claimedBy(asked: SignIn | CardSignIn, { reads, secrets }: AccountNeeds): Promise<Claimed> {
  if ('number' in asked) {
    const subject = secrets.lookupOf(asked.number);
    return { subject, account: await reads.accounts.byNumber(subject), card: undefined };
  }
  const hash = tokenHash(asked.card);
  const card = await reads.cards.find(hash);
  const account = card === undefined ? undefined : await reads.accounts.find(card.account);
  return { subject: account?.lookup ?? hash, account, card: hash };
}

function wayOf({ subject, account, card }: Claimed, known: KnownDevice | undefined, from: From): SignInWay {
  const way =
    card !== undefined
      ? byCard(card, account !== undefined, from)
      : known === undefined
        ? byStranger(subject, from)
        : byDevice(known.device.counter ?? known.device.id, from);
  return withinAccount(way, subject, from);
}

/** The account that a PIN opens at a door. A PIN is hashed in any case, so that no answer comes sooner. */
async function prove(door: Door, claimed: Account | undefined, pin: string, lane: Lane, { hasher }: AccountNeeds): Promise<Account | undefined> {
  const account = claimed !== undefined && rolesOf[door].includes(claimed.role) ? claimed : undefined;
  return (await hasher.verify(account?.pinHash, pin, lane)) ? account : undefined;
}
