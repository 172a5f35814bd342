import { MINUTE, type EpochMs, type RunPerson, type RunStop, type RunView } from '../../contracts/src/index.ts';
import { expect, test } from 'vitest';
import { demoClock } from './clock.ts';
import { nextAct } from './nextAct.ts';

const SIX = Date.parse('2026-11-23T05:00:00Z');
const at = (minutes: number) => (SIX + minutes * MINUTE) as EpochMs;
const person = (ride: string, state: RunPerson['state'], told = 10): RunPerson => ({ ride, leg: 'outbound', code: '1234', told: at(told), state }) as RunPerson;

function stop(name: string, arrive: number, change: Partial<RunStop> = {}): RunStop {
  const plan = { plannedArrive: at(arrive), plannedDepart: at(arrive + 2), expectedArrive: at(arrive), expectedDepart: at(arrive + 2) };
  return {
    stop: name,
    place: { id: name, name },
    kind: 'boarding',
    at: [15, 41],
    ...plan,
    arrived: null,
    left: null,
    notBefore: null,
    on: [],
    off: [],
    ...change,
  } as RunStop;
}
const run = (state: RunView['state'], stops: RunStop[]): RunView => ({ run: 'foggia_2026-11-23_bus-1', state, leave: at(0), stops }) as unknown as RunView;

test('a planned run starts when it leaves, an ended one does nothing', () => {
  expect(nextAct(run('planned', []))).toEqual({ act: { act: 'start' }, at: at(0), stop: undefined });
  expect(nextAct(run('ended', []))).toBeUndefined();
});

test('a bus arrives about when planned, and the same at each play', () => {
  const morning = run('under-way', [stop('a', 10)]);
  const first = nextAct(morning)!;
  expect(first).toEqual(nextAct(morning));
  expect(first.act).toEqual({ act: 'arrive', stop: 'a' });
  expect(Math.abs(first.at - at(10))).toBeLessThanOrEqual(2 * MINUTE);
});

test('a bus that left late arrives late', () => {
  const next = nextAct(run('under-way', [stop('a', 10, { arrived: at(10), left: at(30) }), stop('b', 22)]))!;
  expect(next.at).toBeGreaterThanOrEqual(at(37));
});

test('people get off before others get on, nobody before the bus is there or long after their time', () => {
  const there = { arrived: at(12), notBefore: at(10) };
  expect(nextAct(run('under-way', [stop('a', 10, { ...there, off: [person('x', 'boarded')], on: [person('y', 'here')] })]))).toMatchObject({
    act: { act: 'alight', ride: 'x' },
  });
  const board = nextAct(run('under-way', [stop('a', 10, { ...there, off: [person('x', 'alighted')], on: [person('y', 'here')] })]))!;
  expect(board.act).toMatchObject({ act: 'board', ride: 'y' });
  expect(board.at).toBeGreaterThan(at(12));
  expect(board.at).toBeLessThanOrEqual(at(15));
});

test('a bus with all on board leaves, never before the time that was told', () => {
  const on = [person('y', 'boarded'), person('z', 'no-show')];
  expect(nextAct(run('under-way', [stop('a', 10, { arrived: at(4), notBefore: at(10), on })]))).toMatchObject({ act: { act: 'leave', stop: 'a' }, at: at(10) });
});

test('after the last stop the run ends', () => {
  expect(nextAct(run('under-way', [stop('a', 10, { arrived: at(10), left: at(12) })]))).toMatchObject({ act: { act: 'end' }, at: at(13) });
});

test('the demo’s clock goes faster and never back', () => {
  let real = SIX;
  const clock = demoClock(() => real);
  clock.setSpeed(60);
  real += 1_000;
  expect(clock.now()).toBe(SIX + 60_000);
  clock.setSpeed(1);
  real += 1_000;
  expect(clock.now()).toBe(SIX + 61_000);
});
