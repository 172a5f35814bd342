/**
 * One transaction, started and committed by us against our own deadline: the driver's withTransaction hides an unknown outcome
 * (it returned after 6 s on a paused primary) and timeoutMS has no effect on it.
 */
import type { mongo } from 'mongoose';
import { StoreAway } from '../../ports/store.ts';
import { Late, asStoreError, hasLabel, isTransient, pause, ticks, within } from './errors.ts';

const OPTIONS = { readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority', journal: true }, readPreference: 'primary' } as const;
const LONGEST_PAUSE = 60;

export type Fate<T> = { readonly fate: 'committed' | 'unknown'; readonly result: T };

/**
 * Runs `work` in a transaction and commits it, again and again while others get in between.
 *
 * @param deadline  in ticks()
 * @returns  `unknown` where the commit was sent and no answer came that says what became of it
 * @throws StoreAway  nothing was stored: no answer before the commit was sent, or too many got in between
 */
export async function transact<T>(client: mongo.MongoClient, deadline: number, work: (session: mongo.ClientSession) => Promise<T>): Promise<Fate<T>> {
  for (let attempt = 1; ; attempt += 1) {
    const done = await attemptOnce(client, deadline, work);
    if (done !== 'again') return done;
    // spread, or those that met once meet again
    await pause(Math.random() * Math.min(LONGEST_PAUSE, 2 ** attempt));
    if (ticks() > deadline) throw new StoreAway(`MongoDB cannot be used now: ${attempt} transactions gave way to others or to a change of primary`);
  }
}

async function attemptOnce<T>(client: mongo.MongoClient, deadline: number, work: (session: mongo.ClientSession) => Promise<T>): Promise<Fate<T> | 'again'> {
  const session = client.startSession();
  session.startTransaction(OPTIONS);
  const working = work(session);
  let last: Promise<unknown> = working;
  try {
    const result = await within(working, deadline);
    if (ticks() > deadline) throw new Late('no time left to commit');
    const fate = await commit(session, deadline, (sent) => {
      last = sent;
    });
    return fate === 'again' ? fate : { fate, result };
  } catch (error) {
    if (isTransient(error)) return 'again';
    throw asStoreError(error);
  } finally {
    // once what is under way has ended: an operation that is sent after the end of its transaction is outside of any
    const ended = last.catch(() => undefined).then(() => session.endSession());
    await within(ended, deadline).catch(() => undefined);
  }
}

/** Sending a commit again is safe: the server knows the transaction by its number. */
async function commit(session: mongo.ClientSession, deadline: number, sent: (commit: Promise<void>) => void): Promise<'committed' | 'again' | 'unknown'> {
  for (;;) {
    const committing = session.commitTransaction();
    sent(committing);
    try {
      await within(committing, deadline);
      return 'committed';
    } catch (error) {
      if (hasLabel(error, 'TransientTransactionError') && !hasLabel(error, 'UnknownTransactionCommitResult')) return 'again';
      if (!hasLabel(error, 'UnknownTransactionCommitResult') || ticks() > deadline) return 'unknown';
      await pause(LONGEST_PAUSE);
    }
  }
}
