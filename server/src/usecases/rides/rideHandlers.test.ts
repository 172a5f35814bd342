import { afterEach, expect, test } from 'vitest';
import { AFTERNOON, ask, date, day } from '../../testing/summerDay.ts';
import { fresh, openWorld, peopled, type World } from '../../testing/world.ts';

let world: World;
afterEach(() => world.close());

const unknown = { problem: { code: 'unknown-ride' } };

test('nobody cancels, answers or calls for help on the ride of another', async () => {
  world = await openWorld(AFTERNOON);
  const { phones } = await peopled(world, 2);
  const [amina, bubacar] = phones.map((phone) => phone.call);
  const { card } = await amina!('requestRide', { body: ask() });
  const params = { ride: card.ride };
  await expect(bubacar!('cancelRide', { params, body: { id: fresh() } })).rejects.toMatchObject(unknown);
  await expect(bubacar!('acknowledge', { params, body: { id: fresh(), change: fresh() } })).rejects.toMatchObject(unknown);
  await expect(bubacar!('stillHere', { params, body: { id: fresh() } })).rejects.toMatchObject(unknown);
  expect((await amina!('myRides', {})).cards).toEqual([card]);
});

test('at a pole and on a day staff speak for its own rides only', async () => {
  world = await openWorld(AFTERNOON);
  const { phones, coordinator } = await peopled(world, 1);
  const { card } = await phones[0]!.call('requestRide', { body: ask() });
  const elsewhere = [
    { ...day, pole: 'lecce' as never, ride: card.ride },
    { ...day, serviceDate: '2027-07-03' as never, ride: card.ride },
  ];
  for (const params of elsewhere) {
    await expect(coordinator('notReturning', { params, body: { id: fresh(), note: '' } })).rejects.toMatchObject(unknown);
    await expect(coordinator('acknowledgeFor', { params, body: { id: fresh(), change: fresh() } })).rejects.toMatchObject(unknown);
  }
  expect(card.serviceDate).toBe(date);
  expect((await phones[0]!.call('myRides', {})).cards).toEqual([card]);
});
