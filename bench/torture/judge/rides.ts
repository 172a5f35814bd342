/** Rides as their riders were told of them, in the order of their streams; what was promised must stay (P3, P4). */
import type { LegName, RideAnswer, RideCard } from '@passaggio/contracts';
import type { Verdict } from './verdict.ts';

export interface SeenRide {
  readonly id: string;
  readonly rider: string;
  newest: RideCard | undefined;
  /** Acknowledged to the rider. */
  answer: RideAnswer['answer'] | undefined;
  /** The first card with a seat: its windows and code are kept, and its times once told. */
  promised: RideCard | undefined;
  cancelAsked: boolean;
  cancelled: boolean;
}

export interface Rides {
  readonly all: ReadonlyMap<string, SeenRide>;
  asked(id: string, rider: string): void;
  /** A first answer. */
  answered(id: string, rider: string, answer: RideAnswer): void;
  cancelAsked(id: string): void;
  /** The answer to a cancellation. */
  cancelled(id: string, card: RideCard): void;
  /** From the rider's stream. */
  card(card: RideCard, rider: string): void;
}

const LEGS = ['outbound', 'return'] as const;
export const isSeated = (state: RideCard['state']) => state === 'accepted' || state === 'seat';

/** What a ride may become. */
const NEXT: { readonly [S in RideCard['state']]: readonly RideCard['state'][] } = {
  asked: ['asked', 'waiting', 'accepted', 'seat', 'refused', 'cancelled'],
  waiting: ['waiting', 'accepted', 'seat', 'refused', 'cancelled'],
  accepted: ['accepted', 'seat', 'cancelled'],
  seat: ['seat', 'cancelled'],
  refused: ['refused'],
  cancelled: ['cancelled'],
  unknown: [],
};

export function openRides(verdict: Verdict): Rides {
  const all = new Map<string, SeenRide>();
  const of = (id: string, rider: string): SeenRide => {
    const known = all.get(id) ?? { id, rider, newest: undefined, answer: undefined, promised: undefined, cancelAsked: false, cancelled: false };
    all.set(id, known);
    return known;
  };
  const promise = (ride: SeenRide, card: RideCard): void => {
    if (!isSeated(card.state)) return;
    if (ride.promised === undefined) ride.promised = card;
    else for (const leg of LEGS) keeps(ride.promised, card, leg, verdict);
    if (ride.promised.code !== card.code) verdict.charge('brokenPromises', `${ride.id} had the code ${ride.promised.code} and has ${card.code}`);
    if (ride.promised.state === 'accepted' && card.state === 'seat') ride.promised = card;
  };
  return {
    all,
    asked: (id, rider) => void of(id, rider),
    answered(id, rider, { answer, card }) {
      const ride = of(id, rider);
      ride.answer = answer;
      promise(ride, card);
    },
    cancelAsked: (id) => void (all.get(id)!.cancelAsked = true),
    cancelled(id, card) {
      if (card.state === 'cancelled') all.get(id)!.cancelled = true;
    },
    card(card, rider) {
      const ride = of(card.ride, rider);
      const before = ride.newest?.state ?? 'asked';
      if (!NEXT[before].includes(card.state)) verdict.charge('brokenPromises', `P4: ${ride.id} was ${before} and is ${card.state}`);
      ride.newest = card;
      promise(ride, card);
    },
  };
}

/** P3: a window is kept, a told time lies in it and stays. Nobody moves trips here. */
function keeps(was: RideCard, is: RideCard, leg: LegName, verdict: Verdict): void {
  const [before, now] = [was[leg], is[leg]];
  if (before === null || now === null) {
    if (before !== now) verdict.charge('brokenPromises', `P4: the ${leg} of ${is.ride} came or went`);
    return;
  }
  const { window, told } = before;
  if (now.window.from !== window.from || now.window.to !== window.to) verdict.charge('brokenPromises', `P3: the ${leg} window of ${is.ride} moved`);
  if (told !== null && now.told !== told) verdict.charge('brokenPromises', `P3: the ${leg} of ${is.ride} was told ${told} and then ${now.told}`);
  if (now.told !== null && (now.told < window.from || now.told > window.to))
    verdict.charge('brokenPromises', `P3: the ${leg} of ${is.ride} is told a time outside its window`);
}
