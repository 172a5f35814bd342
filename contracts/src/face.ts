/**
 * What a ride card shows: one state, one leg, one big number; and which ride stands in front. Written once for the page and for the server, which tells a
 * locked session of that ride alone. Pure, so that every state can be tested without a screen.
 */
import { HOUR } from './durations.ts';
import type { LegCard, RideCard } from './http/rides.ts';
import type { LegName } from './http/runs.ts';
import type { EpochMs } from './units.ts';

export type FaceState =
  | 'asked'
  | 'waiting'
  | 'accepted'
  | 'seat'
  | 'changed'
  | 'on-its-way'
  | 'here'
  | 'on-board'
  | 'arrived'
  | 'return'
  | 'home'
  | 'done'
  | 'not-here'
  | 'missed'
  | 'no-show'
  | 'refused'
  | 'left-out'
  | 'cancelled'
  | 'unknown';

export type FaceAct = 'acknowledge' | 'still-here' | 'cancel' | 'no-return';

export interface Face {
  readonly state: FaceState;
  readonly legName: LegName | undefined;
  readonly leg: LegCard | undefined;
  /** The number that leads. */
  readonly time: EpochMs | undefined;
  /** The told time that a proposed one would replace. */
  readonly struck: EpochMs | undefined;
  readonly acts: readonly FaceAct[];
  /** Nothing more will happen on this ride. */
  readonly over: boolean;
}

/** @param now  server time: from shift end on, the way back is what matters */
export function faceOf(card: RideCard, now: number): Face {
  switch (card.state) {
    case 'asked':
    case 'waiting':
      return bare(card.state, ['cancel']);
    case 'refused':
      return { ...bare(card.reason === 'left-out' ? 'left-out' : 'refused', []), over: true };
    case 'cancelled':
      return { ...bare('cancelled', []), over: true };
    case 'accepted': {
      const [legName, leg] = card.outbound === null ? (['return', card.return] as const) : (['outbound', card.outbound] as const);
      return { ...bare('accepted', ['cancel']), legName, leg: leg ?? undefined, time: leg?.window.from };
    }
    case 'seat':
      return unlessTooSoon(seated(card, now), card, now);
    case 'unknown': // help is never behind a word that this page does not know
      return bare('unknown', now >= card.shiftStart ? ['still-here'] : []);
  }
}

function seated(card: RideCard, now: number): Face {
  const { outbound, return: back } = card;
  // after the shift the way home matters, whatever a phone without signal did not tell of the way out
  const isUntold = outbound !== null && untold.includes(outbound.state) && now >= card.shiftEnd;
  if (outbound !== null && outbound.state !== 'alighted' && !isUntold) return riding('outbound', outbound, outbound.state);
  if (back === null) return { ...bare('arrived', ['still-here']), legName: 'outbound', leg: outbound ?? undefined, time: outbound?.arrival ?? undefined };
  if (back.state === 'planned' && outbound !== null && back.proposed?.acknowledged !== false) {
    const state = now < card.shiftEnd ? 'arrived' : 'return';
    return { ...riding('return', back, 'planned'), state, acts: ['still-here', 'no-return'] };
  }
  return riding('return', back, back.state);
}

/** Before the shift nobody was left anywhere by us, but who was set down already. */
function unlessTooSoon(face: Face, { shiftStart, outbound }: RideCard, now: number): Face {
  if (now >= shiftStart || outbound?.state === 'alighted') return face;
  return { ...face, acts: face.acts.filter((act) => act !== 'still-here') };
}

type State = LegCard['state'];

const signOf: { readonly [state in State]: FaceState } = {
  planned: 'seat',
  'on-its-way': 'on-its-way',
  here: 'here',
  boarded: 'on-board',
  alighted: 'arrived',
  'no-show': 'no-show',
  missed: 'missed',
  'not-here': 'not-here',
  'not-returning': 'done',
  cancelled: 'cancelled',
  unknown: 'unknown',
};

