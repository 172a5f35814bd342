/** A route in the search: who gets on and off where, laid out flat, with the bounds that make insertion cheap. Never changed, only replaced. */
import { costOf, dwellOf, earliest, emptySequence, latestPossible, OK, unhurried, type Sequence } from '../schedule/sequence.ts';
import { NO_LIMIT, type Leg, type Part, type Problem, type Route, type Stop } from './problem.ts';

export interface RouteState {
  readonly vehicle: number;
  /** That many first stops stay as they are. */
  readonly frozen: number;
  readonly stops: readonly Visit[];
  /** Requests on board somewhere along the route. */
  readonly requests: ReadonlySet<number>;
  readonly n: number;
  readonly place: Int32Array;
  readonly people: Int32Array;
  /** On board when leaving. */
  readonly load: Int32Array;
  readonly lo: Int32Array;
  readonly hi: Int32Array;
  readonly endLo: Int32Array;
  readonly endHi: Int32Array;
  /** Least and greatest begins of any schedule. */
  readonly soonest: Int32Array;
  readonly latest: Int32Array;
  readonly pairFrom: Int32Array;
  readonly pairTo: Int32Array;
  readonly pairLimit: Int32Array;
  readonly cost: number;
}

export interface Visit {
  readonly place: number;
  readonly on: readonly Part[];
  readonly off: readonly Part[];
  /** Begin of service, kept on frozen stops only. */
  readonly begin?: number;
}

const scratch = emptySequence();
const late = new Int32Array(scratch.begin.length);

export const legOf = (problem: Problem, part: Part): Leg => problem.requests[part.request]!.legs[part.leg]!;

export function emptyRoute(vehicle: number): RouteState {
  const none = new Int32Array(0);
  return {
    vehicle,
    frozen: 0,
    stops: [],
    requests: new Set(),
    n: 0,
    place: none,
    people: none,
    load: none,
    lo: none,
    hi: none,
    endLo: none,
    endHi: none,
    soonest: none,
    latest: none,
    pairFrom: none,
    pairTo: none,
    pairLimit: none,
    cost: 0,
  };
}

/** Lays out stops and times them. A failure is its code (sequence.ts). O(stops x people). */
export function buildRoute(problem: Problem, vehicle: number, stops: readonly Visit[], frozen: number): RouteState | number {
  const n = stops.length;
  if (n === 0) return emptyRoute(vehicle);
  const route = layOut(problem, stops);
  const seats = problem.types[problem.vehicles[vehicle]!.type]!.seats;
  for (let i = 0; i < n; i += 1) if (route.load[i]! > seats) return TOO_MANY;
  copyTo(scratch, route, n);
  const outcome = earliest(scratch, problem, vehicle);
  if (outcome !== OK) return outcome;
  return { ...route, vehicle, frozen, stops, n, requests: requestsOf(stops), ...timesOf(scratch, problem, vehicle) };
}

/**
 * The route of a sequence that is laid out already and is `before` with one more request: what `buildRoute` makes of the stops, without
 * laying all of them out again.
 *
 * @param s  its last pair is the one that was added
 */
export function extendedRoute(problem: Problem, before: RouteState, stops: readonly Visit[], request: number, s: Sequence): RouteState | number {
  const { vehicle, frozen } = before;
  const { n } = s;
  const outcome = earliest(s, problem, vehicle);
  if (outcome !== OK) return outcome;
  const load = new Int32Array(n);
  for (let i = 0; i + 1 < n; i += 1) load[i] = s.riding[i + 1]!;
  joinPairs(s);
  const pairs = { pairFrom: s.from.slice(0, s.pairs), pairTo: s.to.slice(0, s.pairs), pairLimit: s.limit.slice(0, s.pairs) };
  const requests = new Set(before.requests).add(request);
  const own = {
    place: s.place.slice(0, n),
    people: s.people.slice(0, n),
    lo: s.lo.slice(0, n),
    hi: s.hi.slice(0, n),
    endLo: s.endLo.slice(0, n),
    endHi: s.endHi.slice(0, n),
  };
  return { ...own, ...pairs, load, vehicle, frozen, stops, n, requests, ...timesOf(s, problem, vehicle) };
}

