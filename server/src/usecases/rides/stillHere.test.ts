import { afterEach, expect, test } from 'vitest';
import type { Call, RideCard } from '@passaggio/contracts';
import { AFTERNOON, ask, cutOff, day, tap } from '../../testing/summerDay.ts';
import { fresh, openWorld, peopled, type World } from '../../testing/world.ts';

let world: World;
afterEach(() => world.close());

const say = (phone: Call, { ride }: RideCard, body: object = {}) => phone('stillHere', { params: { ride }, body: { id: fresh(), ...body } });

async function booked(riders: number) {
  world = await openWorld(AFTERNOON);
  const people = await peopled(world, riders);
  const cards: RideCard[] = [];
  for (const { call } of people.phones) cards.push((await call('requestRide', { body: ask() })).card);
  const alarms = async () => {
    await people.operator('staffSignIn', { body: { number: '30000001', pin: '9264' } as never }); // the evening's session has ended
    return (await people.operator('viewDay', { params: day })).alarms.filter(({ kind }) => kind === 'still-here');
  };
  const close = async (alarm: string) => people.operator('closeAlarm', { params: { pole: day.pole, alarm: alarm as never }, body: { id: fresh(), note: '' } });
  return { ...people, cards, alarms, close };
}

test('before the shift nobody can have been left by us: no alarm', async () => {
  const { phones, cards, alarms } = await booked(1);
  await expect(say(phones[0]!.call, cards[0]!)).rejects.toMatchObject({ problem: { code: 'change-not-possible' } });
  await expect(say(phones[0]!.call, cards[0]!, { sure: true })).rejects.toMatchObject({ problem: { code: 'change-not-possible' } });
  expect(await alarms()).toEqual([]);
});

test('take me back now, while the shift goes on: said twice, or once by who was asked whether it is meant', async () => {
  const { phones, cards, alarms } = await booked(2);
  world.time = cards[0]!.shiftStart;
  expect((await say(phones[0]!.call, cards[0]!)).card.stillHere).toBeNull();
  expect(await alarms()).toEqual([]);
  expect((await say(phones[0]!.call, cards[0]!)).card.stillHere).toMatchObject({ seenBy: null });
  expect((await say(phones[1]!.call, cards[1]!, { sure: true })).card.stillHere).toMatchObject({ seenBy: null });
  expect(await alarms()).toMatchObject([{ detail: expect.stringMatching(/take me back now/) as string }, {}]);
});

test('who was set down before the shift begins is heard too', async () => {
  const { phones, driver, cards, alarms } = await booked(1);
  await cutOff(world);
  const [bus] = (await driver('myRuns', {})).runs;
  world.time = bus!.stops[0]!.plannedArrive;
  await tap(world, driver, bus!, { act: 'board', ride: cards[0]!.ride, leg: 'outbound' });
  await say(phones[0]!.call, cards[0]!, { sure: true });
  expect(await alarms()).toHaveLength(1);
});

test('a ride has one open alarm, however often it is said, and two riders with one command id have two', async () => {
  const { phones, cards, alarms, close } = await booked(2);
  world.time = cards[0]!.shiftEnd;
  const id = fresh('same');
  for (const i of [0, 1]) await say(phones[i]!.call, cards[i]!, { id });
  const first = await alarms();
  expect(new Set(first.map(({ ride }) => ride))).toEqual(new Set(cards.map(({ ride }) => ride)));
  expect(first).toHaveLength(2);
  const commits = (await world.ports.store.streams.bounds('pole:foggia')).last;
  for (let i = 0; i < 50; i += 1) expect((await say(phones[0]!.call, cards[0]!)).card.stillHere).toMatchObject({ seenBy: null });
  expect((await world.ports.store.streams.bounds('pole:foggia')).last).toBe(commits); // answered with what stands
  for (const { alarm } of first) await close(alarm);
  await say(phones[0]!.call, cards[0]!);
  expect((await alarms()).filter(({ state }) => state === 'open')).toMatchObject([{ ride: cards[0]!.ride }]);
});
