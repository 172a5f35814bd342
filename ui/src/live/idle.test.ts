import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { idle } from './idle.ts';

const seen: { paint?: () => void; rest?: () => void } = {};

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal(
    'PerformanceObserver',
    class {
      constructor(heard: (list: { getEntriesByName(name: string): unknown[] }) => void) {
        seen.paint = () => heard({ getEntriesByName: (name) => (name === 'first-contentful-paint' ? [{}] : []) });
      }
      observe() {}
      disconnect() {}
    },
  );
  vi.stubGlobal('requestIdleCallback', (act: () => void) => (seen.rest = act));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Whether it has resolved, after each of these. */
async function after(...acts: (() => void)[]): Promise<boolean[]> {
  let done = false;
  void idle().then(() => (done = true));
  const states: boolean[] = [];
  for (const act of acts) {
    act();
    await vi.advanceTimersByTimeAsync(0);
    states.push(done);
  }
  return states;
}

test('it waits for the first paint, and then until there is nothing else to do', async () => {
  expect(
    await after(
      () => vi.advanceTimersByTime(1_000),
      () => seen.paint?.(),
      () => seen.rest?.(),
    ),
  ).toEqual([false, false, true]);
});

test('a browser that does not say when it is idle is given a moment', async () => {
  vi.stubGlobal('requestIdleCallback', undefined);
  expect(
    await after(
      () => seen.paint?.(),
      () => vi.advanceTimersByTime(249),
      () => vi.advanceTimersByTime(1),
    ),
  ).toEqual([false, false, true]);
});

test('a page that is never painted, or never idle, waits for two seconds', async () => {
  expect(
    await after(
      () => vi.advanceTimersByTime(1_999),
      () => vi.advanceTimersByTime(1),
    ),
  ).toEqual([false, true]);
  expect(
    await after(
      () => seen.paint?.(),
      () => vi.advanceTimersByTime(1_999),
      () => vi.advanceTimersByTime(1),
    ),
  ).toEqual([false, false, true]);
});
