/**
 * The cheapest place for people of one leg on one route: positions that cannot be in time or have no seat are passed over cheaply, what
 * is left is timed exactly. Longer than the other files because it is the kernel that every booking and every search step runs.
 */
import { NO_LIMIT, type Leg, type Problem } from '../model/problem.ts';
import type { RouteState } from '../model/route.ts';
import { costOf, DRIVER, dwellOf, earliest, emptySequence, OK, RIDE, type Sequence } from '../schedule/sequence.ts';

/** A place on a route. `at` and `to` are stop indices of the route before: join that stop, or a new one after it. */
export interface Position {
  /** Cost of the route with the leg less the cost without. */
  delta: number;
  route: RouteState | undefined;
  boardAt: number;
  boardJoins: boolean;
  alightAt: number;
  alightJoins: boolean;
}

/** What kept the leg out, as bits, over all positions looked at. */
export interface Failures {
  noSeat: boolean;
  tooLong: boolean;
  hours: boolean;
}

/** Rounded times break the triangle inequality by seconds; a position is passed over only beyond that. */
const SLACK = 3;

const scratch: Sequence = emptySequence();

export function noPosition(): Position {
  return { delta: Infinity, route: undefined, boardAt: 0, boardJoins: false, alightAt: 0, alightJoins: false };
}

/** Puts a better position than `best` into it, if this route has one. */
export function findOnRoute(problem: Problem, route: RouteState, leg: Leg, count: number, best: Position, failures: Failures, blink: () => boolean): void {
  const vehicle = problem.vehicles[route.vehicle]!;
  const seats = problem.types[vehicle.type]!.seats;
  if (count > seats || (leg.vehicle !== undefined && leg.vehicle !== route.vehicle)) return;
  const { seconds, places, weights } = problem;
  const { n, place, people, load, soonest, latest, frozen } = route;
  const fixed = n === 0 ? problem.types[vehicle.type]!.fixedCost : 0;
  const { from, to } = leg;
  const service = dwellOf(problem, count);
  const joinService = problem.dwell.perPerson * count;
  for (let i = frozen - 1; i < n; i += 1) {
    const at = i < 0 ? vehicle.start : place[i]!;
    const free = i < 0 ? vehicle.shifts[0]![0] : soonest[i]! + dwellOf(problem, people[i]!);
    if (i >= 0 && free - dwellOf(problem, people[i]!) > leg.board[1] + SLACK) break; // later stops are later still
    const joins = i >= frozen && at === from;
    const riding = i < 0 ? 0 : load[i]!;
    const begin = joins ? Math.max(soonest[i]!, leg.board[0]) : Math.max(leg.board[0], free + seconds[at * places + from]!);
    if (begin > leg.board[1] + SLACK) continue;
    if (riding + count > seats) {
      failures.noSeat = true;
      continue;
    }
    if (joins && riding === 0)
      apart(problem, route, { leg, count, i, joins: false, ready: Math.max(leg.board[0], free) + service, fixed, seats }, best, failures, blink);
    if (i >= 0 && at === from && !joins && riding > 0) continue; // one visit is one stop
    if (joins && begin > latest[i]! + SLACK) continue;
    const ready = begin + (joins ? dwellOf(problem, people[i]!) + joinService : service);
    if (
      i + 1 < n &&
      !joins &&
      ready + seconds[from * places + place[i + 1]!]! > latest[i + 1]! + SLACK &&
      ready + seconds[from * places + to]! > latest[i + 1]! + SLACK
    )
      continue;
    const detour = joins ? 0 : weights.drivingSecond * (added(problem, route, i, from) - SLACK);
    if (fixed + detour >= best.delta) continue; // getting off and riding only add to it
    drops(problem, route, { leg, count, i, joins, ready, fixed, seats }, best, failures, blink);
  }
}

/** A bus that stands empty where it let people off can take others on later: a stop of its own, since a trip ended there. */
function apart(problem: Problem, route: RouteState, pickup: Pickup, best: Position, failures: Failures, blink: () => boolean): void {
  if (pickup.ready - dwellOf(problem, pickup.count) > pickup.leg.board[1]) return;
  drops(problem, route, pickup, best, failures, blink);
}

