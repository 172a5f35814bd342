import type { StopId } from '@passaggio/contracts';
import { expect, test } from 'vitest';
import { decide, type Tap } from './decide.ts';
import { positionOf } from './position.ts';
import { at, clock, morning, person, stop, who } from './testing/morning.ts';
import type { LastTap } from './undo.ts';
import { driverView, type Recorded } from './view.ts';

/** A device that drives: what it decides happens at once. */
function device(plan = morning({ state: 'planned' })) {
  const facts: Recorded[] = [];
  let lastTap: LastTap | null = null;
  const view = () => driverView(plan, [], facts);
  return {
    view,
    position: () => positionOf(view()),
    tap: (tap: Tap, minutes: number) => {
      const decision = decide(tap, view(), lastTap, clock(minutes));
      if ('refused' in decision) return decision.refused;
      facts.push(...decision.acts.map((act) => ({ act, at: at(minutes) })));
      lastTap = decision.lastTap;
      return decision.acts.map((act) => ('ride' in act ? `${act.act} ${act.ride.slice(5)}` : act.act));
    },
  };
}
const leave = { tap: 'leave', sure: false } as const;

test('a morning is driven stop by stop', () => {
  const bus = device();
  expect(bus.tap({ tap: 'arrive' }, 290)).toBe('not-now');
  expect(bus.tap({ tap: 'start' }, 290)).toEqual(['start']);
  expect(bus.position()).toMatchObject({ is: 'moving', to: { stop: 'borgo' } });
  expect(bus.tap({ tap: 'board', who: who('amina') }, 291)).toBe('not-now');
  expect(bus.tap({ tap: 'arrive' }, 298)).toEqual(['arrive']);
  expect(bus.tap({ tap: 'board-all' }, 298)).toEqual(['board amina', 'board bakary']);
  expect(bus.tap(leave, 299)).toBe('before-told-time');
  expect(bus.tap(leave, 300)).toEqual(['leave']);
  expect(bus.tap({ tap: 'arrive' }, 310)).toEqual(['arrive']);
  expect(bus.tap(leave, 311)).toBe('ask-again');
  expect(bus.tap({ tap: 'absent', who: who('chidi') }, 312)).toBe('wait');
  expect(bus.tap({ tap: 'absent', who: who('chidi') }, 313)).toEqual(['absent chidi']);
  expect(bus.tap(leave, 313)).toEqual(['leave']);
  expect(bus.tap({ tap: 'arrive' }, 329)).toEqual(['arrive']);
  expect(bus.tap({ tap: 'alight', who: who('amina') }, 330)).toEqual(['alight amina']);
  expect(bus.tap(leave, 330)).toBe('ask-again');
  expect(bus.tap({ tap: 'alight-all' }, 330)).toEqual(['alight bakary']);
  expect(bus.tap(leave, 331)).toEqual(['leave']);
  expect(bus.view().onBoard).toBe(0);
  expect(bus.position()).toMatchObject({ is: 'moving', to: { stop: 'campo-back' } });
});

test('at the gate nobody is a no-show, and the run ends asked twice while people are on board', () => {
  const bus = device(morning({ stops: morning().stops.slice(3) }));
  bus.tap({ tap: 'arrive' }, 745);
  bus.tap({ tap: 'board', who: who('amina', 'return') }, 745);
  expect(bus.tap({ tap: 'absent', who: who('bakary', 'return') }, 749)).toBe('wait');
  expect(bus.tap({ tap: 'absent', who: who('bakary', 'return') }, 750)).toEqual(['not-here bakary']);
  expect(bus.tap({ tap: 'leave', sure: true }, 755)).toEqual(['leave']);
  expect(bus.tap({ tap: 'end', sure: false }, 756)).toBe('not-now');
  bus.tap({ tap: 'arrive' }, 775);
  expect(bus.tap({ tap: 'leave', sure: true }, 776)).toEqual(['leave']);
  expect(bus.position()).toEqual({ is: 'driven' });
  expect(bus.tap({ tap: 'end', sure: false }, 777)).toBe('ask-again');
  expect(bus.tap({ tap: 'end', sure: true }, 777)).toEqual(['end']);
  expect(bus.position()).toEqual({ is: 'ended' });
});

test('undo takes back the whole of the last tap, one fact a person, and not a tap of the stop before', () => {
  const bus = device(morning());
  bus.tap({ tap: 'arrive' }, 300);
  bus.tap({ tap: 'board-all' }, 300);
  expect(bus.tap({ tap: 'undo' }, 300)).toEqual(['undo amina', 'undo bakary']);
  expect(bus.view().onBoard).toBe(0);
  expect(bus.tap({ tap: 'undo' }, 300)).toBe('nothing-to-undo');
  bus.tap({ tap: 'board-all' }, 300);
  expect(bus.tap({ tap: 'take-back', who: who('bakary') }, 301)).toEqual(['undo bakary']);
  bus.tap({ tap: 'leave', sure: true }, 302);
  expect(bus.tap({ tap: 'undo' }, 303)).toBe('not-now');
  bus.tap({ tap: 'arrive' }, 310);
  expect(bus.tap({ tap: 'undo' }, 310)).toEqual(['not-there']); // of the arrival, not of the stop before
  expect(bus.position()).toMatchObject({ is: 'moving', to: { stop: 'rotonda' } });
  expect(bus.tap({ tap: 'undo' }, 310)).toBe('not-now');
});

test('a stop that a newer plan put behind the bus is not driven back to', () => {
  const plan = morning();
  const bus = device({ ...plan, stops: plan.stops.map((stop) => (stop.stop === ('rotonda' as StopId) ? { ...stop, left: at(312) } : stop)) });
  expect(bus.position()).toMatchObject({ is: 'moving', to: { stop: 'campo-12' } });
});

test('the bus arrives where its driver was shown, whatever a newer plan put before it', () => {
  const plan = morning();
  const bus = device({ ...plan, stops: [stop('piazza', 296, [person('ebrima', 296)], []), ...plan.stops] });
  expect(bus.position()).toMatchObject({ is: 'moving', to: { stop: 'piazza' } });
  expect(bus.tap({ tap: 'arrive', stop: 'gone' as StopId }, 300)).toBe('not-now');
  expect(bus.tap({ tap: 'arrive', stop: 'borgo' as StopId }, 300)).toEqual(['arrive']);
  expect(bus.position()).toMatchObject({ is: 'at', stop: { stop: 'borgo' } });
});

test('trouble is told at any time before the end, and does not move the bus', () => {
  const bus = device();
  bus.tap({ tap: 'start', odometer: 81_200, check: { ok: ['lights'], faults: ['belts'] } }, 290);
  expect(bus.tap({ tap: 'trouble', trouble: 'breakdown' }, 291)).toEqual(['trouble']);
  expect(bus.view()).toMatchObject({ troubles: [{ trouble: 'breakdown', at: at(291), seenBy: null }], untold: 1 });
  expect(bus.position()).toMatchObject({ is: 'moving', to: { stop: 'borgo' } });
});
