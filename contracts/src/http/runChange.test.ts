import { expect, test } from 'vitest';
import { changeOf, RunChange, withChange } from './runChange.ts';
import type { RunView } from './runs.ts';

const person = (ride: string, state: string) => ({ ride, leg: 'outbound', code: '4821', told: 1_000_000, state });
const stop = (id: string, change: object = {}) => ({
  stop: id,
  place: { id, name: id },
  kind: 'boarding',
  at: [15.5, 41.4],
  plannedArrive: 1_000_000,
  plannedDepart: 1_060_000,
  expectedArrive: 1_000_000,
  expectedDepart: 1_060_000,
  arrived: null,
  left: null,
  notBefore: null,
  on: [person(`ride-${id}-1234`, 'planned')],
  off: [],
  ...change,
});
const run = (version: number, stops: object[], change: object = {}) =>
  ({
    run: 'foggia_2026-11-23_bus-1',
    pole: 'foggia',
    serviceDate: '2026-11-23',
    plate: { number: 7, licenceTail: '0AB' },
    seats: 8,
    driver: 'driver-1',
    state: 'planned',
    version,
    leave: 900_000,
    stops,
    onBoard: 0,
    needsPerson: [],
    estimated: true,
    ...change,
  }) as unknown as RunView;

const before = run(4, [stop('a'), stop('b'), stop('c')]);
const after = run(9, [stop('a', { arrived: 1_010_000, on: [person('ride-a-1234', 'boarded')] }), stop('b', { expectedArrive: 1_010_000 }), stop('c')], {
  state: 'under-way',
  onBoard: 1,
});

test('a change holds only what is new, reads by its schema, and gives the newer run', () => {
  const change = RunChange.parse(changeOf(before, after));
  expect(change).toEqual({
    run: 'foggia_2026-11-23_bus-1',
    version: 9,
    state: 'under-way',
    onBoard: 1,
    stops: [
      { stop: 'a', arrived: 1_010_000, on: [person('ride-a-1234', 'boarded')] },
      { stop: 'b', expectedArrive: 1_010_000 },
    ],
  });
  expect(withChange(before, change)).toEqual(after);
});

test('something that became null is new as well', () => {
  const held = run(4, [stop('a', { notBefore: 1_000_000 })]);
  const free = run(5, [stop('a')]);
  expect(withChange(held, RunChange.parse(changeOf(held, free)))).toEqual(free);
});

test('whoever knows the newer run already keeps it, however late the change comes', () => {
  const change = changeOf(before, after)!;
  const newest = run(12, [stop('a', { left: 1_070_000 }), stop('b'), stop('c')]);
  expect(withChange(newest, change)).toBe(newest);
  expect(withChange(after, change)).toBe(after);
});

test('other stops are no change but another run, and a version alone is no news', () => {
  expect(changeOf(before, run(5, [stop('b'), stop('a'), stop('c')]))).toBeUndefined();
  expect(changeOf(before, run(5, [stop('a'), stop('b')]))).toBeUndefined();
  expect(changeOf(before, run(5, [stop('a'), stop('b'), stop('c')]))).toBeNull();
});
