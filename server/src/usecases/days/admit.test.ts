import { afterEach, expect, test } from 'vitest';
import type { Call } from '@passaggio/contracts';
import type { Ports } from '../../compose.ts';
import { AFTERNOON, ask, day } from '../../testing/summerDay.ts';
import { fresh, openWorld, peopled, utc, type World } from '../../testing/world.ts';

let world: World;
afterEach(() => world.close());

const codeOf = ({ problem }: { readonly problem: { readonly code: string } }) => problem.code;
const plus = (days: number) => new Date(utc('2027-07-01T00:00:00Z') + days * 86_400_000).toISOString().slice(0, 10);

/** Counts the times that a day is made ready: each asks for the travel times of all its places, or reads its rides. */
async function counted() {
  const made: string[] = [];
  world = await openWorld(AFTERNOON, (ports): Ports => {
    const { store } = ports;
    const select = ((kind: never, index: never, equals: readonly string[], range: never) => {
      if ((kind as string) === 'ride' && (index as string) === 'ofDay') made.push(equals[1]!);
      return store.rows.select(kind, index, equals, range);
    }) as typeof store.rows.select;
    const rows = { find: store.rows.find.bind(store.rows), version: store.rows.version.bind(store.rows), select };
    return { ...ports, store: new Proxy(store, { get: (target, name) => (name === 'rows' ? rows : Reflect.get(target, name, target)) }) };
  });
  return { ...(await peopled(world, 1)), made };
}

const asks = (phone: Call, dates: readonly string[]) => {
  return Promise.all(
    dates.map(async (serviceDate) => {
      world.time += 5_000;
      return phone('requestRide', { body: ask({ serviceDate }) }).catch(codeOf);
    }),
  );
};

test('a date far ahead or long ago is refused before its day is loaded, and takes no other day from memory', async () => {
  const { phones, operator, made } = await counted();
  const phone = phones[0]!.call;
  await phone('requestRide', { body: ask() });
  made.length = 0;
  for (let i = 0; i < 140; i += 20) {
    world.time += 60_000;
    const far = await asks(
      phone,
      Array.from({ length: 20 }, (_, j) => plus(9 + i + j)),
    );
    expect(new Set(far)).toEqual(new Set(['too-far-ahead']));
  }
  expect(await asks(phone, [plus(-2), plus(-300)])).toEqual(['past-date', 'past-date']);
  expect(made).toEqual([]);
  world.time += 60_000;
  for (let i = 0; i < 140; i += 1) {
    world.time += 1_000;
    expect(await operator('viewDay', { params: { ...day, serviceDate: plus(20 + i) as never } })).toMatchObject({ people: [], head: { phase: 'open' } });
  }
  made.length = 0;
  await operator('viewDay', { params: day });
  expect(made).toEqual([]); // still in memory
});

test('a day of long ago that was booked is still looked at, and takes what is said of it', async () => {
  const { phones, operator, coordinator } = await counted();
  const { card } = await phones[0]!.call('requestRide', { body: ask() });
  world.time += 20 * 86_400_000;
  await operator('staffSignIn', { body: { number: '30000001', pin: '9264' } as never });
  expect((await operator('viewDay', { params: day })).people).toMatchObject([{ ride: card.ride }]);
  const body = { id: fresh(), note: 'went home by himself' };
  expect(await operator('notReturning', { params: { ...day, ride: card.ride }, body })).toMatchObject({ card: { ride: card.ride } });
  await coordinator('staffSignIn', { body: { number: '10000001', pin: '4826' } as never });
  const nowhere = coordinator('viewDay', { params: { pole: 'atlantis' as never, serviceDate: day.serviceDate } });
  await expect(nowhere).rejects.toMatchObject({ problem: { code: 'unknown-pole' } });
});
