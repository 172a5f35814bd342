import { afterEach, expect, test } from 'vitest';
import type { VehicleDay } from '../../domain/documents.ts';
import { reads } from '../../ports/reads.ts';
import { AFTERNOON, ask, day } from '../../testing/summerDay.ts';
import { fresh, openWorld, peopled, utc, type World } from '../../testing/world.ts';
import { loadDay } from './load.ts';

let world: World;
afterEach(() => world.close());

/** From when to when the driver of the bus may be out on the second of July, where they are out on another day. */
async function mayBeOut(serviceDate: string, leave: string, back: string): Promise<unknown> {
  world = await openWorld(AFTERNOON);
  await peopled(world, 1);
  const { store, travel } = world.ports;
  const other = { id: `bus-1_${serviceDate}`, schema: 1, vehicle: 'bus-1', driver: 'driver-1', serviceDate, leave: utc(leave), return: utc(back) };
  await store.commit([{ puts: [{ kind: 'vehicleDay', doc: other as unknown as VehicleDay, ifVersion: 0 }] }], world.time);
  return (await loadDay(day, undefined, { reads: reads(store.rows), travel, turn: () => Promise.resolve() })).available.get('bus-1');
}

test('P8: a driver who came home at 22:00 is not sent out before 09:00', async () => {
  // Rome is two hours ahead; the day ends at 03:00
  expect(await mayBeOut('2027-07-01', '2027-07-01T10:00:00Z', '2027-07-01T20:00:00Z')).toEqual({
    from: utc('2027-07-02T07:00:00Z'),
    to: utc('2027-07-03T01:00:00Z'),
  });
});

test('P8: a driver who leaves at 05:00 on the next day is home by 18:00', async () => {
  expect(await mayBeOut('2027-07-03', '2027-07-03T03:00:00Z', '2027-07-03T08:00:00Z')).toEqual({
    from: utc('2027-07-02T01:00:00Z'),
    to: utc('2027-07-02T16:00:00Z'),
  });
});

test('P8: a bus that stayed in on the day before asks for no rest', async () => {
  expect(await mayBeOut('2027-07-01', '2027-07-01T20:00:00Z', '2027-07-01T20:00:00Z')).toMatchObject({ from: utc('2027-07-02T01:00:00Z') });
});

test('P4: a day whose driver came home late on the evening before can still be opened, asked for and cancelled', async () => {
  world = await openWorld(AFTERNOON);
  const { phones } = await peopled(world, 2);
  const { card } = await phones[0]!.call('requestRide', { body: ask() });
  expect(card.state).toBe('accepted');
  const late = { leave: utc('2027-07-01T10:00:00Z'), return: utc('2027-07-01T20:00:00Z') };
  const before = { id: 'bus-1_2027-07-01', schema: 1, vehicle: 'bus-1', driver: 'driver-1', serviceDate: '2027-07-01', ...late };
  await world.ports.store.commit([{ puts: [{ kind: 'vehicleDay', doc: before as unknown as VehicleDay, ifVersion: 0 }] }], world.time);
  await world.restart();
  expect(await phones[1]!.call('requestRide', { body: ask() })).toMatchObject({ answer: 'accepted' });
  expect(await phones[0]!.call('cancelRide', { params: { ride: card.ride }, body: { id: fresh() } })).toMatchObject({ card: { state: 'cancelled' } });
});
