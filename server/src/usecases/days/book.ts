/** All days in memory: the one way to change or read a pole's day. */
import type { EpochMs, PoleId, ServiceDate } from '@passaggio/contracts';
import type { CommandRecord, Store } from '../../ports/store.ts';
import { NotPossible } from '../handlers.ts';
import { turns, type Turn } from '../turns.ts';
import type { Admission } from './admit.ts';
import { DayQueue, type Task } from './queue.ts';
import type { DayWork, LoadedDay } from './work.ts';

/** Which person decided what, with the hash of the body (ST4). */
export type Decision = Omit<CommandRecord, 'answer'>;

export interface DayBook {
  /** Runs `run` on the day, stores what it puts, then answers. The same decision gives the same answer. */
  change<A, P = undefined>(at: DayKey, decision: Decision | undefined, run: (work: DayWork, prepared: P) => A, prepare?: () => Promise<P>): Promise<A>;
  /** The first answer of a decision, if it took effect. */
  known(decision: Decision): Promise<unknown>;
  /** Looks at the day as stored. */
  read<T>(at: DayKey, look: (day: LoadedDay, now: EpochMs) => T): Promise<T>;
  /** Tasks of all days that wait. */
  waiting(): number;
}

export interface DayKey {
  readonly pole: PoleId;
  readonly serviceDate: ServiceDate;
}

export interface BookNeeds {
  readonly store: Pick<Store, 'commit' | 'command'>;
  readonly now: () => EpochMs;
  /** @param turn  waited for within a long one */
  readonly load: (at: DayKey, held: LoadedDay | undefined, turn: Turn) => Promise<LoadedDay>;
  readonly pause: (attempt: number) => Promise<void>;
  /** Asked before a day that is not in memory is loaded (`admitDay`). */
  readonly admit: (at: DayKey) => Promise<Admission>;
}

/** Days in memory; the ones unused longest are let go. */
const KEPT = 120;
/** Days of long ago or far ahead, which somebody looks at: they take no place from those that people ride on. */
const VISITED = 8;

export function openBook({ store, now, load, pause, admit }: BookNeeds): DayBook {
  const kept: Shelf = { queues: new Map(), most: KEPT };
  const visited: Shelf = { queues: new Map(), most: VISITED };
  const turn = turns(1);
  const underWay = new Map<string, { readonly bodyHash: string; readonly answer: Promise<unknown> }>();

  const queueOf = async (at: DayKey, writes: boolean): Promise<DayQueue> => {
    const key = `${at.pole} ${at.serviceDate}`;
    const open = () => new DayQueue({ store, now, turn, pause, load: (held) => load(at, held, turn) });
    const known = taken(kept, key) ?? taken(visited, key);
    if (known !== undefined) return known;
    const { near, refused } = await admit(at);
    if (writes && refused !== undefined) throw refused;
    const shelf = near ? kept : visited;
    return taken(shelf, key) ?? put(shelf, key, open());
  };
  const submit = async (at: DayKey, task: Pick<Task, 'command' | 'prepare' | 'run'>, writes: boolean): Promise<unknown> => {
    const queue = await queueOf(at, writes);
    return new Promise<unknown>((resolve, reject) => queue.submit({ ...task, resolve, reject }));
  };

  /** The first answer of a decision, stored or still under way. */
  const repeated = async (decision: Decision): Promise<{ answer: unknown } | undefined> => {
    const twin = underWay.get(keyOf(decision));
    const known = twin ?? (await store.command(decision.actor, decision.id));
    if (known === undefined) return undefined;
    if (known.bodyHash !== decision.bodyHash) throw new NotPossible('id-used-differently', 'this id was used before with another body');
    return { answer: await known.answer };
  };

  return {
    async change<A, P>(at: DayKey, decision: Decision | undefined, run: (work: DayWork, prepared: P) => A, prepare?: () => Promise<P>): Promise<A> {
      const task = { command: decision, prepare: prepare ?? (() => Promise.resolve(undefined)), run };
      if (decision === undefined) return (await submit(at, task, true)) as A;
      const first = await repeated(decision);
      if (first !== undefined) return first.answer as A;
      const twin = underWay.get(keyOf(decision)); // may have come in while the store was asked
      if (twin !== undefined) return this.change(at, decision, run, prepare);
      const answer = submit(at, task, true);
      underWay.set(keyOf(decision), { bodyHash: decision.bodyHash, answer });
      return (await answer.finally(() => underWay.delete(keyOf(decision)))) as A;
    },
    async known(decision) {
      return (await repeated(decision))?.answer;
    },
    async read<T>(at: DayKey, look: (day: LoadedDay, now: EpochMs) => T): Promise<T> {
      return (await submit(at, { command: undefined, prepare: () => Promise.resolve(undefined), run: (work) => look(work.day, work.now) }, false)) as T;
    },
    waiting: () => [...kept.queues.values(), ...visited.queues.values()].reduce((sum, queue) => sum + queue.waiting, 0),
  };
}

/** Days in the order in which they were used, the last one at the end. */
interface Shelf {
  readonly queues: Map<string, DayQueue>;
  readonly most: number;
}

function taken({ queues }: Shelf, key: string): DayQueue | undefined {
  const queue = queues.get(key);
  if (queue === undefined) return undefined;
  queues.delete(key);
  queues.set(key, queue);
  return queue;
}

function put({ queues, most }: Shelf, key: string, queue: DayQueue): DayQueue {
  queues.set(key, queue);
  const idle = queues.size > most ? [...queues].find(([, one]) => one !== queue && one.idle) : undefined;
  if (idle !== undefined) queues.delete(idle[0]);
  return queue;
}

const keyOf = (decision: Decision) => `${decision.actor} ${decision.id}`;
