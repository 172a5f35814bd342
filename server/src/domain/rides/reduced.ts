/** What a locked session is told of its rides: the one that stands in front, its state, hours and plate. Where, and by which code, is behind the PIN. */
import { inOrder, type LegCard, type RideCard } from '@passaggio/contracts';

const NOWHERE = { id: '', name: '' };
/** An id that no pole has: pages that know no reduced cards ask for one. */
const NO_POLE = 'x' as RideCard['pole'];

/** @param today  service date, as the page reckons it: both must mean the same ride */
export const reducedCards = (cards: readonly RideCard[], now: number, today: string): RideCard[] =>
  inOrder(cards, now, today, undefined).slice(0, 1).map(reduced);

/** Written out field by field, so that what a card learns to say one day is not said here by itself. */
export function reduced(card: RideCard): RideCard {
  const { ride, serviceDate, shiftStart, shiftEnd, trip, state, reason, stillHere, askedAt, estimated } = card;
  return {
    ride,
    serviceDate,
    shiftStart,
    shiftEnd,
    trip,
    state,
    askedAt,
    estimated,
    pole: NO_POLE,
    site: NOWHERE,
    waitingPlace: null,
    reason: reason === 'left-out' ? reason : null,
    alternatives: [],
    code: null,
    outbound: card.outbound && reducedLeg(card.outbound),
    return: card.return && reducedLeg(card.return),
    stillHere: stillHere && { at: stillHere.at, seenBy: stillHere.seenBy === null ? null : '' },
    reduced: true,
  };
}

function reducedLeg({ state, window, told, expected, arrival, plate, proposed }: LegCard): LegCard {
  return {
    state,
    window,
    told,
    expected,
    arrival,
    from: NOWHERE,
    to: NOWHERE,
    proposed: proposed && { ...proposed, change: '' },
    plate: plate && { number: plate.number, licenceTail: '' },
    stopsBefore: null,
  };
}
