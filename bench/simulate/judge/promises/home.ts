/** P5 everyone who alighted at a work site comes home, does not want to, or has an open alarm; a day with an open one is not closed. */
import type { Court, History } from '../history.ts';
import { hasSaid, isLive, legKey, type Seen } from '../seen.ts';

export interface Stranded {
  count: number;
}

export function home(court: Court, seen: Seen, stranded: Stranded): Partial<History> {
  const open = (pole: string, serviceDate: string) =>
    [...seen.alarms.values()].filter((one) => one.pole === pole && one.serviceDate === serviceDate && one.state !== 'closed');
  return {
    closing({ pole, serviceDate, closed, at }) {
      const alarms = open(pole, serviceDate);
      if (alarms.length === 0) return;
      court.exercised('P5');
      if (closed) court.broke('P5', `${pole} ${serviceDate} was closed with ${alarms.length} open alarms`, at);
    },
    shiftOver(ride) {
      if (comesHome(seen, ride)) return;
      const seen30 = [...seen.alarms.values()].some((one) => one.ride === ride && one.state !== 'open');
      if (!seen30) stranded.count += 1;
    },
    end(at) {
      for (const { ride, leg } of seen.alighted.values()) {
        if (leg !== 'outbound') continue;
        court.exercised('P5');
        const back = seen.alighted.has(legKey(ride, 'return'));
        const alarmed = [...seen.alarms.values()].some((one) => one.ride === ride && one.state !== 'closed');
        if (!back && !staysByChoice(seen, ride) && !alarmed) court.broke('P5', `${ride} rode out, did not come back, and no alarm is open`, at);
      }
    },
  };
}

function staysByChoice(seen: Seen, ride: string): boolean {
  const card = seen.cards.get(ride)?.card;
  return card?.trip === 'outbound' || hasSaid(seen, ride, 'not-returning');
}

/** Has a seat home that still stands, is on the way, or wants none. */
function comesHome(seen: Seen, ride: string): boolean {
  if (staysByChoice(seen, ride) || seen.boarded.has(legKey(ride, 'return'))) return true;
  const back = seen.cards.get(ride)?.card.return;
  return back !== null && back !== undefined && back.told !== null && isLive(back.state);
}
