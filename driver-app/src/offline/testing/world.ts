/** A server that keeps facts, a network that fails as told, and devices with tabs, for tests of the queue. */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { NoAnswer, ProblemError, problems, whole, type AccountId, type FactAnswer, type FactBatch, type ProblemCode, type RunView } from '@passaggio/contracts';
import { openDatabase, type Database } from '../database.ts';
import { record, type Recording } from '../factQueue.ts';
import type { Tap } from '../decide.ts';
import { hearRuns } from '../runsKept.ts';
import { openSender, type Sender } from '../sender.ts';
import type { Now } from '../time.ts';
import { driverView } from '../view.ts';
import { morning } from './morning.ts';

/** `lost`: did not arrive. `unheard`: stored, the answer was lost. `bare`: answered without the runs. */
export type Network = 'up' | 'lost' | 'unheard' | 'bare' | ProblemCode;

export class FakeServer {
  readonly stored = new Map<string, string>();
  readonly log: FactBatch['facts'] = [];
  readonly batches: number[][] = [];
  network: Network = 'up';
  /** Facts of these counters cannot be read. */
  unreadable = new Set<number>();
  /** A batch with one of these fails as a whole. */
  poisoned = new Set<number>();
  /** Answered so instead of being kept. */
  refuses = new Map<number, FactAnswer['results'][number]['result']>();
  holder = 'driver-3';
  version = 1;

  send(batch: FactBatch, account: string): FactAnswer {
    this.batches.push(batch.facts.map((fact) => fact.counter));
    if (this.network === 'lost') throw new NoAnswer('lost');
    if (this.network !== 'up' && this.network !== 'bare' && this.network !== 'unheard') throw this.problem(this.network);
    if (batch.facts.some((fact) => this.unreadable.has(fact.counter))) throw this.problem('malformed');
    if (batch.facts.some((fact) => this.poisoned.has(fact.counter))) throw this.problem('outcome-unknown');
    const results = batch.facts.map((fact) => ({ counter: fact.counter, result: this.#take(batch.device, fact, account), needsPerson: null }));
    if (this.network === 'unheard') throw new NoAnswer('unheard');
    return { now: 0 as FactAnswer['now'], results, runs: this.network === 'bare' ? [] : [this.run()] };
  }

  /** The run with every stored fact. */
  run(): RunView {
    const facts = this.log.map((fact) => ({ act: fact.act, at: fact.deviceTime }));
    const { carried: _, unseen: __, ...run } = driverView(morning({ version: this.version + this.log.length }), [], facts);
    return run;
  }

  /** Seconds, with each problem. */
  retryAfter: number | undefined;
  problem = (code: ProblemCode) => new ProblemError({ type: '', title: '', status: problems[code], code }, this.retryAfter);

  #take(device: string, fact: FactBatch['facts'][number], account: string): FactAnswer['results'][number]['result'] {
    const refused = this.refuses.get(fact.counter);
    if (refused !== undefined) return refused;
    const id = `${device}.${fact.counter}`;
    const body = JSON.stringify(fact);
    const before = this.stored.get(id);
    if (before !== undefined) return before === body ? 'replay' : 'differs';
    if (account !== this.holder) return 'not-yours';
    this.stored.set(id, body);
    this.log.push(fact);
    return 'taken';
  }
}

export interface Tab {
  readonly db: Database;
  readonly sender: Sender;
  tap(tap: Tap, now: Now): Promise<Recording>;
  /** The process dies: no answer reaches it any more. */
  kill(): void;
}

/** One phone: what it keeps outlives its tabs. */
export class FakeDevice {
  readonly #disk = new IDBFactory();
  readonly server: FakeServer;
  account: AccountId | undefined = 'driver-3' as AccountId;
  signedOut = 0;
  newIds = 0;
  timers: (() => void)[] = [];
  /** Of the timer set last. */
  wait = 0;
  /** When set, an answer waits for it. */
  gate: Promise<void> = Promise.resolve();
  #lock: Promise<unknown> = Promise.resolve();

  constructor(server: FakeServer) {
    this.server = server;
  }

  async open(): Promise<Tab> {
    globalThis.indexedDB = this.#disk;
    const db = await openDatabase('driver', () => 'device-a');
    await hearRuns(db, 'driver-3' as AccountId, [whole(this.server.run())]);
    let isDead = false;
    const sender = openSender({
      db,
      send: async (batch) => {
        const answer = this.server.send(batch, this.account ?? 'nobody');
        await this.gate;
        if (isDead) throw new NoAnswer('killed');
        return answer;
      },
      account: () => this.account,
      alone: (work) => this.#alone(work),
      after: (ms, act) => {
        this.wait = ms;
        this.timers.push(act);
        return () => void (this.timers = this.timers.filter((one) => one !== act));
      },
      random: () => 0.5,
      changed: () => {},
      signedOut: () => (this.signedOut += 1),
      newId: () => `device-new-${(this.newIds += 1)}`,
    });
    const tap = (what: Tap, now: Now): Promise<Recording> => record(db, morning().run, what, { times: { deviceTime: now.at, contact: null }, now });
    const kill = (): void => {
      isDead = true;
      sender.close();
    };
    return { db, sender, tap, kill };
  }

  #alone<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#lock.then(work, work);
    this.#lock = next.catch(() => undefined);
    return next;
  }
}
