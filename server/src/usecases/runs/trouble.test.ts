import { afterEach, expect, test } from 'vitest';
import { AFTERNOON, ask, cutOff, day, tap, told } from '../../testing/summerDay.ts';
import { fresh, openWorld, peopled, type World } from '../../testing/world.ts';

let world: World;
afterEach(() => world.close());

test('a breakdown said twice at one stop is one alarm, and its driver sees who has seen it', async () => {
  world = await openWorld(AFTERNOON);
  const { phones, operator, driver } = await peopled(world, 1);
  await phones[0]!.call('requestRide', { body: ask() });
  await cutOff(world);
  const run = (await driver('myRuns', {})).runs[0]!;
  world.time = run.stops[0]!.plannedArrive;
  await tap(world, driver, run, { act: 'start', odometer: 81_200, check: { ok: ['lights'], faults: ['belts', 'kit'] } });
  world.time += 1000;
  await tap(world, driver, run, { act: 'arrive', stop: run.stops[0]!.stop });
  await tap(world, driver, run, { act: 'trouble', trouble: 'breakdown' });
  await tap(world, driver, run, { act: 'trouble', trouble: 'breakdown' });

  await operator('staffSignIn', { body: { number: '30000001', pin: '9264' } as never });
  const { alarms } = await operator('viewDay', { params: day });
  expect(alarms.map(({ kind, place, detail }) => [kind, place?.name ?? null, detail])).toEqual([
    ['vehicle-check', null, 'bus 1: belts, kit'],
    ['breakdown', 'Borgo Mezzanone', 'bus 1, 0 on board'],
  ]);
  const [known] = (await driver('myRuns', {})).runs;
  expect(known!.troubles).toEqual([{ trouble: 'breakdown', at: world.time, seenBy: null }]);

  const before = (await told(world, `run:${run.run}`)).length;
  const { alarm } = alarms[1]!;
  await operator('acknowledgeAlarm', { params: { pole: day.pole, alarm }, body: { id: fresh(), note: '' } });
  expect((await told(world, `run:${run.run}`)).slice(before)).toMatchObject([{ type: 'run-change', change: { troubles: [{ seenBy: 'operator-foggia' }] } }]);
});

test('an arrival taken back is none: the riders’ bus is still on its way', async () => {
  world = await openWorld(AFTERNOON);
  const { phones, driver } = await peopled(world, 1);
  await phones[0]!.call('requestRide', { body: ask() });
  await cutOff(world);
  const run = (await driver('myRuns', {})).runs[0]!;
  world.time = run.stops[0]!.plannedArrive;
  const { stop } = run.stops[0]!;
  await tap(world, driver, run, { act: 'arrive', stop });
  const state = async () => (await phones[0]!.call('myRides', {})).cards[0]!.outbound!.state;
  expect(await state()).toBe('here');
  await tap(world, driver, run, { act: 'not-there', stop });
  expect(await state()).toBe('on-its-way');
});
