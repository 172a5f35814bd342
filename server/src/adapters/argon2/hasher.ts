/** Argon2id in the thread pool of libuv, a few at a time: a sign-in storm must not hold up everything else. */
import { hash, verify } from '@node-rs/argon2';
import { HasherBusy, type Hasher } from '../../ports/hasher.ts';

/** OWASP's minimum for Argon2id: 19 MiB, 2 passes, 1 lane. About 5 ms a PIN here. */
const SETTINGS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/**
 * @param atOnce   hashes computed at the same time, each with 19 MiB of memory
 * @param inQueue  sign-ins that may wait, about a second's worth; hashes for staff are not refused, they come a few hundred a command
 */
export function argon2Hasher({ atOnce = 2, inQueue = 400 }: { readonly atOnce?: number; readonly inQueue?: number } = {}): Hasher {
  const waiting: (() => void)[] = [];
  let running = 0;
  const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= atOnce) await new Promise<void>((go) => waiting.push(go));
    else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next(); // hands its place on
    }
  };
  const nobody = hash('nobody', SETTINGS); // takes as long as an account that is there
  return {
    hash: (secret) => inTurn(() => hash(secret, SETTINGS)),
    async verify(stored, secret) {
      if (waiting.length >= inQueue) throw new HasherBusy(`${waiting.length} sign-ins wait, expected fewer than ${inQueue}`);
      return inTurn(async () => (await verify(stored ?? (await nobody), secret)) && stored !== undefined);
    },
  };
}
