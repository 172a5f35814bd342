/** Work on many things, some at a time; and work that goes on until the product answers. */
import { setTimeout as pause } from 'node:timers/promises';
import { NoAnswer, ProblemError } from '@passaggio/contracts';

export async function together<T>(all: readonly T[], width: number, work: (one: T) => Promise<void>): Promise<void> {
  const left = all.values();
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (const one of left) await work(one);
    }),
  );
}

/** Milliseconds that the product may be away for. */
const PATIENCE = 60_000;

/** The answer, once there is one: asks again while nobody answers or the store is away. */
export async function insist<T>(ask: () => Promise<T>): Promise<T> {
  const until = performance.now() + PATIENCE;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await ask();
    } catch (cause) {
      const away = cause instanceof NoAnswer || (cause instanceof ProblemError && cause.problem.status >= 500);
      if (!away || performance.now() > until) throw cause;
      await pause(Math.min(1_000, 20 * 2 ** attempt));
    }
  }
}
