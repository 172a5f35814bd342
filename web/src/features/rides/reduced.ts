/** What a locked session hears of a ride says its state, hours and plate; what the phone knew beside that is still true, and stays. */
import type { LegCard, RideCard } from '@passaggio/contracts';

/** @param known  what the phone has of this ride, if anything */
export function withKnown(card: RideCard, known: RideCard | undefined): RideCard {
  if (card.reduced !== true || known === undefined || known.reduced === true) return card;
  const { state, reason, stillHere, shiftStart, shiftEnd, trip, estimated } = card;
  return {
    ...known,
    state,
    reason: reason ?? known.reason,
    stillHere,
    shiftStart,
    shiftEnd,
    trip,
    estimated,
    outbound: legWithKnown(card.outbound, known.outbound),
    return: legWithKnown(card.return, known.return),
  };
}

function legWithKnown(leg: LegCard | null, known: LegCard | null): LegCard | null {
  if (leg === null || known === null) return leg;
  const plate = leg.plate !== null && leg.plate.number === known.plate?.number ? known.plate : leg.plate;
  const proposed = leg.proposed !== null && leg.proposed.told === known.proposed?.told ? { ...leg.proposed, change: known.proposed.change } : leg.proposed;
  return { ...leg, from: known.from, to: known.to, plate, proposed };
}
