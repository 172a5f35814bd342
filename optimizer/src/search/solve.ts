/** The door to the search: from a start, or from nothing, to the best plan that the budget allows. */
import { checkProblem, checkStart } from '../door.ts';
import { MANDATORY_COST, PRIORITY_UNIT, type Problem, type Route, type Solution } from '../model/problem.ts';
import { costOfRoutes, emptyPlan, planFrom, type Plan } from '../model/plan.ts';
import { regretInsert } from '../construct/regret.ts';
import { randomFrom } from '../random.ts';
import { removeRequests } from '../remove/remove.ts';
import { solutionOf } from '../solution.ts';
import { annealing } from './accept.ts';
import { adjacency } from './adjacent.ts';
import { recreate } from './recreate.ts';
import { retype } from './retype.ts';
import { chooseRuin } from './ruin.ts';

export interface SolveOptions {
  /** Feasible routes to begin with; mandatory requests that they serve stay served. */
  readonly start?: readonly Route[];
  readonly seed: number;
  /** The search ends with whichever runs out first; with iterations alone the same seed gives the same answer. */
  readonly iterations?: number;
  readonly seconds?: number;
  /** Milliseconds of a clock that does not jump; needed with `seconds`. */
  readonly now?: () => number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

export interface Progress {
  readonly iteration: number;
  readonly cost: number;
  readonly absent: number;
}

/** Iterations between two looks at the clock and the signal. */
const LOOK = 16;

/** @throws UnfitInput; and where the start breaks a rule, or a budget is missing */
export function solve(problem: Problem, options: SolveOptions): Solution {
  const { start = [], seed } = options;
  checkProblem(problem);
  checkStart(start, problem);
  const budget = budgetOf(options);
  const plan = start.length > 0 ? planFrom(problem, start) : emptyPlan(problem);
  const served = new Set(plan.routes.flatMap((route) => [...route.requests]));
  const absent = regretInsert(
    plan,
    [...problem.requests.keys()].filter((request) => !served.has(request)),
    budget.aborted,
  );
  return solutionOf(improve(plan, absent, budget, randomFrom(seed), options.onProgress));
}

interface Budget {
  /** 0 to 1 and beyond. */
  readonly used: (iteration: number) => number;
  readonly aborted: () => boolean;
}

function budgetOf({ iterations = Infinity, seconds = Infinity, now, signal }: SolveOptions): Budget {
  if (iterations === Infinity && seconds === Infinity && signal === undefined) throw new Error('solve: no budget, expected iterations, seconds or a signal');
  if (seconds !== Infinity && now === undefined) throw new Error('solve: seconds without a clock, expected `now`');
  const began = now?.() ?? 0;
  const time = () => (seconds === Infinity ? 0 : (now!() - began) / (seconds * 1000));
  let elapsed = 0;
  return {
    used(iteration) {
      if (iteration % LOOK === 0) elapsed = time();
      return Math.max(elapsed, iteration / iterations);
    },
    aborted: () => signal?.aborted === true || time() >= 1,
  };
}

function improve(plan: Plan, absent: readonly number[], budget: Budget, random: ReturnType<typeof randomFrom>, onProgress: SolveOptions['onProgress']): Plan {
  const { problem } = plan;
  const adjacent = adjacency(problem);
  let current = { absent, value: valueOf(plan, absent) };
  let best = { routes: [...plan.routes], value: current.value, absent };
  const acceptance = annealing(costOfRoutes(plan) / Math.max(1, problem.requests.length), random);
  for (let iteration = 0; problem.requests.length > 0 && problem.vehicles.length > 0; iteration += 1) {
    const progress = budget.used(iteration);
    if (progress >= 1 || (iteration % LOOK === 0 && budget.aborted())) break;
    const before = [...plan.routes];
    retype(plan, random);
    const removed = removeRequests(plan, chooseRuin(plan, adjacent, random));
    const left = recreate(plan, [...current.absent, ...removed], random);
    const value = valueOf(plan, left);
    if (value < current.value || acceptance.accepts(value, current.value, progress)) current = { absent: left, value };
    else plan.routes.splice(0, before.length, ...before);
    if (current.value < best.value) {
      best = { routes: [...plan.routes], value: current.value, absent: current.absent };
      onProgress?.({ iteration, cost: costOfRoutes(plan), absent: current.absent.length });
    }
  }
  return { problem, routes: best.routes };
}

/** Cost with the price of everybody left out: whoever must come first, then priority, then cost. */
function valueOf(plan: Plan, absent: readonly number[]): number {
  const { requests } = plan.problem;
  const price = (request: number) => requests[request]!.count * (requests[request]!.mandatory ? MANDATORY_COST : requests[request]!.priority * PRIORITY_UNIT);
  return costOfRoutes(plan) + absent.reduce((sum, request) => sum + price(request), 0);
}
