import type { Problem, Route, Solution } from '@passaggio/optimizer';

/** Plans a whole day away from the event loop. */
export interface Solver {
  /** Starts from `start`, whose mandatory requests are never lost; deterministic for a seed where `iterations` bounds it. */
  solve(problem: Problem, start: readonly Route[], budget: Budget): Promise<Solution>;
  close(): Promise<void>;
}

export interface Budget {
  readonly seed: number;
  readonly iterations: number;
  readonly seconds: number;
}
