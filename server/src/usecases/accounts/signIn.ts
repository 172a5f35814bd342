/** Signing in, by number or by card. An unknown number and a wrong PIN look alike and take equal time. */
import type { CardSignIn, Door, Me, SignIn } from '@passaggio/contracts';
import { rolesOf } from '../../domain/access.ts';
import type { Account, Device } from '../../domain/documents.ts';
import { NotPossible } from '../handlers.ts';
import { tokenHash } from './secrets.ts';
import { beginSession, me, type AccountNeeds } from './sessions.ts';
import type { Way } from './tries.ts';
import { byCard, byDevice, byStranger } from './ways.ts';

/** Who asks, as far as the door can tell. */
export interface Client {
  /** For counting failures. */
  readonly address: string;
  /** Token of the device cookie. */
  readonly device: string | undefined;
  /** Token of the session that this browser has at the door. */
  readonly token: string | undefined;
}

export interface SignedIn {
  readonly me: Me;
  readonly token: string;
  /** Known to this account from now on. */
  readonly device: string;
}

/** What is to be proved. */
interface Claimed {
  /** What is guessed at: the look-up of the account, or the hash of a card that nobody has. */
  readonly subject: string;
  readonly account: Account | undefined;
  /** Hash of the card, where it is one of ours. */
  readonly card: string | undefined;
}

/** Tokens are 43 characters; more is nobody's. */
const LONGEST_TOKEN = 100;

export async function signIn(door: Door, asked: SignIn | CardSignIn, client: Client, needs: AccountNeeds): Promise<SignedIn> {
  const { tries, ids } = needs;
  const claimed = await claimedBy(asked, needs);
  const token = client.device !== undefined && client.device.length <= LONGEST_TOKEN ? client.device : ids.token();
  const deviceId = tokenHash(`${token} ${claimed.subject}`);
  const known = await knownDevice(deviceId, needs);
  const way = wayOf(claimed, known, client, needs);
  const refused = await tries.begin(way);
  if (refused !== undefined) throw new NotPossible(refused.code, 'too many wrong tries', Math.ceil(refused.wait / 1000));
  const account = await prove(door, claimed.account, asked.pin, needs).catch(async (cause: unknown) => {
    await tries.giveBack(way);
    throw cause;
  });
  if (account === undefined) {
    await tries.failed(way);
    throw new NotPossible('wrong-number-or-pin', 'this number and PIN do not belong together');
  }
  await tries.giveBack(way);
  const session = await beginSession(door, account, { id: deviceId, version: known?.version ?? 0 }, client.token, needs);
  return { token: session, device: token, me: await me(account, needs) };
}

async function claimedBy(asked: SignIn | CardSignIn, { reads, secrets }: AccountNeeds): Promise<Claimed> {
  if ('number' in asked) {
    const subject = secrets.lookupOf(asked.number);
    return { subject, account: await reads.accounts.byNumber(subject), card: undefined };
  }
  const hash = tokenHash(asked.card);
  const card = await reads.cards.find(hash);
  const account = card === undefined ? undefined : await reads.accounts.find(card.account);
  return account === undefined ? { subject: hash, account, card: undefined } : { subject: account.lookup, account, card: hash };
}

async function knownDevice(id: string, { reads, clock }: AccountNeeds): Promise<Device | undefined> {
  const device = await reads.devices.find(id);
  return device !== undefined && device.expires > clock.now() ? device : undefined;
}

function wayOf({ subject, card }: Claimed, known: Device | undefined, { address }: Client, { secrets }: AccountNeeds): Way {
  if (card !== undefined) return byCard(card);
  return known === undefined ? byStranger(subject, address, secrets) : byDevice(known.id);
}

/** The account that a PIN opens at a door. A PIN is hashed in any case, so that no answer comes sooner. */
async function prove(door: Door, claimed: Account | undefined, pin: string, { hasher }: AccountNeeds): Promise<Account | undefined> {
  const account = claimed !== undefined && rolesOf[door].includes(claimed.role) ? claimed : undefined;
  return (await hasher.verify(account?.pinHash, pin)) ? account : undefined;
}
