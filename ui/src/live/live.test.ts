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
function world(log: StreamEvent[], lot = 0.5, opens = true) {
  const timers: { ms: number; act: () => void }[] = [];
  const state = { socketUp: false, httpUp: true, link: [] as string[], asked: [] as string[], contact: 0, opens };
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
      if (!state.opens) return Promise.reject(new Error('its library did not come'));
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
    after: (ms, act) => {
      const timer = { ms, act };
      timers.push(timer);
      return () => void (timers.includes(timer) && timers.splice(timers.indexOf(timer), 1));
    },
    random: () => lot,
    contact: (now) => (state.contact = now),
    link: (s) => state.link.push(s),
    ended: () => state.link.push('ended'),
  });
  live.follow('pole:foggia', { snapshot: () => {}, events: (bodies) => got.push(...bodies) });
  /** Until the timers that are set have gone off. */
  const elapse = async (): Promise<void> => {
    await vi.waitFor(() => expect(timers).not.toHaveLength(0));
    const asked = state.asked.length;
    for (const { act } of timers.splice(0)) act();
    await vi.waitFor(() => expect(state.asked.length).toBeGreaterThan(asked));
  };
  return { live, state, got, timers, elapse, hears: () => hears as LinkHears };
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
  w.state.socketUp = true;
  w.hears().up();
  await vi.waitFor(() => expect(w.got).toHaveLength(1));
  Object.assign(w.state, { socketUp: false, httpUp: false });
  w.hears().down();
  expect(w.state.link.at(-1)).toBe('away');
  await w.elapse();
  w.state.httpUp = true;
  log.push(event(2));
  await w.elapse();
  await vi.waitFor(() => expect(w.got).toEqual([alarm(1), alarm(2)]));
  expect(w.state.link.at(-1)).toBe('live');
});

test('a phone that is offline for a shift has one timer, and asks ever less often', async () => {
  const w = world([event(1)]);
  await vi.waitFor(() => expect(w.got).toHaveLength(1));
  w.state.httpUp = false;
  w.hears().down();
  const waits: number[] = [];
  for (let asks = 0; asks < 8; asks += 1) {
    w.live.refresh(); // a page that is woken meanwhile
    await vi.waitFor(() => expect(w.timers).toHaveLength(1));
    waits.push(w.timers[0]!.ms);
    await w.elapse();
    await vi.waitFor(() => expect(w.timers).toHaveLength(1));
  }
  expect(waits).toEqual([3_000, 12_000, 15_000, 15_000, 15_000, 15_000, 15_000, 15_000]);
});

test('an event whose forerunner the server does not know yet is asked for again before the next poll, by one timer', async () => {
  const w = world([event(1)]);
  await vi.waitFor(() => expect(w.got).toHaveLength(1));
  w.hears().event(event(3));
  await vi.waitFor(() => expect(w.timers.map((timer) => timer.ms)).toEqual([3_000]));
});

test.each([
  [0, 30_000],
  [1, 90_000],
])('phones that a restart sent away do not all ask at once: lot %d', async (lot, ms) => {
  const w = world([event(1)], lot);
  w.state.socketUp = true;
  w.hears().up();
  await vi.waitFor(() => expect(w.got).toHaveLength(1));
  w.state.socketUp = false;
  w.hears().down();
  expect(w.timers.map((timer) => timer.ms)).toEqual([ms]);
});

test('what HTTP said stays true while the socket has not connected yet', async () => {
  const w = world([event(1)]);
  await vi.waitFor(() => expect(w.got).toHaveLength(1));
  w.hears().down();
  expect(w.state.link.at(-1)).toBe('live');
});

test('a socket whose library did not come is opened once it does, and HTTP is asked until then', async () => {
  const log = [event(1)];
  const w = world(log, 0.5, false);
  await vi.waitFor(() => expect(w.got).toHaveLength(1));
  log.push(event(2));
  await w.elapse();
  await vi.waitFor(() => expect(w.got).toHaveLength(2));
  expect(w.state.asked).toEqual(['http 0', 'http 1']);
  Object.assign(w.state, { opens: true, socketUp: true });
  log.push(event(3));
  await w.elapse();
  await vi.waitFor(() => expect(w.got).toHaveLength(3));
  log.push(event(4));
  w.hears().up();
  await vi.waitFor(() => expect(w.got).toHaveLength(4));
  expect(w.state.asked.at(-1)).toBe('socket 3');
});

test('a socket that comes while an ask fails is asked at once', async () => {
  const log = [event(1)];
  const w = world(log);
  await vi.waitFor(() => expect(w.got).toHaveLength(1));
  w.state.httpUp = false;
  log.push(event(2));
  w.live.refresh();
  w.state.socketUp = true;
  w.hears().up();
  await vi.waitFor(() => expect(w.got).toEqual([alarm(1), alarm(2)]));
});

test('what it cannot read makes it ask instead of guessing', async () => {
  const w = world([event(1)]);
  await vi.waitFor(() => expect(w.got).toHaveLength(1));
  w.hears().event({ stream: 'pole:foggia', n: 'two' });
  await vi.waitFor(() => expect(w.state.asked).toEqual(['http 0', 'http 1']));
});