interface Pickup {
  readonly leg: Leg;
  readonly count: number;
  readonly i: number;
  readonly joins: boolean;
  readonly ready: number;
  readonly fixed: number;
  readonly seats: number;
}

/** Driving seconds a new stop after stop i adds. */
function added(problem: Problem, route: RouteState, i: number, at: number): number {
  const { seconds, places } = problem;
  const vehicle = problem.vehicles[route.vehicle]!;
  const before = i < 0 ? vehicle.start : route.place[i]!;
  const after = i + 1 < route.n ? route.place[i + 1]! : vehicle.end;
  const direct = route.n === 0 ? 0 : seconds[before * places + after]!;
  return seconds[before * places + at]! + seconds[at * places + after]! - direct;
}

function drops(problem: Problem, route: RouteState, pickup: Pickup, best: Position, failures: Failures, blink: () => boolean): void {
  const { leg, count, i, joins, ready, seats } = pickup;
  const { seconds, places } = problem;
  const { n, place, people, load, soonest, latest } = route;
  const { from, to } = leg;
  const latestBegin = leg.alight[1] - dwellOf(problem, count) + SLACK;
  for (let j = i; j < n; j += 1) {
    if (j > i) {
      // the leg rides through stop j, or gets off there
      if (j === i + 1 && !joins && place[j] === from) return; // boarding there would be the same visit
      if ((joins || j > i + 1) && place[j] === place[j - 1]) return; // the bus stands empty between the two: with somebody on board they are one visit
      const reach = Math.max(soonest[j]!, j === i + 1 ? ready + seconds[from * places + place[j]!]! : 0);
      if (reach > latest[j]! + SLACK || soonest[j]! > latestBegin) return;
      if (place[j] === to) attempt(problem, route, pickup, j, true, best, failures, blink);
      if (load[j]! + count > seats) {
        failures.noSeat = true;
        return;
      }
      if (place[j] === to) continue; // a second stop at the same place right after is the same stop
    }
    if (j + 1 < n && place[j + 1] === to && (j < 0 ? 0 : load[j]!) > 0) continue; // join that one instead
    const arrive = j === i ? ready + seconds[from * places + to]! : soonest[j]! + dwellOf(problem, people[j]!) + seconds[place[j]! * places + to]!;
    if (arrive > latestBegin) {
      if (j === i && !joins) return;
      continue;
    }
    if (
      j + 1 < n &&
      Math.max(arrive, leg.alight[0] - dwellOf(problem, count)) + dwellOf(problem, count) + seconds[to * places + place[j + 1]!]! > latest[j + 1]! + SLACK
    )
      continue;
    attempt(problem, route, pickup, j, false, best, failures, blink);
  }
}

function attempt(
  problem: Problem,
  route: RouteState,
  pickup: Pickup,
  j: number,
  alightJoins: boolean,
  best: Position,
  failures: Failures,
  blink: () => boolean,
): void {
  const { leg, count, i, joins, fixed } = pickup;
  const { weights } = problem;
  if (weights.drivingSecond > 0 && weights.metre === 0) {
    const driving = fixed + weights.drivingSecond * addedByBoth(problem, route, leg, i, joins, j, alightJoins);
    if (driving >= best.delta) return; // duty and riding only add to it
  }
  if (blink()) return;
  fill(scratch, route, leg, count, i, joins, j, alightJoins);
  const outcome = earliest(scratch, problem, route.vehicle);
  if (outcome !== OK) {
    if (outcome === RIDE) failures.tooLong = true;
    if (outcome === DRIVER) failures.hours = true;
    return;
  }
  const delta = costOf(scratch, problem, route.vehicle) - route.cost;
  if (delta >= best.delta) return;
  best.delta = delta;
  best.route = route;
  best.boardAt = i;
  best.boardJoins = joins;
  best.alightAt = j;
  best.alightJoins = alightJoins;
}

