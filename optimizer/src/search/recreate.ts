/** Puts the absent back, greedily and in a random order of a sensible kind, now and then blind to a position (blinks). */
import type { Plan } from '../model/plan.ts';
import { placeRequest } from '../insert/request.ts';
import { type Random, shuffle } from '../random.ts';

/** Chance to pass over a position (Christiaens and Vanden Berghe 2020, section 5.2). */
const BLINK = 0.01;
/** Chance that whoever may stay behind is placed among those who must come: some plans fit everybody only in that order. */
const MIXED = 0.2;

/** @returns who found no place */
export function recreate(plan: Plan, absent: readonly number[], random: Random): number[] {
  const order = sorted(plan, shuffle([...absent], random), random);
  const blink = () => random.next() < BLINK;
  return order.filter((request) => !placeRequest(plan, request, blink).placed);
}

function sorted(plan: Plan, absent: number[], random: Random): number[] {
  const { requests, seconds, places, vehicles } = plan.problem;
  const depot = vehicles[0]!.start;
  const key = [
    () => 0, // random
    (request: number) => -requests[request]!.count,
    (request: number) => -seconds[depot * places + requests[request]!.legs[0]!.to]!, // far first
    (request: number) => requests[request]!.legs[0]!.alight[1], // early first
  ][[0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3][random.int(11)]!]!;
  const rank = (request: number) => (requests[request]!.mandatory ? 0 : 1 / (1 + requests[request]!.priority)); // who must come, comes first
  const mixed = absent.some((request) => !requests[request]!.mandatory) && random.next() < MIXED;
  return absent.sort((a, b) => (mixed ? 0 : rank(a) - rank(b)) || key(a) - key(b));
}
