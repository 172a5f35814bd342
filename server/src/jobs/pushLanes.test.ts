import { HOUR, MINUTE, type RideCard } from '@passaggio/contracts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Push, PushManner, PushOutcome } from '../ports/push.ts';
import { pushPhone } from '../testing/pushService.ts';
import { AFTERNOON, ask } from '../testing/summerDay.ts';
import { openWorld, peopled, type World } from '../testing/world.ts';

/** A message that its push service has not answered yet. */
interface Asked {
  readonly phone: string;
  readonly manner: PushManner;
  readonly answer: (outcome: PushOutcome) => void;
}

let world: World;
let people: Awaited<ReturnType<typeof peopled>>;
let card: RideCard;
/** In the order in which they came. */
let asked: Asked[];
/** Hosts that news may be sent to. */
let services: string[];

const push: Push = {
  key: 'a-key',
  serviceOf: (endpoint) => services.find((service) => new URL(endpoint).hostname === service),
  send: ({ endpoint }, _, manner) =>
    new Promise((resolve) => {
      manner.signal.addEventListener('abort', () => resolve('later'));
      asked.push({ phone: new URL(endpoint).pathname.slice(1), manner, answer: resolve });
    }),
};

beforeEach(async () => {
  [asked, services] = [[], ['push.example', 'other.example']];
  world = await openWorld(AFTERNOON, (ports) => ({ ...ports, push }));
  people = await peopled(world, 136);
  await people.phones[0]!.call('requestRide', { body: ask() });
  card = (await people.phones[0]!.call('myRides', {})).cards[0]!;
});
afterEach(() => world.close());

const follow = (rider: number, phone = `phone-${rider}`, service = 'push.example') =>
  people.phones[rider]!.call('putPush', { body: pushPhone({ origin: `https://${service}` }, phone).body('it') });

let rides = 0;
/** Each rider of the list hears that there is no seat for a ride. */
async function news(...riders: number[]): Promise<void> {
  const events = riders.map((rider) => ({
    stream: `rider:${people.phones[rider]!.account}`,
    body: { v: 1, type: 'card', card: { ...card, ride: `ride-of-lanes-${(rides += 1)}`, state: 'refused', reason: 'left-out' } },
  }));
  await world.ports.store.commit([{ events }], world.time);
}
const came = (count: number) => vi.waitFor(() => expect(asked).toHaveLength(count), { timeout: 15_000 });
const names = (from = 0) => asked.slice(from).map(({ phone }) => phone);
const kept = (rider: number) => world.ports.store.rows.select('pushPhone', 'ofAccount', [people.phones[rider]!.account]);
const range = (count: number) => Array.from({ length: count }, (_, i) => i);

test.each([17, 100])('of %i riders whose push service never answers nobody’s news waits', async (count) => {
  for (const rider of range(count + 1)) await follow(rider);
  await news(...range(count));
  await came(count);
  await news(count);
  await came(count + 1); // not one of the others was answered or given up
  expect(asked.at(-1)!.phone).toBe(`phone-${count}`);
  asked.at(-1)!.answer('sent');
  await vi.waitFor(async () => expect(await kept(count)).toMatchObject([{ due: [], dueAt: null, failing: false }]));
  expect(Math.max(...asked.map(({ manner }) => manner.patience))).toBeLessThanOrEqual(5_000);
});

test('phones that were not served have eight places of their own; who is served goes back to the others', async () => {
  for (const rider of range(21)) await follow(rider);
  await news(...range(20));
  await came(20);
  for (const one of asked) one.answer('later');
  await vi.waitFor(async () => expect((await Promise.all(range(20).map(kept))).flat().filter(({ failing }) => failing === true)).toHaveLength(20));
  world.time += MINUTE;
  await world.product.tick();
  await came(28);
  await news(20);
  await came(29);
  expect([asked[28]!.phone, asked[20]!.manner.patience]).toEqual(['phone-20', 10_000]);
  const served = Number(asked[20]!.phone.slice('phone-'.length));
  asked[20]!.answer('sent');
  await came(30); // its place is the next one's
  await vi.waitFor(async () => expect(await kept(served)).toMatchObject([{ failing: false }]));
  await news(served);
  await came(31);
  expect([asked[30]!.phone, asked[30]!.manner.patience]).toEqual([`phone-${served}`, 5_000]);
});

test('a push service that hangs for everybody holds up no other', async () => {
  for (const rider of range(135)) await follow(rider);
  await follow(135, 'elsewhere', 'other.example');
  await news(...range(135));
  await came(128); // all that it may be asked at once
  await news(135);
  await came(129);
  expect(names(128)).toEqual(['elsewhere']);
});

test('a rider’s phones are told one at a time, and one that hangs holds up the others only once', async () => {
  for (const phone of ['one', 'two', 'three']) await follow(0, phone);
  await news(0);
  await came(1);
  asked[0]!.answer('later');
  await came(2);
  asked[1]!.answer('sent');
  await came(3);
  asked[2]!.answer('sent');
  await world.product.pushed();
  await news(0);
  await came(5); // one in the slow lane, one in the other
  expect(names(3)).toContain(names()[0]);
});

test('of a phone’s news that could not be sent no second is tried at once', async () => {
  await follow(0);
  await news(0, 0, 0);
  await came(1);
  asked[0]!.answer('later');
  await vi.waitFor(async () => expect((await kept(0))[0]!.due.map(({ tries }) => tries)).toEqual([1, 1, 1]));
  expect(asked).toHaveLength(1);
});

test('a phone is sent thirty messages an hour; what is over it comes in the next', async () => {
  await follow(0);
  for (let i = 0; i < 31; i += 1) {
    await news(0);
    await came(Math.min(i + 1, 30));
    asked.at(-1)!.answer('sent');
    await vi.waitFor(async () => expect((await kept(0))[0]!.due).toHaveLength(i < 30 ? 0 : 1));
  }
  await world.product.pushed();
  world.time += HOUR - MINUTE;
  await world.product.tick();
  await world.product.pushed();
  expect(asked).toHaveLength(30);
  world.time += MINUTE;
  await world.product.tick();
  await came(31);
});

test('putting a phone anew does not make it one that was served', async () => {
  await follow(0);
  await news(0);
  await came(1);
  asked[0]!.answer('later');
  await vi.waitFor(async () => expect(await kept(0)).toMatchObject([{ failing: true }]));
  await follow(0);
  expect(await kept(0)).toMatchObject([{ failing: true, sent: { count: 1 } }]);
});

test('a phone that was stored when more was admitted is forgotten', async () => {
  await follow(0, 'old', 'other.example');
  await follow(1);
  services = ['push.example'];
  await world.restart();
  await world.product.tick();
  await world.product.pushed();
  expect([await kept(0), await kept(1)]).toMatchObject([[], [{}]]);
  expect(asked).toEqual([]);
});

test('a stop does not wait for a push service; what was being sent is sent after the next start', async () => {
  await follow(0);
  await news(0);
  await came(1);
  await world.restart();
  expect(await kept(0)).toMatchObject([{ due: [{ tries: 0 }] }]);
  world.time += 3 * MINUTE;
  await world.product.tick();
  await came(2);
});
