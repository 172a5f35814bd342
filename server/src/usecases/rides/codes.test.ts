import { afterEach, expect, test } from 'vitest';
import type { Call } from '@passaggio/contracts';
import type { Ports } from '../../compose.ts';
import type { Ride } from '../../domain/documents.ts';
import { AFTERNOON, ask, cutOff, date, day } from '../../testing/summerDay.ts';
import { fresh, openWorld, peopled, type World } from '../../testing/world.ts';

let world: World;
afterEach(() => world.close());

/** A day on which each code is held but for some. */
async function heldBut(free: readonly string[]): Promise<Call[]> {
  world = await openWorld(AFTERNOON, drawing);
  const { phones } = await peopled(world, 3);
  const { card } = await phones[0]!.call('requestRide', { body: ask({ serviceDate: '2027-07-03' }) });
  const { version: _, ...ride } = (await world.ports.store.rows.find('ride', card.ride))!;
  const codes = Array.from({ length: 10_000 }, (_one, i) => String(i).padStart(4, '0')).filter((code) => !free.includes(code));
  const puts = codes.map((code) => ({
    kind: 'ride' as const,
    doc: { ...ride, id: `ride-held-${code}`, rider: `r-${code}`, serviceDate: date, status: 'cancelled', code } as unknown as Ride,
    ifVersion: 0,
  }));
  await world.ports.store.commit([{ puts }], world.time);
  return phones.map(({ call }) => call);
}
let drawn: string[] = [];
const drawing = (ports: Ports): Ports => ({ ...ports, ids: { ...ports.ids, digits: (length) => drawn.shift() ?? ports.ids.digits(length) } });
const cancel = (phone: Call, ride: string) => phone('cancelRide', { params: { ride: ride as never }, body: { id: fresh() } });

test('no two people of a day have the same boarding code, however often it is drawn', async () => {
  world = await openWorld(AFTERNOON, drawing);
  const { phones } = await peopled(world, 3);
  drawn = ['4711', '4711', '4711'];
  const codes = new Set<string | null>();
  for (const { call } of phones) codes.add((await call('requestRide', { body: ask() })).card.code);
  expect(codes.size).toBe(3);
  expect(codes).toContain('4711');
});

test('a code is given back with its ride, to whoever asks next where it is the last one', async () => {
  const [first, second, third] = await heldBut(['0815']);
  const { card } = await first!('requestRide', { body: ask() });
  expect(card.code).toBe('0815');
  expect(await second!('requestRide', { body: ask() })).toMatchObject({ answer: 'waiting', card: { code: null } });
  expect(await cancel(first!, card.ride)).toMatchObject({ card: { state: 'cancelled', code: null } });
  expect((await second!('myRides', {})).cards).toMatchObject([{ state: 'accepted', code: '0815' }]); // moved up
  await cancel(second!, (await second!('myRides', {})).cards[0]!.ride);
  await world.restart();
  expect(await third!('requestRide', { body: ask() })).toMatchObject({ answer: 'accepted', card: { code: '0815' } });
});

test('where every code is held nobody gets a seat, and everything else goes on', async () => {
  const [phone] = await heldBut([]);
  expect(await phone!('requestRide', { body: ask() })).toMatchObject({ answer: 'waiting' });
  await cutOff(world); // its plan finds seats, and no codes
  expect((await phone!('myRides', {})).cards.find(({ serviceDate }) => serviceDate === date)).toMatchObject({ state: 'waiting', reason: 'left-out' });
  const head = (await world.ports.store.rows.find('day', `${day.pole}_${date}`))!;
  expect(head.phase).toBe('published');
});

test('a rider who books and cancels gets no further than the limit of the day, and the codes are all there again', async () => {
  world = await openWorld(AFTERNOON);
  const { phones, operator } = await peopled(world, 2);
  const phone = phones[0]!.call;
  let refused: unknown;
  for (let i = 0; i < 60 && refused === undefined; i += 1) {
    world.time += 5_000; // within the calls a minute
    const answer = await phone('requestRide', { body: ask() }).catch(({ problem, retryAfter }: { problem: { code: string }; retryAfter: number }) => {
      refused = { code: problem.code, retryAfter, after: i };
      return undefined;
    });
    if (answer !== undefined) await cancel(phone, answer.card.ride);
  }
  expect(refused).toEqual({ code: 'too-many-requests', retryAfter: 3600, after: 40 });
  const view = await operator('viewDay', { params: day });
  expect(view.people.filter(({ code }) => code !== null)).toEqual([]);
  const body = { ...(ask() as object), rider: phones[0]!.number, override: false };
  expect(await operator('staffRequestRide', { params: { pole: day.pole }, body: body as never })).toMatchObject({ answer: 'accepted' });
});

test('a wish that is refused again takes the place of its refusal, and what a rider wants at once has a limit', async () => {
  world = await openWorld(AFTERNOON);
  const { phones, operator } = await peopled(world, 1);
  const phone = phones[0]!.call;
  await phone('requestRide', { body: ask() });
  for (let i = 0; i < 20; i += 1) {
    world.time += 5_000;
    expect(await phone('requestRide', { body: ask() })).toMatchObject({ answer: 'refused', reason: 'already-booked' });
  }
  expect((await operator('viewDay', { params: day })).people.map(({ state }) => state).toSorted()).toEqual(['accepted', 'refused']);
  expect((await phone('myRides', {})).cards).toHaveLength(2);
});
