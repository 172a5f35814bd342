import { release } from '@passaggio/ui';
import { clientOf, driverOperations, type Call } from '@passaggio/contracts';

/** No answer after this is no answer. */
const PATIENCE_MS = 12_000;

export const call: Call<keyof typeof driverOperations> = clientOf(
  driverOperations,
  (path, init) => fetch(path, { ...init, credentials: 'same-origin', signal: AbortSignal.timeout(PATIENCE_MS) }),
  release.skip,
);
