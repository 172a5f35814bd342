/** What the speaker says of a day and of a ride: the state, then the numbers that lead, in the order of the card. */
import type { RideCard } from '@passaggio/contracts';
import { clockTime, part, serviceDateAt, sleepsBetween } from '@passaggio/ui';
import { say } from '../../lib/rider/words.ts';
import type { Face } from './face.ts';

export function daySays(serviceDate: string | undefined, now: number, zone: string): string | undefined {
  if (serviceDate === undefined) return undefined;
  const sleeps = sleepsBetween(serviceDateAt(now, zone), serviceDate);
  return say(part.count(sleeps < 0 ? 'day.past' : 'day.sleeps', Math.abs(sleeps)), part.day(serviceDate));
}

/** States that explain themselves in one more sentence. */
const explained = {
  asked: 'card.asked',
  waiting: 'card.waiting',
  'no-show': 'card.noShow',
  'not-here': 'card.notHere',
  done: 'card.done',
  cancelled: 'card.cancelled',
  home: 'card.home',
  unknown: 'card.unknown',
} as const;

export function cardSays(card: RideCard, { state, leg, legName, time, struck }: Face, zone: string): string {
  const at = (when: number | null | undefined) => (when === null || when === undefined ? undefined : part.time(clockTime(when, zone)));
  const gone = leg?.state === 'alighted';
  return say(
    `state.${state}`,
    struck !== undefined && 'card.new',
    at(time),
    struck !== undefined && 'card.old',
    at(struck),
    leg !== undefined && !gone && part.place(leg.from.name),
    leg?.plate !== null && leg?.plate !== undefined && !gone && part.bus(leg.plate.number),
    card.code !== null && !gone && leg !== undefined && 'card.code',
    card.code !== null && !gone && leg !== undefined && part.code(card.code),
    state === 'waiting' && card.waitingPlace !== null && 'card.number',
    state === 'waiting' && card.waitingPlace !== null && part.number(card.waitingPlace),
    state === 'missed' && (legName === 'return' ? 'card.missedBack' : 'card.missed'),
    (state === 'refused' || state === 'left-out') && card.reason !== null && `refusal.${card.reason}`,
    state in explained && explained[state as keyof typeof explained],
  );
}
