import { afterEach, expect, test } from 'vitest';
import { MINUTE, withChange, type RunId, type RunView } from '@passaggio/contracts';
import type { Route } from '../../domain/documents.ts';
import { AFTERNOON, ask, cutOff, date, day, tap, told } from '../../testing/summerDay.ts';
import { fresh, openWorld, peopled, type World } from '../../testing/world.ts';

let world: World;
afterEach(() => world.close());

const run = (bus: string) => `foggia_${date}_${bus}` as RunId;
const lastOf = async (stream: string) => (await world.ports.store.streams.bounds(stream)).last;

test('P10: rider, driver and staff are told the same state', async () => {
  world = await openWorld(AFTERNOON);
  const { phones, driver } = await peopled(world, 1);
  const { account, call } = phones[0]!;
  const { card } = await call('requestRide', { body: ask() });
  await cutOff(world);
  const streams = [`rider:${account}`, `run:${run('bus-1')}`, 'pole:foggia'];
  const before = await Promise.all(streams.map(lastOf));
  const [stop] = (await driver('myRuns', {})).runs[0]!.stops;
  world.time = stop!.plannedArrive;
  await tap(world, driver, { run: run('bus-1') }, { act: 'board', ride: card.ride, leg: 'outbound' });
  const [rider, bus, pole] = await Promise.all(streams.map((stream, i) => told(world, stream, before[i])));
  expect(rider).toMatchObject([{ type: 'card', card: { outbound: { state: 'boarded' } } }]);
  expect(JSON.stringify(bus)).toMatch(/"state":"boarded"/);
  expect(pole!.filter((body) => body.type === 'person')).toMatchObject([{ person: { outbound: { state: 'boarded' } } }]);
});

test('P10: what was told of a run, change by change, is the run', async () => {
  world = await openWorld(AFTERNOON);
  const { phones, driver } = await peopled(world, 1);
  const { card } = await phones[0]!.call('requestRide', { body: ask() });
  await cutOff(world);
  const bus = { run: run('bus-1') };
  const [stop] = (await driver('myRuns', {})).runs[0]!.stops;
  world.time = stop!.plannedArrive;
  await tap(world, driver, bus, { act: 'arrive', stop: stop!.stop });
  await tap(world, driver, bus, { act: 'board', ride: card.ride, leg: 'outbound' });
  await tap(world, driver, bus, { act: 'undo', ride: card.ride, leg: 'outbound' });
  let heard: RunView | undefined;
  for (const body of await told(world, `run:${bus.run}`)) {
    if (body.type === 'run') heard = body.run;
    if (body.type === 'run-change') heard = withChange(heard!, body.change);
  }
  expect({ ...heard, version: 0 }).toEqual({ ...(await driver('myRuns', {})).runs[0], version: 0 });
});

/** Stores the way home, the last two stops of the first bus, as the route of the second. */
async function sendAnotherBusHome(): Promise<void> {
  const { store } = world.ports;
  const { version, ...first } = (await store.rows.find('route', run('bus-1')))!;
  const home = first.stops.slice(2).map((stop, i) => ({ ...stop, stop: `bus-2.${i + 1}` }));
  const leave = home[0]!.begin - 60 * MINUTE;
  const second = { ...first, id: run('bus-2'), vehicle: 'bus-2', leave, stops: home };
  const morning = { ...first, return: first.stops[1]!.depart + 60 * MINUTE, stops: first.stops.slice(0, 2) };
  const puts = [
    { kind: 'route' as const, doc: second as unknown as Route, ifVersion: 0 },
    { kind: 'route' as const, doc: morning as unknown as Route, ifVersion: version },
  ];
  expect(await store.commit([{ puts }], world.time)).toMatchObject([{ outcome: 'committed' }]);
  await world.restart();
}

test('P10: a no-show of the morning is told to the run that was to bring them home', async () => {
  world = await openWorld(AFTERNOON);
  const { phones, operator, driver } = await peopled(world, 1, [{ seats: 8 }, { seats: 8 }]);
  const { card } = await phones[0]!.call('requestRide', { body: ask() });
  await sendAnotherBusHome();
  const { head } = await operator('viewDay', { params: day });
  await operator('publishDay', { params: day, body: { id: fresh(), version: head.version } });
  const [morning] = (await driver('myRuns', {})).runs;
  expect(morning!.stops.map((stop) => stop.place.id)).toEqual(['mezzanone', 'tressanti']);

  const before = await lastOf(`run:${run('bus-2')}`);
  const [stop] = morning!.stops;
  world.time = stop!.plannedArrive;
  await tap(world, driver, morning!, { act: 'arrive', stop: stop!.stop });
  world.time += 4 * MINUTE;
  await tap(world, driver, morning!, { act: 'absent', ride: card.ride, leg: 'outbound' });
  const heard = await told(world, `run:${run('bus-2')}`, before);
  expect(JSON.stringify(heard)).toMatch(/"state":"not-returning"/);
});
