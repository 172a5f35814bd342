/**
 * What asks the server, and what looks through all that comes from outside: operations and schemas, a quarter of the page's bytes. It comes by
 * itself once somebody asks (api.ts): what the phone remembers is seen without it.
 */
import { clientOf, PAGE_HEADER, Problem, RiderStreamEvent, RiderSyncAnswer, riderOperations, tolerant, type Call } from '@passaggio/contracts';
import { release } from '@passaggio/ui';
import { PATIENCE_MS } from './patience.ts';

export { Acknowledge, Choices, Command, EpochMs, Me, RideAsk, RideCard, RideId, StillHere, tolerant } from '@passaggio/contracts';

/** Of a command that another release of this page left stopped. */
export const problemCode = tolerant(Problem.shape.code, () => undefined);

/** The rider's stream, as an installed page reads it. */
export const streamEvent = tolerant(RiderStreamEvent, release.skip);
export const syncAnswer = tolerant(RiderSyncAnswer, release.skip);

/** This script's own name, which changes with everything in it: the server knows that this page can ask for the PIN of a locked session. */
const RELEASE = new URL(import.meta.url).pathname.split('/').at(-1) ?? '';

export const call: Call<keyof typeof riderOperations> = clientOf(
  riderOperations,
  (path, init) =>
    fetch(path, {
      ...init,
      headers: { ...(init.headers as Record<string, string>), [PAGE_HEADER]: RELEASE },
      credentials: 'same-origin',
      signal: AbortSignal.timeout(PATIENCE_MS),
    }),
  release.skip,
);
