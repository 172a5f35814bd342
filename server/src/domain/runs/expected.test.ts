import { expect, test } from 'vitest';
import { MINUTE, type EpochMs, type StopId } from '@passaggio/contracts';
import type { RouteStop } from '../documents.ts';
import { expectedTimes } from './expected.ts';

const at = (minutes: number) => (minutes * MINUTE) as EpochMs;
const stop = (id: string, arrive: number, begin: number, depart: number): RouteStop => ({
  stop: id as StopId,
  place: 'borgo' as RouteStop['place'],
  arrive: at(arrive),
  begin: at(begin),
  depart: at(depart),
  on: [],
  off: [],
});
// Borgo 300-302, Rotonda 310-312 with a wait of 3 min in the plan, site 325-327
const route = { stops: [stop('borgo', 300, 300, 302), stop('rotonda', 307, 310, 312), stop('site', 325, 325, 327)] };
const minutes = (times: { arrive: number; depart: number }[]) => times.map(({ arrive, depart }) => [arrive / MINUTE, depart / MINUTE]);

test('without facts the plan is expected', () => {
  expect(minutes(expectedTimes(route, undefined, [null, null, null]))).toEqual([
    [300, 302],
    [307, 312],
    [325, 327],
  ]);
});

test('a delay is carried on, less the waiting that the plan had', () => {
  const run = { arrived: { borgo: at(305) }, left: { borgo: at(310) } }; // 8 min late
  expect(minutes(expectedTimes(route, run, [null, null, null]))).toEqual([
    [305, 310],
    [315, 317],
    [330, 332],
  ]);
});

test('P3: a bus that is early still waits for the told time', () => {
  const run = { arrived: { borgo: at(295) }, left: { borgo: at(297) } }; // everyone on board 5 min early
  expect(minutes(expectedTimes(route, run, [at(297), at(310), null]))).toEqual([
    [295, 297],
    [302, 312],
    [325, 327],
  ]);
});
