/** P3 the bus never leaves before the told time; a told time changes only by brief.md's promise row. */
import type { RideCard } from '@passaggio/contracts';
import type { Court, History } from '../history.ts';
import { limits } from '../limits.ts';
import { findStop, isLive, legsOf, type Seen } from '../seen.ts';

/** Runs before the new card is remembered, so that the old one is there to compare. */
export function told(court: Court, seen: Seen): Partial<History> {
  return {
    card(card, _, at) {
      const old = seen.cards.get(card.ride)?.card;
      if (old !== undefined) judgeChange(court, seen, old, card, at);
    },
    departed({ run, stop, at }) {
      for (const { ride, leg } of findStop(seen.runs.driver.get(run), stop)?.on ?? []) {
        const card = seen.cards.get(ride)?.card;
        const of = card?.[leg];
        if (card?.state !== 'seat' || of === null || of === undefined || of.told === null || !isLive(of.state)) continue;
        court.exercised('P3');
        if (at < of.told) court.broke('P3', `${run} left ${stop} ${Math.round((of.told - at) / 1000)} s before ${ride} was told to be there`, at);
      }
    },
  };
}

function judgeChange(court: Court, seen: Seen, old: RideCard, card: RideCard, at: number): void {
  for (const { leg, of } of legsOf(card)) {
    const before = old[leg];
    if (before === null || of.told === null || of.told === before.told) continue;
    court.exercised('P3');
    if (before.told === null) {
      const { from, to } = before.window;
      const given = old.state === 'accepted' || old.state === 'seat';
      if (given && (of.told < from || of.told > to)) court.broke('P3', `${card.ride} ${leg} is told a time outside the window it was given`, at);
      continue;
    }
    const later = of.told - before.told;
    const agreed = (seen.said.get(card.ride) ?? []).some((one) => one.what === 'acknowledge' && one.change === before.proposed?.change);
    if (!(agreed && of.told === before.proposed?.told) && (later < 0 || later > limits.noNotice)) {
      court.broke('P3', `${card.ride} ${leg} moved by ${Math.round(later / 1000)} s without a yes`, at);
    }
  }
}
