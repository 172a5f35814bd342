import { afterEach, expect, test } from 'vitest';
import { AFTERNOON, ask, cutOff, day } from '../../testing/summerDay.ts';
import { fresh, openWorld, peopled, type World } from '../../testing/world.ts';

let world: World;
afterEach(() => world.close());

test('a pole without vehicles is planned and published with everybody left out, each with a reason', async () => {
  world = await openWorld(AFTERNOON);
  const { operator, phones } = await peopled(world, 3, []);
  const answers = await Promise.all(phones.map(({ call }) => call('requestRide', { body: ask() })));
  expect(answers.map(({ card }) => card.state)).toEqual(['waiting', 'waiting', 'waiting']);
  const { head } = await operator('viewDay', { params: day });
  const plan = await operator('planDay', { params: day, body: { id: fresh(), version: head.version } });
  expect(plan).toMatchObject({ served: 0, vehicles: 0, cost: 0, bound: 0 });
  expect(plan.leftOut.map(({ reason }) => reason)).toEqual(['no-time', 'no-time', 'no-time']);
  await cutOff(world);
  const after = await operator('viewDay', { params: day });
  expect(after).toMatchObject({ head: { phase: 'published', cutoffDone: true }, runs: [], alarms: [] });
  expect(after.people.map(({ state, reason }) => [state, reason])).toEqual(Array.from({ length: 3 }, () => ['waiting', 'left-out']));
});

test('a pole whose only driver has to rest is planned with everybody left out, each with a reason', async () => {
  world = await openWorld(AFTERNOON);
  const { operator, phones } = await peopled(world, 1);
  // out until 23:00 UTC of the evening before, then 11 h of rest: back at 12:00 in Rome, long after 06:00 and 13:00 is too late for both legs
  const busy = { vehicle: 'bus-1', driver: 'driver-1', serviceDate: '2027-07-01', leave: world.time, return: world.time + 9 * 3_600_000 };
  await world.ports.store.commit([{ puts: [{ kind: 'vehicleDay', doc: { id: 'bus-1_2027-07-01', schema: 1, ...busy } as never, ifVersion: 0 }] }], world.time);
  const { card } = await phones[0]!.call('requestRide', { body: ask() });
  expect(card.state).toBe('waiting');
  const { head } = await operator('viewDay', { params: day });
  const plan = await operator('planDay', { params: day, body: { id: fresh(), version: head.version } });
  expect(plan).toMatchObject({ served: 0, leftOut: [{ reason: 'no-time' }] });
});
