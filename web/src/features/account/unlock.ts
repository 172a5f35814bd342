/** The PIN opens the rider's own phone: the server looks at it where it answers, the phone's own check where it does not. */
import { NoAnswer, ProblemError, type Call, type Me, type Pin } from '@passaggio/contracts';
import type { SharedKey } from '@passaggio/ui';
import type { RiderKey } from '../../lib/rider/words.ts';
import { lock } from './lock.ts';

/** Milliseconds that the server is waited for by somebody who stands before a locked phone. */
const PATIENCE = 6_000;

export type Opening =
  /** `me`: the server has seen the PIN. Without it this phone alone has, and shows what it remembers until the server asks. */
  | { readonly opened: true; readonly me?: Me }
  /** `retryAfter`: seconds. */
  | { readonly opened: false; readonly why: RiderKey | SharedKey; readonly retryAfter?: number | undefined };

export interface UnlockNeeds {
  readonly call: Call<'riderUnlock'>;
  readonly isOnline: () => boolean;
  /** A borrowed phone keeps nothing. */
  readonly isOwn: () => boolean;
  readonly after: (ms: number, act: () => void) => () => void;
}

export async function unlock(pin: Pin, needs: UnlockNeeds): Promise<Opening> {
  try {
    if (!needs.isOnline()) throw new NoAnswer('no signal');
    const me = await inTime(needs.call('riderUnlock', { body: { pin } }), needs);
    if (needs.isOwn()) await lock.learn(pin);
    return { opened: true, me };
  } catch (error) {
    if (error instanceof ProblemError && error.problem.status < 500) {
      const isWrong = error.problem.code === 'wrong-number-or-pin';
      return { opened: false, why: isWrong ? 'lock.wrong' : `problem.${error.problem.code}`, retryAfter: error.retryAfter };
    }
    if (!(error instanceof ProblemError) && !(error instanceof NoAnswer)) throw error;
    const passed = await lock.passes(pin);
    if (passed === 'signal') return { opened: false, why: 'lock.signal' };
    return passed ? { opened: true } : { opened: false, why: 'lock.wrong' };
  }
}

/** An answer that comes later still opens the server's side: nothing is lost by not waiting. */
function inTime<T>(answer: Promise<T>, { after }: UnlockNeeds): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = after(PATIENCE, () => reject(new NoAnswer('not in time')));
    answer.then(resolve, reject).finally(cancel);
  });
}
