/** The evening peak: k6 against the product in a process of its own, then every accepted seat read back from a server started anew. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CommandId, EpochMs, ServiceDate } from '@passaggio/contracts';
import { world, type WorldPole } from '@passaggio/fixtures';
import { addDays, serviceDateAt } from '../../../server/src/domain/time.ts';
import { inTurns } from '../stage/figures.ts';
import { signIn } from '../stage/people.ts';
import { openPlace, type Place, type StoreKind } from '../stage/place.ts';
import { profileFolder, profileWords } from '../stage/profile.ts';
import { callsWith, coordinatorOf, startServer, type Server } from '../stage/server.ts';
import { peakOf, type Peak, type Step } from './plan.ts';

export interface Asked {
  readonly store: StoreKind;
  readonly seed: number;
  readonly rate: number;
  readonly seconds: number;
  readonly profile: boolean;
}

export interface PeakFigures {
  readonly rate: number;
  readonly requests: number;
  readonly dropped: number;
  readonly errorShare: number;
  /** Milliseconds, as the generator saw them. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
  /** Of the requests before the peak, to a server that has just started. */
  readonly warm: Readonly<Record<'p50' | 'p95' | 'max', number>>;
  readonly p95Of: Readonly<Record<'book' | 'cancel' | 'read', number>>;
  readonly answers: Readonly<Record<'accepted' | 'waiting' | 'refused' | 'pending', number>>;
  readonly lost: readonly string[];
  /** From `/metrics`, milliseconds. */
  readonly insertionMean: number;
  readonly insertionWithin5: number;
  readonly commitMean: number;
  readonly commits: number;
  readonly entriesACommit: number;
  readonly unknownOutcomes: number;
  readonly eventLoopMax: number;
  /** Processor time of all threads of the product since it began: the rest is waiting. */
  readonly cpuSeconds: number;
  readonly memoryMb: number;
  readonly profile: string | undefined;
}

const RIDERS = 30_000;
const POLES = 28;
/** Seats are for this share of the riders of a date; a seat is used this often on a day (bench/results/simulate.md). */
const SERVED = 0.6;
const RIDERS_A_SEAT = 2.5;
/** Before the peak, and not part of its figures but for `warm`: a server that has run since the morning has compiled its code. */
const WARM = { rate: 100, seconds: 10 } as const;

/** A service date so many days from now. */
const dateIn = (days: number, now: number): ServiceDate => addDays(serviceDateAt(now as EpochMs, 'Europe/Rome'), days);

/** The day after tomorrow and the one after that: no cut-off comes in between. */
export const datesFrom = (now: number): ServiceDate[] => [dateIn(2, now), dateIn(3, now)];

/** 28 poles whose fleets have seats for a share of the riders. */
export function polesFor(seed: number, riders: number, served: number): WorldPole[] {
  const ofPole = Math.ceil(riders / POLES);
  return world(seed, { ridersOf: () => ofPole, ridersPerSeat: RIDERS_A_SEAT / served });
}

export async function setUp(origin: string, poles: readonly WorldPole[]): Promise<void> {
  const coordinator = await coordinatorOf(origin);
  for (const { pole, setup } of poles) await coordinator('setUpPole', { params: { pole }, body: { ...setup, id: `set-up-${pole}-load` as CommandId } });
}

export async function peak({ store: kind, seed, rate, seconds, profile }: Asked, k6: string, say: (words: string) => void): Promise<PeakFigures> {
  const dates = datesFrom(Date.now());
  const poles = polesFor(seed, RIDERS / dates.length, SERVED);
  const plan = peakOf(poles, { seed, riders: RIDERS, rate, count: WARM.rate * WARM.seconds + rate * seconds, dates });
  const place = await openPlace(kind);
  try {
    say(`${kind}, ${rate}/s: signing ${RIDERS} riders in`);
    const store = await place.open();
    await signIn(plan.riders, 'rider', store, Date.now());
    await store.close();
    const folder = profile ? profileFolder(place.folder) : undefined;
    let server = await startServer(place, { profile: folder });
    await setUp(server.origin, poles);
    say(`${kind}, ${rate}/s: ${plan.steps.length} requests in ${WARM.seconds} + ${seconds} s`);
    const sent = await send(k6, { server, place, plan, rate, seconds });
    const figures = await productFigures(server);
    await server.stop();
    server = await startServer(place);
    say(`${kind}, ${rate}/s: reading ${sent.accepted.length} accepted seats back`);
    const lost = await readBack(server.origin, plan, sent.accepted);
    await server.stop();
    return { rate, ...sent.figures, ...figures, lost, profile: folder === undefined ? undefined : profileWords(folder) };
  } finally {
    await place.remove();
  }
}

