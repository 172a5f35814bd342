/**
 * Whether a sync lies between each commit and its answers, read from what strace wrote (`-f -yy`): SIGKILL cannot show a lost fsync,
 * since the kernel keeps what was written. SQLite appends to its log and syncs it; the thread that does so answers too early where it
 * tells anybody (a phone, or by an eventfd another thread) while something of the log is written by it and not synced.
 */
export interface Traced {
  /** Answers that left. */
  readonly answers: number;
  /** Times that the log was synced after something had been written to it. */
  readonly syncs: number;
  /** Times that somebody was told before what was written was synced. */
  readonly unsynced: number;
}

const CALL = /^(\d+) +(\w+)\(\d+<([^>]*)>/;
const RESUMED = /^(\d+) +<\.\.\. (\w+) resumed>/;
const LOG = /\.db-wal$/;
const ANSWER = /^\d+ +\w+\(\d+<TCP[^(]*, (\[\{iov_base=)?"HTTP\/1\.1 200/;
const THREAD_TOLD = /^anon_inode:\[eventfd/;

export function judgeTrace(lines: Iterable<string>): Traced {
  const syncing = new Set<string>(); // threads in a sync of the log that has not returned
  const dirty = new Set<string>(); // threads that have written to the log and not synced it
  let [answers, syncs, unsynced] = [0, 0, 0];
  const synced = (thread: string): void => {
    if (dirty.delete(thread)) syncs += 1;
  };
  for (const line of lines) {
    const [, thread = '', call = '', file = ''] = CALL.exec(line) ?? RESUMED.exec(line) ?? [];
    const answer = ANSWER.test(line);
    if (answer) answers += 1;
    if (answer || THREAD_TOLD.test(file)) {
      if (dirty.has(thread)) unsynced += 1;
    } else if (file === '') {
      if (call.endsWith('sync') && syncing.delete(thread) && line.endsWith('= 0')) synced(thread);
    } else if (LOG.test(file)) {
      if (call === 'pwrite64' || call === 'write') dirty.add(thread);
      else if (call !== 'fsync' && call !== 'fdatasync') continue;
      else if (line.includes('<unfinished')) syncing.add(thread);
      else if (line.endsWith('= 0')) synced(thread);
    }
  }
  return { answers, syncs, unsynced };
}
