/** A rider's card, printed by staff: the one before ends, and strangers' tries at the account begin anew. */
import type { AccountId, PoleId, PrintCard, PrintedCard } from '@passaggio/contracts';
import type { Account, Session } from '../../domain/documents.ts';
import { SCHEMA } from '../../ports/collections.ts';
import type { Entry } from '../../ports/store.ts';
import type { Decision } from '../days/book.ts';
import { NotPossible } from '../handlers.ts';
import { storeOnce } from '../once.ts';
import { dropsOf } from './ending.ts';
import { isRiderOf, type Asker } from './lookUps.ts';
import { tokenHash } from './secrets.ts';
import type { AccountNeeds } from './sessions.ts';
import { countersOf } from './ways.ts';

export interface PrintNeeds extends Pick<AccountNeeds, 'store' | 'reads' | 'hasher' | 'secrets' | 'clock' | 'ended'> {
  readonly findRider: (number: PrintCard['rider'], asker: Asker) => Promise<Account>;
}

/** What is stored as the answer: card and PIN are made again from the installation's secret. */
interface Stored {
  readonly account: AccountId;
  readonly newPin: boolean;
}

export async function printCard(pole: PoleId, { rider, lost }: PrintCard, decision: Decision, needs: PrintNeeds): Promise<PrintedCard> {
  const { reads, secrets } = needs;
  const key = `${decision.actor} ${decision.id}`;
  const card = secrets.cardOf(key, 0);
  const pin = secrets.credentials(key, 0, 0).pin;
  let ended: readonly string[] = [];
  let asked: Account | undefined;
  const { account, newPin } = await storeOnce<Stored>(decision, needs, async () => {
    const found = asked === undefined ? await needs.findRider(rider, { by: decision.actor, pole }) : await reads.accounts.find(asked.id as AccountId);
    if (!isRiderOf(pole, found)) throw new NotPossible('unknown-rider', 'no rider of this pole has that number');
    asked = found; // done again where somebody else was faster, it is no second look-up
    const sessions = lost ? await reads.sessions.ofAccount(found.id as AccountId) : undefined;
    ended = (sessions ?? []).map(({ id }) => id);
    const next = lost ? { ...found, pinHash: await needs.hasher.hash(pin, 'bulk') } : found;
    return { answer: { account: found.id as AccountId, newPin: lost }, entry: await entryOf(next, tokenHash(card), sessions, needs) };
  });
  for (const session of ended) needs.ended(session);
  return { account, card, pin: newPin ? pin : null };
}

/** @param sessions  to end, with every known device; undefined where they go on */
async function entryOf(account: Account, card: string, sessions: readonly Session[] | undefined, needs: PrintNeeds): Promise<Entry> {
  const { version, ...doc } = account;
  const { reads } = needs;
  const id = account.id as AccountId;
  const [old, devices] = await Promise.all([reads.cards.ofAccount(id), sessions === undefined ? [] : reads.devices.ofAccount(id)]);
  return {
    puts: [
      { kind: 'account', doc, ifVersion: version }, // moves on: of two reprints at once the second sees the card of the first
      { kind: 'card', doc: { id: card, schema: SCHEMA, account: id }, ifVersion: 0 },
    ],
    drops: [
      ...old.flatMap((one) => (one.id === card ? [] : [{ kind: 'card' as const, id: one.id }])), // its own: a twin of this decision was faster
      ...devices.map((one) => ({ kind: 'device' as const, id: one.id })),
      ...(await dropsOf(sessions ?? [], needs)),
      ...countersOf(account.lookup, 'rider').map(({ key }) => ({ kind: 'tries' as const, id: key })),
    ],
  };
}
