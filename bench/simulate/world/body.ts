/** A person's punctuality, drawn once for each leg: known to nobody but them. */
import { HOUR, MINUTE, type LegName, type RideCard } from '@passaggio/contracts';
import type { Random } from '@passaggio/fixtures';
import { habits } from '../habits.ts';
import type { Body } from '../truth/bodies.ts';

export interface Manner {
  /** Kept at work after the shift. */
  readonly heldBack: boolean;
  readonly stays: boolean;
}

/**
 * @param cardOf  the card as this person's phone has it
 * @param draw    of this person alone
 */
export function bodyOf(rider: string, cardOf: (ride: string) => RideCard | undefined, draw: Random): Body & { mannerOf(ride: string): Manner } {
  const drawn = new Map<string, number>();
  const manners = new Map<string, Manner>();
  const mannerOf = (ride: string) => {
    const known = manners.get(ride) ?? { heldBack: draw.chance(habits.heldBack), stays: draw.chance(habits.notReturning) };
    manners.set(ride, known);
    return known;
  };
  const offsetOf = (ride: string, leg: LegName): number => {
    const key = `${leg} ${ride}`;
    const known = drawn.get(key) ?? (leg === 'outbound' ? toTheStop(draw) : toTheGate(draw, mannerOf(ride)));
    drawn.set(key, known);
    return known;
  };
  return {
    rider,
    where: 'home',
    run: undefined,
    mannerOf,
    comesAt(ride, leg) {
      const card = cardOf(ride);
      if (card?.state !== 'seat' || card[leg]?.state === 'not-returning') return Infinity;
      const offset = offsetOf(ride, leg);
      if (leg === 'return') return card.shiftEnd + offset;
      return (card.outbound?.told ?? Infinity) + offset;
    },
  };
}

function toTheStop(draw: Random): number {
  if (draw.chance(habits.noShow)) return Infinity;
  return draw.chance(habits.unpunctual) ? draw.next() * 5 * MINUTE : -draw.next() * 8 * MINUTE;
}

/** Measured from the end of the shift, by the day's last field. */
function toTheGate(draw: Random, { heldBack }: Manner): number {
  return heldBack ? HOUR + draw.next() * HOUR : draw.next() * 3 * MINUTE;
}
