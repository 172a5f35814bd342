import { afterEach, expect, test } from 'vitest';
import type { Route } from '../../domain/documents.ts';
import { AFTERNOON, ask, date } from '../../testing/summerDay.ts';
import { openWorld, peopled, type World } from '../../testing/world.ts';

let world: World;
afterEach(() => world.close());

const fleet = [{ seats: 8 }, { seats: 8 }];
const routeOf = async (bus: string) => (await world.ports.store.rows.find('route', `foggia_${date}_${bus}`))!;
const carried = async (bus: string) => new Set((await routeOf(bus)).stops.flatMap((stop) => stop.on.map((one) => one.ride)));

/** Stores the route of the first bus as that of the second: no search would take the second of two that are alike. */
async function giveToTheSecond(): Promise<void> {
  const { store } = world.ports;
  const { version, ...first } = await routeOf('bus-1');
  const second = {
    ...first,
    id: first.id.replace('bus-1', 'bus-2'),
    vehicle: 'bus-2',
    stops: first.stops.map((stop, i) => ({ ...stop, stop: `bus-2.${i + 1}` })),
  };
  const puts = [
    { kind: 'route' as const, doc: second as unknown as Route, ifVersion: 0 },
    { kind: 'route' as const, doc: { ...first, stops: [] }, ifVersion: version },
  ];
  expect(await store.commit([{ puts }], world.time)).toMatchObject([{ outcome: 'committed' }]);
}

test('P4: a seat on a bus that no search would choose is kept over a restart and the next booking', async () => {
  world = await openWorld(AFTERNOON);
  const { phones } = await peopled(world, 2, fleet);
  const { card } = await phones[0]!.call('requestRide', { body: ask() });
  await giveToTheSecond();
  await world.restart();
  const { card: next } = await phones[1]!.call('requestRide', { body: ask() });
  expect(await carried('bus-2')).toEqual(new Set([card.ride, next.ride])); // there the stops are
  expect(await carried('bus-1')).toEqual(new Set());
});
