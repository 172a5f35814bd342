/** The newest of everything that was received, for rules that compare. */
import type { Alarm, LegCard, LegName, Person, RideCard, RunPerson, RunStop, RunView } from '@passaggio/contracts';
import type { Boarding, Said } from './history.ts';

export interface SeenCard {
  readonly card: RideCard;
  readonly rider: string;
  /** Whether this ride was ever accepted, as its rider saw it. */
  readonly accepted: boolean;
}

export interface Seen {
  readonly cards: Map<string, SeenCard>;
  /** As the driver's phone has them, and as the staff's. */
  readonly runs: { readonly driver: Map<string, RunView>; readonly staff: Map<string, RunView> };
  readonly people: Map<string, Person>;
  readonly alarms: Map<string, Alarm>;
  readonly said: Map<string, Said[]>;
  readonly boarded: Map<string, Boarding>;
  readonly alighted: Map<string, Boarding>;
  readonly fetched: Map<string, number>;
  /** When a bus arrived at and left a stop. */
  readonly stops: Map<string, { readonly run: string; readonly stop: string; readonly arrived?: number; readonly left?: number }>;
  /** Where a leg was last listed to board. */
  readonly listed: Map<string, { readonly run: string; readonly stop: string }>;
}

export const legKey = (ride: string, leg: LegName) => `${leg} ${ride}`;
export const stopKey = (run: string, stop: string) => `${run} ${stop}`;

export function openSeen(): Seen {
  return {
    cards: new Map(),
    runs: { driver: new Map(), staff: new Map() },
    people: new Map(),
    alarms: new Map(),
    said: new Map(),
    boarded: new Map(),
    alighted: new Map(),
    fetched: new Map(),
    stops: new Map(),
    listed: new Map(),
  };
}

export function legsOf(card: RideCard): { readonly leg: LegName; readonly of: LegCard }[] {
  return (['outbound', 'return'] as const).flatMap((leg) => (card[leg] === null ? [] : [{ leg, of: card[leg] }]));
}

export const hasSaid = (seen: Seen, ride: string, what: Said['what']) => (seen.said.get(ride) ?? []).some((one) => one.what === what);

/** Whether anything keeps a person on this leg: a seat that is still to be given. */
export const isLive = (state: RunPerson['state']) =>
  state === 'planned' || state === 'on-its-way' || state === 'here' || state === 'boarded' || state === 'alighted';

export function rememberRun(seen: Seen, run: RunView, by: 'driver' | 'staff'): void {
  seen.runs[by].set(run.run, run);
  for (const stop of run.stops) for (const { ride, leg } of stop.on) seen.listed.set(legKey(ride, leg), { run: run.run, stop: stop.stop });
}

export function findStop(run: RunView | undefined, stop: string): RunStop | undefined {
  return run?.stops.find((one) => one.stop === stop);
}
