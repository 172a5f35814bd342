/** A rider's calls, with the PIN typed wherever a page would ask for it: a session that nobody used for five minutes is locked. */
import { ProblemError, type Call, type Pin } from '@passaggio/contracts';

/** What a locked session may say itself, and is not to be said twice. */
const SAID = 'stillHere';

/** The clock may be set between the PIN and what is asked for, and the session be locked again. */
const TIMES = 4;

export function withPin(call: Call, pin: Pin): Call {
  return async (id, input) => {
    for (let left = TIMES; ; left -= 1) {
      try {
        const answer = await call(id, input);
        if (id === SAID || left === 0 || !isReduced(answer)) return answer;
      } catch (cause) {
        if (left === 0 || !isLocked(cause)) throw cause;
      }
      await call('riderUnlock', { body: { pin } }); // where the session has ended, this says so
    }
  };
}

const isLocked = (cause: unknown): boolean => cause instanceof ProblemError && (cause.problem.code === 'locked' || cause.problem.code === 'not-signed-in');

function isReduced(answer: unknown): boolean {
  const { reduced, snapshot } = answer as { readonly reduced?: true; readonly snapshot?: { readonly reduced?: true } };
  return (reduced ?? snapshot?.reduced) === true;
}
