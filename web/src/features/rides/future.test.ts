/** What a server of a later release sends (contracts/future), read by the rider's own store: the page stays live. */
import future from '@passaggio/contracts/future/rider';
import { NoAnswer, RiderStreamEvent, RiderSyncAnswer, tolerant, type AccountId, type RideCard } from '@passaggio/contracts';
import { serverTime, type LinkHears } from '@passaggio/ui';
import { expect, test, vi } from 'vitest';
import { faceOf } from './face.ts';
import { RiderStore } from './riderStore.ts';

const now = future.snapshot.now;

/** A page whose socket says what `answer` holds. */
async function page(answer: object) {
  const skip = vi.fn();
  const heard: { socket?: LinkHears } = {};
  const store = new RiderStore('rider-7' as AccountId, [], {
    call: () => Promise.reject(new NoAnswer('away')),
    keep: () => true,
    time: serverTime(() => now),
    after: () => () => undefined,
    newId: () => 'ride-0009',
    signedOut: () => undefined,
    stream: {
      schemas: { event: tolerant(RiderStreamEvent, skip), answer: tolerant(RiderSyncAnswer, skip) },
      open: (_, hears) => {
        heard.socket = hears;
        return Promise.resolve({ connected: () => true, sync: () => Promise.resolve({ ok: true, answer }), close: () => undefined });
      },
    },
  });
  store.begin();
  await vi.waitFor(() => expect(heard.socket).toBeDefined());
  heard.socket!.up();
  await vi.waitFor(() => expect(store.state).toMatchObject({ link: 'live', reading: 'loaded' }));
  return { store, skip, say: (event: object) => heard.socket!.event(event) };
}
const states = (store: RiderStore, at = now) => [...store.state.cards.values()].map((card) => [card.ride, faceOf(card, at).state]);

test('the rider’s page stays live: what it knows is shown, a state of a later release has a general word, and the rest is counted', async () => {
  const { store, skip, say } = await page(future.snapshot);
  await vi.waitFor(() =>
    expect(states(store)).toEqual([
      ['ride-0001', 'seat'],
      ['ride-0002', 'unknown'],
      ['ride-0003', 'unknown'],
      ['ride-0004', 'refused'],
    ]),
  );
  expect(skip).toHaveBeenCalledTimes(5); // two states, a reason, an alternative, a card
  for (const event of future.events) say(event);
  expect(states(store)[0]).toEqual(['ride-0001', 'here']);
  expect(store.state.link).toBe('live');
  expect(skip).toHaveBeenCalledTimes(8); // two events, a trip
});

test('an answer to sync of a kind that this release does not know leaves the page live', async () => {
  const { store, say } = await page(future.other);
  const [, , card] = future.events;
  say({ ...card, n: 10 });
  expect(states(store)).toEqual([['ride-0001', 'here']]);
  expect(store.state.link).toBe('live');
});

test('a ride that stands as this page does not know promises no seat, keeps what was told, and never hides help', async () => {
  const { store } = await page(future.snapshot);
  await vi.waitFor(() => expect(store.state.cards.size).toBe(4));
  const [, held, walking] = [...store.state.cards.values()] as [RideCard, RideCard, RideCard];
  expect(faceOf(held, held.shiftStart)).toMatchObject({ state: 'unknown', time: undefined, leg: undefined, acts: ['still-here'] });
  expect(faceOf(walking, now)).toMatchObject({ state: 'unknown', time: walking.outbound?.told, leg: { plate: { number: 17 } } });
  const back = { ...walking, outbound: { ...walking.outbound!, state: 'alighted' as const }, return: { ...walking.return!, state: 'unknown' as const } };
  expect(faceOf(back, walking.shiftEnd).acts).toEqual(['still-here']);
});
