/** What a driver's device says happened. Recorded whatever it is, from whoever held the run; doubts are marked for a person. */
import { createHash } from 'node:crypto';
import {
  Fact,
  type AccountId,
  type EpochMs,
  type FactAnswer,
  type FactDelivery,
  type FactResult,
  type LegName,
  type RideId,
  type RunId,
  type SentAt,
} from '@passaggio/contracts';
import type { Subject } from '../../domain/access.ts';
import { findOutcome, runIdOf, toldWhileAwaited } from '../../domain/days/state.ts';
import type { Fact as StoredFact, Route, Run } from '../../domain/documents.ts';
import { correctedTime } from '../../domain/runs/corrected.ts';
import { fold } from '../../domain/runs/fold.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Reads } from '../../ports/reads.ts';
import { StoreAway } from '../../ports/store.ts';
import { raise } from '../alarms/raise.ts';
import type { DayBook } from '../days/book.ts';
import type { DayWork } from '../days/work.ts';
import { NotPossible } from '../handlers.ts';
import { dayOfRun, findRunFor, viewRun } from './findRun.ts';

export interface FactNeeds {
  readonly book: DayBook;
  readonly reads: Reads;
  readonly clock: Clock;
}

/**
 * Answered item by item: one bad fact does not hold up the others, and what could not be decided now gets no result and is sent again.
 * Order holds within the device. Runs are found for the driver before any fact is looked at; only those are told of.
 *
 * @throws NotPossible `malformed` where no fact of the batch can be read
 * @throws what hindered all of them
 */
export async function recordFacts(driver: Subject, { device, sent, facts }: FactDelivery, { book, reads, clock }: FactNeeds): Promise<FactAnswer> {
  const { readable: all, nameless } = sorted(facts);
  const readable = ofFewRuns(all);
  if (readable.length + nameless.length === 0) throw new NotPossible('malformed', 'no fact of this batch can be read');
  const held = await runsOf(driver, readable, reads);
  const tried = await Promise.allSettled(
    readable.map((fact): Promise<FactResult> => {
      const { counter } = fact;
      if (!held.has(fact.run)) return Promise.resolve({ counter, result: 'not-yours', needsPerson: null });
      return recordOne({ account: driver.account as AccountId, device, sent, fact }, { book, reads });
    }),
  );
  const results = [...nameless, ...tried.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))];
  const differs = new Set(results.filter(({ result }) => result === 'differs').map(({ counter }) => counter));
  const differing = new Set(readable.filter(({ counter }) => differs.has(counter)).map(({ run }) => run));
  await Promise.all([...differing].map((run) => tellOfTwins(run, book)));
  const failed = tried.filter((one) => one.status === 'rejected');
  const away = failed.find(({ reason }) => reason instanceof StoreAway); // for all of them: a batch is sent again as it was
  if (away !== undefined || (results.length === 0 && failed.length > 0)) throw (away ?? failed[0]!).reason;
  const views = await Promise.all([...held].map((run) => viewRun(run, book)));
  return { now: clock.now(), results, runs: views.filter((view) => view !== undefined) };
}

/** Facts in the device's order, apart from what names no run that could be; what cannot be read at all is left to be sent alone. */
function sorted(facts: FactDelivery['facts']): { readonly readable: Fact[]; readonly nameless: FactResult[] } {
  const readable: Fact[] = [];
  const nameless: FactResult[] = [];
  for (const one of facts.toSorted((a, b) => a.counter - b.counter)) {
    const fact = Fact.safeParse(one);
    if (fact.success) readable.push(fact.data);
    else if (fact.error.issues.every(({ path }) => path[0] === 'run')) nameless.push({ counter: one.counter, result: 'unknown-run', needsPerson: null });
  }
  return { readable, nameless };
}

/** A phone's queue names one run a day; each of them is read for the driver. */
const RUNS_AT_ONCE = 20;

