import { afterEach, expect, test } from 'vitest';
import { MINUTE, type Call, type RunView } from '@passaggio/contracts';
import { AFTERNOON, ask, cutOff, day } from '../../testing/summerDay.ts';
import { fresh, openWorld, peopled, type World } from '../../testing/world.ts';

let world: World;
afterEach(() => world.close());

const runOf = async (driver: Call): Promise<RunView> => (await driver('myRuns', {})).runs[0]!;
const move = (operator: Call, { run, stops }: RunView, minutes: number) =>
  operator('retimeTrip', { params: day, body: { id: fresh(), run, stop: stops[0]!.stop, minutes } });

test('P3: a trip moved 5 min earlier holds only once its rider says yes', async () => {
  world = await openWorld(AFTERNOON);
  const { phones, operator, driver } = await peopled(world, 1);
  const phone = phones[0]!.call;
  await phone('requestRide', { body: ask({ trip: 'return' }) });
  await cutOff(world);
  const [card] = (await phone('myRides', {})).cards;
  const params = { ride: card!.ride };
  const later = await move(operator, await runOf(driver), 15); // or it would be before the end of the shift
  const { card: moved } = await phone('acknowledge', { params, body: { id: fresh(), change: later.change } });

  const earlier = await move(operator, await runOf(driver), -5);
  expect(earlier).toMatchObject({ holds: false, awaiting: [card!.ride] });
  const [asked] = (await phone('myRides', {})).cards;
  expect(asked!.return!.told).toBe(moved.return!.told);
  expect(asked!.return!.proposed!.told).toBe(moved.return!.told! - 5 * MINUTE);
  const { card: agreed } = await phone('acknowledge', { params, body: { id: fresh(), change: earlier.change } });
  expect(agreed.return!.told).toBe(moved.return!.told! - 5 * MINUTE);
});

test('P3: up to 5 min beyond the told time needs no new notice, however many moves it takes, and a minute more does', async () => {
  world = await openWorld(AFTERNOON);
  const { phones, operator, driver } = await peopled(world, 1);
  await phones[0]!.call('requestRide', { body: ask({ trip: 'return' }) });
  await cutOff(world);
  const told = (await runOf(driver)).stops[0]!.notBefore!;
  const begins: [boolean, number][] = [];
  for (const minutes of [3, 2, 1]) {
    const { holds } = await move(operator, await runOf(driver), minutes);
    begins.push([holds, ((await runOf(driver)).stops[0]!.plannedArrive - told) / MINUTE]);
  }
  expect(begins).toEqual([
    [true, 3],
    [true, 5],
    [false, 5],
  ]);
  expect((await phones[0]!.call('myRides', {})).cards[0]!.return!.proposed!.told).toBe(told + 6 * MINUTE);
});

test('P9: a trip that is moved makes the next one of its bus wait for it', async () => {
  world = await openWorld(AFTERNOON);
  const { phones, operator, driver } = await peopled(world, 2);
  // Mezzanone to Amendola for 05:30 and back for Tressanti at 06:00: 12.5 km and 16.7 min between the two sites' trips
  await phones[0]!.call('requestRide', { body: ask({ site: 'amendola', shiftStart: '05:30', trip: 'outbound' }) });
  await phones[1]!.call('requestRide', { body: ask({ trip: 'outbound' }) });
  await cutOff(world);
  const between = ({ stops }: RunView) => (stops[2]!.plannedArrive - stops[1]!.plannedDepart) / MINUTE;
  const before = await runOf(driver);
  expect(before.stops.map((stop) => stop.place.id)).toEqual(['mezzanone', 'amendola', 'mezzanone', 'tressanti']);
  expect(await move(operator, before, 4)).toMatchObject({ holds: true });
  const after = await runOf(driver);
  expect(after.stops[0]!.plannedArrive).toBe(before.stops[0]!.notBefore! + 4 * MINUTE);
  expect([between(before), between(after)].map((minutes) => minutes > 16.6)).toEqual([true, true]);
});
