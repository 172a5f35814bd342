/** Argon2id in the thread pool of libuv, a few at a time: a sign-in storm must not hold up everything else. */
import { hash, verify } from '@node-rs/argon2';
import type { Hasher } from '../../ports/hasher.ts';
import { openLanes } from './lanes.ts';

/** OWASP's minimum for Argon2id: 19 MiB, 2 passes, 1 lane. About 5 ms a PIN here. */
const SETTINGS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/**
 * @param atOnce   hashes computed at the same time, each with 19 MiB of memory
 * @param inQueue  sign-ins that may wait in each lane, about a second's worth
 * @param inBulk   hashes for staff that may wait: five enrolments of 200 at once
 */
export function argon2Hasher({
  atOnce = 2,
  inQueue = 400,
  inBulk = 1_000,
}: { readonly atOnce?: number; readonly inQueue?: number; readonly inBulk?: number } = {}): Hasher {
  const inTurn = openLanes(
    {
      known: { share: 8, most: inQueue },
      card: { share: 4, most: inQueue },
      'staff-stranger': { share: 2, most: inQueue },
      'rider-stranger': { share: 2, most: inQueue },
      bulk: { share: 1, most: inBulk },
    },
    atOnce,
  );
  const nobody = hash('nobody', SETTINGS); // takes as long as an account that is there
  return {
    hash: (secret, lane) => inTurn(lane, () => hash(secret, SETTINGS)),
    verify: (stored, secret, lane) => inTurn(lane, async () => (await verify(stored ?? (await nobody), secret)) && stored !== undefined),
  };
}
