/** Where a rider is, as far as the ride tells: what to read to 112. */
import type { Choices, RideCard } from '@passaggio/contracts';
import { faceOf, inOrder } from '../rides/face.ts';

export interface Spot {
  readonly kind: 'stop' | 'farm';
  readonly name: string;
  /** Degrees north and east; an informal settlement has none. */
  readonly at?: { readonly north: number; readonly east: number };
}

/** The farm from arrival on, the boarding place before; of today's ride only, and not of one that came to nothing. */
export function spotOf(cards: Iterable<RideCard>, choices: Choices | undefined, now: number, today: string): Spot | undefined {
  const card = inOrder([...cards], now, today, undefined).find((one) => one.serviceDate === today && one.state === 'seat');
  if (card === undefined) return undefined;
  const { legName, leg } = faceOf(card, now);
  const isAtFarm = legName === 'return' ? leg?.state !== 'alighted' : leg?.state === 'alighted';
  if (isAtFarm) return { kind: 'farm', name: card.site.name, ...point(choices?.sites.find(({ id }) => id === card.site.id)?.at) };
  const place = legName === 'return' ? leg?.to : leg?.from;
  if (place === undefined) return undefined;
  return { kind: 'stop', name: place.name, ...point(choices?.boardingPlaces.find(({ id }) => id === place.id)?.at) };
}

/** From the told time until home, and until the shift ends for whoever was left: somebody answers for the buses then, whatever the hour. */
export function isUnderWay(cards: Iterable<RideCard>, now: number): boolean {
  return [...cards].some((card) => {
    const begin = card.outbound?.told ?? card.return?.told ?? null;
    if (card.state !== 'seat' || begin === null || now < begin) return false;
    const { over, state } = faceOf(card, now);
    return !over || ((state === 'missed' || state === 'no-show') && now < card.shiftEnd);
  });
}

function point(at: readonly [number, number] | null | undefined): Pick<Spot, 'at'> {
  return at === null || at === undefined ? {} : { at: { east: at[0], north: at[1] } };
}
