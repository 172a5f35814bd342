import { afterEach, expect, test } from 'vitest';
import { AFTERNOON, ask, date } from '../../testing/summerDay.ts';
import { openWorld, peopled, type World } from '../../testing/world.ts';

let world: World;
afterEach(() => world.close());

/** One bus of one seat: the first rides at 06:00, who waits may ride at 07:00 with a second bus or not at all. */
async function waiting(seats: readonly number[]) {
  world = await openWorld(AFTERNOON);
  const { phones } = await peopled(
    world,
    3,
    seats.map((one) => ({ seats: one })),
  );
  const [first, second, third] = phones.map(({ call }) => call) as [(typeof phones)[number]['call'], ...(typeof phones)[number]['call'][]];
  await first('requestRide', { body: ask() });
  const { card } = await second!('requestRide', { body: ask() });
  await third!('requestRide', { body: ask() });
  expect(card.state).toBe('waiting');
  return { second: second!, third: third!, ride: card.ride };
}

const stateOf = async (call: Awaited<ReturnType<typeof waiting>>['second']) =>
  Object.fromEntries((await call('myRides', {})).cards.filter((card) => card.serviceDate === date).map((card) => [card.ride, [card.state, card.waitingPlace]]));

test('who waits and takes another seat gives up the place on the list, and the next moves up', async () => {
  const { second, third, ride } = await waiting([1]);
  const other = await second('requestRide', { body: ask({ site: 'amendola', shiftStart: '05:30', trip: 'outbound', instead: ride }) });
  expect(other.answer).toBe('accepted');
  expect(await stateOf(second)).toEqual({ [ride]: ['cancelled', null], [other.card.ride]: ['accepted', null] });
  expect(Object.values(await stateOf(third))).toEqual([['waiting', 1]]);
});

test('where the other seat is gone too, the place on the list is kept', async () => {
  const { second, ride } = await waiting([1]);
  const other = await second('requestRide', { body: ask({ boardingPlace: 'stazione', instead: ride }) });
  expect(other.answer).toBe('refused');
  expect(await stateOf(second)).toEqual({ [ride]: ['waiting', 1], [other.card.ride]: ['refused', null] });
});

test('without saying so, two rides at one time are refused', async () => {
  const { second } = await waiting([1]);
  expect(await second('requestRide', { body: ask({ site: 'amendola', shiftStart: '05:30', trip: 'outbound' }) })).toMatchObject({ reason: 'already-booked' });
});

test("somebody else's place on the list is not given up", async () => {
  const { third, ride } = await waiting([1]);
  expect(await third('requestRide', { body: ask({ boardingPlace: 'stazione', instead: ride }) })).toMatchObject({ reason: 'already-booked' });
});