interface Sending {
  readonly server: Server;
  readonly place: Place;
  readonly plan: Peak;
  readonly rate: number;
  readonly seconds: number;
}

const PEAK_TIMES = 'http_req_duration{scenario:peak}';

type Metrics = Readonly<Record<string, { readonly values: Readonly<Record<string, number>> } | undefined>>;

async function send(k6: string, { server, place, plan, rate, seconds }: Sending) {
  const file = (name: string) => join(place.folder, name);
  writeFileSync(file('steps.json'), JSON.stringify(plan.steps));
  const script = fileURLToPath(new URL('./peak.k6.js', import.meta.url));
  const env = {
    PATH: process.env['PATH'],
    ORIGIN: server.origin,
    STEPS: file('steps.json'),
    SUMMARY: file('summary.json'),
    RATE: `${rate}`,
    SECONDS: `${seconds}`,
    WARM_RATE: `${WARM.rate}`,
    WARM_SECONDS: `${WARM.seconds}`,
  };
  const args = ['run', '--quiet', '--no-usage-report', '--log-output', 'none', '--log-format', 'raw', '--console-output', file('said'), script];
  const [code] = (await once(spawn(k6, args, { stdio: ['ignore', 2, 2], env }), 'exit')) as [number];
  if (code !== 0) throw new Error(`k6 ended with ${code}, expected 0`);
  const metrics = JSON.parse(readFileSync(file('summary.json'), 'utf8')) as Metrics;
  const said = readFileSync(file('said'), 'utf8').split('\n');
  const accepted = said.flatMap((line) => (line.startsWith('accepted ') ? [Number(line.slice('accepted '.length))] : []));
  const value = (metric: string, name: string) => Number((metrics[metric]?.values[name] ?? 0).toFixed(4));
  const p95 = (op: string) => value(`${PEAK_TIMES.slice(0, -1)},op:${op}}`, 'p(95)');
  const warm = (name: string) => value('http_req_duration{scenario:warm}', name);
  const time = (name: string) => value(PEAK_TIMES, name);
  return {
    accepted,
    figures: {
      requests: value('http_reqs{scenario:peak}', 'count'),
      dropped: value('dropped_iterations', 'count'),
      errorShare: value('failed', 'rate'),
      p50: time('med'),
      p95: time('p(95)'),
      p99: time('p(99)'),
      max: time('max'),
      warm: { p50: warm('med'), p95: warm('p(95)'), max: warm('max') },
      p95Of: { book: p95('book'), cancel: p95('cancel'), read: p95('read') },
      answers: {
        accepted: value('accepted', 'count'),
        waiting: value('waiting', 'count'),
        refused: value('refused', 'count'),
        pending: value('pending', 'count'),
      },
    },
  };
}

async function productFigures(server: Server) {
  const figure = await server.figures();
  const mean = (name: string) => Number(((1000 * figure(`${name}_sum`)) / Math.max(1, figure(`${name}_count`))).toFixed(3));
  const [commits, searches] = [figure('passaggio_commit_seconds_count'), figure('passaggio_insertion_seconds_count')];
  return {
    insertionMean: mean('passaggio_insertion_seconds'),
    insertionWithin5: Number((figure('passaggio_insertion_seconds_bucket{le="0.005"}') / Math.max(1, searches)).toFixed(4)),
    commitMean: mean('passaggio_commit_seconds'),
    commits,
    entriesACommit: Number((figure('passaggio_commit_entries_total{outcome="committed"}') / Math.max(1, commits)).toFixed(2)),
    unknownOutcomes: figure('passaggio_commit_entries_total{outcome="unknown"}'),
    cpuSeconds: Number(figure('process_cpu_seconds_total').toFixed(1)),
    eventLoopMax: Math.round(1000 * figure('nodejs_eventloop_lag_max_seconds')),
    memoryMb: Math.round(figure('process_resident_memory_bytes') / 1e6),
  };
}

const READERS = 16;

/** @returns ids that were answered with accepted and that the rider's page does not show as it should */
async function readBack(origin: string, { steps }: Peak, accepted: readonly number[]): Promise<string[]> {
  const cancelled = new Set(steps.flatMap((step) => ('cancel' in step ? [step.cancel] : [])));
  const lost: string[] = [];
  await inTurns(accepted, READERS, async (n) => {
    const step = steps[n] as Step & { readonly book: { readonly id: string } };
    const { id } = step.book;
    const { cards } = await callsWith(origin, 'rider', step.token)('myRides', {});
    const card = cards.find((one) => one.ride === id);
    const right = card !== undefined && (card.state === 'accepted' || (card.state === 'cancelled' && cancelled.has(id)));
    if (!right) lost.push(id);
  });
  return lost;
}
