import { clientOf, riderOperations, type Call } from '@passaggio/contracts';
import { serverTime } from '@passaggio/ui';

/** No answer after this is no answer. */
const PATIENCE_MS = 12_000;

export const call: Call<keyof typeof riderOperations> = clientOf(riderOperations, (path, init) =>
  fetch(path, { ...init, credentials: 'same-origin', signal: AbortSignal.timeout(PATIENCE_MS) }),
);
export const time = serverTime();
