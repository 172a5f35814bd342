/** P1 never more people than seats. P2 nobody on two buses, no two live trips of one rider overlap. */
import { HOUR } from '@passaggio/contracts';
import type { Court, History } from '../history.ts';
import { legsOf, type Seen, type SeenCard } from '../seen.ts';

export function seats(court: Court, seen: Seen): Partial<History> {
  const aboard = new Map<string, Set<string>>();
  const busOf = new Map<string, string>();
  return {
    boarded({ run, ride, rider, at }) {
      const people = aboard.get(run) ?? new Set();
      aboard.set(run, people.add(ride));
      court.exercised('P1');
      const capacity = court.known.seatsOf(run);
      if (people.size > capacity) court.broke('P1', `${people.size} people on ${run}, ${capacity} seats`, at);
      court.exercised('P2');
      const other = busOf.get(rider);
      if (other !== undefined) court.broke('P2', `${rider} boards ${run} while on ${other}`, at);
      busOf.set(rider, run);
    },
    alighted({ run, ride, rider }) {
      aboard.get(run)?.delete(ride);
      busOf.delete(rider);
    },
    end(at) {
      for (const [rider, cards] of byRider(seen)) {
        for (const [i, a] of cards.entries()) {
          for (const b of cards.slice(i + 1)) {
            court.exercised('P2');
            if (overlap(spanOf(a), spanOf(b))) court.broke('P2', `two live trips of ${rider} overlap: ${a.card.ride} and ${b.card.ride}`, at);
          }
        }
      }
    },
  };
}

function byRider(seen: Seen): Map<string, SeenCard[]> {
  const live = new Map<string, SeenCard[]>();
  for (const one of seen.cards.values()) {
    if (one.card.state === 'accepted' || one.card.state === 'seat') live.set(one.rider, [...(live.get(one.rider) ?? []), one]);
  }
  return live;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** From the first time told to the end of the last ride, an hour where no arrival is known. */
function spanOf({ card }: SeenCard): Span {
  const legs = legsOf(card).map(({ of }) => ({ from: of.told ?? of.window.from, to: of.arrival ?? (of.told ?? of.window.from) + HOUR }));
  return { from: Math.min(...legs.map((leg) => leg.from)), to: Math.max(...legs.map((leg) => leg.to)) };
}

const overlap = (a: Span, b: Span) => a.from < b.to && b.from < a.to;
