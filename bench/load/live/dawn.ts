/** Dawn: everybody's phone is connected, days are published, the server starts anew and all come back while drivers tap. */
import { cpSync } from 'node:fs';
import { NoAnswer, type Act, type CommandId, type DeviceId, type EpochMs, type LocalTime, type RunView } from '@passaggio/contracts';
import type { WorldPole } from '@passaggio/fixtures';
import { spreadOf, type Spread } from '../stage/figures.ts';
import { personOf } from '../stage/people.ts';
import { openPlace, type Place } from '../stage/place.ts';
import { profileFolder, profileWords } from '../stage/profile.ts';
import { callsOf, coordinatorOf, startServer, type Server } from '../stage/server.ts';
import { addDays, serviceDateAt } from '../../../server/src/domain/time.ts';
import { polesFor } from '../booking/peak.ts';
import { openCrowd, type Crowd } from './crowd.ts';
import { settle } from './settled.ts';
import { signInStorm, type StormFigures } from './signIns.ts';

export interface Asked {
  readonly seed: number;
  readonly phones: number;
  readonly signIns: number;
  readonly profile: boolean;
}

/** What one server did; times in milliseconds. */
export interface LiveFigures {
  readonly connectAll: number;
  readonly memoryMb: number;
  readonly memoryBeforeMb: number;
  /** From the first request to the last phone that was told. */
  readonly publishToAll: number;
  readonly bytesAnEvent: number;
  /** From the server being there again to the last phone that had caught up. */
  readonly backAgain: number;
  readonly failedCatchUps: number;
  /** Longest that the event loop was held up, in each phase. */
  readonly blocked: { readonly connect: number; readonly publish: number; readonly storm: number };
}

export interface DawnFigures extends LiveFigures {
  /** Phones that the publication tells something: the others' sites are too far. */
  readonly told: number;
  /** Answers to drivers during the storm. */
  readonly facts: Spread;
  /** Batches that had no answer and were sent again, as the drivers' app does. */
  readonly factsAgain: number;
  readonly signIns: StormFigures;
  /** Of the server that connects and publishes, and of the one after it; none unless asked for. */
  readonly profiles: readonly string[];
}

/** Enough for everybody. */
const SERVED = 1.6;
const PATIENCE = 120;
/** After it the server plans 28 days by itself, on the processors that are measured. */
const CUTOFF = '23:59' as LocalTime;

/** Where it is day, so that no cut-off comes while it is measured, at whatever hour that is; and the date in Rome, by which drivers see their runs. */
function zoneByDay(now: EpochMs): string {
  const hourIn = (timeZone: string) => Number(new Intl.DateTimeFormat('en', { timeZone, hour: 'numeric', hourCycle: 'h23' }).format(now));
  const isByDay = (zone: string) => hourIn(zone) >= 8 && hourIn(zone) <= 16 && serviceDateAt(now, zone) === serviceDateAt(now, 'Europe/Rome');
  return Intl.supportedValuesOf('timeZone').find((zone) => zone.includes('/') && !zone.startsWith('Etc/') && isByDay(zone))!;
}

