/** Problems that a phone expects and shows; anything else ends the simulation. */
import { ProblemError, type ProblemCode, type Unknown } from '@passaggio/contracts';

/** @returns undefined where the answer was one of these problems */
export async function quietly<T>(expected: readonly (ProblemCode | Unknown)[], act: () => Promise<T>): Promise<T | undefined> {
  try {
    return await act();
  } catch (cause) {
    if (cause instanceof ProblemError && expected.includes(cause.problem.code)) return undefined;
    throw cause;
  }
}
