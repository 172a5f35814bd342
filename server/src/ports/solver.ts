import type { PlanResult, PlanTask } from '../matching/planDay.ts';

/** Plans a whole day away from the event loop: runs matching's `planDay`. */
export interface Solver {
  /** @throws where no plan that keeps every rule came out, or the worker failed */
  planDay(task: PlanTask): Promise<PlanResult>;
  close(): Promise<void>;
}