export async function dawn({ seed, phones: count, signIns, profile }: Asked, say: (words: string) => void): Promise<DawnFigures> {
  const zone = zoneByDay(Date.now() as EpochMs);
  const serviceDate = addDays(serviceDateAt(Date.now() as EpochMs, zone), 1); // drivers see the runs of today and tomorrow
  const poles = polesFor(seed, count, SERVED).map((one) => ({ ...one, setup: { ...one.setup, zone, cutoff: CUTOFF } }));
  const riders = Array.from({ length: count }, (_, i) => personOf('rider', poles[i % poles.length]!.pole, i));
  const place = await openPlace('sqlite');
  let crowd: Crowd | undefined;
  let server: Server | undefined;
  try {
    say(`giving ${count} riders a seat`);
    const told = await settledOn(place, (quick) => settle(quick, poles, { riders, serviceDate, seed }));
    const [morning, storming] = ['morning', 'storm'].map((phase) => (profile ? profileFolder(place.folder, phase) : undefined));
    server = await startServer(place, { profile: morning });
    const before = await server.figures();
    const phones = riders.map(({ token, account }) => ({ token, stream: `rider:${account}` }));
    crowd = openCrowd(server.origin, phones, place.folder);
    say(`connecting ${count} phones`);
    crowd.order('connect');
    const connectAll = await crowd.until(({ caught }) => caught === count, PATIENCE);
    const connected = await server.figures();

    say(`connected in ${connectAll} ms; publishing to all`);
    const drivers = await driversOf(server, poles);
    const coordinator = await coordinatorOf(server.origin);
    await server.figures();
    crowd.order('forget');
    const publishing = crowd.until(({ heard }) => heard === told, PATIENCE);
    const days = poles.map(({ pole }) =>
      coordinator('publishDay', { params: { pole, serviceDate }, body: { id: `publish-${pole}` as CommandId, version: 0 } }),
    );
    const [publishToAll] = await Promise.all([publishing, ...days]);
    const published = await server.figures();
    const { bytes } = crowd.now();

    say(`told in ${publishToAll} ms; starting anew`);
    await server.stop();
    await crowd.until(({ connected: up }) => up === 0, PATIENCE);
    crowd.order('forget');
    server = await startServer(place, { port: Number(new URL(server.origin).port), profile: storming });
    const back = crowd.until(({ caught }) => caught === count, PATIENCE);
    const facts = await tapUntil(drivers, back);
    const backAgain = await back;
    const stormed = await server.figures();
    const { failed } = crowd.now();
    say(`back in ${backAgain} ms; ${signIns} people sign in`);
    const storm = await signInStorm(server, riders, signIns);
    await crowd.end();
    crowd = undefined;
    await server.stop();
    server = undefined;
    const profiled = [morning, storming].flatMap((folder) => (folder === undefined ? [] : [profileWords(folder)]));
    return {
      told,
      connectAll,
      memoryMb: Math.round(connected('process_resident_memory_bytes') / 1e6),
      memoryBeforeMb: Math.round(before('process_resident_memory_bytes') / 1e6),
      publishToAll,
      bytesAnEvent: Math.round(bytes / told),
      backAgain,
      failedCatchUps: failed,
      blocked: { connect: blockedIn(connected), publish: blockedIn(published), storm: blockedIn(stormed) },
      facts: spreadOf(facts.took),
      factsAgain: facts.again,
      signIns: storm,
      profiles: profiled,
    };
  } finally {
    await crowd?.end();
    await server?.stop(); // whatever failed, nothing goes on
    await place.remove();
  }
}

/** Prepared in memory, then moved to where it is measured. */
async function settledOn<T>(place: Place, prepare: (quick: Place) => Promise<T>): Promise<T> {
  const quick = await openPlace('sqlite', 'memory');
  const prepared = await prepare(quick);
  cpSync(quick.folder, place.folder, { recursive: true });
  await quick.remove();
  return prepared;
}

/** Since the figures were read the last time. */
const blockedIn = (figure: (name: string) => number) => Math.round(1000 * figure('nodejs_eventloop_lag_max_seconds'));

type Driver = ReturnType<typeof callsOf>;

/** One of each pole, signed in. */
async function driversOf({ origin }: Server, poles: readonly WorldPole[]): Promise<Driver[]> {
  return Promise.all(
    poles.map(async ({ setup }) => {
      const { number, pin } = setup.people.find(({ role }) => role === 'driver')!;
      const call = callsOf(origin);
      await call('driverSignIn', { body: { number, pin } });
      return call;
    }),
  );
}

/** Every driver sends what was done so far, stop by stop, and again what had no answer. */
async function tapUntil(drivers: readonly Driver[], over: Promise<unknown>): Promise<{ took: number[]; again: number }> {
  const took: number[] = [];
  let [going, again] = [true, 0];
  const end = over.finally(() => (going = false));
  const turns = drivers.map(async (call, index) => {
    const device = `device-load-${index}` as DeviceId;
    const persist = async <T>(send: () => Promise<T>): Promise<T> => {
      try {
        return await send();
      } catch (cause) {
        if (!(cause instanceof NoAnswer)) throw cause;
        again += 1;
        return persist(send);
      }
    };
    const run = (await persist(() => call('myRuns', {}))).runs.find(({ state }) => state !== 'ended');
    let counter = 0;
    for (const acts of run === undefined ? [] : batchesOf(run)) {
      if (!going) return;
      const facts = acts.map((act) => ({ counter: (counter += 1), run: run!.run, deviceTime: Date.now() as EpochMs, contact: null, act }));
      const began = performance.now();
      await persist(() => call('recordFacts', { body: { device, facts } }));
      took.push(performance.now() - began);
    }
  });
  await Promise.all([end, ...turns]);
  return { took, again };
}

function batchesOf(run: RunView): Act[][] {
  return run.stops.map(({ stop }) => [
    { act: 'arrive', stop },
    { act: 'leave', stop },
  ]);
}
