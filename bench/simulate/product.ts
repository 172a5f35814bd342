/** The real product, in process, on a real store: only clock, ids, hasher and the solver's budget are the simulation's. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';
import { client, type Call, type EpochMs } from '@passaggio/contracts';
import { random } from '@passaggio/fixtures';
import { estimateTravel } from '../../server/src/adapters/estimate/estimate.ts';
import { triesInMemory } from '../../server/src/adapters/limits/tries.ts';
import { startMongo } from '../../server/src/adapters/mongo/testing/startMongo.ts';
import { compose, openStore, type Ports, type Product } from '../../server/src/compose.ts';
import { inProcess } from '../../server/src/http/inProcess.ts';
import { planDay } from '../../server/src/matching/planDay.ts';

export type StoreKind = 'sqlite' | 'mongodb';

export interface Running {
  readonly product: Product;
  /** What the product logged as a fault, in words. */
  readonly faults: readonly string[];
  /** A phone: a client with cookies of its own. */
  phone(): Call;
  close(): Promise<void>;
}

export const COORDINATOR = { number: '10000001', pin: '4826' } as const;
/** Two days of 5,000 riders are 3 GB; a disk's syncs are a fifth of the time, and prove nothing here. */
const MEMORY = '/dev/shm';
const PLENTY = 8e9;
/** A step of the search costs more on a larger day. */
const STEPS = 400;

export async function openProduct(kind: StoreKind, seed: number, now: () => number): Promise<Running> {
  const { store, remove } = await openEmpty(kind);
  const faults: string[] = [];
  const product = compose({
    store: growing(store),
    clock: { now: () => now() as EpochMs },
    ids: seededIds(seed),
    hasher: { hash: (secret) => Promise.resolve(`plain ${secret}`), verify: (stored, secret) => Promise.resolve(stored === `plain ${secret}`) },
    tries: triesInMemory(),
    travel: estimateTravel(),
    solver: { planDay: (task) => Promise.resolve().then(() => planDay(task, () => 0)), close: () => Promise.resolve() },
    log: counting((words) => faults.push(words)),
    secret: `a secret of simulation ${seed}, long enough`,
    budget: { seed, iterations: STEPS, seconds: Infinity },
    apps: undefined,
  });
  await product.firstCoordinator(COORDINATOR.number, COORDINATOR.pin);
  return {
    product,
    faults,
    phone: () => client(inProcess(product.inside)),
    async close() {
      await product.close();
      await remove();
    },
  };
}

async function openEmpty(kind: StoreKind): Promise<{ store: Ports['store']; remove: () => Promise<void> }> {
  if (kind === 'sqlite') {
    const folder = mkdtempSync(join(existsSync(MEMORY) && freemem() > PLENTY ? MEMORY : tmpdir(), 'passaggio-simulate-'));
    return { store: await openStore({ kind, folder }), remove: () => Promise.resolve(rmSync(folder, { recursive: true, force: true })) };
  }
  const mongo = await startMongo();
  if (mongo === undefined) throw new Error('no mongod on this machine: see the words above, or take --store sqlite');
  const url = new URL(mongo.url);
  url.pathname = '/simulate';
  return { store: await openStore({ kind, url: url.href }), remove: () => mongo.stop() };
}

/** Tells of growth when a commit returns, and not when a change stream gets round to it: the same seed, the same order. */
function growing(store: Ports['store']): Ports['store'] {
  const listeners = new Set<(streams: readonly string[]) => void>();
  return {
    ...store,
    async commit(entries, at) {
      const outcomes = await store.commit(entries, at);
      const streams = new Set(outcomes.flatMap((one) => (one.outcome === 'committed' ? one.events.map((event) => event.stream) : [])));
      if (streams.size > 0) for (const listener of listeners) listener([...streams]);
      return outcomes;
    },
    onGrowth(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

const silent = () => {};

/** Faults that the product logs and survives, e.g. a day that could not be optimised and was published from its draft. */
function counting(tell: (words: string) => void): Ports['log'] {
  const fault = (what: unknown) => tell(JSON.stringify(what).slice(0, 600));
  return { trace: silent, debug: silent, info: silent, warn: silent, error: fault, fatal: fault } as unknown as Ports['log'];
}

function seededIds(seed: number): Ports['ids'] {
  const draw = random(`ids ${seed}`);
  const text = (length: number) => Array.from({ length }, () => 'abcdefghijklmnopqrstuvwxyz0123456789'[draw.int(0, 35)]!).join('');
  return { token: () => text(40), id: () => text(16), digits: (count) => Array.from({ length: count }, () => draw.int(0, 9)).join('') };
}
