/** New accounts: riders by the dozen, people named in a set-up, the first coordinator. */
import type { AccountId, Enrol, Enrolled, Pin, PoleId, PoleSetup, SignInNumber } from '@passaggio/contracts';
import type { Account } from '../../domain/documents.ts';
import { SCHEMA } from '../../ports/collections.ts';
import type { Entry } from '../../ports/store.ts';
import type { Decision } from '../days/book.ts';
import { NotPossible } from '../handlers.ts';
import type { AccountNeeds } from './sessions.ts';

type Needs = Pick<AccountNeeds, 'store' | 'reads' | 'hasher' | 'secrets' | 'clock'>;
type Plain = Omit<Account, 'version' | 'schema'>;

/** What is stored of an enrolment: enough to make numbers and PINs again, and neither of them. */
interface Stored {
  readonly riders: readonly { readonly account: AccountId; readonly attempt: number }[];
}

const ATTEMPTS = 5;

export async function enrol(pole: PoleId, { count }: Enrol, decision: Decision, needs: Needs): Promise<Enrolled> {
  const { store, reads, clock } = needs;
  if ((await reads.poles.find(pole)) === undefined) throw new NotPossible('unknown-pole', `no pole ${pole}`);
  const key = `${decision.actor} ${decision.id}`;
  const known = await store.command(decision.actor, decision.id);
  if (known !== undefined && known.bodyHash !== decision.bodyHash) throw new NotPossible('id-used-differently', 'this id was used before with another body');
  if (known !== undefined) return shown(known.answer as Stored, key, needs);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const { answer, entry } = await newRiders(pole, count, key, needs);
    const [outcome] = await store.commit([{ ...entry, command: { ...decision, answer } }], clock.now());
    if (outcome!.outcome === 'committed') return shown(answer, key, needs);
    if (outcome!.outcome === 'replay') return shown(outcome!.answer as Stored, key, needs);
    if (outcome!.outcome === 'mismatch') throw new NotPossible('id-used-differently', 'this id was used before with another body');
    if (outcome!.outcome === 'unknown') break;
  }
  throw new NotPossible('outcome-unknown', 'the store has not said whether this was stored: send it again with the same id');
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
        return { account, attempt, doc: { id: account, role: 'rider' as const, pole, lookup, pinHash: await needs.hasher.hash(pin) } };
      }
    }),
  );
  return {
    answer: { riders: riders.map(({ account, attempt }) => ({ account, attempt })) },
    entry: {
      puts: riders.map(({ doc }) => ({ kind: 'account', doc: { ...doc, schema: SCHEMA }, ifVersion: 0 })),
      claims: { take: riders.map(({ doc }) => ({ key: `number|${doc.lookup}`, owner: doc.id })) },
    },
  };
}

function shown({ riders }: Stored, key: string, { secrets }: Needs): Enrolled {
  return { riders: riders.map(({ account, attempt }, index) => ({ account, ...secrets.credentials(key, index, attempt) })) };
}

/** The account of somebody whose number and PIN are given; the PIN leaves here hashed. */
export async function accountOf(person: PoleSetup['people'][number], pole: PoleId, needs: Needs): Promise<Plain> {
  const lookup = needs.secrets.lookupOf(person.number);
  const holder = await needs.reads.accounts.byNumber(lookup);
  if (holder !== undefined && holder.id !== person.account) throw new NotPossible('id-used-differently', `the number of ${person.account} belongs to somebody else`);
  return { id: person.account, role: person.role, pole, lookup, pinHash: await needs.hasher.hash(person.pin) };
}

/** Makes the coordinator of the whole programme where nobody is there yet. Whether it did. */
export async function firstCoordinator(number: SignInNumber, pin: Pin, needs: Needs): Promise<boolean> {
  if ((await needs.reads.accounts.ofPole('all', 'coordinator')).length > 0) return false;
  const lookup = needs.secrets.lookupOf(number);
  const doc = { id: 'coordinator', role: 'coordinator' as const, pole: 'all' as const, lookup, pinHash: await needs.hasher.hash(pin), schema: SCHEMA };
  const [outcome] = await needs.store.commit([{ puts: [{ kind: 'account', doc, ifVersion: 0 }], claims: { take: [{ key: `number|${lookup}`, owner: doc.id }] } }], needs.clock.now());
  return outcome!.outcome === 'committed';
}

/** The rider of a pole who signs in with a number. */
export async function riderOf(number: string, pole: PoleId, { reads, secrets }: Pick<Needs, 'reads' | 'secrets'>): Promise<AccountId | undefined> {
  const account = await reads.accounts.byNumber(secrets.lookupOf(number));
  return account?.role === 'rider' && account.pole === pole ? (account.id as AccountId) : undefined;
}
