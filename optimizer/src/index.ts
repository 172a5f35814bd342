/** Dial-a-ride: `solve` plans a whole day, `openPlan` takes requests one at a time, `insert` is one of those, `check` judges either. */
export * from './model/problem.ts';
export { UnfitInput } from './door.ts';
export { solve, type Progress, type SolveOptions } from './search/solve.ts';
export { openPlan, type Inserted, type LivePlan, type NotInserted, type Removed } from './live/livePlan.ts';
export { check, type Violation } from './check/check.ts';
export { readDawn, writeDawn, type DawnInstance } from './read/dawn.ts';
export { solveAll, type Task } from './worker/pool.ts';
