import type { RunKeys, RunStop } from '@passaggio/contracts';
import { expect, test } from 'vitest';
import { mayBeAbsent, minutesUntil } from './absence.ts';
import { mayBoard, mayBoardAll } from './boarding.ts';
import { findCode } from './codes.ts';
import { mayLeave } from './leave.ts';
import { at, clock, morning, person, stop, who } from './testing/morning.ts';
import { mayUndo } from './undo.ts';
import { driverView, type View } from './view.ts';

/** At one stop of a bus with 4 seats, everybody else away. */
function standing(here: Partial<RunStop>, more: Partial<View> = {}): { view: View; here: RunStop } {
  const one = stop('borgo', 300, [], [], { arrived: at(297), ...here });
  return { view: { ...driverView(morning({ stops: [one] }), [], []), ...more }, here: one };
}
const amina = person('amina', 310);
const aboard = person('amina', 310, 'outbound', 'boarded');

test('P3: the bus does not leave at 05:07 before the told 05:10, even with everyone on board', () => {
  const { view, here } = standing({ on: [aboard] });
  expect(mayLeave(view, here, clock(307))).toEqual({ open: false, closed: 'before-told-time', told: at(310), until: at(310) });
  expect(mayLeave(view, here, clock(310))).toEqual({ open: true, ask: [] });
});

test('P3: the latest told time of several counts, and what is not known of the clock is waited out', () => {
  const { view, here } = standing({ on: [person('bakary', 300), aboard] });
  expect(mayLeave(view, here, clock(310, 60))).toMatchObject({ closed: 'before-told-time', until: at(311) });
  expect(mayLeave(view, here, clock(311, 60))).toMatchObject({ open: true });
});

test('P3: whoever cancelled, does not return or was found absent holds nobody up', () => {
  for (const state of ['cancelled', 'not-returning', 'no-show', 'missed'] as const) {
    const { view, here } = standing({ on: [person('amina', 310, 'outbound', state)] });
    expect(mayLeave(view, here, clock(300)).open).toBe(true);
  }
});

test('P1: with 5 on board of 4 seats the bus does not leave', () => {
  const { view, here } = standing({ on: [aboard] }, { onBoard: 5 });
  expect(mayLeave(view, here, clock(320))).toEqual({ open: false, closed: 'over-seats', onBoard: 5, seats: 4 });
});

test('leaving asks once more about who is missing and who should have got off', () => {
  const riding = person('chidi', 300, 'outbound', 'boarded');
  const { view, here } = standing({ on: [amina], off: [riding] });
  expect(mayLeave(view, here, clock(310))).toEqual({ open: true, ask: [amina, riding] });
});

test('P1: nobody boards a full bus, and all at once only where all have a seat', () => {
  const people = [amina, person('bakary', 310)];
  const full = standing({ on: people }, { onBoard: 4 });
  expect(mayBoard(full.view, full.here, amina)).toEqual({ open: false, closed: 'full', seats: 4 });
  const one = standing({ on: people }, { onBoard: 3 });
  expect(mayBoard(one.view, one.here, amina)).toEqual({ open: true });
  expect(mayBoardAll(one.view, one.here)).toEqual({ open: false, closed: 'full', seats: 4, free: 1, waiting: 2 });
  const two = standing({ on: people }, { onBoard: 2 });
  expect(mayBoardAll(two.view, two.here)).toEqual({ open: true, people });
});

test('boarding needs an arrival and a seat from this stop; whoever was called absent may still come running', () => {
  const away = standing({ on: [amina], arrived: null });
  expect(mayBoard(away.view, away.here, amina)).toEqual({ open: false, closed: 'not-arrived' });
  const { view, here } = standing({ on: [aboard, person('bakary', 310, 'outbound', 'no-show'), person('chidi', 310, 'outbound', 'cancelled')] });
  expect(mayBoard(view, here, aboard)).toEqual({ open: false, closed: 'on-board' });
  expect(mayBoard(view, here, person('bakary', 310))).toEqual({ open: true });
  expect(mayBoard(view, here, person('chidi', 310))).toEqual({ open: false, closed: 'cancelled' });
  expect(mayBoard(view, here, person('dawda', 310))).toEqual({ open: false, closed: 'not-at-this-stop' });
});

test('P12: a no-show unlocks 3 min after the told time, or after the arrival of a late bus', () => {
  const early = standing({ on: [amina], arrived: at(300) });
  expect(mayBeAbsent(early.here, amina, clock(312.99))).toEqual({ open: false, closed: 'wait', act: 'absent', until: at(313) });
  expect(mayBeAbsent(early.here, amina, clock(313))).toEqual({ open: true, act: 'absent' });
  const late = standing({ on: [amina], arrived: at(315) });
  expect(mayBeAbsent(late.here, amina, clock(317))).toMatchObject({ closed: 'wait', until: at(318) });
  expect(mayBeAbsent(late.here, amina, clock(318, 10))).toMatchObject({ closed: 'wait' });
  expect(mayBeAbsent(late.here, amina, clock(318.2, 10))).toEqual({ open: true, act: 'absent' });
});

