import { expect, test, vi } from 'vitest';
import { StoreAway, type GrowthListener, type StreamEvent } from '../ports/store.ts';
import { openRelay } from './relay.ts';

/** A log of one stream in memory, whose reads can be held up or fail; its growth is told with or without the events. */
function log(telling = false) {
  const events: StreamEvent[] = [];
  const state = { events, away: false, reads: 0, held: undefined as Promise<void> | undefined };
  let wake: GrowthListener = () => {};
  const read = async <T>(look: () => T): Promise<T> => {
    state.reads += 1;
    const seen = state.away ? undefined : look();
    await state.held;
    if (seen === undefined) throw new StoreAway('away');
    return seen;
  };
  const store = {
    streams: {
      epoch: () => read(() => 'first'),
      after: (_: string, after: number, limit: number) => read(() => events.filter((event) => event.n > after).slice(0, limit)),
      bounds: () => read(() => ({ first: Math.min(1, events.length), last: events.length })),
    },
    onGrowth(listener: GrowthListener) {
      wake = listener;
      return () => {};
    },
  };
  const grow = (count = 1, tell = true) => {
    for (let i = 0; i < count; i += 1) events.push({ stream: 'rider:a', n: events.length + 1, at: 0, body: {} });
    if (tell) wake(['rider:a'], telling ? events.slice(-count) : []);
  };
  return { store, state, grow };
}

const upTo = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

test.each([false, true])('P11: events come in order, each once, from where one began to listen (told with their growth: %s)', async (telling) => {
  const { store, grow } = log(telling);
  grow(3);
  const relay = openRelay(store, (cause) => expect.unreachable(String(cause)));
  const heard: number[] = [];
  const stop = await relay.subscribe('rider:a', (event) => heard.push(event.n));
  for (let i = 0; i < 50; i += 1) grow(1 + (i % 20)); // 2 x 210 + 55 events
  await relay.idle();
  expect(heard).toEqual(upTo(4, 478));
  stop();
  grow();
  await relay.idle();
  expect(heard.at(-1)).toBe(478);
});

test.each([false, true])('P11: an event stored at any moment of a read is not slept through (told with their growth: %s)', async (telling) => {
  for (let moment = 0; moment < 12; moment += 1) {
    const { store, grow } = log(telling);
    const relay = openRelay(store, (cause) => expect.unreachable(String(cause)));
    const heard: number[] = [];
    await relay.subscribe('rider:a', (event) => heard.push(event.n));
    grow();
    for (let i = 0; i < moment; i += 1) await Promise.resolve();
    grow();
    await vi.waitFor(() => expect(heard).toEqual([1, 2]));
  }
});

test('events told with their growth are handed over without a read', async () => {
  const { store, state, grow } = log(true);
  const relay = openRelay(store, (cause) => expect.unreachable(String(cause)));
  const heard: number[] = [];
  await relay.subscribe('rider:a', (event) => heard.push(event.n));
  grow();
  await relay.idle();
  const before = state.reads;
  grow(3);
  await relay.idle();
  expect([heard, state.reads]).toEqual([[1, 2, 3, 4], before]);
});

test('P11: where an event was told that does not follow on the last one, what lies between is read', async () => {
  const { store, grow } = log(true);
  const relay = openRelay(store, (cause) => expect.unreachable(String(cause)));
  const heard: number[] = [];
  await relay.subscribe('rider:a', (event) => heard.push(event.n));
  grow(2, false); // another server's
  grow();
  await relay.idle();
  expect(heard).toEqual([1, 2, 3]);
});

test('P11: a second listener that comes while the first one still begins misses nothing after its own beginning', async () => {
  const { store, state, grow } = log();
  let go = () => {};
  state.held = new Promise((resolve) => (go = resolve));
  const relay = openRelay(store, () => {});
  const heard: [number[], number[]] = [[], []];
  const first = relay.subscribe('rider:a', (event) => heard[0].push(event.n));
  let begun = false;
  const second = relay.subscribe('rider:a', (event) => heard[1].push(event.n)).then(() => (begun = true));
  await Promise.resolve();
  expect(begun).toBe(false); // or it would believe that what it reads now is followed by what it hears
  grow();
  go();
  await Promise.all([first, second]);
  await relay.idle();
  expect(heard).toEqual([[1], [1]]);
});

test('a stream whose end could not be read can be subscribed to again', async () => {
  const { store, state, grow } = log();
  const relay = openRelay(store, () => {});
  const heard: number[] = [];
  state.away = true;
  await expect(relay.subscribe('rider:a', () => heard.push(-1))).rejects.toThrow(StoreAway);
  state.away = false;
  await relay.subscribe('rider:a', (event) => heard.push(event.n));
  grow();
  await relay.idle();
  expect(heard).toEqual([1]);
});

test('after a failed read the events come by themselves once the store is back', async () => {
  const { store, state, grow } = log();
  const failed = vi.fn<(cause: unknown) => void>();
  const relay = openRelay(store, failed, 1);
  const heard: number[] = [];
  await relay.subscribe('rider:a', (event) => heard.push(event.n));
  state.away = true;
  grow();
  await vi.waitFor(() => expect(failed).toHaveBeenCalled());
  state.away = false;
  await vi.waitFor(() => expect(heard).toEqual([1]));
  relay.close();
});

test("one listener's fault is not the others'", async () => {
  const { store, grow } = log();
  const relay = openRelay(store, () => {});
  const heard: number[] = [];
  await relay.subscribe('rider:a', () => {
    throw new Error('broken');
  });
  await relay.subscribe('rider:a', (event) => heard.push(event.n));
  grow(2);
  await relay.idle();
  expect(heard).toEqual([1, 2]);
});

test('thousands of streams that grow at once leave the event loop turns in between', async () => {
  const streams = upTo(1, 350).map((i) => `rider:${i}`);
  const event = (stream: string) => ({ stream, n: 1, at: 0, body: {} });
  let wake: GrowthListener = () => {};
  const store = {
    streams: {
      epoch: () => Promise.resolve('first'),
      after: (stream: string, after: number) => Promise.resolve(after === 0 ? [event(stream)] : []),
      bounds: () => Promise.resolve({ first: 0, last: 0 }),
    },
    onGrowth(listener: GrowthListener) {
      wake = listener;
      return () => {};
    },
  };
  const relay = openRelay(store, (cause) => expect.unreachable(String(cause)));
  let heard = 0;
  for (const stream of streams) await relay.subscribe(stream, () => (heard += 1));
  wake(streams, []);
  await new Promise(setImmediate);
  expect(heard).toBeLessThan(streams.length);
  await relay.idle();
  expect(heard).toBe(streams.length);
});
