/** Several problems solved side by side on worker threads. */
import { Worker } from 'node:worker_threads';
import type { Problem, Solution } from '../model/problem.ts';

export interface Task {
  readonly problem: Problem;
  readonly seed: number;
  readonly iterations?: number;
  readonly seconds?: number;
}

export type Reply = { readonly solution: Solution } | { readonly error: string };

/**
 * Solves each task, the largest first, on `threads` threads that end with the call.
 *
 * @param onSolved  called with the number of tasks done
 * @returns solutions in the order of the tasks
 * @throws with the first failure, or where the signal is aborted
 */
export async function solveAll(
  tasks: readonly Task[],
  threads: number,
  options: { readonly signal?: AbortSignal; readonly onSolved?: (done: number) => void } = {},
): Promise<Solution[]> {
  const solutions: Solution[] = [];
  const order = [...tasks.keys()].toSorted((a, b) => tasks[b]!.problem.requests.length - tasks[a]!.problem.requests.length);
  let done = 0;
  const lane = async () => {
    const worker = new Worker(new URL('./thread.ts', import.meta.url));
    try {
      for (let next = order.shift(); next !== undefined; next = order.shift()) {
        solutions[next] = await ask(worker, tasks[next]!, options.signal);
        done += 1;
        options.onSolved?.(done);
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(threads, tasks.length) }, lane));
  return solutions;
}

function ask(worker: Worker, task: Task, signal: AbortSignal | undefined): Promise<Solution> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(new Error('aborted'));
    if (signal?.aborted === true) return stop();
    signal?.addEventListener('abort', stop, { once: true });
    worker.once('error', reject);
    worker.once('message', (reply: Reply) => {
      signal?.removeEventListener('abort', stop);
      worker.removeListener('error', reject);
      if ('solution' in reply) resolve(reply.solution);
      else reject(new Error(reply.error));
    });
    worker.postMessage(task);
  });
}
