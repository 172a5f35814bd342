import { afterEach, expect, test } from 'vitest';
import { AFTERNOON, ask, cutOff, tap } from '../../testing/summerDay.ts';
import { foggia, fresh, openWorld, peopled, type World } from '../../testing/world.ts';

let world: World;
afterEach(() => world.close());

/** Beside the station: the bus fetches one rider here, and another one after. */
const camp = { id: 'pista', name: 'Ex Pista', kind: 'settlement', at: [15.5611, 41.4677] } as const;

test('an informal settlement’s position is in nothing that riders are told, and is marked for drivers', async () => {
  world = await openWorld(AFTERNOON);
  const { coordinator, phones, driver } = await peopled(world, 2);
  const { places, ...rest } = foggia();
  await coordinator('setUpPole', { params: { pole: 'foggia' as never }, body: { id: fresh(), ...rest, places: [...places, camp] } as never });
  const [first, second] = phones.map(({ call }) => call);
  await first!('requestRide', { body: ask({ boardingPlace: camp.id }) });
  await second!('requestRide', { body: ask() });
  await cutOff(world);
  const run = (await driver('myRuns', {})).runs[0]!;
  expect(run.stops.map(({ place, settlement }) => [place.name, settlement ?? false])).toContainEqual(['Ex Pista', true]);
  expect(run.stops.filter(({ settlement }) => settlement).map(({ place }) => place.id)).toEqual(['pista', 'pista']);
  const [pista] = run.stops;
  world.time = pista!.plannedArrive;
  await tap(world, driver, run, { act: 'arrive', stop: pista!.stop });
  world.time = pista!.plannedDepart;
  await tap(world, driver, run, { act: 'leave', stop: pista!.stop });

  const told = JSON.stringify([await first!('choices', {}), await first!('myRides', {}), await second!('myRides', {})]);
  expect(told).toContain('"on-its-way"');
  expect(told).not.toContain('15.5611');
  expect((await first!('choices', {})).boardingPlaces).toContainEqual({ id: 'mezzanone', number: 2, name: 'Borgo Mezzanone', at: [15.71, 41.418] });
});
