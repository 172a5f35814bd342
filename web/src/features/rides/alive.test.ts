import { MINUTE } from '@passaggio/contracts';
import { expect, test } from 'vitest';
import { openAlive } from './alive.ts';

function phone() {
  const clock = { now: 1_000_000 };
  let timer: { at: number; act: () => void } | undefined;
  const alive = openAlive(
    () => clock.now,
    (ms, act) => {
      const own = (timer = { at: clock.now + ms, act });
      return () => {
        if (timer === own) timer = undefined;
      };
    },
  );
  /** Awake, timers run when they are due; asleep, once it wakes. */
  const pass = (ms: number, isAsleep = false) => {
    const until = clock.now + ms;
    if (isAsleep) clock.now = until;
    while (timer !== undefined && timer.at <= until) {
      const due = timer;
      timer = undefined;
      clock.now = Math.max(clock.now, due.at);
      due.act();
    }
    clock.now = until;
  };
  return { alive, clock, pass };
}

test('while the page is awake the link is alive until a quarter of a minute ago at most', () => {
  const { alive, clock, pass } = phone();
  expect(alive.at).toBeUndefined();
  alive.heard();
  pass(20 * MINUTE + 7_000);
  expect(clock.now - alive.at!).toBeLessThanOrEqual(15_000);
});

test('after a sleep it is as old as the sleep, until the server is heard again', () => {
  const { alive, clock, pass } = phone();
  alive.heard();
  pass(MINUTE);
  const slept = clock.now;
  pass(9 * 60 * MINUTE, true);
  expect(alive.at).toBe(slept);
  pass(5 * MINUTE);
  expect(alive.at).toBe(slept);
  alive.heard();
  expect(alive.at).toBe(clock.now);
});

test('nothing is looked at once it is closed', () => {
  const { alive, pass } = phone();
  alive.heard();
  const { at } = alive;
  alive.close();
  pass(5 * MINUTE);
  expect(alive.at).toBe(at);
});
