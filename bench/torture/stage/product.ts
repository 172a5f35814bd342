/** The product's process: started, given orders, killed, started again on the same store. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { says, type Begin, type Order, type Point } from '../child/orders.ts';

export interface Running {
  readonly origin: string;
  /** Of the product itself, not of what it runs under. */
  readonly pid: number;
  /** Where it died by itself, once it has; undefined where somebody killed it. */
  readonly dead: Promise<Point | undefined>;
  order(order: Order): Promise<void>;
  /** SIGKILL, now. */
  kill(): Promise<void>;
}

export interface Heard {
  commit(durable: boolean): void;
  fault(words: string): void;
}

const CHILD = fileURLToPath(new URL('../child/main.ts', import.meta.url));

/** @param under  a program that the process runs under, with its arguments, e.g. strace */
export async function startProduct(begin: Begin, heard: Heard, under: readonly string[] = []): Promise<Running> {
  const [program, ...options] = [...under, process.execPath];
  const child = spawn(program, [...options, CHILD, JSON.stringify(begin)], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  const done = new Map<string, () => void>();
  let at: Point | undefined;
  let ready: (match: RegExpExecArray) => void = () => undefined;
  const started = new Promise<RegExpExecArray>((resolve) => (ready = resolve));
  createInterface({ input: child.stdout! }).on('line', (line) => {
    const told = (Object.entries(says) as [keyof typeof says, RegExp][]).flatMap(([name, form]) => {
      const match = form.exec(line);
      return match === null ? [] : [{ name, match }];
    })[0];
    if (told === undefined) throw new Error(`the product said ${line}`);
    const { name, match } = told;
    if (name === 'ready') ready(match);
    else if (name === 'at') at = match[1] as Point;
    else if (name === 'done') done.get(match[1]!)?.();
    else if (name === 'commit') heard.commit(match[1] === 'durable');
    else heard.fault(match[1]!);
  });
  const dead = once(child, 'close').then(() => at);
  const [, origin, pid] = await Promise.race([started, dead.then(() => Promise.reject(new Error('the product ended before it was ready')))]);
  return {
    origin: origin!,
    pid: Number(pid),
    dead,
    order: (order) => obeyed(child, order, done, dead),
    async kill() {
      if (child.exitCode === null && child.signalCode === null) process.kill(Number(pid), 'SIGKILL');
      await dead;
    },
  };
}

async function obeyed(child: ChildProcess, order: Order, done: Map<string, () => void>, dead: Promise<unknown>): Promise<void> {
  const answered = new Promise<void>((resolve) => done.set(order.order, resolve));
  child.send(order);
  await Promise.race([answered, dead]);
}
