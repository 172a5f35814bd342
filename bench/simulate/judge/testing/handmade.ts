/** A small day told by hand, for tests of the judge: one bus of two seats from a stop to a site, 20 min apart, and back. */
import { MINUTE, type Alarm, type Person, type RideCard, type RunView } from '@passaggio/contracts';
import type { History } from '../history.ts';
import { openJudge, type Judge, type Verdict } from '../judge.ts';

export const six = Date.parse('2027-07-02T06:00:00+02:00');
export const clock = (minutes: number) => six + minutes * MINUTE;
export const RUN = 'foggia_2027-07-02_bus-1';

/** The depot is at the stop. */
export const known = {
  seatsOf: () => 2,
  drive: (_: string, from: string, to: string) => (from === to || (from === '' && to === 'stop') || (from === 'stop' && to === '') ? 0 : 20 * MINUTE),
};

/** Times in minutes after six, when the shift begins; it ends at one. */
export interface Told {
  readonly ride?: string;
  readonly state?: string;
  readonly out?: { readonly told: number | null; readonly state?: string; readonly change?: string };
  readonly back?: { readonly told: number | null; readonly state?: string };
}

const ms = (minutes: number | null) => (minutes === null ? null : clock(minutes));

export function card({ ride = 'ride-1', state = 'seat', out = { told: -40 }, back = { told: 425 } }: Told = {}): RideCard {
  const leg = (of: { told: number | null; state?: string; change?: string }, from: string, to: string, window: number) => ({
    state: of.state ?? 'planned',
    from: { id: from, name: from },
    to: { id: to, name: to },
    window: { from: clock(window), to: clock(window + 30) },
    told: ms(of.told),
    expected: null,
    arrival: null,
    plate: null,
    stopsBefore: null,
    proposed: of.change === undefined ? null : { change: of.change, told: clock(-25), acknowledged: false },
  });
  return {
    ride,
    pole: 'foggia',
    serviceDate: '2027-07-02',
    site: { id: 'site', name: 'site' },
    shiftStart: six,
    shiftEnd: clock(420),
    trip: 'both',
    state,
    waitingPlace: null,
    reason: null,
    alternatives: [],
    code: '1234',
    outbound: leg(out, 'stop', 'site', -50),
    return: leg(back, 'site', 'stop', 420),
    stillHere: null,
    askedAt: clock(-900),
    estimated: true,
  } as unknown as RideCard;
}

interface StopTold {
  readonly place: 'stop' | 'site';
  readonly arrive: number;
  readonly depart: number;
  readonly on?: readonly string[];
  readonly off?: readonly string[];
}

const OUT: readonly StopTold[] = [
  { place: 'stop', arrive: -40, depart: -38, on: ['ride-1'] },
  { place: 'site', arrive: -18, depart: -16, off: ['ride-1'] },
];
const BACK: readonly StopTold[] = [
  { place: 'site', arrive: 425, depart: 427, on: ['ride-1'] },
  { place: 'stop', arrive: 447, depart: 449, off: ['ride-1'] },
];

/** Stops are `s1`, `s2`, ... in their order; the first two are the way out. */
export function run(stops: readonly StopTold[] = [...OUT, ...BACK], change: Partial<Record<keyof RunView, unknown>> = {}): RunView {
  const person = (leg: string, told: number) => (ride: string) => ({ ride, leg, code: '1234', told: clock(told), state: 'planned' });
  const views = stops.map(({ place, arrive, depart, on = [], off = [] }, i) => {
    const leg = i < 2 ? 'outbound' : 'return';
    return {
      stop: `s${i + 1}`,
      place: { id: place, name: place },
      plannedArrive: clock(arrive),
      plannedDepart: clock(depart),
      on: on.map(person(leg, arrive)),
      off: off.map(person(leg, arrive)),
    };
  });
  return {
    run: RUN,
    pole: 'foggia',
    serviceDate: '2027-07-02',
    plate: { number: 1, licenceTail: '0AB' },
    seats: 2,
    driver: 'driver-1',
    version: 1,
    leave: clock(stops[0]?.arrive ?? 0),
    stops: views,
    ...change,
  } as unknown as RunView;
}

export function person(told: Told = {}): Person {
  const { ride, state, shiftStart, outbound, return: back } = card(told);
  const leg = (of: typeof outbound) => of && { state: of.state, told: of.told, proposed: of.proposed?.told ?? null, run: RUN };
  return { ride, state, shiftStart, outbound: leg(outbound), return: leg(back) } as unknown as Person;
}

export function alarm(state: string, ride = 'ride-1'): Alarm {
  return { alarm: 'alarm-1', pole: 'foggia', serviceDate: '2027-07-02', kind: 'still-at-site', ride, state } as unknown as Alarm;
}

/** Gets on or off at a minute after six. */
export const body = (minutes: number, leg: 'outbound' | 'return' = 'outbound', who = 1, bus = RUN) => ({
  at: clock(minutes),
  run: bus,
  stop: leg === 'outbound' ? 's1' : 's3',
  ride: `ride-${who}`,
  leg,
  rider: `rider-${who}`,
});

/** Tells a history and asks for the verdict at its end. */
export function judged(tell: (history: History, judge: Judge) => void): Verdict {
  const judge = openJudge(known);
  tell(judge.history, judge);
  judge.history.end(clock(1200));
  return judge.verdict();
}