/** Driving seconds that a leg adds. */
function addedByBoth(problem: Problem, route: RouteState, leg: Leg, i: number, boardJoins: boolean, j: number, alightJoins: boolean): number {
  const { seconds, places } = problem;
  const vehicle = problem.vehicles[route.vehicle]!;
  const { n, place } = route;
  if (j === i && !boardJoins) {
    const before = i < 0 ? vehicle.start : place[i]!;
    const after = i + 1 < n ? place[i + 1]! : vehicle.end;
    const direct = n === 0 ? 0 : seconds[before * places + after]!;
    return seconds[before * places + leg.from]! + seconds[leg.from * places + leg.to]! + seconds[leg.to * places + after]! - direct;
  }
  return (boardJoins ? 0 : added(problem, route, i, leg.from)) + (alightJoins ? 0 : added(problem, route, j, leg.to));
}

/** The route with the leg at its position, laid out for timing. Valid until the next one is asked for. */
export function laidOut(route: RouteState, leg: Leg, count: number, { boardAt, boardJoins, alightAt, alightJoins }: Position): Sequence {
  fill(scratch, route, leg, count, boardAt, boardJoins, alightAt, alightJoins);
  return scratch;
}

/** The route with the leg, laid out for timing. */
function fill(s: Sequence, route: RouteState, leg: Leg, count: number, i: number, boardJoins: boolean, j: number, alightJoins: boolean): void {
  const { n, place, people, load, lo, hi, endLo, endHi, pairFrom, pairTo, pairLimit } = route;
  const boardIndex = boardJoins ? i : i + 1;
  const shift = boardJoins ? 0 : 1;
  const alightIndex = alightJoins ? j + shift : j + shift + 1;
  let k = 0;
  let before = 0;
  const put = (at: number, extra: number) => {
    s.place[k] = place[at]!;
    s.people[k] = people[at]! + extra;
    s.lo[k] = lo[at]!;
    s.hi[k] = hi[at]!;
    s.endLo[k] = endLo[at]!;
    s.endHi[k] = endHi[at]!;
    s.riding[k] = before + (k > boardIndex && k <= alightIndex ? count : 0);
    before = load[at]!;
    k += 1;
  };
  const putNew = (at: number) => {
    s.place[k] = at;
    s.people[k] = count;
    s.lo[k] = -NO_LIMIT;
    s.hi[k] = NO_LIMIT;
    s.endLo[k] = -NO_LIMIT;
    s.endHi[k] = NO_LIMIT;
    s.riding[k] = before + (k > boardIndex && k <= alightIndex ? count : 0);
    k += 1;
  };
  for (let at = -1; at < n; at += 1) {
    if (at >= 0) put(at, (boardJoins && at === i ? count : 0) + (alightJoins && at === j ? count : 0));
    if (at === i && !boardJoins) putNew(leg.from);
    if (at === j && !alightJoins) putNew(leg.to);
  }
  s.n = k;
  s.lo[boardIndex] = Math.max(s.lo[boardIndex]!, leg.board[0]);
  s.hi[boardIndex] = Math.min(s.hi[boardIndex]!, leg.board[1]);
  s.endLo[alightIndex] = Math.max(s.endLo[alightIndex]!, leg.alight[0]);
  s.endHi[alightIndex] = Math.min(s.endHi[alightIndex]!, leg.alight[1]);
  const moved = (index: number) => index + (!boardJoins && index > i ? 1 : 0) + (!alightJoins && index > j ? 1 : 0);
  for (let p = 0; p < pairFrom.length; p += 1) {
    s.from[p] = moved(pairFrom[p]!);
    s.to[p] = moved(pairTo[p]!);
    s.limit[p] = pairLimit[p]!;
  }
  s.from[pairFrom.length] = boardIndex;
  s.to[pairFrom.length] = alightIndex;
  s.limit[pairFrom.length] = leg.maxRide;
  s.pairs = pairFrom.length + 1;
}
