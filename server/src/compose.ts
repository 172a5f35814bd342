/** Puts the product together from its ports. Start, tests and simulations call it, with ports of their own where they like. */
import { createServer, type Server } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { MINUTE, type SyncAsk } from '@passaggio/contracts';
import { argon2Hasher } from './adapters/argon2/hasher.ts';
import { systemClock, systemTicks } from './adapters/clock/systemClock.ts';
import { estimateTravel } from './adapters/estimate/estimate.ts';
import { randomIds } from './adapters/ids/randomIds.ts';
import { openMongo } from './adapters/mongo/openMongo.ts';
import { openLog } from './adapters/pino/log.ts';
import { openSqlite } from './adapters/sqlite/openSqlite.ts';
import { openFigures } from './adapters/prometheus/figures.ts';
import { webPush } from './adapters/webpush/webPush.ts';
import { solverInThreads } from './adapters/workers/solver.ts';
import { NOBODY, PUSH_SERVICES, type Config } from './config.ts';
import { httpApp } from './http/app.ts';
import { openBuilds } from './http/builds.ts';
import type { DemoControls } from './http/demo.ts';
import type { Inside } from './http/dispatch.ts';
import { faultLine } from './http/faults.ts';
import { securityHeaders } from './http/headers.ts';
import { PATIENCE, drain, listenOn } from './http/serve.ts';
import type { AppFolders } from './http/statics.ts';
import { every } from './jobs/every.ts';
import { measuredRelay, measuredStore, planLevels } from './jobs/measured.ts';
import { openDays } from './jobs/openDays.ts';
import { openPushJob } from './jobs/push.ts';
import { openPurge } from './jobs/purge.ts';
import { openRelay, type Relay } from './jobs/relay.ts';
import { tick, ZONE } from './jobs/tick.ts';
import type { PlanTask } from './matching/planDay.ts';
import type { Clock, Ticks } from './ports/clock.ts';
import type { Hasher } from './ports/hasher.ts';
import type { Ids } from './ports/ids.ts';
import type { Push } from './ports/push.ts';
import { reads as readsOf } from './ports/reads.ts';
import type { Solver } from './ports/solver.ts';
import type { Store } from './ports/store.ts';
import type { Travel } from './ports/travel.ts';
import { openSockets, type Sockets } from './sockets/sockets.ts';
import { accountsOf } from './usecases/accounts/enrol.ts';
import { firstCoordinator } from './usecases/accounts/firstCoordinator.ts';
import { accountHandlers } from './usecases/accounts/handlers.ts';
import { takeUp, type Use } from './usecases/accounts/installation.ts';
import { findRider, type Asker, type LookUpNeeds } from './usecases/accounts/lookUps.ts';
import { secretsFrom } from './usecases/accounts/secrets.ts';
import { pepperedHasher } from './usecases/accounts/pins.ts';
import { dropExpired, type AccountNeeds } from './usecases/accounts/sessions.ts';
import { openTries } from './usecases/accounts/tries.ts';
import { admitDay } from './usecases/days/admit.ts';
import { openBudgets, type Budgets } from './usecases/budgets.ts';
import { openBook } from './usecases/days/book.ts';
import { loadDay } from './usecases/days/load.ts';
import { decide } from './usecases/decide.ts';
import type { Actor, Handlers } from './usecases/handlers.ts';
import { listPoles } from './usecases/places/listPoles.ts';
import { setUpPole } from './usecases/places/setUpPole.ts';
import { dayHandlers } from './usecases/plans/dayHandlers.ts';
import { dropPhones, putPhone, type PhoneNeeds } from './usecases/push/phones.ts';
import { myRides } from './usecases/rides/myRides.ts';
import { rideHandlers } from './usecases/rides/rideHandlers.ts';
import { myRuns } from './usecases/runs/myRuns.ts';
import { runKeys } from './usecases/runs/runKeys.ts';
import { recordFacts } from './usecases/runs/recordFacts.ts';
import { openLockedView } from './usecases/lockedView.ts';
import { snapshotOf } from './usecases/snapshot.ts';
import { sync, type SyncNeeds } from './usecases/sync.ts';

