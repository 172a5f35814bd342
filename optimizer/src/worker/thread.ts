/** One thread of the pool: a task comes in, its solution or failure goes out. */
import { parentPort } from 'node:worker_threads';
import { solve } from '../search/solve.ts';
import type { Reply, Task } from './pool.ts';

parentPort!.on('message', ({ problem, ...options }: Task) => {
  let reply: Reply;
  try {
    reply = { solution: solve(problem, { ...options, now: () => performance.now() }) };
  } catch (cause) {
    reply = { error: cause instanceof Error ? cause.message : String(cause) };
  }
  parentPort!.postMessage(reply);
});
