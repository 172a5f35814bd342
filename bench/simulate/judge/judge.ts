/**
 * Judges the twelve promises from what the simulated phones received and from what physically happened. It knows the contracts and
 * nothing of the server or the optimizer, so that a wrong belief of theirs is not shared (dependency-cruiser: the-judge-knows-contracts-alone).
 */
import { PROMISES, type Court, type History, type Known, type PromiseName } from './history.ts';
import { absence } from './promises/absence.ts';
import { home } from './promises/home.ts';
import { kept } from './promises/kept.ts';
import { order } from './promises/order.ts';
import { planned } from './promises/planned.ts';
import { same } from './promises/same.ts';
import { seats } from './promises/seats.ts';
import { told } from './promises/told.ts';
import { legKey, openSeen, rememberRun, stopKey, type Seen } from './seen.ts';

export interface Break {
  readonly promise: PromiseName;
  readonly what: string;
  readonly at: number;
}

export interface Verdict {
  readonly exercised: { readonly [P in PromiseName]: number };
  readonly breaks: readonly Break[];
  readonly stranded: number;
}

export interface Judge {
  readonly history: History;
  readonly seen: Seen;
  verdict(): Verdict;
}

export function openJudge(known: Known): Judge {
  const seen = openSeen();
  const exercised = Object.fromEntries(PROMISES.map((promise) => [promise, 0])) as { [P in PromiseName]: number };
  const breaks: Break[] = [];
  const stranded = { count: 0 };
  const court: Court = {
    known,
    exercised: (promise, facts = 1) => void (exercised[promise] += facts),
    broke: (promise, what, at) => void breaks.push({ promise, what, at }),
  };
  // what was seen comes after `told`, which compares a card with the one before it
  const rules = [
    told(court, seen),
    remember(seen),
    seats(court, seen),
    kept(court, seen),
    home(court, seen, stranded),
    planned(court, seen),
    same(court, seen),
    order(court),
    absence(court, seen),
  ];
  return { history: toAll(rules), seen, verdict: () => ({ exercised, breaks, stranded: stranded.count }) };
}

function toAll(rules: readonly Partial<History>[]): History {
  const names = [
    'card',
    'run',
    'person',
    'alarm',
    'head',
    'numbered',
    'boarded',
    'alighted',
    'arrived',
    'departed',
    'moved',
    'said',
    'fetched',
    'closing',
    'quiet',
    'shiftOver',
    'end',
  ] as const;
  const one = (name: (typeof names)[number]) => {
    const takers = rules.flatMap((rule) => (rule[name] as ((...args: unknown[]) => void) | undefined) ?? []);
    return [name, (...args: unknown[]) => takers.forEach((take) => take(...args))] as const;
  };
  return Object.fromEntries(names.map(one)) as unknown as History;
}

function remember(seen: Seen): Partial<History> {
  return {
    card(card, rider) {
      const accepted = card.state === 'accepted' || card.state === 'seat' || seen.cards.get(card.ride)?.accepted === true;
      seen.cards.set(card.ride, { card, rider, accepted });
    },
    run: (run, by) => rememberRun(seen, run, by),
    person: (person) => void seen.people.set(person.ride, person),
    alarm: (alarm) => void seen.alarms.set(alarm.alarm, alarm),
    said: (said) => void seen.said.set(said.ride, [...(seen.said.get(said.ride) ?? []), said]),
    boarded: (event) => void seen.boarded.set(legKey(event.ride, event.leg), event),
    alighted: (event) => void seen.alighted.set(legKey(event.ride, event.leg), event),
    fetched: (ride, at) => void seen.fetched.set(ride, at),
    arrived: ({ run, stop, at }) => void seen.stops.set(stopKey(run, stop), { run, stop, arrived: at }),
    departed: ({ run, stop, at }) => void seen.stops.set(stopKey(run, stop), { ...seen.stops.get(stopKey(run, stop)), run, stop, left: at }),
  };
}
