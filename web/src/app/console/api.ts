import { clientOf, NoAnswer, ProblemError, staffOperations, UnreadAnswer, type Call } from '@passaggio/contracts';
import { release, type SharedKey } from '@passaggio/ui';
import type { ConsoleKey } from './words.ts';

/** Planning a day takes its time; anything longer is no answer. */
const PATIENCE_MS = 60_000;

export const call: Call<keyof typeof staffOperations> = clientOf(
  staffOperations,
  (path, init) => fetch(path, { ...init, credentials: 'same-origin', signal: AbortSignal.timeout(PATIENCE_MS) }),
  release.skip,
);

/** A command's id, made at the decision: sending it again gives the same answer. */
export const newId = () => crypto.randomUUID() as never;

/** What to tell a person about a command that failed. */
export function wordOf(cause: unknown): SharedKey | ConsoleKey {
  if (cause instanceof ProblemError) return `problem.${cause.problem.code}`;
  if (cause instanceof UnreadAnswer) return 'bar.unread';
  if (cause instanceof NoAnswer) return 'common.noAnswer';
  throw cause;
}
