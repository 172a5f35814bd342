/** New accounts: riders by the dozen, and people named in a set-up. */
import type { AccountId, Enrol, Enrolled, PoleId, PoleSetup } from '@passaggio/contracts';
import type { Account } from '../../domain/documents.ts';
import { SCHEMA } from '../../ports/collections.ts';
import type { Entry, Put } from '../../ports/store.ts';
import type { Decision } from '../days/book.ts';
import { NotPossible } from '../handlers.ts';
import { storeOnce } from '../once.ts';
import { askAboutNew, type Asker, type LookUpNeeds } from './lookUps.ts';
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
  const riders = await Promise.all(Array.from({ length: count }, (_, index) => newRider(index, key, taken, needs)));
  const pinHashes = await Promise.all(riders.map(({ pin }) => needs.hasher.hash(pin, 'bulk'))); // side by side: a full lane refuses them now
  return {
    answer: { riders: riders.map(({ account, attempt }) => ({ account, attempt })) },
    entry: {
      puts: riders.flatMap(({ account, lookup, card }, i): Put[] => [
        { kind: 'account', doc: { id: account, role: 'rider', pole, lookup, pinHash: pinHashes[i]!, schema: SCHEMA }, ifVersion: 0 },
        { kind: 'card', doc: { id: card, account, schema: SCHEMA }, ifVersion: 0 },
      ]),
      claims: { take: riders.map(({ account, lookup }) => ({ key: `number|${lookup}`, owner: account })) },
    },
  };
}

/** Of a hundred million numbers hardly one in a thousand is taken. */
const DRAWS = 1_000;

/** @param taken  numbers of this enrolment */
async function newRider(index: number, key: string, taken: Set<string>, { secrets, reads }: Needs) {
  for (let attempt = 0; attempt < DRAWS; attempt += 1) {
    const { number, pin } = secrets.credentials(key, index, attempt);
    const lookup = secrets.lookupOf(number);
    if (taken.has(number) || (await reads.accounts.byNumber(lookup)) !== undefined) continue;
    taken.add(number);
    return { account: `r-${lookup.slice(0, 24)}` as AccountId, lookup, attempt, pin, card: tokenHash(secrets.cardOf(key, index)) };
  }
  throw new Error(`no sign-in number is free after ${DRAWS} draws`);
}

function shown({ riders }: Stored, key: string, { secrets }: Needs): Enrolled {
  return { riders: riders.map(({ account, attempt }, index) => ({ account, ...secrets.credentials(key, index, attempt), card: secrets.cardOf(key, index) })) };
}

/**
 * The accounts of people whose numbers and PINs are given. A PIN leaves here hashed; one that stays the same keeps its hash, and so its
 * sessions. Where its person has chosen another since, the one that was given before says nothing new.
 *
 * @throws NotPossible  `id-used-differently` where somebody else has one of the numbers
 */
export async function accountsOf(people: PoleSetup['people'], asker: Asker, needs: Needs & LookUpNeeds): Promise<Plain[]> {
  const { secrets, reads } = needs;
  const known = await Promise.all(
    people.map(async (person) => ({ person, lookup: secrets.lookupOf(person.number), before: await reads.accounts.find(person.account) })),
  );
  const news = known.filter(({ lookup, before }) => before?.lookup !== lookup);
  await askAboutNew(news.length, asker, () => Promise.all(news.map(({ person, lookup }) => refuseTaken(person.account, lookup, reads))), needs);
  return Promise.all(known.map((one) => accountOf(one, asker.pole, needs)));
}

async function refuseTaken(account: AccountId, lookup: string, reads: Needs['reads']): Promise<void> {
  const holder = await reads.accounts.byNumber(lookup);
  if (holder !== undefined && holder.id !== account) throw new NotPossible('id-used-differently', `the number of ${account} belongs to somebody else`);
}

interface Known {
  readonly person: PoleSetup['people'][number];
  readonly lookup: string;
  readonly before: Account | undefined;
}

async function accountOf({ person, lookup, before }: Known, pole: PoleId, { hasher }: Needs): Promise<Plain> {
  const plain = { id: person.account, role: person.role, pole, lookup };
  if (before?.givenHash !== undefined && (await hasher.verify(before.givenHash, person.pin, 'bulk')))
    return { ...plain, pinHash: before.pinHash, givenHash: before.givenHash };
  const same = before !== undefined && (await hasher.verify(before.pinHash, person.pin, 'bulk'));
  return { ...plain, pinHash: same ? before.pinHash : await hasher.hash(person.pin, 'bulk') };
}
