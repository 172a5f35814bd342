/** Judges a solution by the rules alone. Shares no code with the search but its door, so that one cannot hide the other's mistakes. */
import { checkProblem, faultOfStop } from '../door.ts';
import type { Part, Problem, Route, Solution, Stop } from '../model/problem.ts';

export interface Violation {
  readonly code:
    | 'unknown'
    | 'twice'
    | 'seats'
    | 'travel'
    | 'dwell'
    | 'hold'
    | 'board'
    | 'alight'
    | 'ride'
    | 'shift'
    | 'hours'
    | 'both-legs'
    | 'split'
    | 'locked'
    | 'left-out'
    | 'cost'
    | 'one-visit';
  /** Found and expected. */
  readonly words: string;
}

/**
 * @returns every broken rule, none for a solution that may be used. O(stops + people).
 * @throws UnfitInput where the problem itself is none
 */
export function check(problem: Problem, solution: Solution): Violation[] {
  checkProblem(problem);
  const found: Violation[] = [];
  const report = (code: Violation['code'], words: string) => found.push({ code, words });
  const carried = new Map<string, number[]>(); // request and leg: sizes of its parts
  const vehicles = new Set<number>();
  let cost = 0;
  for (const route of solution.routes) {
    if (problem.vehicles[route.vehicle] === undefined) report('unknown', `vehicle ${route.vehicle} of ${problem.vehicles.length}`);
    else {
      if (vehicles.has(route.vehicle)) report('twice', `vehicle ${route.vehicle} has two routes`);
      vehicles.add(route.vehicle);
      const faults = faultsOf(problem, route);
      for (const words of faults) report('unknown', words);
      if (faults.length > 0) continue; // no rule can be asked of times that are no numbers
      driven(problem, route, report);
      ridden(problem, route, carried, report);
      cost += priceOf(problem, route);
    }
  }
  for (const { request } of solution.unserved)
    if (problem.requests[request] === undefined) report('unknown', `request ${request} is left out, of ${problem.requests.length}`);
  if (!(Math.abs(cost - solution.cost) <= 0.5)) report('cost', `says ${solution.cost}, is ${cost}`);
  served(problem, solution, carried, report);
  return found;
}

function faultsOf(problem: Problem, { vehicle, leave, return: back, stops }: Route): string[] {
  const faults = stops.flatMap((stop, i) => {
    const fault = faultOfStop(stop, problem);
    return fault === undefined ? [] : [`vehicle ${vehicle} stop ${i}: ${fault}`];
  });
  return Number.isFinite(leave) && Number.isFinite(back) ? faults : [`vehicle ${vehicle}: out from ${leave} to ${back}, expected times`, ...faults];
}

type Report = (code: Violation['code'], words: string) => void;

const drive = (problem: Problem, from: number, to: number) => problem.seconds[from * problem.places + to]!;
const sum = (parts: readonly Part[]) => parts.reduce((total, part) => total + part.count, 0);

/** Times along the way, shifts and hours. */
function driven(problem: Problem, { vehicle, leave, return: back, stops }: Route, report: Report): void {
  if (stops.length === 0) return;
  const { start, end, shifts, limits, type } = problem.vehicles[vehicle]!;
  const name = (i: number) => `vehicle ${vehicle} stop ${i}`;
  let at = start;
  let free = leave;
  let load = 0;
  let driving = 0;
  let sinceBreak = 0;
  stops.forEach((stop, i) => {
    const way = drive(problem, at, stop.place);
    if (stop.arrive < free + way) report('travel', `${name(i)}: arrives ${stop.arrive}, possible ${free + way}`);
    if (stop.begin < stop.arrive) report('travel', `${name(i)}: begins ${stop.begin} before it arrives ${stop.arrive}`);
    const dwell = problem.dwell.perStop + problem.dwell.perPerson * (sum(stop.on) + sum(stop.off));
    if (stop.depart !== stop.begin + dwell) report('dwell', `${name(i)}: departs ${stop.depart}, expected ${stop.begin + dwell}`);
    if (load > 0 && stop.begin - (free + way) > problem.maxHold)
      report('hold', `${name(i)}: ${load} people held ${stop.begin - (free + way)} s, at most ${problem.maxHold}`);
    if (i > 0 && load > 0 && stops[i - 1]!.place === stop.place) report('one-visit', `${name(i)}: place ${stop.place} again with ${load} on board`);
    driving += way;
    sinceBreak = load === 0 && i > 0 && stop.begin - free - way >= limits.breakLength ? way : sinceBreak + way;
    if (driving > limits.driving || sinceBreak > limits.driveBeforeBreak) report('hours', `${name(i)}: ${driving} s of driving, ${sinceBreak} s since a break`);
    load += sum(stop.on) - sum(stop.off);
    if (load > problem.types[type]!.seats) report('seats', `${name(i)}: ${load} people, ${problem.types[type]!.seats} seats`);
    if (!shifts.some(([from, to]) => from <= stop.begin && stop.depart <= to))
      report('shift', `${name(i)}: serves ${stop.begin} to ${stop.depart} outside its shifts`);
    [at, free] = [stop.place, stop.depart];
  });
  const home = drive(problem, at, end);
  if (back < free + home) report('travel', `vehicle ${vehicle}: returns ${back}, possible ${free + home}`);
  if (leave < shifts[0]![0] || back > shifts.at(-1)![1]) report('shift', `vehicle ${vehicle}: out ${leave} to ${back}, shifts ${JSON.stringify(shifts)}`);
  if (back - leave > limits.spread || driving + home > limits.driving || sinceBreak + home > limits.driveBeforeBreak)
    report('hours', `vehicle ${vehicle}: ${back - leave} s out, ${driving + home} s of driving`);
}

