/** The real product, in process, on a real store: only clock, ids, hasher and the solver's budget are the simulation's. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';
import { client, type Call, type EpochMs } from '@passaggio/contracts';
import { random } from '@passaggio/fixtures';
import { estimateTravel } from '../../server/src/adapters/estimate/estimate.ts';
import { startMongo } from '../../server/src/adapters/mongo/testing/startMongo.ts';
import { compose, openStore, type Ports, type Product } from '../../server/src/compose.ts';
import { inProcess } from '../../server/src/http/inProcess.ts';
import type { Listener } from '../../server/src/jobs/relay.ts';
import { planDay } from '../../server/src/matching/planDay.ts';
import { growing, type Growth } from './growth.ts';
import { listenedLog, phonesOverHttp, type Listener as Heard } from './overHttp.ts';

export type StoreKind = 'sqlite' | 'mongodb';

export interface Premises {
  readonly store: StoreKind;
  readonly seed: number;
  readonly poles: number;
}

export interface Running {
  /** What the product logged as a fault, in words. */
  readonly faults: readonly string[];
  /** Requests that another server answered than the one before. */
  readonly switched: number;
  /** A phone: a client with cookies of its own. With several servers each request goes to any of them. */
  phone(): Call;
  subscribe(stream: string, listener: Listener): Promise<void>;
  /** Of one server: each of several ticks at another moment. */
  tick(): Promise<void>;
  /** Resolves when all events stored were handed over. */
  idle(): Promise<void>;
  /** Every server closes and opens again on the same store; whoever listened must subscribe again. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export const COORDINATOR = { number: '10000001', pin: '4826' } as const;
/** Two days of 5,000 riders are 3 GB; a disk's syncs are a fifth of the time, and prove nothing here. */
const MEMORY = '/dev/shm';
const PLENTY = 8e9;
/** A step costs a millisecond or two: a single pole is searched longer than each of all. */
const stepsFor = (poles: number) => Math.max(400, Math.round(2000 / poles));
/** SQLite is for one process (docs/store.md). */
const SERVERS = { sqlite: 1, mongodb: 2 } as const;

/** @param listener  of a play over HTTP; without one it goes through the same door in process */
export async function openProduct({ store: kind, seed, poles }: Premises, now: () => number, listener?: Heard): Promise<Running> {
  const place = await openEmpty(kind);
  const faults: string[] = [];
  const growth: Growth = new Set();
  const ids = seededIds(seed);
  const draw = random(`servers ${seed}`);
  const openOne = async () =>
    compose({
      store: kind === 'mongodb' ? growing(await place.open(), growth) : await place.open(),
      clock: { now: () => now() as EpochMs },
      ids,
      hasher: { hash: (secret) => Promise.resolve(`plain ${secret}`), verify: (stored, secret) => Promise.resolve(stored === `plain ${secret}`) },
      travel: estimateTravel(),
      solver: { planDay: (task) => Promise.resolve().then(() => planDay(task, () => 0)), close: () => Promise.resolve() },
      log: listener === undefined ? counting((words) => faults.push(words)) : listenedLog(listener, (words) => faults.push(words)),
      secret: `a secret of simulation ${seed}, long enough`,
      budget: { seed, iterations: stepsFor(poles), seconds: Infinity },
      apps: undefined,
    });
  let servers: Product[] = [];
  const open = async () => {
    servers = [];
    for (let i = 0; i < SERVERS[kind]; i += 1) servers.push(await openOne());
  };
  const close = async () => {
    for (const server of servers) await server.close();
  };
  await open();
  await servers[0]!.firstCoordinator(COORDINATOR.number, COORDINATOR.pin);
  let [last, switched] = [servers[0]!, 0];
  const any = () => {
    const server = servers.length === 1 ? servers[0]! : draw.pick(servers);
    if (server !== last) switched += 1;
    last = server;
    return server;
  };
  return {
    faults,
    get switched() {
      return switched;
    },
    phone: listener === undefined ? () => client(inProcess(() => any().inside)) : phonesOverHttp(any, listener),
    subscribe: async (stream, listener) => void (await any().relay.subscribe(stream, listener)),
    tick: () => any().tick(),
    async idle() {
      for (const server of servers) await server.relay.idle();
    },
    async restart() {
      await close();
      await open();
      last = servers[0]!;
    },
    async close() {
      await close();
      await place.remove();
    },
  };
}

interface Place {
  open(): Promise<Ports['store']>;
  remove(): Promise<void>;
}

async function openEmpty(kind: StoreKind): Promise<Place> {
  if (kind === 'sqlite') {
    const folder = mkdtempSync(join(existsSync(MEMORY) && freemem() > PLENTY ? MEMORY : tmpdir(), 'passaggio-simulate-'));
    return { open: () => openStore({ kind, folder }), remove: () => Promise.resolve(rmSync(folder, { recursive: true, force: true })) };
  }
  const mongo = await startMongo();
  if (mongo === undefined) throw new Error('no mongod on this machine: see the words above, or take --store sqlite');
  const url = new URL(mongo.url);
  url.pathname = '/simulate';
  return { open: () => openStore({ kind, url: url.href }), remove: () => mongo.stop() };
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
