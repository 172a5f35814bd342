/** The figures operators compare (brief.md, Quality figures), from what people received and what physically happened. */
import { HOUR } from '@passaggio/contracts';
import { legKey, stopKey } from './judge/seen.ts';
import type { Played } from './play.ts';

/** Reasons that a rule of brief.md gives: no request that one of them forbids counts against us. */
const FORBIDDEN = ['too-far', 'already-booked'];

const rounded = (value: number, digits = 3) => (Number.isFinite(value) ? Number(value.toFixed(digits)) : 0);

export function figures({ judge, tally, roads, faults }: Played) {
  const { exercised, breaks, stranded } = judge.verdict();
  const { wishes, cancellations, lateRequests } = tally;
  const refused: { [reason: string]: number } = {};
  const open = wishes.filter((wish) => wish.rides.length > 0 && !wish.cancelled);
  for (const wish of open.filter((one) => !one.seated)) {
    const reason = wish.refused ?? judge.seen.cards.get(wish.rides[0]!)?.card.reason ?? 'left-out';
    refused[reason] = (refused[reason] ?? 0) + 1;
  }
  const forbidden = FORBIDDEN.reduce((sum, reason) => sum + (refused[reason] ?? 0), 0);
  const seated = open.filter((wish) => wish.seated).length;
  const outcome = (state: string) => [...judge.seen.cards.values()].filter(({ card }) => card.outbound?.state === state).length;
  const byReason = Object.fromEntries(Object.entries(refused).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return {
    requested: wishes.length,
    served: rounded(seated / (open.length - forbidden)),
    refused: byReason,
    ...ridden(judge, roads),
    boardingsPerVehicleHour: rounded(tally.boardings / (tally.vehicleTime / HOUR), 2),
    noShows: outcome('no-show'),
    missed: outcome('missed'),
    stranded,
    exercised,
    cancellations,
    lateRequests,
    invariantBreaks: breaks.length,
    faults: faults.length,
    disturbances: tally.disturbances,
  };
}

/** Physical lateness: who was off the bus when the shift began, and how much longer a ride took than the direct way at the pinned times. */
function ridden({ seen }: Played['judge'], roads: Played['roads']): { onTime: number; rideRatio: number } {
  let [arrivals, inTime, rides, ratio] = [0, 0, 0, 0];
  for (const off of seen.alighted.values()) {
    const card = seen.cards.get(off.ride)?.card;
    const on = seen.boarded.get(legKey(off.ride, off.leg));
    const left = on && seen.stops.get(stopKey(on.run, on.stop))?.left;
    const leg = card?.[off.leg];
    if (card === undefined || leg === null || leg === undefined || left === undefined) continue;
    rides += 1;
    ratio += (off.at - left) / roads.get(card.pole)!.pinned(leg.from.id, leg.to.id);
    if (off.leg !== 'outbound') continue;
    arrivals += 1;
    if (off.at <= card.shiftStart) inTime += 1;
  }
  return { onTime: rounded(inTime / arrivals), rideRatio: rounded(ratio / rides) };
}
