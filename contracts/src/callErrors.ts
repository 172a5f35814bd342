/** What a call can end with instead of an answer. Without schemas: a page has these at once, and what reads answers a moment later. */
import type { Problem } from './errors.ts';

/** The server answered with a problem. `retryAfter` in seconds where it said so. */
export class ProblemError extends Error {
  readonly problem: Problem;
  readonly retryAfter: number | undefined;
  constructor(problem: Problem, retryAfter?: number) {
    super(`${problem.status} ${problem.code}${problem.detail === undefined ? '' : `: ${problem.detail}`}`);
    this.problem = problem;
    this.retryAfter = retryAfter;
  }
}

/** No answer arrived: nobody knows whether the command took effect; send it again with the same id. */
export class NoAnswer extends Error {}
