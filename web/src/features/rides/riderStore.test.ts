import {
  Choices,
  HOUR,
  NoAnswer,
  ProblemError,
  RideCard,
  RiderStreamEvent,
  RiderSyncAnswer,
  type AccountId,
  type Call,
  type SyncAnswer,
} from '@passaggio/contracts';
import { serverTime, type LinkHears } from '@passaggio/ui';
import { expect, test, vi } from 'vitest';
import { choices, evening, scenes } from './testing/scenes.ts';
import type { Known } from './riderState.ts';
import { RiderStore, type StoreNeeds } from './riderStore.ts';

const seat = RideCard.parse(scenes['seat']?.cards[0]);
const wish = { serviceDate: seat.serviceDate, site: 'tressanti', shiftStart: '06:00', boardingPlace: 'rotonda', trip: 'both' } as never;

const locked = new ProblemError({ type: 'about:blank', title: 'locked', status: 401, code: 'locked' });
/** As the server tells a locked session of the ride. */
const reduced = (card: RideCard): RideCard => ({
  ...card,
  pole: 'x' as RideCard['pole'],
  site: { id: '', name: '' },
  code: null,
  outbound: card.outbound && {
    ...card.outbound,
    from: { id: '', name: '' },
    to: { id: '', name: '' },
    plate: card.outbound.plate && { ...card.outbound.plate, licenceTail: '' },
  },
  reduced: true,
});
const toldAs = (cards: RideCard[], isReduced: boolean, epoch: string): SyncAnswer => ({
  sync: 'snapshot',
  epoch,
  last: 0,
  now: evening as never,
  snapshot: { of: 'rider', cards, ...(isReduced && { reduced: true }) },
});

function world(known?: Known, keeps = true, told?: SyncAnswer) {
  const phone: { clock: number; isAway: boolean; isLocked: boolean; told?: SyncAnswer } = {
    clock: evening,
    isAway: false,
    isLocked: false,
    ...(told && { told }),
  };
  const asked: number[] = [];
  let ids = 0;
  let answerAsk: (card: RideCard) => void = () => undefined;
  const snapshot: SyncAnswer = { sync: 'snapshot', epoch: 'e', last: 0, now: evening as never, snapshot: { of: 'rider', cards: [] } };
  const call = ((id: string) => {
    if (phone.isAway) return Promise.reject(new NoAnswer('away'));
    if (id === 'riderSync') return Promise.resolve(phone.told ?? snapshot);
    if (id === 'riderKeepOpen') return phone.isLocked ? Promise.reject(locked) : Promise.resolve({});
    if (id === 'choices') return Promise.resolve((asked.push(phone.clock), choices));
    return new Promise((done) => (answerAsk = (card) => done({ answer: 'accepted', card })));
  }) as unknown as Call;
  const heard: { socket?: LinkHears } = {};
  const needs: StoreNeeds = {
    call,
    keep: () => keeps,
    time: serverTime(() => phone.clock),
    after: () => () => undefined,
    newId: () => `ride-000${(ids += 1)}`,
    signedOut: () => undefined,
    stream: {
      schemas: { event: RiderStreamEvent, answer: RiderSyncAnswer },
      open: (_, hears) => {
        heard.socket = hears;
        return Promise.reject(new Error('no socket here'));
      },
    },
  };
  const store = new RiderStore('rider-7' as AccountId, [], needs, known);
  store.begin();
  const push = (n: number, card: RideCard) => heard.socket?.event({ stream: 'rider:rider-7', epoch: 'e', n, at: evening, body: { v: 1, type: 'card', card } });
  return { store, phone, asked, push, answer: (card: RideCard) => answerAsk(card) };
}

test('a wish is unsent until the server has answered, and is then the card in front', async () => {
  const { store, answer } = world();
  await vi.waitFor(() => expect(store.state.reading).toBe('loaded'));
  store.ask(wish);
  expect(store.state).toMatchObject({ focus: 'ride-0001', unsent: [{ command: { what: 'ask' } }] });
  expect(store.state.cards.size).toBe(0);
  answer(seat);
  await vi.waitFor(() => expect(store.state.cards.get(seat.ride)).toEqual(seat));
  expect(store.state.unsent).toEqual([]);
});

test('an answer that took longer than the stream does not bring the older card back', async () => {
  const { store, push, answer } = world();
  await vi.waitFor(() => expect(store.state.reading).toBe('loaded'));
  store.ask(wish);
  push(1, { ...seat, state: 'cancelled' });
  answer(seat);
  await vi.waitFor(() => expect(store.state.unsent).toEqual([]));
  expect(store.state.cards.get(seat.ride)?.state).toBe('cancelled');
});

test('what the phone remembers is shown as of then, until the server has spoken', async () => {
  const { store } = world({ cards: [seat], choices: Choices.parse(choices), at: evening });
  expect(store.state).toMatchObject({ link: 'opening', freshAt: evening, reading: 'loaded', choices });
  expect([...store.state.cards.keys()]).toEqual([seat.ride]);
  await vi.waitFor(() => expect(store.state.link).toBe('live'));
  expect(store.state.cards.size).toBe(0); // what the server has now
});

