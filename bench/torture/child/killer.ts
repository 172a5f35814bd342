/** The thread of `besides.ts`. */
import { writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import type { Shared } from './besides.ts';

/** Milliseconds into the first commit; the next one is hit after half of it, and so on. */
const LATEST = 4;

const shared = workerData as Shared;
const never = new Int32Array(new SharedArrayBuffer(4));
let delay = Math.random() * LATEST;
for (let commits = 0; ; commits += 1) {
  Atomics.wait(shared, 0, commits);
  Atomics.wait(never, 0, 0, delay);
  if (Atomics.load(shared, 1) === commits) {
    writeSync(1, 'at inside-plan-commit\n');
    process.kill(process.pid, 'SIGKILL');
  }
  delay /= 2;
}
