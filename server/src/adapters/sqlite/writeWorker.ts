/** The thread that writes: what it is asked comes in, what is on the disk goes out. */
import { parentPort, workerData } from 'node:worker_threads';
import { StoreAway } from '../../ports/store.ts';
import { release } from '../../ports/upgrades.ts';
import { openFile } from './openSqlite.ts';
import type { Answer, Ask, Reply } from './writeThread.ts';
import { writerOn, type Writer } from './writer.ts';

const file = workerData as string;
let writer: Writer | undefined;

parentPort!.on('message', ({ id, call, given }: Ask) => {
  void answer(call, given).then((reply) => parentPort!.postMessage({ id, ...reply } satisfies Reply));
});

/** A file that cannot be opened now may be later: each call tries. */
async function answer(call: keyof Writer, given: readonly unknown[]): Promise<Answer> {
  try {
    writer ??= writerOn(openFile(file, release), release);
    const result = await (writer[call] as (...given: readonly unknown[]) => Promise<unknown>)(...given);
    if (call === 'close') await new Promise(setImmediate); // answered last: nothing is heard from a closed thread
    return { result };
  } catch (cause) {
    if (cause instanceof StoreAway) return { away: cause.message };
    return { fault: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) };
  }
}
