/** Whose boarding code this is. Matched among the people of this stop only; any other is told where it belongs. */
import type { EpochMs, RunKeys, RunPerson, RunStop } from '@passaggio/contracts';
import { isAwaited, type View } from './view.ts';

export type CodeFound =
  | { readonly found: 'gets-on' | 'gets-off' | 'on-board' | 'got-off' | 'cancelled'; readonly person: RunPerson }
  | { readonly found: 'other-stop'; readonly place: string; readonly at: EpochMs }
  | { readonly found: 'other-run'; readonly plate: number; readonly place: string; readonly at: EpochMs }
  | { readonly found: 'unknown' };

/** What else this device knows. */
export interface Elsewhere {
  /** This driver's other runs, of any day. */
  readonly others: readonly View[];
  readonly keys: RunKeys | undefined;
}

export function findCode(code: string, view: View, stop: RunStop, { others, keys }: Elsewhere): CodeFound {
  return here(code, view, stop) ?? otherStop(code, view, stop) ?? otherRun(code, view, others) ?? otherBus(code, keys) ?? { found: 'unknown' };
}

/** Of another driver, at a place where this run stops too. */
function otherBus(code: string, keys: RunKeys | undefined): CodeFound | undefined {
  const bus = keys?.people.find((person) => person.code === code)?.bus;
  return bus ? { found: 'other-run', ...bus } : undefined;
}

function here(code: string, view: View, stop: RunStop): CodeFound | undefined {
  const on = stop.on.find((person) => person.code === code);
  const off = [...stop.off, ...view.carried].find((person) => person.code === code);
  if (off?.state === 'boarded') return { found: 'gets-off', person: off };
  if (on !== undefined) return { found: standing(on), person: on };
  return off?.state === 'alighted' ? { found: 'got-off', person: off } : undefined;
}

function standing(person: RunPerson): 'gets-on' | 'on-board' | 'got-off' | 'cancelled' {
  if (person.state === 'boarded') return 'on-board';
  if (person.state === 'alighted') return 'got-off';
  return person.state === 'cancelled' ? 'cancelled' : 'gets-on';
}

function otherStop(code: string, view: View, stop: RunStop): CodeFound | undefined {
  const belongs = where(
    code,
    view.stops.filter((one) => one !== stop),
  );
  return belongs && { found: 'other-stop', place: belongs.place.name, at: toldTo(code, belongs) };
}

function otherRun(code: string, view: View, others: readonly View[]): CodeFound | undefined {
  for (const run of others) {
    if (run.run === view.run || run.serviceDate !== view.serviceDate) continue;
    const belongs = where(code, run.stops);
    if (belongs) return { found: 'other-run', plate: run.plate.number, place: belongs.place.name, at: toldTo(code, belongs) };
  }
  return undefined;
}

/** The stop where this person is awaited next, else where they get off, else where they were. */
function where(code: string, stops: readonly RunStop[]): RunStop | undefined {
  const has = (people: readonly RunPerson[], matches: (person: RunPerson) => boolean): boolean =>
    people.some((person) => person.code === code && matches(person));
  return (
    stops.find((stop) => stop.left === null && has(stop.on, isAwaited)) ??
    stops.find((stop) => stop.left === null && has(stop.off, () => true)) ??
    stops.find((stop) => has(stop.on, () => true))
  );
}

const toldTo = (code: string, stop: RunStop): EpochMs => stop.on.find((person) => person.code === code)?.told ?? stop.plannedArrive;
