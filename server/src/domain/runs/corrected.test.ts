import type { EpochMs, Fact } from '@passaggio/contracts';
import { describe, expect, test } from 'vitest';
import { correctedTime } from './corrected.ts';

const HOUR = 3_600_000;
const received = Date.parse('2026-11-23T05:00:00Z') as EpochMs;
const wrongBy = 5 * HOUR; // the device's own clock is five hours ahead
const ago = (ms: number) => (received - ms) as EpochMs;
const onDevice = (at: number) => (at + wrongBy) as EpochMs;
const clock = (life: string, steady: number) => ({ life, steady: steady as never });
const fact = (times: Partial<Fact>) => ({ deviceTime: onDevice(ago(HOUR)), contact: null, ...times }) as Fact;

test('with a contact the device clock does not count: server time and the time since, to half the round trip and the drift', () => {
  const contact = { serverTime: ago(2 * HOUR), elapsed: HOUR, roundTrip: 400 } as Fact['contact'];
  expect(correctedTime(fact({ contact }), { deviceTime: onDevice(received) }, received)).toEqual({ corrected: ago(HOUR), uncertainty: 560 });
});

describe('without a contact', () => {
  test('a clock that is hours wrong is set right by what it shows on sending, within a minute', () => {
    expect(correctedTime(fact({}), { deviceTime: onDevice(received) }, received)).toEqual({ corrected: ago(HOUR), uncertainty: 60_000 });
  });

  test('where the page lived on, the clock that never jumps tells, within ten seconds', () => {
    const sent = { deviceTime: onDevice(received), clock: clock('life-one', HOUR + 5_000) };
    expect(correctedTime(fact({ clock: clock('life-one', 5_000) }), sent, received)).toEqual({ corrected: ago(HOUR), uncertainty: 10_360 });
  });

  test('a clock that the network set in between does not move the fact by hours', () => {
    const sent = { deviceTime: received, clock: clock('life-one', HOUR + 5_000) }; // right by now
    expect(correctedTime(fact({ clock: clock('life-one', 5_000) }), sent, received)).toEqual({ corrected: ago(HOUR), uncertainty: 70_360 });
  });

  test('the steady clock of another life of the page says nothing', () => {
    const sent = { deviceTime: onDevice(received), clock: clock('life-two', 9_000) };
    expect(correctedTime(fact({ clock: clock('life-one', 5_000) }), sent, received)).toEqual({ corrected: ago(HOUR), uncertainty: 60_000 });
  });

  test('a device that does not say what its clock shows is believed, but nothing happens after it was received', () => {
    expect(correctedTime(fact({}), undefined, received)).toEqual({ corrected: received, uncertainty: 60_000 });
    expect(correctedTime(fact({ deviceTime: ago(HOUR) }), undefined, received)).toEqual({ corrected: ago(HOUR), uncertainty: 60_000 });
  });
});