test('a wish that this phone cannot keep says so', () => {
  const { store } = world(undefined, false);
  store.ask(wish);
  expect(store.state).toMatchObject({ unkept: true, unsent: [{ command: { what: 'ask' } }] });
});

test('a phone that slept says how old what it shows is, not when it woke', async () => {
  const { store, phone } = world();
  await vi.waitFor(() => expect(store.state.link).toBe('live'));
  phone.isAway = true;
  phone.clock += 9 * HOUR;
  store.refresh();
  await vi.waitFor(() => expect(store.state.link).toBe('away'));
  expect(store.state.freshAt).toBe(evening);
});

test('what can be chosen is read again on the next service day, and not before', async () => {
  const { store, phone, asked } = world();
  await vi.waitFor(() => expect(store.state.choices).toEqual(choices));
  phone.clock += HOUR;
  store.refresh();
  phone.clock += 20 * HOUR;
  store.refresh();
  await vi.waitFor(() => expect(asked).toEqual([evening, evening + 21 * HOUR]));
});

test('a cancel of the whole ride ends when the bus is to be there, or in two minutes; one of the way back does not', async () => {
  const { store, phone, push } = world();
  await vi.waitFor(() => expect(store.state.reading).toBe('loaded'));
  push(1, seat);
  store.cancel(seat.ride, 'ride');
  expect(store.state.unsent).toMatchObject([{ command: { what: 'cancel', until: seat.outbound?.told } }]);
  phone.clock = seat.outbound!.told! + HOUR; // no bus: who gives up now is heard
  store.cancel(seat.ride, 'ride');
  expect(store.state.unsent[1]?.command).toMatchObject({ until: phone.clock + 120_000 });
  const arrived = RideCard.parse(scenes['arrived']?.cards[0]);
  push(2, arrived);
  store.cancel(arrived.ride, 'way-back');
  expect(store.state.unsent[2]?.command).toMatchObject({ what: 'cancel', until: undefined });
});

test('what was just asked for stands in front until there is news of another ride, or the phone wakes', async () => {
  const { store, push } = world();
  await vi.waitFor(() => expect(store.state.reading).toBe('loaded'));
  store.ask(wish);
  push(1, { ...seat, ride: 'ride-0001' as RideCard['ride'] });
  expect(store.state.focus).toBe('ride-0001');
  push(2, { ...seat, ride: 'ride-other' as RideCard['ride'] });
  expect(store.state.focus).toBeUndefined();
  store.ask(wish);
  expect(store.state.focus).toBe('ride-0002');
  store.refresh();
  expect(store.state.focus).toBeUndefined();
});

test('a locked session tells the time of the ride in front; code and places that the phone knew stay behind it, and all is told again after the PIN', async () => {
  const other = { ...seat, ride: 'ride-behind' as RideCard['ride'], serviceDate: '2027-07-09' as RideCard['serviceDate'] };
  const later = { ...seat, outbound: seat.outbound && { ...seat.outbound, told: (seat.outbound.told! + 60_000) as never } };
  const { store, phone } = world({ cards: [seat, other], choices: Choices.parse(choices), at: evening }, true, toldAs([reduced(later)], true, 'e~'));
  await vi.waitFor(() => expect(store.state).toMatchObject({ isLocked: true, front: seat.ride }));
  expect(store.state.cards.get(seat.ride)).toMatchObject({
    code: seat.code,
    site: seat.site,
    outbound: { told: later.outbound!.told, from: seat.outbound!.from },
  });
  expect([...store.state.cards.keys()]).toEqual([seat.ride, 'ride-behind']);
  phone.told = toldAs([later], false, 'e');
  store.unlocked();
  await vi.waitFor(() => expect([...store.state.cards.values()]).toEqual([later]));
  expect(store.state).toMatchObject({ isLocked: false, front: undefined });
});

test('a phone that remembered nothing keeps no reduced card after the PIN', async () => {
  const { store, phone } = world();
  phone.told = toldAs([reduced(seat)], true, 'e~');
  store.refresh();
  await vi.waitFor(() => expect(store.state.isLocked).toBe(true));
  phone.told = toldAs([seat], false, 'e');
  store.unlocked();
  expect([store.state.cards.size, store.state.reading]).toEqual([0, 'loading']);
  await vi.waitFor(() => expect(store.state.cards.get(seat.ride)).toEqual(seat));
});

test('a page that says it is looked at hears that its session is locked', async () => {
  const { store, phone } = world();
  await vi.waitFor(() => expect(store.state.reading).toBe('loaded'));
  store.keepOpen();
  expect(store.state.isLocked).toBe(false);
  phone.isLocked = true;
  store.keepOpen();
  await vi.waitFor(() => expect(store.state.isLocked).toBe(true));
});
