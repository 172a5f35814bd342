/**
 * One queue a pole's day: tasks run one after the other on the day in memory, a batch of them is stored in one transaction (group
 * commit), and only then is anybody answered. A task whose commit did not hold runs again on what the store has.
 */
import type { EpochMs } from '@passaggio/contracts';
import type { CommandRecord, Entry, Outcome, Store } from '../../ports/store.ts';
import { NotPossible } from '../handlers.ts';
import type { Turn } from '../turns.ts';
import { DayWork, type LoadedDay } from './work.ts';

export interface Task {
  readonly command: Omit<CommandRecord, 'answer'> | undefined;
  /** Reads what the task needs beyond the day; done again for each attempt. */
  readonly prepare: () => Promise<unknown>;
  readonly run: (work: DayWork, prepared: never) => unknown;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (cause: unknown) => void;
}

export interface QueueNeeds {
  readonly store: Pick<Store, 'commit' | 'command'>;
  readonly now: () => EpochMs;
  /** The day as stored now: the one in memory if it is still that version. */
  readonly load: (held: LoadedDay | undefined) => Promise<LoadedDay>;
  /** Waited for before each batch and within long ones, so that the days do not hold up the event loop. */
  readonly turn: Turn;
  /** Waits before an unknown outcome is read back again. */
  readonly pause: (attempt: number) => Promise<void>;
}

const BATCH = 16;
/** Of a batch as a whole; what is left then runs by itself, so that nobody shares the fate of one that cannot be stored. */
const TOGETHER = 3;
const ALONE = 5;
const READ_BACKS = 10;

interface Tried {
  readonly task: Task;
  readonly answer: unknown;
  readonly entry: Entry | undefined;
}

export class DayQueue {
  readonly #needs: QueueNeeds;
  readonly #waiting: Task[] = [];
  #day: LoadedDay | undefined;
  #running = false;
  /** Documents that a task found under an id it wanted to give out itself. */
  readonly #stoodThere = new WeakMap<Task, string>();

  constructor(needs: QueueNeeds) {
    this.#needs = needs;
  }

  /** Tasks that no batch has taken up yet. */
  get waiting(): number {
    return this.#waiting.length;
  }

  get idle(): boolean {
    return !this.#running && this.#waiting.length === 0;
  }

  submit(task: Task): void {
    this.#waiting.push(task);
    if (!this.#running) void this.#drain();
  }

  async #drain(): Promise<void> {
    this.#running = true;
    while (this.#waiting.length > 0) await this.#batch(this.#waiting.splice(0, BATCH));
    this.#running = false;
  }

  async #batch(tasks: readonly Task[]): Promise<void> {
    const left = await this.#tryFor(TOGETHER, tasks);
    for (const task of left) {
      const [changed] = await this.#tryFor(ALONE, [task]);
      changed?.reject(new NotPossible('outcome-unknown', `the day kept changing for ${TOGETHER + ALONE} attempts`));
    }
  }

  /** Returns the tasks that are still to be stored. */
  async #tryFor(attempts: number, tasks: readonly Task[]): Promise<readonly Task[]> {
    let left = tasks;
    try {
      for (let attempt = 0; attempt < attempts && left.length > 0; attempt += 1) left = await this.#attempt(left);
      return left;
    } catch (cause) {
      this.#day = undefined; // what is in memory may not be in the store
      for (const task of left) task.reject(cause);
      return [];
    }
  }

  /** Runs and stores what it can. Returns the tasks that must run again. */
  async #attempt(tasks: readonly Task[]): Promise<Task[]> {
    const prepared = await Promise.allSettled(tasks.map((task) => task.prepare()));
    await this.#needs.turn();
    const day = await this.#needs.load(this.#day);
    this.#day = day;
    const now = this.#needs.now();
    const tried: Tried[] = [];
    let next = 0;
    for (; next < tasks.length; next += 1) {
      if (!(await this.#try(tasks[next]!, prepared[next]!, day, now, tried))) break;
    }
    const again = tasks.slice(next + 1);
    const entries = tried.flatMap((one) => (one.entry === undefined ? [] : [one.entry]));
    const outcomes = entries.length === 0 ? [] : await this.#needs.store.commit(entries, now);
    return [...(await this.#settle(tried, outcomes)), ...again];
  }

  /** False where the task failed after it had changed the day in memory: nothing may run on top of that. */
  async #try(task: Task, prepared: PromiseSettledResult<unknown>, day: LoadedDay, now: EpochMs, tried: Tried[]): Promise<boolean> {
    if (prepared.status === 'rejected') {
      task.reject(prepared.reason);
      return true;
    }
    const work = new DayWork(day, now);
    try {
      const answer = task.run(work, prepared.value as never);
      const entry = await work.entry(task.command === undefined ? undefined : { ...task.command, answer }, this.#needs.turn);
      tried.push({ task, answer, entry });
      return true;
    } catch (cause) {
      task.reject(cause);
      if (!work.changed && cause instanceof NotPossible) return true;
      this.#day = undefined;
      return false;
    }
  }

  async #settle(tried: readonly Tried[], outcomes: readonly Outcome[]): Promise<Task[]> {
    const again: Task[] = [];
    let held = true; // nothing before this one failed, so what it saw is what is stored
    let i = 0;
    for (const { task, answer, entry } of tried) {
      const outcome = entry === undefined ? undefined : outcomes[i++];
      if (outcome === undefined ? held : outcome.outcome === 'committed') task.resolve(answer);
      else if (outcome === undefined) again.push(task);
      else {
        held = false;
        this.#day = undefined;
        if (outcome.outcome === 'replay') task.resolve(outcome.answer);
        else if (outcome.outcome === 'mismatch') task.reject(new NotPossible('id-used-differently', 'this id was used before with another body'));
        else if (outcome.outcome === 'unknown') await this.#readBack(task);
        else if (this.#neverHolds(task, outcome)) task.reject(new NotPossible('id-used-differently', 'this id stands for something else'));
        else again.push(task);
      }
    }
    return again;
  }

  /** A race is over once the day is read anew. Who finds the same document once more where there was to be none will find it for ever. */
  #neverHolds(task: Task, outcome: Outcome): boolean {
    if (outcome.outcome !== 'conflict' || outcome.expected !== 0 || outcome.kind === 'day') return false;
    const found = `${outcome.kind} ${outcome.id}`;
    const isAgain = this.#stoodThere.get(task) === found;
    this.#stoodThere.set(task, found);
    return isAgain;
  }

  /** Keeps the seats, since nothing else runs on this day, until the command record says what happened. */
  async #readBack(task: Task): Promise<void> {
    if (task.command !== undefined) {
      for (let attempt = 0; attempt < READ_BACKS; attempt += 1) {
        const record = await this.#needs.store.command(task.command.actor, task.command.id).catch(() => undefined);
        if (record !== undefined) return task.resolve(record.answer);
        await this.#needs.pause(attempt);
      }
    }
    task.reject(new NotPossible('outcome-unknown', 'the store has not said whether this was stored: send it again with the same id'));
  }
}
