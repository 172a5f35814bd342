import { afterEach, expect, test } from 'vitest';
import type { Ports } from '../../compose.ts';
import { AFTERNOON, ask, day } from '../../testing/summerDay.ts';
import { COORDINATOR, foggia, fresh, openWorld, peopled, type World } from '../../testing/world.ts';

let world: World;
afterEach(() => world.close());

const withSeats = (seats: number) => ({ params: { pole: day.pole }, body: { id: fresh(), ...foggia([{ seats }]) } });
const codeOf = ({ problem }: { problem: { code: string } }) => problem.code;

/** A pole with one bus of eight seats, riders, and seats that each of them asks for. */
async function open(riders: number, change?: (ports: Ports) => Ports) {
  world = await openWorld(AFTERNOON, change);
  const people = await peopled(world, riders, [{ seats: 8 }]);
  const asked = (from: number, to: number) => Promise.all(people.phones.slice(from, to).map(({ call }) => call('requestRide', { body: ask() })));
  return { ...people, asked };
}

test('P4: a bus cannot be given fewer seats than people were promised on it, and their day goes on', async () => {
  const { coordinator, operator, asked } = await open(4);
  await asked(0, 3);
  expect(await coordinator('setUpPole', withSeats(2)).catch(codeOf)).toBe('seats-taken');
  await world.restart();
  await operator('staffSignIn', { body: { number: '30000001', pin: '9264' } as never });
  expect(await operator('viewDay', { params: day })).toMatchObject({ fleet: { seats: 8 } });
  expect(await asked(3, 4)).toMatchObject([{ card: { state: 'accepted' } }]);
});

test('P1: with fewer seats, as many as are left are given', async () => {
  const { coordinator, asked } = await open(5);
  await asked(0, 3);
  await coordinator('setUpPole', withSeats(4));
  const answers = await asked(3, 5);
  expect(answers.map(({ card }) => card.state).toSorted()).toEqual(['accepted', 'waiting']);
});

test('P1: nobody is booked on seats that are being taken away', async () => {
  let meanwhile: (() => Promise<unknown>) | undefined;
  const { coordinator, asked } = await open(3, (ports) => {
    const commit: Ports['store']['commit'] = async (entries, at) => {
      const first = meanwhile;
      meanwhile = undefined;
      await first?.();
      return ports.store.commit(entries, at);
    };
    return { ...ports, store: Object.assign(Object.create(ports.store) as Ports['store'], { commit }) };
  });
  await asked(0, 1);
  meanwhile = () => asked(1, 3);
  expect(await coordinator('setUpPole', withSeats(2)).catch(codeOf)).toBe('seats-taken');
});

test('a day that is over keeps no bus as it was', async () => {
  const { coordinator, asked } = await open(3);
  await asked(0, 3);
  world.time += 3 * 86_400_000;
  await coordinator('staffSignIn', { body: COORDINATOR as never });
  expect(await coordinator('setUpPole', withSeats(2))).toMatchObject({ vehicles: 1 });
});
