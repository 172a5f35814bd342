/**
 * The published dawn instances (../shared/instances/README.md): one problem a pole, since poles share nothing. The words of that format
 * stay in this file.
 */
import { NO_LIMIT, type Problem, type Request, type Solution } from '../model/problem.ts';
import { dawnInstance } from './dawnInput.ts';

export interface DawnInstance {
  readonly n: number;
  readonly seed: number;
  readonly rules: {
    readonly detour: number;
    readonly kmh: number;
    readonly stop: number;
    readonly early: number;
    readonly maxRide: number;
    readonly day: readonly [number, number];
  };
  readonly poles: readonly DawnPole[];
}

export interface DawnPole {
  readonly name: string;
  readonly at: readonly [number, number];
  readonly pickups: readonly (readonly [number, number])[];
  readonly farms: readonly { readonly at: readonly [number, number] }[];
  /** Id, pickup index, farm index, shift in minutes after midnight. */
  readonly workers: readonly (readonly [number, number, number, number])[];
  readonly fleet: { readonly cap8: number; readonly cap15: number };
}

const DIAMETER_KM = 12742.0176;
const FIXED = { 8: 3600, 15: 5400 } as const;

/** @throws UnfitInput where the text is no dawn instance */
export function readDawn(text: string): { readonly instance: DawnInstance; readonly problems: readonly Problem[] } {
  const instance = dawnInstance(text);
  return { instance, problems: instance.poles.map((pole) => problemOf(pole, instance)) };
}

/** Places of a pole: its depot, its pickups, its farms. */
function problemOf(pole: DawnPole, { rules }: DawnInstance): Problem {
  const points = [pole.at, ...pole.pickups, ...pole.farms.map((farm) => farm.at)];
  const places = points.length;
  const seconds = new Int32Array(places * places);
  points.forEach((from, i) => points.forEach((to, j) => (seconds[i * places + j] = Math.round((kilometres(from, to) * rules.detour * 3600) / rules.kmh))));
  const vehicle = (type: number) => ({
    type,
    start: 0,
    end: 0,
    shifts: [rules.day],
    limits: { driving: NO_LIMIT, spread: NO_LIMIT, driveBeforeBreak: NO_LIMIT, breakLength: NO_LIMIT },
  });
  return {
    places,
    seconds,
    metres: new Int32Array(places * places),
    dwell: { perStop: rules.stop, perPerson: 0 },
    maxHold: NO_LIMIT,
    weights: { drivingSecond: 1, dutySecond: 0, metre: 0, riderMinute: 0 },
    types: [
      { seats: 8, fixedCost: FIXED[8] },
      { seats: 15, fixedCost: FIXED[15] },
    ],
    vehicles: [...Array.from({ length: pole.fleet.cap8 }, () => vehicle(0)), ...Array.from({ length: pole.fleet.cap15 }, () => vehicle(1))],
    requests: groupsOf(pole).map(({ ids, pickup, farm, shift }): Request => ({
      count: ids.length,
      legs: [
        {
          from: 1 + pickup,
          to: 1 + pole.pickups.length + farm,
          board: [rules.day[0], rules.day[1]],
          alight: [shift - rules.early + rules.stop, shift + rules.stop], // the format counts the arrival, we the end of alighting
          maxRide: rules.maxRide + rules.stop,
        },
      ],
      mandatory: true,
      priority: 0,
      mayBeSplit: true,
      minTogether: 1,
    })),
  };
}

interface Group {
  readonly ids: number[];
  readonly pickup: number;
  readonly farm: number;
  readonly shift: number;
}

/** Everybody of one pickup, farm and shift. */
function groupsOf(pole: DawnPole): Group[] {
  const groups = new Map<string, Group>();
  for (const [id, pickup, farm, minute] of pole.workers) {
    const key = `${pickup} ${farm} ${minute}`;
    const group = groups.get(key) ?? { ids: [], pickup, farm, shift: minute * 60 };
    group.ids.push(id);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Haversine as the instances' arbiter has it. */
function kilometres(a: readonly [number, number], b: readonly [number, number]): number {
  const radians = Math.PI / 180;
  const [p, q] = [a[0] * radians, b[0] * radians];
  const h = Math.sin((q - p) / 2) ** 2 + Math.cos(p) * Math.cos(q) * Math.sin(((b[1] - a[1]) * radians) / 2) ** 2;
  return DIAMETER_KM * Math.asin(Math.sqrt(h));
}

/** A solution file as the arbiter reads it, without name and figures around it. */
export function writeDawn(instance: DawnInstance, solutions: readonly Solution[]): object[] {
  return solutions.flatMap((solution, index) => {
    const pole = instance.poles[index]!;
    const groups = groupsOf(pole);
    const given = groups.map(() => 0);
    const seats = (vehicle: number) => (vehicle < pole.fleet.cap8 ? 8 : 15);
    return solution.routes.map((route) => {
      const riding = new Map<number, number[]>();
      const stops = route.stops.map(({ place, begin, depart, on, off }) => ({
        place: place <= pole.pickups.length ? 'pickup' : 'farm',
        index: place <= pole.pickups.length ? place - 1 : place - 1 - pole.pickups.length,
        arrive: begin,
        depart,
        on: on.flatMap(({ request, count }) => {
          const ids = groups[request]!.ids.slice(given[request], (given[request]! += count));
          riding.set(request, [...(riding.get(request) ?? []), ...ids]);
          return ids;
        }),
        off: off.flatMap(({ request, count }) => riding.get(request)!.splice(0, count)),
      }));
      return { pole: index, seats: seats(route.vehicle), leave: route.leave, return: route.return, stops };
    });
  });
}
