/**
 * What comes in is looked through once, at the door: a time that is no number or a place that is not there would not fail in the search
 * but give a plan that is wrong without a word. The kernels rely on it and look at nothing again.
 */
import { NO_LIMIT, type Leg, type Part, type Problem, type Request, type Route, type Stop, type Vehicle } from './model/problem.ts';

/** Input that no plan can be made of: what was found and what was expected. */
export class UnfitInput extends Error {
  override readonly name = 'UnfitInput';
}

export function refuse(what: string, found: unknown, expected: string): never {
  throw new UnfitInput(`${what}: found ${shown(found)}, expected ${expected}`);
}

const shown = (found: unknown) => (typeof found === 'number' ? String(found) : (JSON.stringify(found)?.slice(0, 80) ?? 'nothing'));

/** @param at  which of several; words are put together only for a refusal */
export function whole(value: unknown, least: number, most: number, what: string, at?: number): void {
  if (Number.isInteger(value) && (value as number) >= least && (value as number) <= most) return;
  refuse(at === undefined ? what : `${what} ${at}`, value, `a whole number from ${least} to ${most}`);
}

function amount(value: unknown, what: string, at?: number): void {
  if (Number.isFinite(value) && (value as number) >= 0) return;
  refuse(at === undefined ? what : `${what} ${at}`, value, 'a number of at least 0');
}

/** One that is missing would make every cost no number, and every plan as good as any other. */
const WEIGHTS = ['drivingSecond', 'dutySecond', 'metre', 'riderMinute'] as const satisfies readonly (keyof Problem['weights'])[];

/** Ways are the same for every plan of a day, and there are tens of thousands: each table is read through once. */
const sound = new WeakSet<Int32Array>();

/** @throws UnfitInput  O(places^2) the first time that its tables are seen, then O(vehicles + requests) */
export function checkProblem(problem: Problem): void {
  const { places, seconds, metres, dwell, maxHold, weights, types, vehicles, requests } = problem;
  whole(places, 1, 1e5, 'places');
  checkTable(seconds, places, 'seconds');
  checkTable(metres, places, 'metres');
  whole(dwell?.perStop, 0, NO_LIMIT, 'dwell a stop');
  whole(dwell.perPerson, 0, NO_LIMIT, 'dwell a person');
  whole(maxHold, 0, NO_LIMIT, 'longest holding');
  for (const name of WEIGHTS) amount(weights?.[name], `weight of ${name}`);
  types.forEach(({ seats, fixedCost }, i) => {
    whole(seats, 1, 1e4, 'seats of type', i);
    amount(fixedCost, 'cost of type', i);
  });
  vehicles.forEach((vehicle, i) => checkVehicle(vehicle, i, problem));
  requests.forEach((request, i) => checkRequest(request, problem, i));
}

function checkTable(table: unknown, places: number, what: string): void {
  if (!(table instanceof Int32Array)) refuse(what, table, 'an Int32Array');
  if (table.length !== places * places) refuse(`${what}, length`, table.length, `${places} x ${places}`);
  if (sound.has(table)) return;
  const wrong = table.findIndex((value) => value < 0 || value > NO_LIMIT);
  if (wrong >= 0) refuse(`${what} from place ${Math.floor(wrong / places)} to ${wrong % places}`, table[wrong], `0 to ${NO_LIMIT}`);
  sound.add(table);
}

function checkVehicle({ type, start, end, shifts, limits }: Vehicle, i: number, { types, places }: Problem): void {
  whole(type, 0, types.length - 1, 'type of vehicle', i);
  whole(start, 0, places - 1, 'start of vehicle', i);
  whole(end, 0, places - 1, 'end of vehicle', i);
  let free = -Infinity;
  for (const [from, to] of shifts) {
    checkTime(from, 'shift of vehicle', i);
    checkTime(to, 'shift of vehicle', i);
    if (from < free || to < from) refuse(`shifts of vehicle ${i}`, shifts, 'each to end after it begins, and the next one later');
    free = to;
  }
  whole(limits.driving, 0, NO_LIMIT, 'driving limit of vehicle', i);
  whole(limits.spread, 0, NO_LIMIT, 'spread of vehicle', i);
  whole(limits.driveBeforeBreak, 0, NO_LIMIT, 'driving before a break of vehicle', i);
  whole(limits.breakLength, 0, NO_LIMIT, 'break of vehicle', i);
}

