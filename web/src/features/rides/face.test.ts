import { HOUR, RideCard, type LegCard } from '@passaggio/contracts';
import { expect, test } from 'vitest';
import { evening, scenes } from './testing/scenes.ts';
import { faceOf, inOrder } from './face.ts';

const scene = (name: string) => {
  const found = scenes[name];
  if (found === undefined) throw new Error(`no scene ${name}`);
  return { now: found.now, cards: found.cards.map((card) => RideCard.parse(card)) };
};
const face = (name: string) => {
  const { now, cards } = scene(name);
  return faceOf(cards[0] as RideCard, now);
};
const seat = (): RideCard => scene('seat').cards[0] as RideCard;

test.each([
  ['asked', 'asked', undefined, ['cancel']],
  ['waiting', 'waiting', undefined, ['cancel']],
  ['accepted', 'accepted', 'outbound', ['cancel']],
  ['seat', 'seat', 'outbound', ['cancel']],
  ['changed', 'changed', 'outbound', ['acknowledge', 'cancel']],
  ['acknowledged', 'seat', 'outbound', ['cancel']],
  ['on-its-way', 'on-its-way', 'outbound', []],
  ['here', 'here', 'outbound', []],
  ['on-board', 'on-board', 'outbound', []],
  ['arrived', 'arrived', 'return', ['still-here', 'no-return']],
  ['arrived-one-way', 'arrived', 'outbound', ['still-here']],
  ['return', 'return', 'return', ['still-here', 'no-return']],
  ['return-on-its-way', 'on-its-way', 'return', ['still-here']],
  ['return-here', 'here', 'return', ['still-here']],
  ['return-on-board', 'on-board', 'return', []],
  ['return-missed', 'missed', 'return', ['still-here']],
  ['not-here', 'not-here', 'return', ['still-here']],
  ['home', 'home', 'return', []],
  ['done', 'done', 'return', []],
  ['missed', 'missed', 'outbound', []],
  ['no-show', 'no-show', 'outbound', []],
  ['cancelled', 'cancelled', undefined, []],
  ['refused', 'refused', undefined, []],
  ['left-out', 'left-out', undefined, []],
])('the card %s shows %s on the leg %s and offers %j', (name, state, legName, acts) => {
  expect(face(name)).toMatchObject({ state, legName, acts });
});

test('an accepted ride is told as the start of its window, never as the whole of it', () => {
  const { now, cards } = scene('accepted');
  const card = cards[0] as RideCard;
  expect(faceOf(card, now).time).toBe(card.outbound?.window.from);
});

test('a changed time leads and strikes the old one, which holds until everybody has said yes', () => {
  const changed = face('changed');
  expect([changed.time, changed.struck]).toEqual([changed.leg?.proposed?.told, changed.leg?.told]);
  const agreed = face('acknowledged');
  expect([agreed.time, agreed.struck]).toEqual([agreed.leg?.told, undefined]);
});

test('a changed return is asked about after arriving, too', () => {
  const card = seat();
  const back: LegCard = { ...(card.return as LegCard), proposed: { change: 'c2', told: card.shiftEnd, acknowledged: false } };
  const arrived = { ...card, outbound: { ...(card.outbound as LegCard), state: 'alighted' as const }, return: back };
  expect(faceOf(arrived, card.shiftStart)).toMatchObject({ state: 'changed', legName: 'return', acts: ['acknowledge', 'still-here', 'no-return'] });
});

test('the ride just asked for comes first, then one under way, the next, and last what is over', () => {
  const over = { ...seat(), ride: 'ride-over' as RideCard['ride'], state: 'cancelled' as const };
  const next = { ...seat(), ride: 'ride-next' as RideCard['ride'] };
  const riding = { ...(scene('on-its-way').cards[0] as RideCard), ride: 'ride-going' as RideCard['ride'] };
  const asked = { ...(scene('refused').cards[0] as RideCard), ride: 'ride-asked' as RideCard['ride'] };
  const order = (focus?: string) => inOrder([over, next, asked, riding], evening, '2026-11-26', focus).map((card) => card.ride);
  expect(order('ride-asked')).toEqual(['ride-asked', 'ride-going', 'ride-next', 'ride-over']);
  expect(order().slice(0, 2)).toEqual(['ride-going', 'ride-next']);
});

test('a ride that was made stands before a later wish that came to nothing', () => {
  const home = scene('home').cards[0] as RideCard;
  const refused: RideCard = {
    ...(scene('refused').cards[0] as RideCard),
    serviceDate: home.serviceDate,
    askedAt: (home.askedAt + HOUR) as RideCard['askedAt'],
  };
  expect(inOrder([refused, home], home.shiftEnd + 3 * HOUR, home.serviceDate, undefined)).toEqual([home, refused]);
});

