/**
 * A route laid out for timing: flat arrays, filled again for every candidate, nothing allocated in the search.
 * Longer than the other files because all timing happens here.
 */
import { NO_LIMIT, type Problem } from '../model/problem.ts';

/** Longest route in stops, and most boarding-alighting pairs on it. */
const STOPS = 512;
const PAIRS = 2048;

/** What failed, as bits: a window, a ride or hold limit, a limit of the vehicle. */
export const OK = 0;
export const TIME = 1;
export const RIDE = 2;
export const DRIVER = 4;

export interface Sequence {
  n: number;
  readonly place: Int32Array;
  /** On plus off. */
  readonly people: Int32Array;
  /** Window of the begin of service, and of the end of alighting. */
  readonly lo: Int32Array;
  readonly hi: Int32Array;
  readonly endLo: Int32Array;
  readonly endHi: Int32Array;
  /** People on board on arrival. */
  readonly riding: Int32Array;
  /** Out: begin of service. */
  readonly begin: Int32Array;
  pairs: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly limit: Int32Array;
}

export function emptySequence(): Sequence {
  const stops = () => new Int32Array(STOPS);
  const pairs = () => new Int32Array(PAIRS);
  return {
    n: 0,
    place: stops(),
    people: stops(),
    lo: stops(),
    hi: stops(),
    endLo: stops(),
    endHi: stops(),
    riding: stops(),
    begin: stops(),
    pairs: 0,
    from: pairs(),
    to: pairs(),
    limit: pairs(),
  };
}

/** Service time of a stop, in seconds. */
export function dwellOf(problem: Problem, people: number): number {
  return problem.dwell.perStop + problem.dwell.perPerson * people;
}

/**
 * Least begins that keep windows, ride limits and hold limits: difference constraints solved by raising lower bounds until nothing
 * moves (Bellman and Ford over at most n rounds; Firat and Woeginger 2011, Operations Research Letters 39, for dial-a-ride).
 *
 * @returns OK with `begin` filled, or what cannot hold. O(n + pairs) a round; a route needs two or three rounds as a rule.
 */
export function earliest(s: Sequence, problem: Problem, vehicle: number): number {
  const { n, begin, lo, endLo, people } = s;
  for (let i = 0; i < n; i += 1) begin[i] = Math.max(lo[i]!, endLo[i]! - dwellOf(problem, people[i]!));
  for (let round = 0; round <= n + 1; round += 1) {
    if (!forward(s, problem, vehicle)) return TIME;
    if (!backward(s, problem)) return vehicleLimits(s, problem, vehicle);
  }
  return RIDE;
}

function forward(s: Sequence, problem: Problem, vehicle: number): boolean {
  const { n, place, people, begin, hi, endHi, riding } = s;
  const { seconds, places, dwell } = problem;
  const { start, shifts } = problem.vehicles[vehicle]!;
  let at = start;
  let free = shifts[0]![0];
  let k = 0; // shift the vehicle is in
  for (let i = 0; i < n; i += 1) {
    const drive = seconds[at * places + place[i]!]!;
    const service = dwell.perStop + dwell.perPerson * people[i]!;
    let earliestBegin = Math.max(begin[i]!, free + drive);
    // what is driven and served lies in one shift; an empty vehicle waits for the next one where it stands
    while (earliestBegin + service > shifts[k]![1]) {
      k += 1;
      if (k === shifts.length || riding[i]! > 0) return false;
      earliestBegin = Math.max(earliestBegin, shifts[k]![0] + drive);
    }
    if (earliestBegin > hi[i]! || earliestBegin + service > endHi[i]!) return false;
    begin[i] = earliestBegin;
    free = earliestBegin + service;
    at = place[i]!;
  }
  return true;
}

/** Raises begins that ride and hold limits ask to be later. Whether anything moved. */
function backward(s: Sequence, problem: Problem): boolean {
  const { n, place, people, begin, riding, pairs, from, to, limit } = s;
  const { seconds, places, dwell, maxHold } = problem;
  let moved = false;
  for (let p = 0; p < pairs; p += 1) {
    const a = from[p]!;
    const b = to[p]!;
    const need = begin[b]! + dwell.perPerson * (people[b]! - people[a]!) - limit[p]!;
    if (begin[a]! < need) {
      begin[a] = need;
      moved = true;
    }
  }
  if (maxHold >= NO_LIMIT) return moved;
  for (let i = n - 1; i > 0; i -= 1) {
    if (riding[i] === 0) continue;
    const need = begin[i]! - maxHold - seconds[place[i - 1]! * places + place[i]!]! - dwellOf(problem, people[i - 1]!);
    if (begin[i - 1]! < need) {
      begin[i - 1] = need;
      moved = true;
    }
  }
  return moved;
}

