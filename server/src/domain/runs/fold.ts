/**
 * What happened on a run, folded from its facts. The fold takes all facts each time, so that late, doubled and reordered deliveries
 * give one result. A fact is never refused; what cannot be right is kept and marked *needs a person*.
 */
import { absentFrom, cameInTime, type EpochMs, type LegName, type RideId, type StopId } from '@passaggio/contracts';
import type { Fact, Outcome, Route, Run } from '../documents.ts';

/** What the fold must know of a rider's leg: the promise of that leg. */
export type ToldOf = (ride: RideId, leg: LegName) => EpochMs | null;

export type Folded = Pick<Run, 'state' | 'arrived' | 'left' | 'outcomes' | 'needsPerson'>;

export const personKey = (ride: RideId, leg: LegName) => `${ride} ${leg}`;

interface Progress {
  state: Run['state'];
  arrived: { [stop: string]: EpochMs };
  left: { [stop: string]: EpochMs };
  outcomes: Map<string, Outcome & { readonly device: string }>;
  needsPerson: { what: string; at: EpochMs }[];
}

/** Order holds within a device, never by clock; between devices the corrected times decide. */
export function inOrder(facts: readonly Fact[]): Fact[] {
  const queues = new Map<string, Fact[]>();
  for (const fact of facts) queues.set(fact.device, [...(queues.get(fact.device) ?? []), fact]);
  const heads = [...queues.values()].map((queue) => queue.toSorted((a, b) => a.counter - b.counter));
  const ordered: Fact[] = [];
  while (ordered.length < facts.length) {
    const first = heads.filter((queue) => queue.length > 0).toSorted((a, b) => a[0]!.corrected - b[0]!.corrected || (a[0]!.id < b[0]!.id ? -1 : 1))[0]!;
    ordered.push(first.shift()!);
  }
  return ordered;
}

export function fold(route: Pick<Route, 'stops'>, seats: number, facts: readonly Fact[], toldOf: ToldOf): Folded {
  const progress: Progress = { state: 'planned', arrived: {}, left: {}, outcomes: new Map(), needsPerson: [] };
  for (const fact of inOrder(facts)) apply(progress, fact, route, seats, toldOf);
  const outcomes = [...progress.outcomes.values()].map(({ ride, leg, state, at }) => ({ ride, leg, state, at }));
  return { ...progress, outcomes };
}

function apply(progress: Progress, fact: Fact, route: Pick<Route, 'stops'>, seats: number, toldOf: ToldOf): void {
  const { act, corrected: at } = fact;
  const doubt = (what: string) => progress.needsPerson.push({ what, at });
  if (act.act === 'trouble') return; // an alarm's business
  if (act.act === 'start') progress.state = progress.state === 'ended' ? 'ended' : 'under-way';
  else if (act.act === 'end') {
    progress.state = 'ended';
    const riding = onBoard(progress);
    if (riding > 0) doubt(`ended with ${riding} on board`);
  } else if (act.act === 'arrive') {
    if (!route.stops.some((stop) => stop.stop === act.stop)) doubt(`arrived at a stop that is not on this run`);
    progress.arrived[act.stop] ??= at;
    if (progress.state === 'planned') progress.state = 'under-way';
  } else if (act.act === 'leave') leave(progress, fact, act.stop, route, toldOf);
  else if (act.act === 'not-there') delete progress.arrived[act.stop];
  else if (act.act === 'undo') undo(progress, fact, act.ride, act.leg);
  else person(progress, fact, { ...act, seats, route, toldOf });
}

function undo(progress: Progress, fact: Fact, ride: RideId, leg: LegName): void {
  const key = personKey(ride, leg);
  const was = progress.outcomes.get(key);
  progress.outcomes.delete(key);
  if (was?.state === 'alighted' && was.device === fact.device) progress.outcomes.set(key, { ...was, state: 'boarded' });
}

