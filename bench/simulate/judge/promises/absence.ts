/** P12 a no-show: outbound only, after the wait, and only if the bus was there by told + 1 min; otherwise the rider was missed by us. */
import type { RideCard } from '@passaggio/contracts';
import type { Court, History } from '../history.ts';
import { limits } from '../limits.ts';
import { legKey, stopKey, type Seen } from '../seen.ts';

export function absence(court: Court, seen: Seen): Partial<History> {
  return {
    end(at) {
      for (const { card } of seen.cards.values()) judge(court, seen, card, at);
    },
  };
}

function judge(court: Court, seen: Seen, card: RideCard, at: number): void {
  if (card.return?.state === 'no-show') court.broke('P12', `${card.ride} is a no-show at a gate`, at);
  const out = card.outbound;
  if (out === null || (out.state !== 'no-show' && out.state !== 'missed')) return;
  court.exercised('P12');
  const broke = (what: string) => court.broke('P12', `${card.ride} is ${out.state}: ${what}`, at);
  if (seen.boarded.has(legKey(card.ride, 'outbound'))) broke('and was on the bus');
  const listed = seen.listed.get(legKey(card.ride, 'outbound'));
  const bus = listed === undefined ? undefined : seen.stops.get(stopKey(listed.run, listed.stop));
  const { arrived, left } = bus ?? {};
  const slack = out.state === 'no-show' ? limits.clocks : -limits.clocks; // judged to the rider's favour only beyond what clocks can tell
  const punctual = out.told !== null && arrived !== undefined && left !== undefined && inTime(out.told, arrived, left, slack);
  if (out.state === 'no-show' && !punctual) broke('though the bus came late or did not wait');
  if (out.state === 'missed' && punctual) broke('though the bus was there in time and waited');
}

function inTime(told: number, arrived: number, left: number, slack: number): boolean {
  return arrived <= told + limits.punctual + slack && left >= Math.max(told, arrived) + limits.wait - slack;
}