/** Those of the first runs that are named: the others get no result, and are sent again once these are answered. */
function ofFewRuns(facts: readonly Fact[]): readonly Fact[] {
  const runs = new Set([...new Set(facts.map(({ run }) => run))].slice(0, RUNS_AT_ONCE));
  return facts.filter(({ run }) => runs.has(run));
}

async function runsOf(driver: Subject, facts: readonly Fact[], reads: Reads): Promise<Set<RunId>> {
  const found = await Promise.all([...new Set(facts.map(({ run }) => run))].map((run) => findRunFor(driver, run, reads)));
  return new Set(found.flatMap((run) => (run === undefined ? [] : [run.id as RunId])));
}

/** Two phones use one device's numbers, e.g. after a profile was copied: staff are told, once a run. */
async function tellOfTwins(run: RunId, book: DayBook): Promise<void> {
  const at = dayOfRun(run);
  await book.change(at, undefined, (work) => {
    const held = work.day.runs.get(at.vehicle);
    if (held === undefined) return;
    raise(work, { kind: 'fact-conflict', run, about: `${at.vehicle}.twin`, detail: `bus ${held.plate}: two phones with one device number, look at both` });
  });
}

/** A fact as it came in. */
interface Delivery {
  readonly account: AccountId;
  readonly device: string;
  readonly sent: SentAt | undefined;
  readonly fact: Fact;
}

const idOf = ({ device, fact }: Pick<Delivery, 'device' | 'fact'>) => `${device}.${fact.counter}`;

/** @param delivery  of a run that the driver holds */
async function recordOne(delivery: Delivery, { book, reads }: Pick<FactNeeds, 'book' | 'reads'>): Promise<FactResult> {
  const { device, fact } = delivery;
  const bodyHash = createHash('sha256').update(JSON.stringify(fact)).digest('hex');
  const decision = { actor: `device:${device}`, id: String(fact.counter), bodyHash };
  const { counter } = fact;
  let fresh = false;
  try {
    const result = await book.change(
      dayOfRun(fact.run),
      decision,
      (work, before: StoredFact | undefined): FactResult => {
        if (before !== undefined && before.bodyHash !== bodyHash) throw new NotPossible('id-used-differently', 'this fact was stored with another body');
        if (before !== undefined) return { counter, result: 'replay', needsPerson: before.needsPerson };
        fresh = true;
        return { counter, ...record(work, delivery, bodyHash) };
      },
      () => reads.facts.find(idOf(delivery)), // facts outlive the records of commands (ST4)
    );
    return fresh ? result : { ...result, result: 'replay' };
  } catch (cause) {
    if (!(cause instanceof NotPossible)) throw cause;
    const results = { 'id-used-differently': 'differs', 'too-many-requests': 'replay', 'unknown-run': 'unknown-run', 'unknown-pole': 'unknown-run' } as const;
    const result = results[cause.code as keyof typeof results];
    if (result === undefined) throw cause;
    return { counter, result, needsPerson: null };
  }
}

function record(work: DayWork, { account, device, sent, fact }: Delivery, bodyHash: string): Pick<FactResult, 'result' | 'needsPerson'> {
  const { vehicle } = dayOfRun(fact.run);
  const run = work.day.runs.get(vehicle);
  const route = work.day.routes.get(vehicle);
  if (run === undefined || route === undefined) throw new NotPossible('unknown-run', 'no such run');
  const left = mostFacts(route) - (work.day.facts.get(fact.run)?.length ?? 0);
  if (left <= 0) throw new NotPossible('too-many-requests', 'more facts than a run can have: it stands as it is');
  const { corrected, uncertainty } = correctedTime(fact, sent, work.now);
  const before = run.needsPerson.length;
  const { act, counter, deviceTime } = fact;
  work.fact({
    id: idOf({ device, fact }),
    run: fact.run,
    device,
    counter,
    account,
    act,
    deviceTime,
    received: work.now,
    corrected,
    uncertainty,
    bodyHash,
    needsPerson: null,
  });
  const folded = refold(work, run, route);
  tellOtherRuns(work, run, folded);
  const needsPerson = folded.needsPerson.length > before ? folded.needsPerson.at(-1)!.what : null;
  alarms(work, run, folded, route);
  told(work, act, folded, route);
  if (left === 1) raise(work, { kind: 'fact-conflict', run: fact.run, about: `${vehicle}.full`, detail: 'so many taps that no more are taken' });
  return { result: 'taken', needsPerson };
}