interface PersonAct {
  readonly act: 'board' | 'alight' | 'absent' | 'not-here';
  readonly ride: RideId;
  readonly leg: LegName;
  readonly seats: number;
  readonly route: Pick<Route, 'stops'>;
  readonly toldOf: ToldOf;
}

function person(progress: Progress, fact: Fact, given: PersonAct): void {
  const { ride, leg, act } = given;
  const { corrected: at, device } = fact;
  const key = personKey(ride, leg);
  const was = progress.outcomes.get(key);
  const doubt = (what: string) => progress.needsPerson.push({ what, at });
  const put = (state: Outcome['state']) => progress.outcomes.set(key, { ride, leg, state, at, device });
  const stop = given.route.stops.find((candidate) => candidate.on.some((one) => one.ride === ride && one.leg === leg));
  if (stop === undefined) doubt('somebody who has no seat on this run');
  if (act === 'board') {
    if (was?.state === 'boarded' || was?.state === 'alighted') return;
    put('boarded');
    const riding = onBoard(progress);
    if (riding > given.seats) doubt(`${riding} on board, ${given.seats} seats`); // P1
  } else if (act === 'alight') {
    if (was?.state !== 'boarded' && was?.state !== 'alighted') doubt('got off without having boarded');
    put('alighted');
  } else if (was?.state === 'boarded' || was?.state === 'alighted') {
    if (was.device === device) doubt(`said to be absent after boarding`); // boarded beats no-show between devices
  } else if (act === 'not-here' || leg === 'return') {
    if (act === 'absent') doubt('a no-show at a site gate'); // outbound only: at a gate it is "not here"
    put('not-here');
  } else {
    const judged = judgeAbsence({ told: given.toldOf(ride, leg), arrived: stop && progress.arrived[stop.stop], at, uncertainty: fact.uncertainty });
    if (judged.doubt !== null) doubt(judged.doubt);
    put(judged.state);
  }
}

/**
 * P12: a no-show needs a bus that arrived by told + 1 min and waited until max(told, arrival) + 3 min. Otherwise the absent rider was
 * missed by us.
 */
export function judgeAbsence(seen: { told: EpochMs | null; arrived: EpochMs | undefined; at: EpochMs; uncertainty: number }): {
  state: 'no-show' | 'missed';
  doubt: string | null;
} {
  const { told, arrived, at, uncertainty } = seen;
  if (told === null || arrived === undefined) return { state: 'missed', doubt: 'absent at a stop without an arrival' };
  if (!cameInTime(told, arrived)) return { state: 'missed', doubt: null };
  if (at + uncertainty < absentFrom(told, arrived)) return { state: 'missed', doubt: 'absent before the wait was over' };
  return { state: 'no-show', doubt: null };
}

/** Whoever was to board here and is unaccounted for when the bus leaves was left behind by us. */
function leave(progress: Progress, fact: Fact, stopId: StopId, route: Pick<Route, 'stops'>, toldOf: ToldOf): void {
  const { corrected: at, uncertainty, device } = fact;
  progress.left[stopId] ??= at;
  const stop = route.stops.find((candidate) => candidate.stop === stopId);
  if (stop === undefined) {
    progress.needsPerson.push({ what: 'left a stop that is not on this run', at });
    return;
  }
  for (const { ride, leg } of stop.on) {
    const key = personKey(ride, leg);
    const known = progress.outcomes.get(key);
    const told = toldOf(ride, leg);
    if (told === null) continue; // cancelled, or not expected
    if (at + uncertainty < told) progress.needsPerson.push({ what: 'left before the told time', at }); // P3
    if (known === undefined) progress.outcomes.set(key, { ride, leg, state: leg === 'outbound' ? 'missed' : 'not-here', at, device });
  }
  for (const { ride, leg } of stop.off) {
    if (progress.outcomes.get(personKey(ride, leg))?.state === 'boarded') progress.needsPerson.push({ what: 'left with somebody who was to get off', at });
  }
}

function onBoard(progress: Progress): number {
  let count = 0;
  for (const outcome of progress.outcomes.values()) if (outcome.state === 'boarded') count += 1;
  return count;
}