function vehicleLimits(s: Sequence, problem: Problem, vehicle: number): number {
  const { n, place, begin, people, riding } = s;
  if (n === 0) return OK;
  const { start, end, shifts, limits } = problem.vehicles[vehicle]!;
  const { seconds, places } = problem;
  const leave = begin[0]! - seconds[start * places + place[0]!]!;
  const home = seconds[place[n - 1]! * places + end]!;
  const back = begin[n - 1]! + dwellOf(problem, people[n - 1]!) + home;
  if (back > shifts.at(-1)![1]) return TIME;
  if (back - leave > limits.spread) return DRIVER;
  if (limits.driving >= NO_LIMIT && limits.driveBeforeBreak >= NO_LIMIT) return OK;
  let driven = seconds[start * places + place[0]!]!;
  let sinceBreak = driven;
  for (let i = 1; i <= n; i += 1) {
    const drive = i === n ? home : seconds[place[i - 1]! * places + place[i]!]!;
    const idle = i === n ? 0 : begin[i]! - begin[i - 1]! - dwellOf(problem, people[i - 1]!) - drive;
    if (i < n && riding[i] === 0 && idle >= limits.breakLength) sinceBreak = 0;
    driven += drive;
    sinceBreak += drive;
    if (driven > limits.driving || sinceBreak > limits.driveBeforeBreak) return DRIVER;
  }
  return OK;
}

/**
 * Greatest begins that end no trip later than `begin` says: nobody is called earlier, or kept on board longer, than needed.
 *
 * @param fixed   that many first stops keep their begin
 * @param latest  out: begins, at or after those of `begin`
 */
export function unhurried(s: Sequence, problem: Problem, fixed: number, latest: Int32Array): void {
  const { n, begin, riding } = s;
  for (let i = 0; i < n; i += 1) {
    const endsTrip = i === n - 1 || riding[i + 1] === 0;
    latest[i] = endsTrip || i < fixed ? begin[i]! : NO_LIMIT;
  }
  lower(s, problem, latest, false);
}

/** Greatest begins that any schedule of this sequence can have: bounds for whoever wants to insert something. */
export function latestPossible(s: Sequence, problem: Problem, vehicle: number, latest: Int32Array): void {
  const { n, place, people } = s;
  if (n === 0) return;
  const { end, shifts } = problem.vehicles[vehicle]!;
  latest.fill(NO_LIMIT, 0, n);
  latest[n - 1] = shifts.at(-1)![1] - problem.seconds[place[n - 1]! * problem.places + end]! - dwellOf(problem, people[n - 1]!);
  lower(s, problem, latest, true);
}

/** Lowers upper bounds until windows, driving, rides and holds agree with them. `across`: between trips too. */
function lower(s: Sequence, problem: Problem, latest: Int32Array, across: boolean): void {
  const { n, place, people, hi, endHi, riding, pairs, from, to, limit } = s;
  const { seconds, places, dwell, maxHold } = problem;
  for (let i = 0; i < n; i += 1) latest[i] = Math.min(latest[i]!, hi[i]!, endHi[i]! - dwellOf(problem, people[i]!));
  for (let round = 0; round <= n + 1; round += 1) {
    let moved = false;
    for (let i = n - 2; i >= 0; i -= 1) {
      if (!across && riding[i + 1] === 0) continue;
      const bound = latest[i + 1]! - seconds[place[i]! * places + place[i + 1]!]! - dwellOf(problem, people[i]!);
      if (bound < latest[i]!) latest[i] = bound;
    }
    for (let p = 0; p < pairs; p += 1) {
      const bound = latest[from[p]!]! + dwell.perPerson * (people[from[p]!]! - people[to[p]!]!) + limit[p]!;
      if (bound < latest[to[p]!]!) {
        latest[to[p]!] = bound;
        moved = true;
      }
    }
    for (let i = 1; i < n && maxHold < NO_LIMIT; i += 1) {
      if (riding[i] === 0) continue;
      const bound = latest[i - 1]! + dwellOf(problem, people[i - 1]!) + seconds[place[i - 1]! * places + place[i]!]! + maxHold;
      if (bound < latest[i]!) {
        latest[i] = bound;
        moved = true;
      }
    }
    if (!moved) return;
  }
}

/** Cost of the sequence as timed in `begin`, fixed cost included. Holding does not count as riding. */
export function costOf(s: Sequence, problem: Problem, vehicle: number): number {
  const { n, place, people, begin, riding } = s;
  if (n === 0) return 0;
  const { seconds, metres, places, weights } = problem;
  const { type, start, end } = problem.vehicles[vehicle]!;
  let at = start;
  let driving = 0;
  let distance = 0;
  let rider = 0;
  for (let i = 0; i <= n; i += 1) {
    const next = i === n ? end : place[i]!;
    const drive = seconds[at * places + next]!;
    driving += drive;
    distance += metres[at * places + next]!;
    if (i < n) rider += riding[i]! * (drive + dwellOf(problem, people[i]!));
    at = next;
  }
  const leave = begin[0]! - seconds[start * places + place[0]!]!;
  const back = begin[n - 1]! + dwellOf(problem, people[n - 1]!) + seconds[place[n - 1]! * places + end]!;
  return (
    problem.types[type]!.fixedCost +
    weights.drivingSecond * driving +
    weights.metre * distance +
    weights.dutySecond * (back - leave) +
    weights.riderMinute * Math.floor(rider / 60)
  );
}
