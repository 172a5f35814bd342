/** What a driver's device says happened. Recorded whatever it is, from whoever held the run; doubts are marked for a person. */
import { createHash } from 'node:crypto';
import type { AccountId, EpochMs, Fact, FactAnswer, FactBatch, FactResult, LegName, RideId, RunId, SentAt } from '@passaggio/contracts';
import { findOutcome, runIdOf, toldWhileAwaited } from '../../domain/days/state.ts';
import type { Fact as StoredFact, Route, Run } from '../../domain/documents.ts';
import { correctedTime } from '../../domain/runs/corrected.ts';
import { fold } from '../../domain/runs/fold.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Reads } from '../../ports/reads.ts';
import { raise } from '../alarms/raise.ts';
import type { DayBook } from '../days/book.ts';
import type { DayWork } from '../days/work.ts';
import { NotPossible } from '../handlers.ts';
import { dayOfRun, findRun } from './findRun.ts';

export interface FactNeeds {
  readonly book: DayBook;
  readonly clock: Clock;
  readonly reads: Pick<Reads, 'facts'>;
}

/** Answered item by item: one bad fact does not hold up the others. Order holds within the device. */
export async function recordFacts(account: AccountId, { device, sent, facts }: FactBatch, { book, clock, reads }: FactNeeds): Promise<FactAnswer> {
  const inOrder = facts.toSorted((a, b) => a.counter - b.counter);
  const results = await Promise.all(inOrder.map((fact) => recordOne({ account, device, sent, fact }, book, reads)));
  const differing = new Set(inOrder.filter((_, i) => results[i]!.result === 'differs').map((fact) => fact.run));
  await Promise.all([...differing].map((run) => tellOfTwins(run, account, book)));
  const runs = [...new Set(inOrder.filter((_, i) => results[i]!.result !== 'unknown-run' && results[i]!.result !== 'not-yours').map((fact) => fact.run))];
  const views = await Promise.all(runs.map((run) => findRun(run, book)));
  return { now: clock.now(), results, runs: views.filter((view) => view !== undefined) };
}

/** Two phones use one device's numbers, e.g. after a profile was copied: staff are told, once a run, where this account drives it. */
async function tellOfTwins(run: RunId, account: AccountId, book: DayBook): Promise<void> {
  const at = dayOfRun(run);
  const told = book.change(at, undefined, (work) => {
    const held = work.day.runs.get(at.vehicle);
    if (held?.driver !== account) return;
    raise(work, { kind: 'fact-conflict', run, about: `${at.vehicle}.twin`, detail: `bus ${held.plate}: two phones with one device number, look at both` });
  });
  await told.catch((cause: unknown) => {
    if (!(cause instanceof NotPossible)) throw cause; // of a run that nobody drives
  });
}

/** A fact as it came in. */
interface Delivery {
  readonly account: AccountId;
  readonly device: string;
  readonly sent: SentAt | undefined;
  readonly fact: Fact;
}

async function recordOne(delivery: Delivery, book: DayBook, { facts }: FactNeeds['reads']): Promise<FactResult> {
  const { device, fact } = delivery;
  const bodyHash = createHash('sha256').update(JSON.stringify(fact)).digest('hex');
  const decision = { actor: `device:${device}`, id: String(fact.counter), bodyHash };
  const { counter } = fact;
  let fresh = false;
  try {
    const run = (work: DayWork, stored: StoredFact | undefined): FactResult => {
      fresh = true;
      return { counter, ...record(work, delivery, bodyHash, stored) };
    };
    // the fact outlives its command's record: it is looked for itself, or its number would be taken for ever
    const result = await book.change(dayOfRun(fact.run), decision, run, () => facts.find(`${device}.${counter}`));
    return fresh || result.result === 'differs' ? result : { ...result, result: 'replay' };
  } catch (cause) {
    if (!(cause instanceof NotPossible)) throw cause;
    const results = { 'id-used-differently': 'differs', 'not-allowed': 'not-yours', 'unknown-run': 'unknown-run', 'unknown-pole': 'unknown-run' } as const;
    const result = results[cause.code as keyof typeof results];
    if (result === undefined) throw cause;
    return { counter, result, needsPerson: null };
  }
}

function record(
  work: DayWork,
  { account, device, sent, fact }: Delivery,
  bodyHash: string,
  stored: StoredFact | undefined,
): Pick<FactResult, 'result' | 'needsPerson'> {
  const { vehicle } = dayOfRun(fact.run);
  const run = work.day.runs.get(vehicle);
  const route = work.day.routes.get(vehicle);
  if (run === undefined || route === undefined) throw new NotPossible('unknown-run', 'no such run');
  if (run.driver !== account) throw new NotPossible('not-allowed', 'this account never held that run');
  if (stored !== undefined) return { result: stored.bodyHash === bodyHash ? 'replay' : 'differs', needsPerson: null };
  const { corrected, uncertainty } = correctedTime(fact, sent, work.now);
  const before = run.needsPerson.length;
  const { act, counter, deviceTime } = fact;
  const id = `${device}.${counter}`;
  work.fact({ id, run: fact.run, device, counter, account, act, deviceTime, received: work.now, corrected, uncertainty, bodyHash, needsPerson: null });
  const folded = refold(work, run, route);
  tellOtherRuns(work, run, folded);
  const needsPerson = folded.needsPerson.length > before ? folded.needsPerson.at(-1)!.what : null;
  alarms(work, run, folded, route);
  told(work, act, folded, route);
  return { result: 'taken', needsPerson };
}

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
  after.needsPerson.slice(before.needsPerson.length).forEach(({ what }, i) => {
    raise(work, { kind: 'fact-conflict', run, about: `${route.vehicle}.${before.needsPerson.length + i}`, detail: what });
  });
}
