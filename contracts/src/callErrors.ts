/** What a call can end with instead of an answer. Without schemas: a page has these at once, and what reads answers a moment later. */
import type { Problem, ProblemCode } from './errors.ts';
import type { Unknown } from './reading.ts';

/** A problem as it is read: its code may be of a later release. */
export interface ReadProblem extends Omit<Problem, 'code'> {
  readonly code: ProblemCode | Unknown;
}

/** The server answered with a problem. `retryAfter` in seconds where it said so. */
export class ProblemError extends Error {
  readonly problem: ReadProblem;
  readonly retryAfter: number | undefined;
  constructor(problem: ReadProblem, retryAfter?: number) {
    super(`${problem.status} ${problem.code}${problem.detail === undefined ? '' : `: ${problem.detail}`}`);
    this.problem = problem;
    this.retryAfter = retryAfter;
  }
}

/** No answer arrived: nobody knows whether the command took effect; send it again with the same id. */
export class NoAnswer extends Error {}

/** The server took it, and answered what this release cannot read: sending it again would bring the same. */
export class UnreadAnswer extends NoAnswer {}

/** Statuses that say: not now. */
const NOT_NOW: readonly number[] = [408, 425, 429];

/**
 * What a problem asks of whoever sent a command: by its HTTP status, so that a code of a later release is treated like those that are known.
 * `stop`: the same would be refused again.
 */
export function remedyOf({ status, code }: Pick<ReadProblem, 'status' | 'code'>): 'sign-in' | 'later' | 'stop' {
  if (status === 401) return 'sign-in';
  if (NOT_NOW.includes(status)) return 'later';
  return status >= 500 && code !== 'fault' ? 'later' : 'stop';
}