export interface Ports {
  readonly store: Store;
  readonly clock: Clock;
  /** Without it: this machine's. */
  readonly ticks?: Ticks;
  readonly ids: Ids;
  readonly hasher: Hasher;
  readonly travel: Travel;
  readonly solver: Solver;
  /** Without it: web push in nobody's name. */
  readonly push?: Push;
  readonly log: Logger;
  /** Of the installation: at least 32 characters. */
  readonly secret: string;
  /** How long and how a day is optimised. */
  readonly budget: PlanTask['budget'];
  readonly apps: AppFolders | undefined;
  /** Opens `/demo`, which may frame our pages; never in an installation that people use. */
  readonly demo?: DemoControls;
  /** Addresses of proxies in front, whose word on the client's address is taken. */
  readonly proxies?: readonly string[];
  /** Without them: those of `domain/budgets.ts`. A walk over the whole interface has none. */
  readonly budgets?: Budgets;
  /** Opens `/metrics`; without it nothing is measured. */
  readonly metricsToken?: string | undefined;
}

export interface Product {
  /** What doors call; `http/inProcess` makes a `fetch` of it. */
  readonly inside: Inside;
  readonly relay: Relay;
  /** Resolves when phones that take push have been told what is stored now. */
  pushed(): Promise<void>;
  /** Does everything that is due by the clock. */
  tick(): Promise<void>;
  /** Binds the store to what it is for; throws StoreRefused where that is something else. */
  takeUp(use: Use): Promise<void>;
  /** Makes the first coordinator in an empty store; false where there is one. */
  firstCoordinator(number: string, pin: string): Promise<boolean>;
  listen(port: number, host: string): Promise<string>;
  close(): Promise<void>;
}

/** A plan of a pole's day takes at most this; the cut-off has 28 of them to do. */
export const BUDGET = { seed: 1, iterations: 20_000, seconds: 10 } as const;

/** Milliseconds that the work of a tick under way is waited for at the end. */
const LAST_TICK = 2_000;

export async function openStore(store: Config['store']): Promise<Store> {
  return store.kind === 'sqlite' ? openSqlite({ path: store.folder, thread: true }) : openMongo({ url: store.url });
}

export async function defaultPorts(config: Config, secret: string, apps: AppFolders | undefined): Promise<Ports> {
  return {
    store: await openStore(config.store),
    clock: systemClock,
    ids: randomIds,
    hasher: argon2Hasher(),
    travel: estimateTravel(),
    solver: solverInThreads(2),
    push: webPush({ secret, contact: config.pushContact, services: config.pushServices }),
    log: openLog(config.logLevel),
    proxies: config.proxies,
    metricsToken: config.metricsToken,
    secret,
    budget: BUDGET,
    apps,
  };
}

