/** All phones, in several processes: what they say together, and waiting until they say it. */
import { fork, type ChildProcess } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { setPriority } from 'node:os';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Begin, Order, Phone, Told } from './orders.ts';

export interface Crowd {
  readonly now: () => Told;
  order(order: Order['order']): void;
  /** @returns milliseconds until it was so, to a tenth of a second */
  until(what: (told: Told) => boolean, seconds: number): Promise<number>;
  end(): Promise<void>;
}

const NOTHING: Told = { connected: 0, caught: 0, heard: 0, bytes: 0, failed: 0 };
const PROCESSES = 3;
/** Phones have processors of their own at a dawn; here they yield to the server (`nice`). */
const YIELDING = 19;

/** @param folder  for the phones' files */
export function openCrowd(origin: string, phones: readonly Phone[], folder: string): Crowd {
  const said = new EventEmitter();
  const share = Math.ceil(phones.length / PROCESSES);
  const children = Array.from({ length: PROCESSES }, (_, i) => {
    const begin: Begin = { origin, address: `127.0.0.${2 + i}`, phones: phones.slice(i * share, (i + 1) * share) };
    const file = join(folder, `phones-${i}.json`);
    writeFileSync(file, JSON.stringify(begin));
    const child: ChildProcess = fork(fileURLToPath(new URL('./phones.ts', import.meta.url)), [file]);
    setPriority(child.pid!, YIELDING); // before it has threads
    const one = { child, told: NOTHING };
    child.on('message', (told: Told) => {
      one.told = told;
      said.emit('told');
    });
    return one;
  });
  const now = (): Told => {
    const sum = (of: keyof Told) => children.reduce((total, { told }) => total + told[of], 0);
    return { connected: sum('connected'), caught: sum('caught'), heard: sum('heard'), bytes: sum('bytes'), failed: sum('failed') };
  };
  return {
    now,
    order: (order) => {
      for (const one of children) {
        if (order === 'forget') one.told = { ...NOTHING, connected: one.told.connected };
        one.child.send({ order } satisfies Order);
      }
    },
    async until(what, seconds) {
      const began = performance.now();
      while (!what(now())) {
        if (performance.now() - began > seconds * 1000) throw new Error(`not within ${seconds} s: ${JSON.stringify(now())} of ${phones.length} phones`);
        await once(said, 'told');
      }
      return Math.round(performance.now() - began);
    },
    async end() {
      for (const { child } of children) child.disconnect();
      await Promise.all(children.map(({ child }) => once(child, 'exit')));
    },
  };
}
