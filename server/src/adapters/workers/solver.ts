/** The solver port over worker threads: the event loop keeps answering while a day is planned. */
import { Worker } from 'node:worker_threads';
import type { PlanResult, PlanTask } from '../../matching/planDay.ts';
import type { Solver } from '../../ports/solver.ts';

interface Job {
  readonly task: PlanTask;
  readonly resolve: (result: PlanResult) => void;
  readonly reject: (cause: Error) => void;
}

export type Reply = { readonly result: PlanResult } | { readonly error: string };

/** @param threads  plans at once; others wait in line */
export function solverInThreads(threads: number): Solver {
  const waiting: Job[] = [];
  const idle: Worker[] = [];
  const all = new Set<Worker>();
  let closed = false;

  const next = () => {
    while (waiting.length > 0 && (idle.length > 0 || all.size < threads)) give(idle.pop() ?? make(), waiting.shift()!);
  };
  const make = () => {
    const worker = new Worker(new URL('./planWorker.ts', import.meta.url));
    worker.unref();
    all.add(worker);
    return worker;
  };
  const give = (worker: Worker, job: Job) => {
    worker.ref();
    const end = () => {
      worker.off('message', answered).off('error', failed).off('exit', ended); // not all: the thread's own listeners carry its messages
      worker.unref();
    };
    const answered = (reply: Reply) => {
      end();
      idle.push(worker);
      if ('result' in reply) job.resolve(reply.result);
      else job.reject(new Error(reply.error));
      next();
    };
    const failed = (cause: unknown) => {
      end();
      all.delete(worker);
      job.reject(cause instanceof Error ? cause : new Error(String(cause)));
      next();
    };
    const ended = (code: number) => failed(new Error(`a solver's thread ended with ${code} before it answered`));
    worker.on('message', answered).on('error', failed).on('exit', ended);
    worker.postMessage(job.task);
  };

  return {
    planDay(task) {
      if (closed) return Promise.reject(new Error('the solver is closed'));
      return new Promise((resolve, reject) => {
        waiting.push({ task, resolve, reject });
        next();
      });
    },
    async close() {
      closed = true;
      for (const job of waiting.splice(0)) job.reject(new Error('the solver is closed'));
      await Promise.all([...all].map((worker) => worker.terminate()));
    },
  };
}