export function compose(given: Ports): Product {
  const figures = given.metricsToken === undefined ? undefined : openFigures();
  const ports = figures === undefined ? given : { ...given, store: measuredStore(given.store, figures) };
  const { store, clock, log, travel } = ports;
  const push = ports.push ?? webPush({ secret: ports.secret, contact: NOBODY, services: PUSH_SERVICES });
  const ticks = ports.ticks ?? systemTicks;
  const reads = readsOf(store.rows);
  const relay = openRelay(store, (cause) => log.error({ what: 'relay', fault: faultLine(cause) }, 'job'));
  let sockets: Sockets | undefined;
  const secrets = secretsFrom(ports.secret);
  const accounts: AccountNeeds = {
    ...ports,
    hasher: pepperedHasher(ports.hasher, secrets),
    reads,
    secrets,
    tries: openTries({ store, reads, clock }),
    ended: (session) => sockets?.endSession(session),
  };
  const book = openBook({
    store,
    now: () => clock.now(),
    load: (at, held, turn) => loadDay(at, held, { reads, travel, turn }),
    pause: (attempt) => pause(Math.min(2_000, 50 * 2 ** attempt)),
    admit: (at) => admitDay(at, { reads, clock }),
  });
  const lookUps: LookUpNeeds = { ...accounts, book };
  const needs = { ...ports, reads, book, decide, findRider: (number: string, asker: Asker) => findRider(number, asker, lookUps) };
  const streams = { ...needs, snapshotOf: (stream: string) => snapshotOf(stream, needs) };
  const syncNeeds: SyncNeeds = { ...streams, locked: openLockedView(streams), build: openBuilds(ports.apps, () => clock.now()) };
  const failed = (what: string, cause: unknown) => log.error({ what, fault: faultLine(cause) }, 'job');
  const pushJob = openPushJob({ ...ports, push, reads, failed: (cause) => failed('push', cause) });
  const phones: PhoneNeeds = { ...ports, push, reads, cardsOf: (rider) => myRides(rider, needs), put: pushJob.put };
  const handlers: Handlers = {
    ...rideHandlers(needs),
    ...dayHandlers(needs),
    ...accountHandlers({ ...accounts, findRider: needs.findRider }),
    ...pushHandlers(phones),
    listPoles: () => listPoles(reads),
    setUpPole: ({ actor, params, body }) =>
      setUpPole(params.pole, body, decide(actor, `setUpPole ${params.pole}`, body), {
        ...needs,
        accountsOf: (people, asker) => accountsOf(people, asker, { ...accounts, ...lookUps }),
      }),
    myRuns: async ({ actor }) => {
      const runs = await myRuns(actor.account, needs);
      const keys = await Promise.all(runs.filter(({ state }) => state !== 'ended').map(({ run }) => runKeys(run, needs)));
      return { now: clock.now(), runs, keys };
    },
    recordFacts: ({ actor, body }) => recordFacts(actor, body, needs),
    ...syncHandlers((ask, actor) => sync(ask, actor, syncNeeds)),
  };
  const inside: Inside = { handlers, accounts, budgets: ports.budgets ?? openBudgets(clock) };
  const purge = openPurge(store, ZONE);
  const runTick = async () => {
    await dropExpired(accounts).catch((cause: unknown) => failed('expired sessions', cause));
    await sockets?.endStale().catch((cause: unknown) => failed('stale sockets', cause));
    await tick(clock.now(), { ...needs, failed, cutoff: { ...needs, failed: (day, cause) => failed(`cut-off ${day.id}`, cause) } });
    await pushJob.tick().catch((cause: unknown) => failed('push', cause));
    await purge(clock.now()).catch((cause: unknown) => failed('purge', cause));
  };
  const metrics = figures === undefined ? undefined : { figures, token: ports.metricsToken! };
  figures?.follow({ tasks: () => book.waiting(), sockets: () => sockets?.open() ?? 0, plans: () => planLevels(clock.now(), ZONE, reads) });
  let stopTicking = () => {};
  let ticking: Promise<void> = Promise.resolve();
  let server: Server | undefined;
  let closing: Promise<void> | undefined;
  const close = async () => {
    stopTicking();
    if (server !== undefined) await drain(server, async () => sockets?.close()); // ends the HTTP server too
    relay.close();
    await pushJob.close();
    figures?.close();
    await Promise.race([ticking, pause(LAST_TICK, undefined, { ref: false })]); // a plan that takes longer is made again after the next start
    await ports.solver.close();
    await store.close();
  };

  return {
    inside,
    relay,
    pushed: () => pushJob.idle(),
    tick: runTick,
    takeUp: (use) => takeUp(use, accounts),
    firstCoordinator: (number, pin) => firstCoordinator(number as never, pin as never, accounts),
    async listen(port, host) {
      server = createServer(
        PATIENCE,
        httpApp({ ...inside, log, ready: () => store.ping(), apps: ports.apps, proxies: ports.proxies ?? [], metrics, demo: ports.demo }),
      );
      sockets = openSockets(server, {
        accounts,
        relay: figures === undefined ? relay : measuredRelay(relay, clock, figures),
        sync: syncNeeds,
        ticks,
        headers: securityHeaders(ports.demo !== undefined),
      });
      const origin = await listenOn(server, port, host);
      void pushJob.tick().catch((cause: unknown) => failed('push', cause)); // what was missed while no server ran
      void openDays(clock.now(), { ...needs, over: () => closing !== undefined, failed }).catch((cause: unknown) => failed('opening days', cause));
      stopTicking = every(MINUTE, () => (ticking = runTick()), { ticks, failed: (cause) => failed('tick', cause) });
      return origin;
    },
    close: () => (closing ??= close()),
  };
}

function pushHandlers(phones: PhoneNeeds): Pick<Handlers, 'pushKey' | 'putPush' | 'dropPush'> {
  return {
    pushKey: () => Promise.resolve({ key: phones.push.key }),
    putPush: ({ actor, body }) => putPhone(actor, body, phones),
    dropPush: ({ actor }) => dropPhones(actor, phones),
  };
}

function syncHandlers(catchUp: (ask: SyncAsk, actor: Actor) => ReturnType<typeof sync>): Pick<Handlers, 'riderSync' | 'driverSync' | 'staffSync'> {
  const one = ({ actor, query }: { readonly actor: Actor; readonly query: { stream: string; epoch: string; after: string } }) =>
    catchUp({ stream: query.stream, epoch: query.epoch, after: Number(query.after) }, actor);
  return { riderSync: one, driverSync: one, staffSync: one };
}