/** Taps that a driver can honestly make: each person on, off and put right again, each stop, and some. Without a limit one phone could fill the store. */
const mostFacts = ({ stops }: Route): number => stops.reduce((sum, { on, off }) => sum + 20 + 10 * (on.length + off.length), 100);

function refold(work: DayWork, run: Run, route: Route): Run {
  const { day } = work;
  const seats = day.config.vehicles.get(run.vehicle)!.seats;
  const told = (ride: RideId, leg: LegName): EpochMs | null => toldWhileAwaited(day, ride, leg);
  const { version, schema, ...rest } = run;
  return work.run({ ...rest, ...fold(route, seats, day.facts.get(run.id as RunId) ?? [], told) });
}

/** Whoever did not ride out is not awaited on the way home, which may be another vehicle's run (P10). */
function tellOtherRuns(work: DayWork, before: Run, after: Run): void {
  const outOf = (run: Run) => new Map(run.outcomes.filter((one) => one.leg === 'outbound').map((one) => [one.ride, one.state]));
  const [was, is] = [outOf(before), outOf(after)];
  for (const ride of new Set([...was.keys(), ...is.keys()])) if (was.get(ride) !== is.get(ride)) work.touchRuns(ride);
}

/** What the driver says of the bus. Said twice at one stop it is one alarm. */
function told(work: DayWork, act: Fact['act'], run: Run, route: Route): void {
  const last = route.stops.findLast(({ stop }) => run.arrived[stop] !== undefined);
  const at = { run: runIdOf(route), ...(last !== undefined && { place: last.place }), about: `${route.vehicle}.${last?.stop ?? 'depot'}` };
  const bus = `bus ${run.plate}`;
  if (act.act === 'trouble') raise(work, { kind: act.trouble, ...at, detail: `${bus}, ${boarded(run)} on board` });
  if (act.act === 'start' && act.check !== undefined && act.check.faults.length > 0)
    raise(work, { kind: 'vehicle-check', ...at, detail: `${bus}: ${act.check.faults.join(', ')}` });
}

const boarded = (run: Run): number => run.outcomes.filter((one) => one.state === 'boarded').length;

/** Of one run that are alarms of their own; by then somebody is looking at it. */
const DOUBTS = 20;

/** What the fold found that a person must look at. */
function alarms(work: DayWork, before: Run, after: Run, route: Route): void {
  const run = runIdOf(route);
  for (const outcome of after.outcomes) {
    const ride = work.day.rides.get(outcome.ride);
    if (ride === undefined || before.outcomes.some((one) => one.ride === outcome.ride && one.leg === outcome.leg && one.state === outcome.state)) continue;
    const about = `${outcome.leg}.${ride.id}`;
    if (outcome.state === 'missed') raise(work, { kind: 'left-behind', ride, run, place: ride.boardingPlace, about, detail: 'missed by us' });
    if (outcome.state === 'not-here' && findOutcome(work.day, outcome.ride, 'outbound')?.state !== 'no-show') {
      raise(work, { kind: 'not-here', ride, run, place: ride.site, about, detail: 'not found at the gate' });
    }
  }
  after.needsPerson.slice(before.needsPerson.length, DOUBTS).forEach(({ what }, i) => {
    raise(work, { kind: 'fact-conflict', run, about: `${route.vehicle}.${before.needsPerson.length + i}`, detail: what });
  });
}