/** Whoever rides between the same two stops is one pair, with the shortest limit. */
function joinPairs(s: Sequence): void {
  const last = s.pairs - 1;
  for (let p = 0; p < last; p += 1) {
    if (s.from[p] !== s.from[last] || s.to[p] !== s.to[last]) continue;
    s.limit[p] = Math.min(s.limit[p]!, s.limit[last]!);
    s.pairs = last;
    return;
  }
}

/** Of a sequence whose least begins are known. */
function timesOf(s: Sequence, problem: Problem, vehicle: number): Pick<RouteState, 'soonest' | 'latest' | 'cost'> {
  latestPossible(s, problem, vehicle, late);
  return { soonest: s.begin.slice(0, s.n), latest: late.slice(0, s.n), cost: costOf(s, problem, vehicle) };
}

/** More people than seats. */
export const TOO_MANY = 8;

function requestsOf(stops: readonly Visit[]): Set<number> {
  const requests = new Set<number>();
  for (const stop of stops) {
    for (const part of stop.on) requests.add(part.request);
    for (const part of stop.off) requests.add(part.request);
  }
  return requests;
}

/** More people than any vehicle has seats. */
const MOST = 1024;
const SEVERAL = -1;

/**
 * Where those got on who get off at stop `at`, of a leg whose people are on board since several stops: whoever boarded first gets off
 * first, which makes the longest ride as short as can be. O(stops x people).
 */
function boardingStops(stops: readonly Visit[], part: Part, at: number): number[] {
  const queue: number[] = [];
  const same = (one: Part) => one.request === part.request && one.leg === part.leg;
  const count = (parts: readonly Part[]) => parts.reduce((sum, one) => sum + (same(one) ? one.count : 0), 0);
  for (let i = 0; i < at; i += 1) {
    queue.splice(0, count(stops[i]!.off));
    for (let people = count(stops[i]!.on); people > 0; people -= 1) queue.push(i);
  }
  if (queue.length < part.count)
    throw new Error(`request ${part.request} leg ${part.leg}: ${part.count} get off at stop ${at} of ${stops.length}, ${queue.length} are on board`);
  return [...new Set(queue.slice(0, part.count))];
}

/** One number a leg: fewer than 16 legs a request and 2^26 requests. */
const legKey = ({ request, leg }: Part): number => leg * 2 ** 26 + request;

type Layout = Pick<RouteState, 'place' | 'people' | 'load' | 'lo' | 'hi' | 'endLo' | 'endHi' | 'pairFrom' | 'pairTo' | 'pairLimit'>;