/** States of a way out of which nobody said how it ended. */
const untold: readonly State[] = ['planned', 'on-its-way', 'here', 'boarded', 'unknown'];

/** States after which this leg is history. */
const ended: readonly State[] = ['no-show', 'missed', 'not-returning', 'cancelled', 'alighted'];

function riding(legName: LegName, leg: LegCard, state: State): Face {
  const back = legName === 'return';
  const changed = leg.proposed !== null && !leg.proposed.acknowledged && (state === 'planned' || state === 'on-its-way');
  const stranded =
    back && (state === 'missed' || state === 'not-here' || state === 'planned' || state === 'on-its-way' || state === 'here' || state === 'unknown');
  const acts: FaceAct[] = [];
  if (changed) acts.push('acknowledge');
  if (stranded) acts.push('still-here');
  if (state === 'planned') acts.push(back ? 'no-return' : 'cancel');
  return {
    state: changed ? 'changed' : back && state === 'alighted' ? 'home' : signOf[state],
    legName,
    leg,
    time: (changed ? leg.proposed?.told : timeOf(leg, state)) ?? undefined,
    struck: changed ? (leg.told ?? undefined) : undefined,
    acts,
    over: ended.includes(state) && !stranded,
  };
}

function timeOf(leg: LegCard, state: State): EpochMs | null {
  switch (state) {
    case 'planned':
      return leg.told ?? leg.window.from;
    case 'on-its-way':
      return leg.expected ?? leg.told;
    case 'here':
    case 'unknown': // what was promised stands
      return leg.told;
    case 'boarded':
      return leg.expected ?? leg.arrival;
    case 'alighted':
      return leg.arrival;
    default:
      return null;
  }
}

const bare = (state: FaceState, acts: readonly FaceAct[]): Face => ({
  state,
  legName: undefined,
  leg: undefined,
  time: undefined,
  struck: undefined,
  acts,
  over: false,
});

/** After the shift a ride home may be under way for so long, whatever the date is by then. */
const HOMEWARD = 6 * HOUR;
/** After the shift somebody who was not taken home may be at the farm for so long. */
const STRANDED = 24 * HOUR;

/** What is over is kept until its service day is over, a ride home a little longer, and longest where nobody knows that it was made. */
function isKept(card: RideCard, face: Face, now: number, today: string): boolean {
  if (card.serviceDate >= today) return true;
  if (face.over || (card.state !== 'seat' && card.state !== 'unknown')) return false;
  return now < card.shiftEnd + (face.legName === 'return' ? STRANDED : HOMEWARD);
}

/** Nothing of it is to come, though nobody said that it is over: it does not stand before the next ride. */
function isPast(card: RideCard, face: Face, now: number, today: string): boolean {
  if (card.serviceDate < today) return now >= card.shiftEnd + HOMEWARD;
  return card.return === null && face.state === 'arrived' && now >= card.shiftEnd;
}

/** Cards in the order a rider needs them: the one just asked for, a ride under way, the next, one that is past, then what is over. */
export function inOrder(cards: readonly RideCard[], now: number, today: string, focus: string | undefined): RideCard[] {
  const rank = (card: RideCard): number => {
    if (card.ride === focus) return 0;
    const face = faceOf(card, now);
    if ((face.state === 'missed' || face.state === 'no-show') && now < card.shiftStart) return 1; // what to do now, before what is tomorrow
    if (face.over) return card.state === 'seat' ? 4 : 5; // a ride that was made before a wish that came to nothing
    if (isPast(card, face, now, today)) return 3;
    return card.state === 'seat' && (face.acts.includes('still-here') || face.acts.length === 0 || face.acts.includes('acknowledge')) ? 1 : 2;
  };
  return cards
    .filter((card) => isKept(card, faceOf(card, now), now, today))
    .map((card) => ({ card, rank: rank(card) }))
    .sort((a, b) => a.rank - b.rank || (a.rank >= 4 ? b.card.askedAt - a.card.askedAt : a.card.shiftStart - b.card.shiftStart))
    .map(({ card }) => card);
}
