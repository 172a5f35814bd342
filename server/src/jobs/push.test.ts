import type { AccountId } from '@passaggio/contracts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { webPush } from '../adapters/webpush/webPush.ts';
import { AFTERNOON, ask, cutOff, day, tap } from '../testing/summerDay.ts';
import { openPushService, pushPhone, signedClaims, type Delivered, type PushService } from '../testing/pushService.ts';
import { fresh, openWorld, peopled, utc, type World } from '../testing/world.ts';

const SECRET = 'a secret of this test, long enough';
const CONTACT = 'mailto:push@passaggio.invalid';

let service: PushService;
let world: World;
beforeEach(async () => {
  service = await openPushService();
  world = await openWorld(AFTERNOON, (ports) => ({ ...ports, push: webPush({ secret: SECRET, contact: CONTACT, services: [], loopback: true }) }));
});
afterEach(async () => {
  await world.close();
  await service.close();
});

type Rider = Awaited<ReturnType<typeof peopled>>['phones'][number];

/** One rider with a booking; `others` ride along. */
async function booked(riders = 1) {
  const people = await peopled(world, riders);
  for (const { call } of people.phones) await call('requestRide', { body: ask() });
  return { ...people, rider: people.phones[0]! };
}

async function follows({ call }: Rider, path: string, language: 'it' | 'ar' | 'ur', details = false) {
  const phone = pushPhone(service, path);
  await call('putPush', { body: phone.body(language, details) });
  return phone;
}

const arrived = async (count: number): Promise<Delivered> => {
  await vi.waitFor(() => expect(service.delivered).toHaveLength(count), { timeout: 15_000 });
  return service.delivered.at(-1)!;
};
/** All that is stored has been looked at. */
const quiet = async () => {
  await world.product.relay.idle();
  await world.product.tick();
  await world.product.pushed();
};
const kept = ({ account }: { readonly account: string }) => world.ports.store.rows.select('pushPhone', 'ofAccount', [account as AccountId]);

test('a plan that is published reaches the phone in its rider’s language, signed by us, without place or time', async () => {
  const { rider } = await booked();
  const phone = await follows(rider, 'one', 'ar');
  await cutOff(world);
  const message = await arrived(1);
  expect(phone.read(message)).toMatchObject({ kind: 'seat', title: 'خبر عن رحلتك', body: '', language: 'ar' });
  const { key } = await rider.call('pushKey', {});
  expect(signedClaims(message, key)).toMatchObject({ aud: service.origin, sub: CONTACT });
  expect(message.headers).toMatchObject({ 'content-encoding': 'aes128gcm', urgency: 'normal' });
  expect(Number(message.headers['ttl'])).toBeGreaterThan(3600);
  expect(message.headers['topic']).toMatch(/^[\w-]{32}$/);
});

test('place and time stand on the lock screen where the rider allowed them', async () => {
  const { rider } = await booked();
  const phone = await follows(rider, 'one', 'it', true);
  await cutOff(world);
  const { title, body } = phone.read(await arrived(1));
  expect(title).toBe('Hai il posto');
  expect(body).toMatch(/^\u206805:\d\d\u2069, \u2068Borgo Mezzanone\u2069, bus \u2068\d+\u2069$/);
});

test('the same news is as long in every language and for every place, so that its length tells nothing', async () => {
  const { phones } = await booked(3);
  await follows(phones[0]!, 'one', 'it', true);
  await follows(phones[1]!, 'two', 'ur');
  await follows(phones[2]!, 'three', 'ar', true);
  await cutOff(world);
  await arrived(3);
  expect(new Set(service.delivered.map(({ body }) => body.length)).size).toBe(1);
});

test('a changed time, a bus that is near and a bus that was missed each wake the phone at once, and once', async () => {
  const { rider, operator, driver } = await booked();
  const phone = await follows(rider, 'one', 'it', true);
  await cutOff(world);
  await arrived(1);
  const { runs } = await operator('viewDay', { params: day });
  const [first] = runs[0]!.stops;
  await operator('retimeTrip', { params: day, body: { id: fresh(), run: runs[0]!.run, stop: first!.stop, minutes: 8 } });
  const changed = await arrived(2);
  expect(phone.read(changed)).toMatchObject({ kind: 'changed', title: expect.stringMatching(/^Nuovo orario: \u206805:\d\d\u2069$/) });
  expect(changed.headers['urgency']).toBe('high');
  expect(changed.headers['topic']).toBe(service.delivered[0]!.headers['topic']); // takes the older one's place
  const { cards } = await rider.call('myRides', {});
  const { ride, outbound } = cards[0]!;
  await rider.call('acknowledge', { params: { ride }, body: { id: fresh(), change: outbound!.proposed!.change } });
  world.time = outbound!.proposed!.told - 10 * 60_000;
  await tap(world, driver, runs[0]!, { act: 'start' });
  const near = await arrived(3);
  expect(phone.read(near)).toMatchObject({ kind: 'near', title: 'Il tuo bus arriva' });
  expect(Number(near.headers['ttl'])).toBeLessThanOrEqual(15 * 60);
  world.time = outbound!.proposed!.told + 20 * 60_000;
  await tap(world, driver, runs[0]!, { act: 'arrive', stop: first!.stop });
  await quiet();
  expect(service.delivered).toHaveLength(3); // it was near before
  world.time += 4 * 60_000;
  await tap(world, driver, runs[0]!, { act: 'absent', ride, leg: 'outbound' });
  expect(phone.read(await arrived(4))).toMatchObject({ kind: 'missed' });
});