test('yesterday is forgotten once it is over, but not while somebody is still at a farm', () => {
  const missed = scene('return-missed').cards[0] as RideCard;
  const home = scene('home').cards[0] as RideCard;
  const nextDay = home.shiftEnd + 18 * HOUR;
  expect(inOrder([home, missed], nextDay, '2026-11-28', undefined)).toEqual([missed]);
});

/** As it is, a day later. */
const nextDay = (card: RideCard): RideCard => {
  const later = <T extends number>(at: T) => (at + 24 * HOUR) as T;
  const date = new Date(Date.parse(`${card.serviceDate}T12:00Z`) + 24 * HOUR).toISOString().slice(0, 10) as RideCard['serviceDate'];
  return { ...card, ride: 'ride-next-day' as RideCard['ride'], serviceDate: date, shiftStart: later(card.shiftStart), shiftEnd: later(card.shiftEnd) };
};
const firstAt = (cards: readonly RideCard[], now: number) => {
  const today = new Date(now - 2 * HOUR).toISOString().slice(0, 10); // 03:00 in winter there
  return inOrder(cards, now, today, undefined).map(({ ride }) => ride);
};

test.each(['arrived-one-way', 'return-missed', 'not-here', 'seat', 'arrived'])(
  'the morning after %s, of which nobody said that it is over, the day’s own seat comes first',
  (name) => {
    const yesterday = scene(name).cards[0] as RideCard;
    const today = nextDay(seat());
    const dawn = today.shiftStart - 1.5 * HOUR;
    expect(firstAt([yesterday, today], dawn)[0]).toBe(today.ride);
  },
);

test('a ride one way gives way to tomorrow’s seat once its shift is over, and is forgotten with its day; until then it leads', () => {
  const card = scene('arrived-one-way').cards[0] as RideCard;
  const tomorrow = nextDay(seat());
  expect(firstAt([card, tomorrow], card.shiftEnd - HOUR)).toEqual([card.ride, tomorrow.ride]);
  expect(firstAt([card, tomorrow], card.shiftEnd + HOUR)).toEqual([tomorrow.ride, card.ride]);
  expect(firstAt([card], card.shiftEnd + 18 * HOUR)).toEqual([]);
});

test('who was not taken home comes first for the rest of the day', () => {
  const missed = scene('return-missed').cards[0] as RideCard;
  const tomorrow = nextDay(seat());
  expect(firstAt([tomorrow, missed], missed.shiftEnd + 9 * HOUR)).toEqual([missed.ride, tomorrow.ride]);
});

test('a ride home from a night shift is under way on the next service day, and leads', () => {
  const outbound = scene('return-on-its-way').cards[0] as RideCard;
  const night = {
    ...outbound,
    shiftStart: (outbound.shiftStart - 8 * HOUR) as RideCard['shiftStart'],
    shiftEnd: (outbound.shiftEnd + 14 * HOUR) as RideCard['shiftEnd'],
  };
  const next = nextDay(nextDay(seat()));
  expect(firstAt([next, night], night.shiftEnd + HOUR)).toEqual([night.ride, next.ride]);
});

test.each(['planned', 'on-its-way', 'here', 'boarded'] as const)(
  'after the shift the way home is shown, though nothing was heard of the way out since %s',
  (state) => {
    const card = seat();
    const lost = { ...card, outbound: { ...(card.outbound as LegCard), state } };
    expect(faceOf(lost, card.shiftEnd - 1).legName).toBe('outbound');
    expect(faceOf(lost, card.shiftEnd)).toMatchObject({ state: 'return', legName: 'return', time: card.return?.told, acts: ['still-here', 'no-return'] });
    expect(faceOf({ ...lost, return: null }, card.shiftEnd)).toMatchObject({ state: 'arrived', acts: ['still-here'] });
  },
);

test('who rides home alone is not left by us before the shift begins', () => {
  const card: RideCard = { ...seat(), outbound: null };
  expect(faceOf(card, card.shiftStart - 1).acts).toEqual(['no-return']);
  expect(faceOf(card, card.shiftStart).acts).toEqual(['still-here', 'no-return']);
});

test.each(['missed', 'no-show'])('this morning’s %s comes before tomorrow’s seat until the shift begins', (name) => {
  const card = scene(name).cards[0] as RideCard;
  const tomorrow = nextDay(seat());
  expect(firstAt([tomorrow, card], card.shiftStart - 1)[0]).toBe(card.ride);
  expect(firstAt([tomorrow, card], card.shiftStart)[0]).toBe(tomorrow.ride);
});
