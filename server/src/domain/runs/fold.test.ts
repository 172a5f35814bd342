import { expect, test } from 'vitest';
import fc from 'fast-check';
import { MINUTE, type Act, type EpochMs, type RideId, type StopId } from '@passaggio/contracts';
import type { Fact, RouteStop } from '../documents.ts';
import { fold, judgeAbsence } from './fold.ts';

// Bus with 2 seats: Borgo 05:00 (amina, bakary on), campo 12 05:30 (both off). Minutes after midnight.
const at = (minutes: number) => (minutes * MINUTE) as EpochMs;
const ride = (name: string) => `ride-${name}` as RideId;
const both = [
  { ride: ride('amina'), leg: 'outbound' as const },
  { ride: ride('bakary'), leg: 'outbound' as const },
];
const stop = (id: string, minutes: number, on: RouteStop['on'], off: RouteStop['off']): RouteStop => ({
  stop: id as StopId,
  place: id as RouteStop['place'],
  arrive: at(minutes),
  begin: at(minutes),
  depart: at(minutes + 2),
  on,
  off,
});
const route = { stops: [stop('borgo', 300, both, []), stop('campo', 330, [], both)] };
const told = (who: RideId) => (who === ride('stranger') ? null : at(300));
const fact = (counter: number, minutes: number, act: Act, device = 'device-a'): Fact => ({
  id: `${device}.${counter}`,
  version: 1,
  schema: 1,
  run: 'x_2027-07-01_v' as Fact['run'],
  device,
  counter,
  account: 'driver' as Fact['account'],
  act,
  deviceTime: at(minutes),
  received: at(minutes),
  corrected: at(minutes),
  uncertainty: 0,
  bodyHash: '',
  needsPerson: null,
});
const board = (who: string): Act => ({ act: 'board', ride: ride(who), leg: 'outbound' });
const absent = (who: string): Act => ({ act: 'absent', ride: ride(who), leg: 'outbound' });
const borgo = 'borgo' as StopId;
const states = (facts: Fact[]) => Object.fromEntries(fold(route, 2, facts, told).outcomes.map((one) => [one.ride.slice(5), one.state]));

test('whoever boards and gets off has arrived, and nothing needs a person', () => {
  const facts = [
    fact(1, 299, { act: 'arrive', stop: borgo }),
    fact(2, 300, board('amina')),
    fact(3, 301, board('bakary')),
    fact(4, 302, { act: 'leave', stop: borgo }),
    fact(5, 330, { act: 'alight', ride: ride('amina'), leg: 'outbound' }),
    fact(6, 330, { act: 'alight', ride: ride('bakary'), leg: 'outbound' }),
  ];
  const folded = fold(route, 2, facts, told);
  expect(folded.needsPerson).toEqual([]);
  expect(folded.outcomes.map((one) => one.state)).toEqual(['alighted', 'alighted']);
  expect(folded.left).toEqual({ borgo: at(302) });
});

test('P12: absent after the wait is a no-show, with a late bus it is missed, and too early it needs a person', () => {
  expect(judgeAbsence({ told: at(300), arrived: at(301), at: at(304), uncertainty: 0 })).toEqual({ state: 'no-show', doubt: null });
  expect(judgeAbsence({ told: at(300), arrived: (at(301) + 1) as EpochMs, at: at(310), uncertainty: 0 })).toEqual({ state: 'missed', doubt: null });
  expect(judgeAbsence({ told: at(300), arrived: at(300), at: (at(303) - 1) as EpochMs, uncertainty: 0 }).state).toBe('missed');
});

test('P12: a bus that came early still waits until told + 3 min', () => {
  expect(judgeAbsence({ told: at(300), arrived: at(290), at: at(302), uncertainty: 0 }).state).toBe('missed');
});

test('P3: leaving before the told time is kept and needs a person', () => {
  const folded = fold(route, 2, [fact(1, 298, board('amina')), fact(2, 298, board('bakary')), fact(3, 299, { act: 'leave', stop: borgo })], told);
  expect(folded.left).toEqual({ borgo: at(299) });
  expect(folded.needsPerson.map((one) => one.what)).toEqual(['left before the told time', 'left before the told time']);
});

test('P1: a third person on two seats is recorded and needs a person', () => {
  const folded = fold(route, 2, [fact(1, 300, board('amina')), fact(2, 300, board('bakary')), fact(3, 300, board('stranger'))], told);
  expect(folded.needsPerson.map((one) => one.what)).toEqual(['somebody who has no seat on this run', '3 on board, 2 seats']);
});

test('whoever is unaccounted for when the bus leaves was missed by us', () => {
  expect(states([fact(1, 300, board('amina')), fact(2, 302, { act: 'leave', stop: borgo })])).toEqual({ amina: 'boarded', bakary: 'missed' });
});

test('boarded beats no-show between devices, whichever comes first', () => {
  const arrive = fact(1, 300, { act: 'arrive', stop: borgo });
  expect(states([arrive, fact(2, 304, absent('amina')), fact(1, 303, board('amina'), 'device-b')]).amina).toBe('boarded');
  expect(states([arrive, fact(2, 304, absent('amina')), fact(1, 305, board('amina'), 'device-b')]).amina).toBe('boarded');
});

test('a wrong tap is undone by a later action', () => {
  expect(states([fact(1, 300, board('amina')), fact(2, 300, { act: 'undo', ride: ride('amina'), leg: 'outbound' })])).toEqual({});
});

test('order holds within a device by its counter, although its clock went back', () => {
  const undone = fact(2, 290, { act: 'undo', ride: ride('amina'), leg: 'outbound' }); // set back by ten minutes and more
  expect(states([fact(1, 301, board('amina')), undone])).toEqual({});
});

test('reordered deliveries fold to the same run', () => {
  const facts = [
    fact(1, 300, { act: 'arrive', stop: borgo }),
    fact(2, 300, board('amina')),
    fact(3, 301, { act: 'undo', ride: ride('amina'), leg: 'outbound' }),
    fact(4, 304, absent('amina')),
    fact(1, 301, board('bakary'), 'device-b'),
    fact(5, 305, { act: 'leave', stop: borgo }),
  ];
  const expected = fold(route, 2, facts, told);
  fc.assert(
    fc.property(fc.shuffledSubarray(facts, { minLength: facts.length }), (shuffled) => {
      expect(fold(route, 2, shuffled, told)).toEqual(expected);
    }),
  );
});
