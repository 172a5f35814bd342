import type { EpochMs } from '@passaggio/contracts';
import { expect, test } from 'vitest';
import { contactOf, factTimes, sentAt, surer, timeNow, type Reading } from './time.ts';

// The wall clock is 10 min (600,000 ms) ahead of the server; the page started 5,000 ms before the first contact.
const reading = (sinceStart: number, wallJump = 0): Reading => ({ wall: (1_600_000 + sinceStart - 5_000 + wallJump) as EpochMs, steady: sinceStart });
const contact = contactOf(1_000_000 as EpochMs, reading(4_800), reading(5_200)); // 400 ms there and back: server time at 5,000

test('half the round trip is taken off, and the rest is doubt', () => {
  expect(contact).toEqual({ serverTime: 1_000_000, wall: 1_600_000, steady: 5_000, roundTrip: 400 });
  expect(timeNow(contact, null, reading(5_000))).toEqual({ at: 1_000_000, slack: 200 });
});

test('doubt grows with the drift of a cheap quartz: 360 ms in an hour', () => {
  expect(timeNow(contact, null, reading(3_605_000))).toEqual({ at: 4_600_000, slack: 560 });
});

test('a fact carries both clocks and the time since the contact', () => {
  expect(factTimes(contact, reading(65_000), 'life-one')).toEqual({
    deviceTime: 1_660_000,
    contact: { serverTime: 1_000_000, elapsed: 60_000, roundTrip: 400 },
  });
});

test('after a restart the wall clock is left, set right by what was learnt before, within a minute', () => {
  expect(timeNow(null, 600_000, reading(5_000))).toEqual({ at: 1_000_000, slack: 60_000 });
  expect(timeNow(null, null, reading(5_000))).toEqual({ at: 1_600_000, slack: 60_000 });
  expect(factTimes(null, reading(5_000), 'life-one')).toEqual({ deviceTime: 1_600_000, contact: null, clock: { life: 'life-one', steady: 5_000 } });
});

test('a phone that slept, or whose clock was set, has lost its contact', () => {
  const slept = reading(65_000, 120_000); // 60 s by the steady clock, 180 s by the wall
  expect(timeNow(contact, 600_000, slept)).toEqual({ at: 1_180_000, slack: 60_000 });
  expect(factTimes(contact, slept, 'life-one').contact).toBeNull();
});

test('a slow answer does not blur a better contact; a lost one is replaced by any', () => {
  const slow = contactOf(1_060_000 as EpochMs, reading(61_000), reading(69_000));
  expect(surer(contact, slow, reading(69_000))).toBe(contact);
  expect(surer(null, slow, reading(69_000))).toBe(slow);
  expect(surer(contact, slow, reading(69_000, 100_000))).toBe(slow);
  const quick = contactOf(1_060_000 as EpochMs, reading(64_950), reading(65_050));
  expect(surer(contact, quick, reading(65_050))).toBe(quick);
  const other = contactOf(9_000_000 as EpochMs, reading(61_000), reading(69_000));
  expect(surer(contact, other, reading(69_000))).toBe(other);
});

test('a batch carries both clocks as it is sent, so that the server can tell how old a fact without contact is', () => {
  expect(sentAt(reading(65_000), 'life-one')).toEqual({ deviceTime: 1_660_000, clock: { life: 'life-one', steady: 65_000 } });
});
