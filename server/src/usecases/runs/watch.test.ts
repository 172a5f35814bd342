import { afterEach, expect, test } from 'vitest';
import { MINUTE } from '@passaggio/contracts';
import { AFTERNOON, ask, cutOff, day, tap } from '../../testing/summerDay.ts';
import { openWorld, peopled, type World } from '../../testing/world.ts';

let world: World;
afterEach(() => world.close());

test('P5: half an hour after the shift somebody still at the site is an alarm', async () => {
  world = await openWorld(AFTERNOON);
  const { phones, operator, driver } = await peopled(world, 2);
  const cards = [];
  for (const { call } of phones) cards.push((await call('requestRide', { body: ask() })).card);
  await cutOff(world);
  const run = (await driver('myRuns', {})).runs[0]!;
  const [borgo, site, gate] = run.stops;
  const [left, fetched] = cards.map((card) => card.ride);
  world.time = borgo!.plannedArrive;
  for (const ride of [left!, fetched!]) await tap(world, driver, run, { act: 'board', ride, leg: 'outbound' });
  world.time = site!.plannedArrive;
  for (const ride of [left!, fetched!]) await tap(world, driver, run, { act: 'alight', ride, leg: 'outbound' });
  world.time = gate!.plannedArrive;
  await tap(world, driver, run, { act: 'board', ride: fetched!, leg: 'return' });

  await operator('staffSignIn', { body: { number: '30000001', pin: '9264' } as never });
  const atSite = async () => {
    await world.product.tick();
    return (await operator('viewDay', { params: day })).alarms.filter((alarm) => alarm.kind === 'still-at-site').map((alarm) => alarm.ride);
  };
  world.time = cards[0]!.shiftEnd + 30 * MINUTE - 1;
  expect(await atSite()).toEqual([]);
  world.time += 1;
  expect(await atSite()).toEqual([left]);
});

test('a bus that gives no sign for more than ten minutes is an alarm', async () => {
  world = await openWorld(AFTERNOON);
  const { phones, operator, driver } = await peopled(world, 1);
  await phones[0]!.call('requestRide', { body: ask() });
  await cutOff(world);
  const run = (await driver('myRuns', {})).runs[0]!;
  world.time = run.stops[0]!.plannedArrive + 10 * MINUTE;
  await operator('staffSignIn', { body: { number: '30000001', pin: '9264' } as never });
  const late = async () => {
    await world.product.tick();
    return (await operator('viewDay', { params: day })).alarms.map((alarm) => [alarm.kind, alarm.run]);
  };
  expect(await late()).toEqual([]);
  world.time += 1;
  expect(await late()).toEqual([['run-late', run.run]]);
});