test('at a site gate there is no no-show, only not here, from the told time on', () => {
  const back = person('amina', 750, 'return');
  const { here } = standing({ on: [back], arrived: at(745), kind: 'site' });
  expect(mayBeAbsent(here, back, clock(749))).toEqual({ open: false, closed: 'wait', act: 'not-here', until: at(750) });
  expect(mayBeAbsent(here, back, clock(750))).toEqual({ open: true, act: 'not-here' });
});

test('nobody on board is called absent, and the wait is said in whole minutes, never nought', () => {
  const { here } = standing({ on: [aboard] });
  expect(mayBeAbsent(here, aboard, clock(320))).toEqual({ open: false, closed: 'not-awaited' });
  expect(minutesUntil(at(313), clock(310.5))).toBe(3);
  expect(minutesUntil(at(313), clock(313))).toBe(1);
});

test('a code is matched among the people of this stop only; any other is told where it belongs', () => {
  const view = driverView(morning(), [], []);
  const other = driverView(
    morning({
      run: 'foggia_2027-07-01_van-9' as View['run'],
      plate: { number: 9, licenceTail: 'AB1' },
      stops: [stop('piazza', 320, [person('ebrima', 320)], [])],
    }),
    [],
    [],
  );
  const yesterday = {
    ...other,
    run: 'foggia_2027-06-30_van-9' as View['run'],
    serviceDate: '2027-06-30' as View['serviceDate'],
    stops: [stop('piazza', 320, [person('dawda', 320)], [])],
  };
  const borgo = view.stops[0] as RunStop;
  const keys = { run: view.run, salt: 'salt', people: [{ code: '8888', cards: [], bus: { plate: 12, place: 'borgo', at: at(302) } }] } as unknown as RunKeys;
  const ask = (code: string) => findCode(code, view, borgo, { others: [view, other, yesterday], keys });
  expect(ask('1111')).toMatchObject({ found: 'gets-on', person: who('amina') });
  expect(ask('3333')).toEqual({ found: 'other-stop', place: 'rotonda', at: at(310) });
  expect(ask('5555')).toEqual({ found: 'other-run', plate: 9, place: 'piazza', at: at(320) });
  expect(ask('8888')).toEqual({ found: 'other-run', plate: 12, place: 'borgo', at: at(302) }); // another driver's bus
  expect(ask('4444')).toEqual({ found: 'unknown' }); // codes are a day's: yesterday's mean nobody
});

test('at the site the same code gets off, and in the evening on again', () => {
  const riding = driverView(morning(), [], [{ act: { act: 'board', ...who('amina') }, at: at(300) }]);
  const site = riding.stops[2] as RunStop;
  expect(findCode('1111', riding, site, { others: [], keys: undefined })).toMatchObject({ found: 'gets-off', person: who('amina') });
  expect(findCode('2222', riding, site, { others: [], keys: undefined })).toMatchObject({ found: 'other-stop', place: 'borgo' });
  const off = driverView(
    morning(),
    [],
    [
      { act: { act: 'board', ...who('amina') }, at: at(300) },
      { act: { act: 'alight', ...who('amina') }, at: at(330) },
    ],
  );
  expect(findCode('1111', off, off.stops[2] as RunStop, { others: [], keys: undefined })).toMatchObject({ found: 'got-off' });
  expect(findCode('1111', off, off.stops[3] as RunStop, { others: [], keys: undefined })).toMatchObject({ found: 'gets-on', person: who('amina', 'return') });
});

test('a tap is taken back while the bus stands here; getting off only where a seat is free (P1)', () => {
  const on = standing({ on: [aboard] }, { onBoard: 4 });
  expect(mayUndo(on.view, on.here, [who('amina')])).toEqual({ open: true });
  const off = standing({ on: [], off: [person('amina', 300, 'outbound', 'alighted')] }, { onBoard: 4 });
  expect(mayUndo(off.view, off.here, [who('amina')])).toEqual({ open: false, closed: 'full', seats: 4 });
  const left = standing({ on: [aboard], left: at(311) });
  expect(mayUndo(left.view, left.here, [who('amina')])).toEqual({ open: false, closed: 'nothing-to-undo' });
  expect(mayUndo(on.view, on.here, [who('bakary')])).toEqual({ open: false, closed: 'nothing-to-undo' });
});
