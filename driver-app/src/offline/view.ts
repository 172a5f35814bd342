/** What the driver sees: the run as the server last told it, with everything that this device has recorded since. */
import {
  absentFrom,
  cameInTime,
  MINUTE,
  type Act,
  type EpochMs,
  type LegName,
  type LegState,
  type RideId,
  type RunPerson,
  type RunStop,
  type RunView,
  type StopId,
  type Trouble,
} from '@passaggio/contracts';

/** A recorded act with the device's best estimate of when it happened. */
export interface Recorded {
  readonly act: Act;
  readonly at: EpochMs;
}

export interface View extends RunView {
  readonly troubles: Trouble[];
  /** On board by this device's knowledge, but on no stop of the plan any more. */
  readonly carried: readonly RunPerson[];
  /** On board by the server's count, unknown to this device. */
  readonly unseen: number;
  /** Of the troubles, those that the server has not heard of: the last ones. */
  readonly untold: number;
}

interface Draft {
  state: RunView['state'];
  stops: RunStop[];
  carried: RunPerson[];
  troubles: Trouble[];
}

/**
 * Facts are applied again whenever a newer run arrives; those it already holds change nothing. They name the request and its leg,
 * never a position, so that a plan published meanwhile loses none.
 *
 * @param carried  see `hearRun`
 * @param pending  in counter order
 */
export function driverView(run: RunView, carried: readonly RunPerson[], pending: readonly Recorded[]): View {
  const unseen = Math.max(0, run.onBoard - countOnBoard(run.stops, carried));
  const troubles = run.troubles ?? [];
  let draft: Draft = { state: run.state, stops: [...run.stops], carried: [...carried], troubles };
  for (const fact of pending) draft = apply(draft, fact);
  const untold = draft.troubles.length - troubles.length;
  return { ...run, ...draft, unseen, untold, onBoard: countOnBoard(draft.stops, draft.carried) + unseen };
}

export const keyOf = ({ ride, leg }: { readonly ride: RideId; readonly leg: LegName }): string => `${ride} ${leg}`;
export const samePerson = (a: { readonly ride: RideId; readonly leg: LegName }, b: { readonly ride: RideId; readonly leg: LegName }): boolean =>
  a.ride === b.ride && a.leg === b.leg;

/** Each person once, whether getting on, getting off or carried. */
export function everyone(stops: readonly RunStop[], carried: readonly RunPerson[]): RunPerson[] {
  const people = new Map<string, RunPerson>();
  for (const person of [...stops.flatMap((stop) => [...stop.on, ...stop.off]), ...carried]) people.set(keyOf(person), person);
  return [...people.values()];
}

const countOnBoard = (stops: readonly RunStop[], carried: readonly RunPerson[]): number =>
  everyone(stops, carried).filter((person) => person.state === 'boarded').length;

function apply(draft: Draft, { act, at }: Recorded): Draft {
  switch (act.act) {
    case 'start':
      return { ...draft, state: draft.state === 'planned' ? 'under-way' : draft.state };
    case 'end':
      return { ...draft, state: 'ended' };
    case 'arrive':
      return {
        ...mapStop(draft, act.stop, (stop) => ({ ...stop, arrived: stop.arrived ?? at })),
        state: draft.state === 'planned' ? 'under-way' : draft.state,
      };
    case 'not-there':
      return mapStop(draft, act.stop, (stop) => ({ ...stop, arrived: stop.left === null ? null : stop.arrived }));
    case 'trouble':
      return { ...draft, troubles: withTrouble(draft.troubles, { trouble: act.trouble, at, seenBy: null }) };
    case 'leave':
      return leave(draft, act.stop, at);
    default:
      return mapPerson(draft, act, (person) => ({ ...person, state: stateAfter(draft, act.act, person, at) }));
  }
}

/** The server's word for one that still waits here comes with its own time: later than the act by the way it took, or a little earlier. */
function withTrouble(known: Trouble[], one: Trouble): Trouble[] {
  return known.some(({ trouble, at }) => trouble === one.trouble && at >= one.at - 2 * MINUTE) ? known : [...known, one];
}

function stateAfter(draft: Draft, act: 'board' | 'alight' | 'absent' | 'not-here' | 'undo', person: RunPerson, at: EpochMs): RunPerson['state'] {
  const { state } = person;
  if (act === 'board') return state === 'alighted' ? state : 'boarded';
  if (act === 'alight') return 'alighted';
  if (act === 'undo') return state === 'alighted' ? 'boarded' : 'planned';
  if (state === 'boarded' || state === 'alighted') return state;
  return act === 'not-here' || person.leg === 'return' ? 'not-here' : absence(draft, person, at);
}

/** P12: a no-show needs a bus that was there by told + 1 min and waited; otherwise the rider was missed by us. */
function absence(draft: Draft, person: RunPerson, at: EpochMs): LegState {
  const arrived = draft.stops.find((stop) => stop.on.some((one) => samePerson(one, person)))?.arrived ?? null;
  if (arrived === null || !cameInTime(person.told, arrived)) return 'missed';
  return at >= absentFrom(person.told, arrived) ? 'no-show' : 'missed';
}

/** Whoever is still awaited when the bus leaves was missed by us, or is looked for at the gate. */
function leave(draft: Draft, id: StopId, at: EpochMs): Draft {
  const stop = draft.stops.find((one) => one.stop === id);
  if (stop === undefined) return draft;
  const left = mapStop(draft, id, (one) => ({ ...one, left: one.left ?? at }));
  return stop.on
    .filter(isAwaited)
    .reduce((next, person) => mapPerson(next, person, (one) => ({ ...one, state: one.leg === 'outbound' ? 'missed' : 'not-here' })), left);
}

/** Whoever stands as a later release says, and this one does not know how: the bus waits for them rather than leave somebody behind. */
const awaited: readonly RunPerson['state'][] = ['planned', 'on-its-way', 'here', 'unknown'];
/** Has a seat from this stop and has not been accounted for. */
export const isAwaited = (person: RunPerson): boolean => awaited.includes(person.state);

function mapStop(draft: Draft, id: StopId, change: (stop: RunStop) => RunStop): Draft {
  return { ...draft, stops: draft.stops.map((stop) => (stop.stop === id ? change(stop) : stop)) };
}

function mapPerson(draft: Draft, who: { readonly ride: RideId; readonly leg: LegName }, change: (person: RunPerson) => RunPerson): Draft {
  const people = (list: readonly RunPerson[]): RunPerson[] => list.map((person) => (samePerson(person, who) ? change(person) : person));
  return { ...draft, stops: draft.stops.map((stop) => ({ ...stop, on: people(stop.on), off: people(stop.off) })), carried: people(draft.carried) };
}
