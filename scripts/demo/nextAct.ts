/** What a run's driver does next, and when: by the plan, with small lateness that is the same at each play. */
import { MINUTE, type Act, type DemoTold, type EpochMs, type RunPerson, type RunStop, type RunView } from '../../contracts/src/index.ts';
import { random } from '../../fixtures/src/index.ts';

export interface NextAct {
  readonly act: Extract<Act, { readonly act: DemoTold['what'] }>;
  readonly at: EpochMs;
  /** Where; undefined at the depot. */
  readonly stop: RunStop | undefined;
}

const SECOND = 1_000;
/** Seconds that somebody takes to get on or off. */
const GETTING = 8 * SECOND;
const WAIT = 3 * MINUTE;

const awaited: readonly RunPerson['state'][] = ['planned', 'on-its-way', 'here'];

/** @returns undefined for a run that has ended */
export function nextAct(run: RunView): NextAct | undefined {
  if (run.state === 'ended') return undefined;
  if (run.state === 'planned') return { act: { act: 'start' }, at: run.leave, stop: undefined };
  const at = run.stops.findIndex((stop) => stop.left === null);
  const stop = run.stops[at];
  if (stop === undefined) return { act: { act: 'end' }, at: ((run.stops.at(-1)?.left ?? run.leave) + MINUTE) as EpochMs, stop: undefined };
  if (stop.arrived === null) return { act: { act: 'arrive', stop: stop.stop }, at: arrival(run, at), stop };
  return atStop(run, stop, stop.arrived);
}

/** The way takes what was planned, and up to two minutes more or one less. */
function arrival(run: RunView, at: number): EpochMs {
  const stop = run.stops[at]!;
  const before = run.stops[at - 1];
  const noise = Math.round((random(`${run.run} ${stop.stop}`).next() * 3 - 1) * MINUTE);
  if (before === undefined || before.left === null) return (stop.plannedArrive + noise) as EpochMs;
  const way = stop.plannedArrive - before.plannedDepart;
  return Math.max(before.left + way + Math.max(noise, -way / 4), stop.plannedArrive - 2 * MINUTE) as EpochMs;
}

/** Off first, then on as people come, then leave: not before the told time, and after the wait without whoever is not there. */
function atStop(run: RunView, stop: RunStop, arrived: EpochMs): NextAct {
  const off = stop.off.filter((one) => one.state === 'boarded');
  const done = stop.off.length - off.length;
  const [first] = off;
  if (first !== undefined) return { act: { act: 'alight', ride: first.ride, leg: first.leg }, at: (arrived + GETTING * (done + 1)) as EpochMs, stop };
  const coming = stop.on
    .filter((one) => awaited.includes(one.state))
    .map((one): NextAct => ({ act: { act: 'board', ride: one.ride, leg: one.leg }, at: comes(run, one, arrived), stop }))
    .toSorted((a, b) => a.at - b.at);
  if (coming[0] !== undefined) return coming[0];
  return { act: { act: 'leave', stop: stop.stop }, at: Math.max(arrived + MINUTE / 2, stop.notBefore ?? 0) as EpochMs, stop };
}

/** People are there between four minutes before their time and two after. */
function comes(run: RunView, person: RunPerson, arrived: EpochMs): EpochMs {
  const noise = Math.round((random(`${run.run} ${person.ride}`).next() * 6 - 4) * MINUTE);
  return Math.min(Math.max(person.told + noise, arrived + GETTING), Math.max(person.told, arrived) + WAIT) as EpochMs;
}
