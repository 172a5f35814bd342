import { StreamEvent, SyncAnswer, type EpochMs, type EventBody, type SyncAsk } from '@passaggio/contracts';
import { expect, test, vi } from 'vitest';
import { openLive, type LinkHears } from './live.ts';

const alarm = (n: number): EventBody =>
  ({
    v: 1,
    type: 'head',
    head: { pole: 'foggia', serviceDate: '2026-11-27', phase: 'open', version: n, planNumber: 0, cutoffAt: 0, cutoffDone: false, publishedAt: null },
  }) as EventBody;
const event = (n: number): StreamEvent => ({ stream: 'pole:foggia', epoch: 'e', n, at: n as EpochMs, body: alarm(n) });

/** A server with a log of `log.length` events, a socket that can be down, and timers run by hand. */
function world(log: StreamEvent[]) {
  const timers: (() => void)[] = [];
  const state = { socketUp: false, httpUp: true, link: [] as string[], asked: [] as string[], contact: 0 };
  let hears: LinkHears | undefined;
  const answer = (ask: SyncAsk): SyncAnswer => ({
    sync: 'events',
    epoch: 'e',
    last: log.length,
    now: 1000 as EpochMs,
    events: log.filter((one) => one.n > ask.after),
  });
  const got: EventBody[] = [];
  const live = openLive({
    door: 'staff',
    schemas: { event: StreamEvent, answer: SyncAnswer },
    open: (_, h) => {
      hears = h;
      return Promise.resolve({
        connected: () => state.socketUp,
        sync: (ask) => {
          state.asked.push(`socket ${ask.after}`);
          return Promise.resolve({ ok: true, answer: answer(ask) });
        },
        close: () => {},
      });
    },
    overHttp: (ask) => {
      state.asked.push(`http ${ask.after}`);
      return state.httpUp ? Promise.resolve(answer(ask)) : Promise.reject(new Error('away'));
    },
    after: (_, act) => {
      timers.push(act);
      return () => timers.splice(timers.indexOf(act), 1);
    },
    contact: (now) => (state.contact = now),
    link: (s) => state.link.push(s),
    ended: () => state.link.push('ended'),
  });
  live.follow('pole:foggia', { snapshot: () => {}, events: (bodies) => got.push(...bodies) });
  return { live, state, got, timers, hears: () => hears as LinkHears };
}

test('reads over HTTP until the socket is up, then over the socket from where it was', async () => {
  const log = [event(1), event(2)];
  const w = world(log);
  await vi.waitFor(() => expect(w.got).toHaveLength(2));
  w.state.socketUp = true;
  log.push(event(3));
  w.hears().up();
  await vi.waitFor(() => expect(w.got).toEqual([alarm(1), alarm(2), alarm(3)]));
  expect(w.state.asked).toEqual(['http 0', 'socket 2']);
  expect(w.state.contact).toBe(1000);
});

test('an event after a gap brings the missing one by asking', async () => {
  const log = [event(1)];
  const w = world(log);
  await vi.waitFor(() => expect(w.got).toHaveLength(1));
  log.push(event(2), event(3));
  w.hears().event(event(3));
  await vi.waitFor(() => expect(w.got).toEqual([alarm(1), alarm(2), alarm(3)]));
});

test('with nothing reachable it says away, tries again and catches up', async () => {
  const log = [event(1)];
  const w = world(log);
  await vi.waitFor(() => expect(w.got).toHaveLength(1));
  w.state.httpUp = false;
  w.hears().down();
  await vi.waitFor(() => expect(w.state.asked).toHaveLength(2));
  await vi.waitFor(() => expect(w.timers).toHaveLength(2));
  expect(w.state.link.at(-1)).toBe('away');
  w.state.httpUp = true;
  log.push(event(2));
  for (const act of w.timers.splice(0)) act();
  await vi.waitFor(() => expect(w.got).toEqual([alarm(1), alarm(2)]));
  expect(w.state.link.at(-1)).toBe('live');
});

test('what it cannot read makes it ask instead of guessing', async () => {
  const w = world([event(1)]);
  await vi.waitFor(() => expect(w.got).toHaveLength(1));
  w.hears().event({ stream: 'pole:foggia', n: 'two' });
  await vi.waitFor(() => expect(w.state.asked).toEqual(['http 0', 'http 1']));
});
