import { afterEach, expect, test } from 'vitest';
import type { Call } from '@passaggio/contracts';
import { AFTERNOON, ask, cutOff } from '../../testing/summerDay.ts';
import { fresh, openWorld, peopled, utc, type World } from '../../testing/world.ts';

let world: World;
afterEach(() => world.close());

const placeOf = async (phone: Call, serviceDate: string) => (await phone('myRides', {})).cards.find((card) => card.serviceDate === serviceDate)!.waitingPlace;

test('who was left out today goes first tomorrow, before somebody who asked earlier', async () => {
  world = await openWorld(AFTERNOON);
  const { phones } = await peopled(world, 4, [{ seats: 1 }]);
  const [first, second, third, fourth] = phones.map((phone) => phone.call);
  await first!('requestRide', { body: ask() });
  await second!('requestRide', { body: ask() });
  await cutOff(world);
  expect((await second!('myRides', {})).cards).toMatchObject([{ state: 'waiting', reason: 'left-out' }]);
  const tomorrow = '2027-07-03';
  for (const phone of [third, fourth, second]) await phone!('requestRide', { body: ask({ serviceDate: tomorrow }) });
  expect([await placeOf(second!, tomorrow), await placeOf(fourth!, tomorrow)]).toEqual([1, 2]);
});

test('a time told now lies 20 min ahead: the rider has to walk there', async () => {
  world = await openWorld(AFTERNOON);
  const { phones } = await peopled(world, 2, [{ seats: 8 }, { seats: 8 }]);
  await phones[0]!.call('requestRide', { body: ask({ trip: 'outbound' }) });
  await cutOff(world);
  world.time = utc('2027-07-02T03:10:00Z'); // 05:10 at Borgo Mezzanone, 21 min from the farm: a bus for 05:40 would leave it at 05:19
  const { card } = await phones[1]!.call('requestRide', { body: ask({ trip: 'outbound' }) });
  expect(card.state).toBe('seat');
  expect(card.outbound!.told).toBeGreaterThanOrEqual(utc('2027-07-02T03:30:00Z'));
});

test('a wish that names the end of its shift is for that shift alone; one of an earlier page names its start', async () => {
  world = await openWorld(AFTERNOON);
  const { phones } = await peopled(world, 2, [{ seats: 8 }]);
  const [first, second] = phones.map(({ call }) => call);
  const other = await first!('requestRide', { body: ask({ shiftEnd: '14:00' }) }).catch(({ problem }: { problem: { code: string } }) => problem.code);
  expect(other).toBe('unknown-shift'); // 06:00 to 13:00 is what there is
  expect(await first!('requestRide', { body: ask({ shiftEnd: '13:00' }) })).toMatchObject({ answer: 'accepted' });
  expect(await second!('requestRide', { body: ask() })).toMatchObject({ answer: 'accepted' });
});

test('an alternative names both ends of its shift, and can be asked for as it is', async () => {
  world = await openWorld(AFTERNOON);
  const { phones } = await peopled(world, 2, [{ seats: 1 }]);
  const [first, second] = phones.map(({ call }) => call);
  await first!('requestRide', { body: ask({ trip: 'outbound' }) });
  const { card } = await second!('requestRide', { body: ask() });
  const [{ boardAt: _, ...wish }] = card.alternatives as [(typeof card.alternatives)[number]];
  expect(['13:00', '14:00']).toContain(wish.shiftEnd);
  expect(await second!('requestRide', { body: { ...wish, id: fresh('ride'), instead: card.ride } })).toMatchObject({ answer: 'accepted' });
});