test('a place from the waiting list is news, what a rider does is none', async () => {
  const { phones } = await booked(9); // one bus of eight
  const { cards } = await phones[8]!.call('myRides', {});
  expect(cards[0]!.state).toBe('waiting');
  const last = await follows(phones[8]!, 'last', 'it');
  await follows(phones[0]!, 'first', 'it');
  const { ride } = (await phones[0]!.call('myRides', {})).cards[0]!;
  await phones[0]!.call('cancelRide', { params: { ride }, body: { id: fresh() } });
  expect(last.read(await arrived(1))).toMatchObject({ kind: 'moved-up' });
  await quiet();
  expect(service.delivered.map(({ path }) => path)).toEqual(['/last']);
});

test('what is known when the phone is put is no news', async () => {
  const { rider } = await booked();
  await cutOff(world);
  await follows(rider, 'one', 'it');
  await quiet();
  expect(service.delivered).toEqual([]);
});

test('a phone that its push service knows no more is forgotten', async () => {
  const { rider } = await booked();
  await follows(rider, 'one', 'it');
  service.status = 410;
  await cutOff(world);
  await arrived(1);
  await vi.waitFor(async () => expect(await kept(rider)).toEqual([]), { timeout: 15_000 });
});

test('news that was not taken is sent again later, until it is of no use', async () => {
  const { rider } = await booked();
  await follows(rider, 'one', 'it');
  service.status = 503;
  await cutOff(world);
  await arrived(1);
  await quiet();
  expect(service.delivered).toHaveLength(1);
  world.time += 61_000;
  await quiet();
  expect(service.delivered).toHaveLength(2);
  world.time += 13 * 3_600_000;
  await quiet();
  expect(service.delivered).toHaveLength(2);
  expect(await kept(rider)).toMatchObject([{ due: [], dueAt: null }]);
});

test('a redirect is not followed', async () => {
  const { rider } = await booked();
  await follows(rider, 'one', 'it');
  service.status = 307;
  await cutOff(world);
  await arrived(1);
  await quiet();
  expect(service.delivered.map(({ path }) => path)).toEqual(['/one']);
});

test('a restart repeats nothing and catches up with what was published meanwhile', async () => {
  const { phones } = await booked(2);
  await follows(phones[0]!, 'one', 'it');
  await cutOff(world);
  await arrived(1);
  await quiet();
  await world.restart();
  await quiet();
  expect(service.delivered).toHaveLength(1);
  const [phone] = await kept(phones[0]!); // as a server leaves it that ended before it read on
  await world.ports.store.commit([{ puts: [{ kind: 'pushPhone', doc: { ...phone!, after: 0, rides: [] }, ifVersion: phone!.version }] }], world.time);
  await world.restart();
  await quiet();
  expect(service.delivered).toHaveLength(2);
});

test('news that a server was sending when it ended is sent by the next one, after its lease', async () => {
  const { rider } = await booked();
  await follows(rider, 'one', 'it');
  service.status = 503;
  await cutOff(world);
  await arrived(1);
  await quiet();
  await world.restart();
  service.status = 201;
  world.time += 3 * 60_000;
  await quiet();
  expect(service.delivered).toHaveLength(2);
  expect(await kept(rider)).toMatchObject([{ due: [], dueAt: null }]);
});

test('signing out, and another rider on the same phone, end the news', async () => {
  const { phones } = await booked(2);
  await follows(phones[0]!, 'one', 'it');
  await phones[0]!.call('riderSignOut', {});
  expect(await kept(phones[0]!)).toEqual([]);
  const shared = await follows(phones[1]!, 'two', 'it');
  await phones[0]!.call('riderSignIn', { body: { number: phones[0]!.number, pin: phones[0]!.pin } });
  await phones[0]!.call('putPush', { body: shared.body('ar') });
  expect(await kept(phones[1]!)).toEqual([]);
  expect(await kept(phones[0]!)).toMatchObject([{ language: 'ar' }]);
});

test('a new PIN ends the news with the session', async () => {
  const { rider, operator } = await booked();
  await follows(rider, 'one', 'it');
  await operator('printCard', { params: { pole: day.pole }, body: { id: fresh(), rider: rider.number, lost: true } });
  await cutOff(world);
  await quiet();
  expect(service.delivered).toEqual([]);
  expect(await kept(rider)).toEqual([]);
});

test('a rider has at most five phones: the one put longest ago goes', async () => {
  const { rider } = await booked();
  for (let i = 0; i < 6; i += 1) {
    world.time += 1000;
    await follows(rider, `phone-${i}`, 'it');
  }
  const paths = (await kept(rider)).map(({ endpoint }) => new URL(endpoint).pathname).toSorted();
  expect(paths).toEqual(['/phone-1', '/phone-2', '/phone-3', '/phone-4', '/phone-5']);
  await rider.call('dropPush', {});
  expect(await kept(rider)).toEqual([]);
});

test('an address inside our own network, or of no known push service, is refused when it is put', async () => {
  const { rider } = await booked();
  const body = pushPhone(service, 'x').body('it');
  for (const endpoint of ['https://10.0.0.1/x', 'https://localhost/x', 'http://push.example/x', 'https://push.example/x'])
    await expect(rider.call('putPush', { body: { ...body, endpoint } })).rejects.toThrow('unfit-endpoint');
  expect(world.time).toBe(utc(AFTERNOON));
});
