/** P6 ride-time rule. P7 arrival before the shift. P8 driver time. P9 a vehicle is in one place at a time. On what was told, at the pinned times. */
import type { RunStop, RunView } from '@passaggio/contracts';
import type { Court, History, Move } from '../history.ts';
import { dwell, limits, longestRide } from '../limits.ts';
import type { Seen } from '../seen.ts';

const counts = (state: string) => state === 'planned' || state === 'boarded' || state === 'alighted';

export function planned(court: Court, seen: Seen): Partial<History> {
  const judged = new Map<string, string>();
  const places = new Map<string, Move>();
  return {
    run(run, _, at) {
      const times = run.stops.map((stop) => `${stop.stop} ${stop.plannedArrive} ${stop.plannedDepart} ${stop.on.length} ${stop.off.length}`).join('|');
      if (judged.get(run.run) === times || run.stops.length === 0) return;
      judged.set(run.run, times);
      rides(court, seen, run, at);
      hours(court, run, at);
    },
    moved(move) {
      court.exercised('P9');
      const { pole, vehicle, from, to, departed, arrived } = move;
      const before = places.get(vehicle);
      if (before !== undefined && (before.to !== from || before.arrived > departed))
        court.broke('P9', `${vehicle} leaves ${from} and was last seen at ${before.to}`, departed);
      // nobody drives at three times the speed of the roads
      if (arrived - departed < court.known.drive(pole, from, to) / 3)
        court.broke('P9', `${vehicle} from ${from} to ${to} in ${(arrived - departed) / 1000} s`, arrived);
      places.set(vehicle, move);
    },
    end(at) {
      rest(court, [...seen.runs.staff.values()], at);
    },
  };
}

function rides(court: Court, seen: Seen, run: RunView, at: number): void {
  for (const stop of run.stops) {
    for (const { ride, leg, state } of stop.on.filter((one) => counts(one.state))) {
      const off = run.stops.find((one) => one.off.some((person) => person.ride === ride && person.leg === leg));
      if (off === undefined) continue;
      court.exercised('P6');
      const took = off.plannedDepart - stop.plannedDepart;
      const limit = longestRide(court.known.drive(run.pole, stop.place.id, off.place.id));
      if (took > limit + limits.rounding) court.broke('P6', `${ride} rides ${took / 1000} s on its ${leg}, at most ${limit / 1000}`, at);
      const shiftStart = (seen.cards.get(ride)?.card ?? seen.people.get(ride))?.shiftStart;
      if (leg !== 'outbound' || shiftStart === undefined || state === 'alighted') continue;
      court.exercised('P7');
      const early = shiftStart - off.plannedDepart;
      if (early < 0 || early > limits.arriveBefore) court.broke('P7', `${ride} is planned to arrive ${early / 1000} s before the shift`, at);
    }
  }
}

/** Driving, break, first to last minute, and that the next stop can be reached. */
function hours(court: Court, run: RunView, at: number): void {
  court.exercised('P8');
  let [place, free, driving, sinceBreak, riding] = ['', run.leave as number, 0, 0, 0];
  const broke = (what: string) => court.broke('P8', `${run.run}: ${what}`, at);
  run.stops.forEach((stop, i) => {
    const way = court.known.drive(run.pole, place, stop.place.id);
    court.exercised('P9');
    if (stop.plannedArrive + limits.rounding < free + way)
      court.broke('P9', `${run.run} is at ${place} and at ${stop.place.id} within ${(stop.plannedArrive - free) / 1000} s, the way takes ${way / 1000}`, at);
    const pause = beginOf(stop) - free - way;
    driving += way;
    sinceBreak = i > 0 && riding === 0 && pause >= limits.breakLength ? way : sinceBreak + way;
    if (sinceBreak > limits.driveBeforeBreak + limits.rounding) broke(`${sinceBreak / 60_000} min of driving without a break`);
    riding += stop.on.length - stop.off.length;
    [place, free] = [stop.place.id, stop.plannedDepart];
  });
  const homeward = court.known.drive(run.pole, place, '');
  if (driving + homeward > limits.driving) broke(`${(driving + homeward) / 60_000} min of driving`);
  if (sinceBreak + homeward > limits.driveBeforeBreak) broke(`${(sinceBreak + homeward) / 60_000} min of driving home without a break`);
  if (free + homeward - run.leave > limits.spread) broke(`${(free + homeward - run.leave) / 60_000} min from first to last`);
}

const beginOf = (stop: RunStop) => stop.plannedDepart - dwell(stop.on.length + stop.off.length);

/** 11 h between the days of one driver. */
function rest(court: Court, runs: readonly RunView[], at: number): void {
  const out = runs.filter((run) => run.stops.length > 0 && run.driver !== null).toSorted((a, b) => a.leave - b.leave);
  const last = new Map<string, RunView>();
  for (const run of out) {
    const before = last.get(run.driver!);
    last.set(run.driver!, run);
    if (before === undefined) continue;
    court.exercised('P8');
    const end = before.stops.at(-1)!;
    const back = end.plannedDepart + court.known.drive(before.pole, end.place.id, '');
    if (run.leave - back < limits.rest) court.broke('P8', `${run.driver} rests ${(run.leave - back) / 60_000} min before ${run.run}`, at);
  }
}
