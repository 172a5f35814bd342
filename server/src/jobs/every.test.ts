import { HOUR, MINUTE, type EpochMs } from '@passaggio/contracts';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { every } from './every.ts';
import { openPurge } from './purge.ts';
import { ZONE } from './tick.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

const ticks = () => performance.now();
const failed = (cause: unknown) => {
  throw cause;
};

describe.each(['Europe/Rome', 'UTC', 'America/New_York'])('on a host in %s', (zone) => {
  beforeEach(() => {
    vi.stubEnv('TZ', zone);
    expect(new Date('2026-10-25T12:00:00Z').toLocaleTimeString('it')).toBe(new Date('2026-10-25T12:00:00Z').toLocaleTimeString('it', { timeZone: zone }));
  });

  test.each([
    ['the last Sunday of October, in Rome', '2026-10-24T22:00:00Z'],
    ['the last Sunday of March, in Rome', '2027-03-27T22:00:00Z'],
    ['the first Sunday of November, in New York', '2026-11-01T03:00:00Z'],
    ['the second Sunday of March, in New York', '2027-03-14T03:00:00Z'],
  ])('each minute of %s has one tick, and the loop sleeps in between', async (_, from) => {
    vi.setSystemTime(from);
    const at: number[] = [];
    const slept = vi.spyOn(globalThis, 'setTimeout');
    const stop = every(MINUTE, () => Promise.resolve(void at.push(Date.now())), { ticks, failed });
    await vi.advanceTimersByTimeAsync(6 * HOUR);
    stop();
    expect(at).toEqual(Array.from({ length: 360 }, (__, i) => Date.parse(from) + (i + 1) * MINUTE));
    expect(slept.mock.calls.length).toBeLessThan(10 + 360);
  });

  test.each([
    ['October', '2026-10-23T22:00:00Z', ['2026-10-23', '2026-10-24', '2026-10-25', '2026-10-26']],
    ['March', '2027-03-26T22:00:00Z', ['2027-03-26', '2027-03-27', '2027-03-28', '2027-03-29']],
  ])('over the change in %s the purge is done once a service date, after 03:00 in Rome', async (_, from, dates) => {
    vi.setSystemTime(from);
    const done: number[] = [];
    const purge = openPurge({ purge: () => Promise.resolve(void done.push(Date.now())) }, ZONE);
    const stop = every(MINUTE, () => purge(Date.now() as EpochMs), { ticks, failed });
    await vi.advanceTimersByTimeAsync(3 * 24 * HOUR);
    stop();
    const rome = (at: number) => new Date(at).toLocaleString('sv', { timeZone: 'Europe/Rome' });
    expect(done.slice(1).map((at) => rome(at).slice(0, 16))).toEqual(dates.slice(1).map((date) => `${date} 03:00`));
  });
});

test('work that takes longer is not begun again, and is done once after it; the interval begins anew', async () => {
  const at: number[] = [];
  const began = Date.now();
  const stop = every(
    MINUTE,
    async () => {
      at.push(Math.round((Date.now() - began) / 1_000) * 1_000); // a timer of nothing takes a millisecond
      if (at.length === 1) await new Promise((resolve) => void setTimeout(resolve, 3.5 * MINUTE));
    },
    { ticks, failed },
  );
  await vi.advanceTimersByTimeAsync(7 * MINUTE);
  stop();
  expect(at).toEqual([1, 4.5, 5.5, 6.5].map((minutes) => minutes * MINUTE));
});

test('work that throws is told, and done again after the interval', async () => {
  const causes: unknown[] = [];
  const stop = every(MINUTE, () => Promise.reject(new Error('away')), { ticks, failed: (cause) => causes.push(cause) });
  await vi.advanceTimersByTimeAsync(3 * MINUTE);
  stop();
  await vi.advanceTimersByTimeAsync(3 * MINUTE);
  expect(causes).toHaveLength(3);
});

test('a clock that is set back or forward by hours changes nothing', async () => {
  let count = 0;
  const stop = every(MINUTE, () => Promise.resolve(void (count += 1)), { ticks, failed });
  await vi.advanceTimersByTimeAsync(2 * MINUTE);
  vi.setSystemTime(Date.now() - 5 * HOUR);
  await vi.advanceTimersByTimeAsync(2 * MINUTE);
  vi.setSystemTime(Date.now() + 9 * HOUR);
  await vi.advanceTimersByTimeAsync(2 * MINUTE);
  stop();
  expect(count).toBe(6);
});
