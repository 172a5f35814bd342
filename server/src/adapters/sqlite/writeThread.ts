/**
 * The writer in a thread of its own: a sync of the disk, or a plan's thousand rows, never holds up the event loop that answers people.
 * A thread that dies leaves its commits unanswered, which is not a no: whoever asked reads back. The next call starts another.
 */
import { Worker } from 'node:worker_threads';
import { StoreAway } from '../../ports/store.ts';
import type { Committed, Writer } from './writer.ts';

export type Ask = { readonly id: number; readonly call: keyof Writer; readonly given: readonly unknown[] };

export type Answer = { readonly result: unknown } | { readonly away: string } | { readonly fault: string };

export type Reply = { readonly id: number } & Answer;

interface Pending {
  readonly resolve: (result: never) => void;
  readonly reject: (cause: Error) => void;
}

interface Thread {
  readonly worker: Worker;
  readonly pending: Map<number, Pending>;
}

/** @param file  laid out already, and locked by this process */
export function writerInThread(file: string): Writer {
  let thread: Thread | undefined;
  let closed = false;
  let asked = 0;

  const ask = <T>(call: keyof Writer, ...given: readonly unknown[]): Promise<T> => {
    if (closed) return Promise.reject(new StoreAway(`${file} was closed`));
    thread ??= start(file, (ended) => (thread = thread === ended ? undefined : thread));
    const { worker, pending } = thread;
    const id = (asked += 1);
    return new Promise((resolve, reject) => {
      worker.postMessage({ id, call, given } satisfies Ask);
      worker.ref(); // the process stays until it is answered
      pending.set(id, { resolve, reject });
    });
  };

  return {
    commit: (entries, at) => ask<Committed>('commit', entries, at),
    purge: (before) => ask('purge', before),
    ping: () => ask('ping'),
    settle: () => ask('settle'),
    room: (pages) => ask('room', pages),
    async close() {
      const last = thread === undefined ? undefined : ask('close');
      closed = true;
      await last;
      await thread?.worker.terminate();
    },
  };
}

function start(file: string, ended: (thread: Thread) => void): Thread {
  const worker = new Worker(new URL('./writeWorker.ts', import.meta.url), { workerData: file });
  const pending = new Map<number, Pending>();
  const thread: Thread = { worker, pending };
  worker.unref();
  worker.on('message', (reply: Reply) => {
    const { resolve, reject } = pending.get(reply.id)!;
    pending.delete(reply.id);
    if (pending.size === 0) worker.unref();
    if ('result' in reply) resolve(reply.result as never);
    else reject('away' in reply ? new StoreAway(reply.away) : new Error(reply.fault));
  });
  const end = (cause: Error) => {
    ended(thread);
    for (const { reject } of pending.values()) reject(cause);
    pending.clear();
  };
  worker.on('error', (cause) => end(cause instanceof Error ? cause : new Error(String(cause))));
  worker.on('exit', (code) => end(new Error(`${file}: the writing thread ended with ${code} before it answered`)));
  return thread;
}
