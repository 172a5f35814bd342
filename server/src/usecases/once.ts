/** Commands that no day's queue carries out (ST4): stored once, the same answer for a repeat, no answer before the outcome is known. */
import type { Clock } from '../ports/clock.ts';
import type { Entry, Store } from '../ports/store.ts';
import type { Decision } from './days/book.ts';
import { NotPossible } from './handlers.ts';

export interface OnceNeeds {
  readonly store: Pick<Store, 'commit' | 'command'>;
  readonly clock: Clock;
}

const ATTEMPTS = 5;

/**
 * @param prepare  reads what the command needs and says what to store; called again where somebody else was faster, so it throws
 *                 what makes the command impossible
 * @returns        what was stored as the answer, now or the first time
 */
export async function storeOnce<S>(decision: Decision, { store, clock }: OnceNeeds, prepare: () => Promise<{ answer: S; entry: Entry }>): Promise<S> {
  const first = await stored(decision, store);
  if (first !== undefined) return first.answer as S;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const { answer, entry } = await prepare();
    const [outcome] = await store.commit([{ ...entry, command: { ...decision, answer } }], clock.now());
    if (outcome!.outcome === 'committed') return answer;
    if (outcome!.outcome === 'replay') return outcome!.answer as S;
    if (outcome!.outcome === 'mismatch') throw usedDifferently();
    if (outcome!.outcome === 'unknown') return readBack(decision, store);
  }
  throw new NotPossible('outcome-unknown', `other changes came first ${ATTEMPTS} times: send it again with the same id`);
}

async function readBack<S>(decision: Decision, store: OnceNeeds['store']): Promise<S> {
  const found = await stored(decision, store);
  if (found === undefined) throw new NotPossible('outcome-unknown', 'the store has not said whether this was stored: send it again with the same id');
  return found.answer as S;
}

async function stored(decision: Decision, store: OnceNeeds['store']): Promise<{ readonly answer: unknown } | undefined> {
  const record = await store.command(decision.actor, decision.id);
  if (record !== undefined && record.bodyHash !== decision.bodyHash) throw usedDifferently();
  return record;
}

const usedDifferently = () => new NotPossible('id-used-differently', 'this id was used before with another body');
