/**
 * What asks the server, and what looks through all that comes from outside: operations and schemas, a quarter of the page's bytes. It comes by
 * itself once somebody asks (api.ts): what the phone remembers is seen without it.
 */
import { clientOf, riderOperations, type Call } from '@passaggio/contracts';
import { PATIENCE_MS } from './patience.ts';

export { Acknowledge, Choices, Command, EpochMs, Me, RideAsk, RideCard, RideId, RiderStreamEvent, RiderSyncAnswer, StillHere } from '@passaggio/contracts';

export const call: Call<keyof typeof riderOperations> = clientOf(riderOperations, (path, init) =>
  fetch(path, { ...init, credentials: 'same-origin', signal: AbortSignal.timeout(PATIENCE_MS) }),
);
