/** All days in memory: the one way to change or read a pole's day. */
import type { EpochMs, PoleId, ServiceDate } from '@passaggio/contracts';
import type { CommandRecord, Store } from '../../ports/store.ts';
import { NotPossible } from '../handlers.ts';
import { turns, type Turn } from '../turns.ts';
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
  read<T>(at: DayKey, look: (day: LoadedDay) => T): Promise<T>;
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
}

/** Days kept in memory; the ones unused longest are let go. */
const KEPT = 120;

export function openBook({ store, now, load, pause }: BookNeeds): DayBook {
  const queues = new Map<string, DayQueue>();
  const turn = turns(1);
  const underWay = new Map<string, { readonly bodyHash: string; readonly answer: Promise<unknown> }>();

  const queueOf = (at: DayKey): DayQueue => {
    const key = `${at.pole} ${at.serviceDate}`;
    const queue = queues.get(key) ?? new DayQueue({ store, now, turn, pause, load: (held) => load(at, held, turn) });
    queues.delete(key);
    queues.set(key, queue);
    if (queues.size > KEPT) {
      const idle = [...queues].find(([, one]) => one !== queue && one.idle);
      if (idle !== undefined) queues.delete(idle[0]);
    }
    return queue;
  };
  const submit = (at: DayKey, task: Pick<Task, 'command' | 'prepare' | 'run'>) =>
    new Promise<unknown>((resolve, reject) => queueOf(at).submit({ ...task, resolve, reject }));

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
      if (decision === undefined) return (await submit(at, task)) as A;
      const first = await repeated(decision);
      if (first !== undefined) return first.answer as A;
      const twin = underWay.get(keyOf(decision)); // may have come in while the store was asked
      if (twin !== undefined) return this.change(at, decision, run, prepare);
      const answer = submit(at, task);
      underWay.set(keyOf(decision), { bodyHash: decision.bodyHash, answer });
      return (await answer.finally(() => underWay.delete(keyOf(decision)))) as A;
    },
    async known(decision) {
      return (await repeated(decision))?.answer;
    },
    async read<T>(at: DayKey, look: (day: LoadedDay) => T): Promise<T> {
      return (await submit(at, { command: undefined, prepare: () => Promise.resolve(undefined), run: (work) => look(work.day) })) as T;
    },
    waiting: () => [...queues.values()].reduce((sum, queue) => sum + queue.waiting, 0),
  };
}

const keyOf = (decision: Decision) => `${decision.actor} ${decision.id}`;