/** Everybody boards and gets off where and when they may, and rides no longer than they may. */
function ridden(problem: Problem, route: Route, carried: Map<string, number[]>, report: Report): void {
  const aboard = new Map<string, { count: number; since: Stop; index: number }[]>();
  route.stops.forEach((stop, i) => {
    const frozen = i < (route.frozen ?? 0);
    for (const part of stop.off) alighting(problem, route, { stop, part, frozen }, aboard, report);
    for (const part of stop.on) {
      const leg = problem.requests[part.request]?.legs[part.leg];
      const name = `request ${part.request} leg ${part.leg}`;
      if (leg === undefined || part.count < 1) report('unknown', `${name}: ${part.count} people at stop ${i}`);
      else {
        if (leg.from !== stop.place) report('board', `${name}: boards at ${stop.place}, expected ${leg.from}`);
        if (!frozen && (stop.begin < leg.board[0] || stop.begin > leg.board[1]))
          report('board', `${name}: boards ${stop.begin}, window ${leg.board.join(' to ')}`);
        if (leg.vehicle !== undefined && leg.vehicle !== route.vehicle) report('locked', `${name}: on vehicle ${route.vehicle}, locked to ${leg.vehicle}`);
        const key = `${part.request} ${part.leg}`;
        aboard.set(key, [...(aboard.get(key) ?? []), { count: part.count, since: stop, index: i }]);
        carried.set(key, [...(carried.get(key) ?? []), part.count]);
      }
    }
  });
  for (const [key, riding] of aboard) if (riding.length > 0) report('alight', `request and leg ${key}: ${sum(riding as never)} people never get off`);
}

function alighting(
  problem: Problem,
  route: Route,
  { stop, part, frozen }: { stop: Stop; part: Part; frozen: boolean },
  aboard: Map<string, { count: number; since: Stop; index: number }[]>,
  report: Report,
): void {
  const name = `request ${part.request} leg ${part.leg}`;
  const leg = problem.requests[part.request]?.legs[part.leg];
  const riding = aboard.get(`${part.request} ${part.leg}`) ?? [];
  if (leg === undefined || sum(riding as never) < part.count)
    return report('alight', `${name}: ${part.count} get off vehicle ${route.vehicle}, ${sum(riding as never)} are on board`);
  if (leg.to !== stop.place) report('alight', `${name}: gets off at ${stop.place}, expected ${leg.to}`);
  if (!frozen && (stop.depart < leg.alight[0] || stop.depart > leg.alight[1]))
    report('alight', `${name}: off at ${stop.depart}, window ${leg.alight.join(' to ')}`);
  const [gone, left] = firstOnFirstOff(riding, part.count);
  for (const { since } of gone)
    if (!frozen && stop.depart - since.depart > leg.maxRide) report('ride', `${name}: rides ${stop.depart - since.depart} s, at most ${leg.maxRide}`);
  aboard.set(`${part.request} ${part.leg}`, left);
}

/** People of one leg are interchangeable: whoever boarded first gets off first, which makes the longest ride as short as can be. */
function firstOnFirstOff<T extends { readonly count: number }>(riding: readonly T[], count: number): [gone: T[], left: T[]] {
  const [gone, left]: [T[], T[]] = [[], []];
  for (const one of riding) {
    const off = Math.min(one.count, count);
    count -= off;
    if (off > 0) gone.push({ ...one, count: off });
    if (one.count > off) left.push({ ...one, count: one.count - off });
  }
  return [gone, left];
}

/** Both legs or none, whole parties or parts of the allowed size, and everybody accounted for. */
function served(problem: Problem, solution: Solution, carried: ReadonlyMap<string, readonly number[]>, report: Report): void {
  const missing = new Map(solution.unserved.map((one) => [one.request, one.count]));
  problem.requests.forEach((request, index) => {
    const expected = request.count - (missing.get(index) ?? 0);
    request.legs.forEach((_, leg) => {
      const parts = carried.get(`${index} ${leg}`) ?? [];
      const people = parts.reduce((total, count) => total + count, 0);
      if (people !== expected) report('both-legs', `request ${index} leg ${leg}: ${people} carried, expected ${expected} of ${request.count}`);
      if (parts.length > 1 && (!request.mayBeSplit || parts.some((count) => count < request.minTogether)))
        report('split', `request ${index} leg ${leg}: parts ${parts.join(', ')}`);
    });
    if (missing.has(index) && missing.get(index) !== request.count)
      report('left-out', `request ${index}: ${missing.get(index)} of ${request.count} left out, expected all or nobody`);
  });
}

function priceOf(problem: Problem, { vehicle, leave, return: back, stops }: Route): number {
  if (stops.length === 0) return 0;
  const { start, end, type } = problem.vehicles[vehicle]!;
  const { drivingSecond, dutySecond, metre, riderMinute } = problem.weights;
  const places = [start, ...stops.map((stop) => stop.place), end];
  let driving = 0;
  let metres = 0;
  for (let i = 1; i < places.length; i += 1) {
    driving += drive(problem, places[i - 1]!, places[i]!);
    metres += problem.metres[places[i - 1]! * problem.places + places[i]!]!;
  }
  let load = 0;
  let riding = 0;
  stops.forEach((stop, i) => {
    riding += load * ((i === 0 ? 0 : drive(problem, stops[i - 1]!.place, stop.place)) + stop.depart - stop.begin);
    load += sum(stop.on) - sum(stop.off);
  });
  return problem.types[type]!.fixedCost + drivingSecond * driving + metre * metres + dutySecond * (back - leave) + riderMinute * Math.floor(riding / 60);
}
