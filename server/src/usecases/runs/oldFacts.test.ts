/** Phones that come back after long, and phones that are copies of each other. */
import { DAY, type Act, type DeviceId, type Fact } from '@passaggio/contracts';
import { afterEach, expect, test } from 'vitest';
import { AFTERNOON, ask, cutOff, day } from '../../testing/summerDay.ts';
import { openWorld, peopled, type World } from '../../testing/world.ts';

let world: World;
afterEach(() => world.close());

const device = 'device-in-a-drawer' as DeviceId;

async function onTheRoad() {
  world = await openWorld(AFTERNOON);
  const people = await peopled(world, 1);
  const { card } = await people.phones[0]!.call('requestRide', { body: ask() });
  await cutOff(world);
  const [run] = (await people.driver('myRuns', {})).runs;
  const fact = (counter: number, act: Act): Fact => ({ counter, run: run!.run, deviceTime: world.time as never, contact: null, act });
  const send = async (...facts: Fact[]) => (await people.driver('recordFacts', { body: { device, facts } })).results.map(({ result }) => result);
  return { ...people, fact, send, who: { ride: card.ride, leg: 'outbound' as const }, stop: run!.stops[0]!.stop };
}

test('a fact that is stored is a replay, and another body differs, also after 91 days, when nobody remembers the command', async () => {
  const { fact, send, who, stop } = await onTheRoad();
  const [start, arrive] = [fact(1, { act: 'start' }), fact(2, { act: 'arrive', stop })];
  expect(await send(start, arrive)).toEqual(['taken', 'taken']);
  await world.ports.store.purge(world.time + 91 * DAY);
  const other = fact(2, { act: 'board', ...who });
  const today = fact(3, { act: 'leave', stop });
  expect(await send(start, arrive, today)).toEqual(['replay', 'replay', 'taken']);
  await world.ports.store.purge(world.time + 91 * DAY);
  expect(await send(start, other)).toEqual(['replay', 'differs']);
  expect(await send(other)).toEqual(['differs']);
});

test('two phones with one device id are told to staff once, and what both said first stands', async () => {
  const { fact, send, operator, who, stop } = await onTheRoad();
  expect(await send(fact(1, { act: 'arrive', stop }))).toEqual(['taken']);
  expect(await send(fact(1, { act: 'trouble', trouble: 'breakdown' }), fact(2, { act: 'board', ...who }))).toEqual(['differs', 'taken']);
  expect(await send(fact(1, { act: 'end' }))).toEqual(['differs']);
  const { alarms } = await operator('viewDay', { params: day });
  expect(alarms.map(({ kind }) => kind)).toEqual(['fact-conflict']);
});
