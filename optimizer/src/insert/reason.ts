/** Why a leg found no place, from what the search for one met. */
import type { Leg, Problem, Reason } from '../model/problem.ts';
import { dwellOf, earliest, emptySequence, OK, DRIVER } from '../schedule/sequence.ts';
import type { Failures } from './find.ts';

const alone = emptySequence();

export function reasonFor(problem: Problem, leg: Leg, failures: Failures): Reason {
  const drive = problem.seconds[leg.from * problem.places + leg.to]!;
  const service = dwellOf(problem, 1);
  if (drive + service > leg.maxRide) return 'direct-too-long';
  if (leg.board[0] > leg.board[1] || leg.board[0] + service + drive + service > leg.alight[1]) return 'window-closed';
  const outcomes = problem.vehicles.map((_, vehicle) => timeAlone(problem, leg, vehicle));
  if (!outcomes.includes(OK)) return outcomes.includes(DRIVER) ? 'driver-time' : 'no-vehicle-in-time';
  if (failures.noSeat) return 'no-seat';
  if (failures.tooLong) return 'ride-too-long';
  return failures.hours ? 'driver-time' : 'no-seat';
}

/** The leg on a vehicle that does nothing else. */
function timeAlone(problem: Problem, leg: Leg, vehicle: number): number {
  const s = alone;
  s.n = 2;
  [s.place[0], s.place[1]] = [leg.from, leg.to];
  s.people.fill(1, 0, 2);
  [s.lo[0], s.hi[0], s.endLo[0], s.endHi[0]] = [leg.board[0], leg.board[1], -(2 ** 30), 2 ** 30];
  [s.lo[1], s.hi[1], s.endLo[1], s.endHi[1]] = [-(2 ** 30), 2 ** 30, leg.alight[0], leg.alight[1]];
  [s.riding[0], s.riding[1]] = [0, 1];
  s.pairs = 1;
  [s.from[0], s.to[0], s.limit[0]] = [0, 1, leg.maxRide];
  return earliest(s, problem, vehicle);
}
