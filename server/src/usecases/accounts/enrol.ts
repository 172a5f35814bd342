/** New accounts: riders by the dozen, and people named in a set-up. */
import type { AccountId, Enrol, Enrolled, PoleId, PoleSetup } from '@passaggio/contracts';
import type { Account } from '../../domain/documents.ts';
import { SCHEMA } from '../../ports/collections.ts';
import type { Entry, Put } from '../../ports/store.ts';
import type { Decision } from '../days/book.ts';
import { NotPossible } from '../handlers.ts';
import { storeOnce } from '../once.ts';
import { tokenHash } from './secrets.ts';
import type { AccountNeeds } from './sessions.ts';

type Needs = Pick<AccountNeeds, 'store' | 'reads' | 'hasher' | 'secrets' | 'clock'>;
type Plain = Omit<Account, 'version' | 'schema'>;

/** What is stored of an enrolment: enough to make numbers and PINs again, and neither of them. */
interface Stored {
  readonly riders: readonly { readonly account: AccountId; readonly attempt: number }[];
}

export async function enrol(pole: PoleId, { count }: Enrol, decision: Decision, needs: Needs): Promise<Enrolled> {
  if ((await needs.reads.poles.find(pole)) === undefined) throw new NotPossible('unknown-pole', `no pole ${pole}`);
  const key = `${decision.actor} ${decision.id}`;
  return shown(await storeOnce(decision, needs, () => newRiders(pole, count, key, needs)), key, needs);
}

async function newRiders(pole: PoleId, count: number, key: string, needs: Needs): Promise<{ answer: Stored; entry: Entry }> {
  const taken = new Set<string>();
  const riders = await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      for (let attempt = 0; ; attempt += 1) {
        const { number, pin } = needs.secrets.credentials(key, index, attempt);
        if (taken.has(number) || (await needs.reads.accounts.byNumber(needs.secrets.lookupOf(number))) !== undefined) continue;
        taken.add(number);
        const lookup = needs.secrets.lookupOf(number);
        const account = `r-${lookup.slice(0, 24)}` as AccountId;
        const card = { id: tokenHash(needs.secrets.cardOf(key, index)), account, schema: SCHEMA };
        return { account, attempt, card, doc: { id: account, role: 'rider' as const, pole, lookup, pinHash: await needs.hasher.hash(pin) } };
      }
    }),
  );
  return {
    answer: { riders: riders.map(({ account, attempt }) => ({ account, attempt })) },
    entry: {
      puts: riders.flatMap(({ doc, card }): Put[] => [
        { kind: 'account', doc: { ...doc, schema: SCHEMA }, ifVersion: 0 },
        { kind: 'card', doc: card, ifVersion: 0 },
      ]),
      claims: { take: riders.map(({ doc }) => ({ key: `number|${doc.lookup}`, owner: doc.id })) },
    },
  };
}

function shown({ riders }: Stored, key: string, { secrets }: Needs): Enrolled {
  return { riders: riders.map(({ account, attempt }, index) => ({ account, ...secrets.credentials(key, index, attempt), card: secrets.cardOf(key, index) })) };
}

/**
 * The account of somebody whose number and PIN are given. The PIN leaves here hashed; one that stays the same keeps its hash, and so its sessions. Where
 * its person has chosen another since, the one that was given before says nothing new.
 */
export async function accountOf(person: PoleSetup['people'][number], pole: PoleId, { secrets, reads, hasher }: Needs): Promise<Plain> {
  const lookup = secrets.lookupOf(person.number);
  const [holder, before] = await Promise.all([reads.accounts.byNumber(lookup), reads.accounts.find(person.account)]);
  if (holder !== undefined && holder.id !== person.account)
    throw new NotPossible('id-used-differently', `the number of ${person.account} belongs to somebody else`);
  const plain = { id: person.account, role: person.role, pole, lookup };
  if (before?.givenHash !== undefined && (await hasher.verify(before.givenHash, person.pin)))
    return { ...plain, pinHash: before.pinHash, givenHash: before.givenHash };
  const same = before !== undefined && (await hasher.verify(before.pinHash, person.pin));
  return { ...plain, pinHash: same ? before.pinHash : await hasher.hash(person.pin) };
}

/** The rider of a pole who signs in with a number. */
export async function riderOf(number: string, pole: PoleId, { reads, secrets }: Pick<Needs, 'reads' | 'secrets'>): Promise<AccountId | undefined> {
  const account = await reads.accounts.byNumber(secrets.lookupOf(number));
  return account?.role === 'rider' && account.pole === pole ? (account.id as AccountId) : undefined;
}
