/**
 * Whether a sync lies between each commit and its answers, read from what strace wrote (`-f -yy`): SIGKILL cannot show a lost fsync,
 * since the kernel keeps what was written. SQLite appends to its log and syncs it; whoever answers while something of the log is
 * written and not synced answers too early.
 */
export interface Traced {
  /** Answers that left. */
  readonly answers: number;
  /** Times that the log was synced after something had been written to it. */
  readonly syncs: number;
  /** Answers that left before what was written was synced. */
  readonly unsynced: number;
}

const CALL = /^(\d+) +(\w+)\(\d+<([^>]*)>/;
const RESUMED = /^(\d+) +<\.\.\. (\w+) resumed>/;
const LOG = /\.db-wal$/;
const ANSWER = /^\d+ +\w+\(\d+<TCP[^(]*, (\[\{iov_base=)?"HTTP\/1\.1 200/;

export function judgeTrace(lines: Iterable<string>): Traced {
  const syncing = new Set<string>(); // threads in a sync of the log that has not returned
  let [answers, syncs, unsynced, dirty] = [0, 0, 0, false];
  const synced = (): void => {
    if (dirty) syncs += 1;
    dirty = false;
  };
  for (const line of lines) {
    if (ANSWER.test(line)) {
      answers += 1;
      if (dirty) unsynced += 1;
      continue;
    }
    const resumed = RESUMED.exec(line);
    if (resumed !== null) {
      if (resumed[2]!.endsWith('sync') && syncing.delete(resumed[1]!) && line.endsWith('= 0')) synced();
      continue;
    }
    const [, thread, call, file] = CALL.exec(line) ?? [];
    if (file === undefined || !LOG.test(file)) continue;
    if (call === 'pwrite64' || call === 'write') dirty = true;
    else if (call !== 'fsync' && call !== 'fdatasync') continue;
    else if (line.includes('<unfinished')) syncing.add(thread!);
    else if (line.endsWith('= 0')) synced();
  }
  return { answers, syncs, unsynced };
}
