/**
 * Staff find an account by the number that somebody tells them. Who asks is counted, and an alarm tells who asks too often: a number is
 * a secret, and staff who hit upon one could take the account with a card that is said to be lost.
 */
import { HOUR, type AccountId, type PoleId } from '@passaggio/contracts';
import { limits } from '../../domain/accounts/tries.ts';
import type { Account } from '../../domain/documents.ts';
import { serviceDateAt } from '../../domain/time.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Reads } from '../../ports/reads.ts';
import { raise } from '../alarms/raise.ts';
import type { DayBook, Decision } from '../days/book.ts';
import { NotPossible } from '../handlers.ts';
import type { Secrets } from './secrets.ts';
import type { Counter, Tries, Way } from './tries.ts';

export interface LookUpNeeds {
  readonly reads: Reads;
  readonly clock: Clock;
  readonly secrets: Secrets;
  readonly tries: Tries;
  readonly book: Pick<DayBook, 'change'>;
}

/** Who looks up, and at which pole. */
export interface Asker {
  readonly by: Decision['actor'];
  readonly pole: PoleId;
}

/**
 * The rider of a pole who signs in with a number. A number that nobody has and one of another pole look alike.
 *
 * @throws NotPossible  `unknown-rider`; `too-many-requests` beyond the asker's budget, also where the number is right
 */
export async function findRider(number: string, { by, pole }: Asker, needs: LookUpNeeds): Promise<Account> {
  const miss: Way = { counted: [{ key: `misses|${by}`, limit: limits.misses }], watched: [] };
  await begin({ ...miss, counted: [...miss.counted, { key: `look-ups|${by}`, limit: limits.lookUps }] }, { by, pole }, needs);
  const found = await needs.reads.accounts.byNumber(needs.secrets.lookupOf(number));
  if (!isRiderOf(pole, found)) throw new NotPossible('unknown-rider', 'no rider of this pole has that number');
  await needs.tries.succeeded(miss);
  return found;
}

export function isRiderOf(pole: PoleId, account: Account | undefined): account is Account {
  return account?.role === 'rider' && account.pole === pole;
}

/**
 * Tells whether one of some new numbers is taken, where `ask` says so by what it throws; free ones do not count.
 *
 * @throws NotPossible  `too-many-requests` beyond the asker's budget, whatever `ask` would have said
 */
export async function askAboutNew<T>(count: number, { by, pole }: Asker, ask: () => Promise<T>, needs: LookUpNeeds): Promise<T> {
  if (count === 0) return ask();
  const counter: Counter = { key: `given-out|${by}`, limit: limits.givenOut, weight: Math.min(count, limits.givenOut.tries) };
  const way: Way = { counted: [counter], watched: [] };
  await begin(way, { by, pole }, needs);
  const answer = await ask();
  await needs.tries.succeeded(way);
  return answer;
}

async function begin(way: Way, asker: Asker, needs: LookUpNeeds): Promise<void> {
  const refused = await needs.tries.begin(way);
  if (refused === undefined) return;
  await tell(asker, needs);
  throw new NotPossible('too-many-requests', 'too many numbers were looked up', Math.ceil(refused.wait / 1000));
}

/** One alarm an hour and account, at the pole that was asked at; a pole that is still to be set up has no day to hold it. */
async function tell({ by, pole }: Asker, { reads, clock, book }: LookUpNeeds): Promise<void> {
  const at = (await reads.poles.find(pole)) ?? (await reads.poles.all())[0];
  if (at === undefined) return;
  const now = clock.now();
  const account = by.replace(/^account:/, '') as AccountId;
  await book.change({ pole: at.id as PoleId, serviceDate: serviceDateAt(now, at.zone) }, undefined, (work) =>
    raise(work, {
      kind: 'fact-conflict',
      exactly: 'number-guessing',
      about: `number-guessing.${account}.${Math.floor(now / HOUR)}`,
      detail: `${account} has looked up more sign-in numbers than anybody needs: ask them, and end the account if it is not them`,
    }),
  );
}
