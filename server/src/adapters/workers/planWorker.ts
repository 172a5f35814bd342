/** One thread of the solver: a task comes in, matching's plan or its failure goes out. */
import { parentPort } from 'node:worker_threads';
import { planDay, type PlanTask } from '../../matching/planDay.ts';
import type { Reply } from './solver.ts';

parentPort!.on('message', (task: PlanTask) => {
  let reply: Reply;
  try {
    reply = { result: planDay(task, () => performance.now()) };
  } catch (cause) {
    reply = { error: cause instanceof Error ? `${cause.message}\n${cause.stack ?? ''}` : String(cause) };
  }
  parentPort!.postMessage(reply);
});
