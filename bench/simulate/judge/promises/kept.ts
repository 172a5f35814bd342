/** P4 accepted is never silently dropped. */
import type { Court, History } from '../history.ts';
import { hasSaid, legsOf, type Seen } from '../seen.ts';

export function kept(court: Court, seen: Seen): Partial<History> {
  return {
    end(at) {
      for (const { card, accepted } of seen.cards.values()) {
        if (!accepted) continue;
        court.exercised('P4');
        if (card.state === 'cancelled') {
          if (!hasSaid(seen, card.ride, 'cancel')) court.broke('P4', `${card.ride} was cancelled, and not by its rider`, at);
        } else if (card.state !== 'seat') court.broke('P4', `${card.ride} was accepted and ended ${card.state}`, at);
        else {
          for (const { leg, of } of legsOf(card)) {
            if (of.state === 'planned' || of.state === 'on-its-way' || of.state === 'here')
              court.broke('P4', `nobody came for the ${leg} of ${card.ride}: it ended ${of.state}`, at);
          }
        }
      }
    },
  };
}