function layOut(problem: Problem, stops: readonly Visit[]): Layout {
  const n = stops.length;
  const flat = (fill: number) => new Int32Array(n).fill(fill);
  const route = { place: flat(0), people: flat(0), load: flat(0), lo: flat(-NO_LIMIT), hi: flat(NO_LIMIT), endLo: flat(-NO_LIMIT), endHi: flat(NO_LIMIT) };
  const [pairFrom, pairTo, pairLimit]: [number[], number[], number[]] = [[], [], []];
  const aboard = new Map<number, number>(); // by leg: first stop * MOST + people, SEVERAL where they boarded at several stops
  let load = 0;
  for (let i = 0; i < n; i += 1) {
    const stop = stops[i]!;
    const ownPairs = pairFrom.length;
    route.place[i] = stop.place;
    for (const part of stop.off) {
      const leg = legOf(problem, part);
      const key = legKey(part);
      const riding = aboard.get(key) ?? 0;
      if (riding !== SEVERAL && riding % MOST < part.count)
        throw new Error(`request ${part.request} leg ${part.leg}: ${part.count} get off at stop ${i} of ${n}, ${riding % MOST} are on board`);
      route.endLo[i] = Math.max(route.endLo[i]!, leg.alight[0]);
      route.endHi[i] = Math.min(route.endHi[i]!, leg.alight[1]);
      const since = riding === SEVERAL ? boardingStops(stops, part, i) : [Math.floor(riding / MOST)];
      for (const from of stop.begin === undefined ? since : []) {
        let pair = ownPairs; // the shortest limit of those who ride between the same two stops
        while (pair < pairFrom.length && pairFrom[pair] !== from) pair += 1;
        pairFrom[pair] = from;
        pairTo[pair] = i;
        pairLimit[pair] = Math.min(pairLimit[pair] ?? NO_LIMIT, leg.maxRide);
      }
      if (riding !== SEVERAL) aboard.set(key, riding - part.count);
      route.people[i]! += part.count;
      load -= part.count;
    }
    for (const part of stop.on) {
      const { board } = legOf(problem, part);
      const key = legKey(part);
      aboard.set(key, (aboard.get(key) ?? 0) % MOST === 0 ? i * MOST + part.count : SEVERAL);
      route.lo[i] = Math.max(route.lo[i]!, board[0]);
      route.hi[i] = Math.min(route.hi[i]!, board[1]);
      route.people[i]! += part.count;
      load += part.count;
    }
    if (stop.begin !== undefined) {
      route.lo[i] = stop.begin;
      route.hi[i] = stop.begin;
      route.endLo[i] = -NO_LIMIT;
      route.endHi[i] = NO_LIMIT;
    }
    route.load[i] = load;
  }
  if (load !== 0) throw new Error(`${load} people never get off the route, expected none`);
  return { ...route, pairFrom: Int32Array.from(pairFrom), pairTo: Int32Array.from(pairTo), pairLimit: Int32Array.from(pairLimit) };
}

/** Copies a route as it is into a sequence. */
export function copyTo(s: Sequence, route: Layout, n: number): void {
  s.n = n;
  for (let i = 0; i < n; i += 1) {
    s.place[i] = route.place[i]!;
    s.people[i] = route.people[i]!;
    s.lo[i] = route.lo[i]!;
    s.hi[i] = route.hi[i]!;
    s.endLo[i] = route.endLo[i]!;
    s.endHi[i] = route.endHi[i]!;
    s.riding[i] = i === 0 ? 0 : route.load[i - 1]!;
  }
  s.pairs = route.pairFrom.length;
  s.from.set(route.pairFrom);
  s.to.set(route.pairTo);
  s.limit.set(route.pairLimit);
}

/** The route with its delivered times: as early as needed, nobody called earlier than that asks (`unhurried`). */
export function timed(problem: Problem, route: RouteState): Route & { readonly cost: number } {
  const { n, vehicle, frozen } = route;
  copyTo(scratch, route, n);
  scratch.begin.set(route.soonest);
  unhurried(scratch, problem, frozen, late);
  const { start, end } = problem.vehicles[vehicle]!;
  const drive = (from: number, to: number) => problem.seconds[from * problem.places + to]!;
  const stops: Stop[] = [];
  route.stops.forEach(({ place, on, off }, i) => {
    const begin = late[i]!;
    const before = stops.at(-1);
    const arrive = before === undefined ? begin : before.depart + drive(before.place, place);
    stops.push({ place, arrive: route.load[i - 1] === 0 ? begin : arrive, begin, depart: begin + dwellOf(problem, route.people[i]!), on, off });
  });
  scratch.begin.set(late.subarray(0, n));
  const cost = costOf(scratch, problem, vehicle);
  const leave = n === 0 ? 0 : late[0]! - drive(start, stops[0]!.place);
  const back = n === 0 ? 0 : stops[n - 1]!.depart + drive(stops[n - 1]!.place, end);
  return { vehicle, leave, return: back, stops, cost, ...(frozen > 0 ? { frozen } : {}) };
}
