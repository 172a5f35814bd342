import type { Act, RunView } from '@passaggio/contracts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hearRun, newRun, settle } from './keptRun.ts';
import { at, morning, person, stop, who } from './testing/morning.ts';
import { driverView, everyone, type Recorded, type View } from './view.ts';

const driver = 'driver-3' as Parameters<typeof newRun>[1];
const fact = (minutes: number, act: Act): Recorded => ({ act, at: at(minutes) });
const on = (name: string): Act => ({ act: 'board', ...who(name) });
const atStop = (act: 'arrive' | 'leave', id: string): Act => ({ act, stop: id as RunView['stops'][number]['stop'] });
const states = (view: View) =>
  Object.fromEntries(
    everyone(view.stops, view.carried)
      .filter((one) => one.state !== 'planned')
      .map((one) => [one.ride.slice(5), one.state]),
  );
const borgo = [fact(299, atStop('arrive', 'borgo')), fact(300, on('amina')), fact(301, on('bakary')), fact(302, atStop('leave', 'borgo'))];

test('what was recorded is seen at once, where people get on and where they get off', () => {
  const view = driverView(morning(), [], borgo);
  expect([view.stops[0]?.arrived, view.stops[0]?.left]).toEqual([at(299), at(302)]);
  expect(states(view)).toEqual({ amina: 'boarded', bakary: 'boarded' });
  expect(view.stops[2]?.off.map((one) => one.state)).toEqual(['boarded', 'boarded', 'planned']);
  expect(view.onBoard).toBe(2);
});

test('a start makes the run under way, and an end ends it for good', () => {
  expect(driverView(morning({ state: 'planned' }), [], [fact(290, { act: 'start' })]).state).toBe('under-way');
  expect(driverView(morning(), [], [fact(800, { act: 'end' }), fact(801, { act: 'start' })]).state).toBe('ended');
});

test('whoever is awaited when the bus leaves was missed by us; at the gate they are looked for', () => {
  expect(
    states(
      driverView(
        morning(),
        [],
        [borgo[0], borgo[1], borgo[3]].flatMap((one) => one ?? []),
      ),
    ),
  ).toEqual({ amina: 'boarded', bakary: 'missed' });
  const back = driverView(morning(), [], [fact(750, atStop('arrive', 'campo-back')), fact(752, atStop('leave', 'campo-back'))]);
  expect(back.stops[3]?.on.map((one) => one.state)).toEqual(['not-here', 'not-here', 'not-here']);
});

test('P12: absent is a no-show at 05:03 with a bus of 05:01, and ours with a bus of 05:02', () => {
  const absent: Act = { act: 'absent', ...who('amina') };
  const after = (arrive: number, when: number) => states(driverView(morning(), [], [fact(arrive, atStop('arrive', 'borgo')), fact(when, absent)]))['amina'];
  expect(after(301, 304)).toBe('no-show');
  expect(after(302, 305)).toBe('missed');
  expect(after(300, 302)).toBe('missed');
});

test('boarded beats no-show, and an undo goes back one step', () => {
  const absent = fact(304, { act: 'absent', ...who('amina') });
  const undo = fact(331, { act: 'undo', ...who('amina') });
  const off = fact(330, { act: 'alight', ...who('amina') });
  expect(states(driverView(morning(), [], [...borgo.slice(0, 2), absent]))).toEqual({ amina: 'boarded' });
  expect(states(driverView(morning(), [], [...borgo.slice(0, 2), off, undo]))).toEqual({ amina: 'boarded' });
  expect(states(driverView(morning(), [], [...borgo.slice(0, 2), undo]))).toEqual({});
});

test('facts that the newer run already holds change nothing', () => {
  const acts = fc.constantFrom<Act>(
    on('amina'),
    on('bakary'),
    { act: 'alight', ...who('amina') },
    { act: 'undo', ...who('amina') },
    { act: 'absent', ...who('bakary') },
    atStop('arrive', 'borgo'),
  );
  fc.assert(
    fc.property(fc.array(acts, { maxLength: 8 }), fc.nat(8), (list, some) => {
      const facts = list.map((act, i) => fact(300 + i, act));
      const { carried, unseen: _, ...held } = driverView(morning(), [], facts.slice(0, some));
      const once = driverView(morning(), [], facts);
      const again = driverView(held, carried, facts);
      expect(states(again)).toEqual(states(once));
      expect(again.onBoard).toBe(once.onBoard);
    }),
  );
});

test('a plan published while the bus had no signal keeps every recorded fact', () => {
  // Rotonda is put before Borgo, and ebrima is added there
  const plan = morning();
  const moved = morning({
    version: 2,
    stops: [stop('rotonda', 295, [person('chidi', 310), person('ebrima', 310)], []), ...plan.stops.slice(0, 1), ...plan.stops.slice(2)],
  });
  const kept = hearRun(newRun(plan, driver), moved, { taken: [], waiting: borgo });
  expect(states(driverView(kept.view, kept.carried, borgo))).toEqual({ amina: 'boarded', bakary: 'boarded' });
});

test('P1: whoever sits in the bus is counted even where the newer plan no longer names them', () => {
  // bakary cancelled by phone while boarding without signal
  const without = morning({
    version: 2,
    stops: morning().stops.map((one) => ({ ...one, on: one.on.filter((p) => p.code !== '2222'), off: one.off.filter((p) => p.code !== '2222') })),
  });
  const waiting = hearRun(newRun(morning(), driver), without, { taken: [], waiting: borgo });
  const view = driverView(waiting.view, waiting.carried, borgo);
  expect(view.onBoard).toBe(2);
  expect(view.carried.map((one) => [one.code, one.state])).toEqual([['2222', 'boarded']]);
  // The server then counts them too: still two, not three
  const taken = hearRun(waiting, { ...without, version: 3, onBoard: 2, stops: driverView(without, [], borgo).stops }, { taken: borgo, waiting: [] });
  expect(driverView(taken.view, taken.carried, []).onBoard).toBe(2);
  const off = [fact(330, { act: 'alight', ...who('bakary') })];
  expect(driverView(taken.view, taken.carried, off).onBoard).toBe(1);
});

test('P1: people whom only the server knows to be on board take a seat', () => {
  expect(driverView(morning({ onBoard: 1 }), [], borgo).onBoard).toBe(3);
});

test('an older run changes nothing, unless it comes after a restore', () => {
  const kept = newRun(morning({ version: 5 }), driver);
  expect(hearRun(kept, morning({ version: 4 }), { taken: [], waiting: [] })).toBe(kept);
  expect(hearRun(kept, morning({ version: 4 }), { taken: [], waiting: [] }, true).view.version).toBe(4);
});

test('facts taken without the run coming back stay seen', () => {
  const kept = settle(newRun(morning(), driver), borgo);
  expect(states(driverView(kept.view, kept.carried, []))).toEqual({ amina: 'boarded', bakary: 'boarded' });
});