/** A moment may lie before the origin; a length of time is never below zero. */
const checkTime = (value: unknown, what: string, i: number) => whole(value, -NO_LIMIT, NO_LIMIT, what, i);

/**
 * Runs inside every booking: a dozen comparisons. A window that closes before it opens is no fault but a question that is answered
 * `window-closed`: people ask for what has gone by.
 *
 * @throws UnfitInput
 */
export function checkRequest({ count, legs, mandatory, priority, minTogether }: Request, problem: Problem, i: number): void {
  whole(count, 1, 1e6, 'people of request', i);
  whole(minTogether, 1, 1e6, 'smallest part of request', i);
  amount(priority, 'priority of request', i);
  if (!mandatory && priority < 1) refuse(`priority of request ${i}, which is optional`, priority, 'at least 1');
  if (legs.length === 0) refuse(`legs of request ${i}`, legs, 'one or more');
  checkLegs(legs, problem, i);
}

/** @param i  of the request */
export function checkLegs(legs: readonly Leg[], { places, vehicles }: Problem, i: number): void {
  for (const { from, to, board, alight, maxRide, vehicle } of legs) {
    whole(from, 0, places - 1, 'boarding place of request', i);
    whole(to, 0, places - 1, 'destination of request', i);
    checkTime(board[0], 'boarding window of request', i);
    checkTime(board[1], 'boarding window of request', i);
    checkTime(alight[0], 'alighting window of request', i);
    checkTime(alight[1], 'alighting window of request', i);
    whole(maxRide, 0, NO_LIMIT, 'longest ride of request', i);
    if (vehicle !== undefined) whole(vehicle, 0, vehicles.length - 1, 'vehicle of request', i);
  }
}

/** Routes that a plan begins with. @throws UnfitInput */
export function checkStart(start: readonly Route[], problem: Problem): void {
  const seen = new Set<number>();
  for (const { vehicle, leave, return: back, stops, frozen = 0 } of start) {
    whole(vehicle, 0, problem.vehicles.length - 1, 'vehicle of a route');
    if (seen.has(vehicle)) refuse(`routes of vehicle ${vehicle}`, 'a second one', 'one');
    seen.add(vehicle);
    checkTime(leave, 'start of the route of vehicle', vehicle);
    checkTime(back, 'end of the route of vehicle', vehicle);
    whole(frozen, 0, stops.length, 'frozen stops of vehicle', vehicle);
    for (const stop of stops) {
      const fault = faultOfStop(stop, problem);
      if (fault !== undefined) refuse(`a stop of vehicle ${vehicle}`, stop, fault);
    }
  }
}

/** What no stop of this problem is, in words; undefined where it could be one. Says nothing about the rules. */
export function faultOfStop({ place, arrive, begin, depart, on, off }: Stop, problem: Problem): string | undefined {
  if (!isIndex(place, problem.places)) return `place ${place}, expected one of ${problem.places}`;
  if (!isTime(arrive) || !isTime(begin) || !isTime(depart)) return `times ${arrive}, ${begin}, ${depart}, expected whole seconds`;
  const wrong = on.find((part) => !isPart(part, problem)) ?? off.find((part) => !isPart(part, problem));
  return wrong === undefined ? undefined : `people ${shown(wrong)}, expected a leg of one of ${problem.requests.length} requests and 1 or more of them`;
}

const isIndex = (value: number, length: number) => Number.isInteger(value) && value >= 0 && value < length;
const isTime = (value: number) => Number.isInteger(value) && value >= -NO_LIMIT && value <= NO_LIMIT;
const isPart = ({ request, leg, count }: Part, { requests }: Problem) =>
  isIndex(request, requests.length) && isIndex(leg, requests[request]!.legs.length) && Number.isInteger(count) && count >= 1;
