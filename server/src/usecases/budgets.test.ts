import { afterEach, expect, test } from 'vitest';
import { HOUR } from '@passaggio/contracts';
import { budgets } from '../domain/budgets.ts';
import { AFTERNOON, ask, day } from '../testing/summerDay.ts';
import { callsOf, fresh, openWorld, peopled, type World } from '../testing/world.ts';
import { openBudgets } from './budgets.ts';

let world: World;
afterEach(() => world?.close());

const problemOf = ({ problem, retryAfter }: { readonly problem: { readonly code: string }; readonly retryAfter?: number }) => ({
  code: problem.code,
  retryAfter,
});

test('what one session asks for too often is refused with the time after which one more is open, and nobody else notices', async () => {
  world = await openWorld(AFTERNOON);
  const { phones } = await peopled(world, 2);
  const [flood, honest] = phones.map(({ call }) => call);
  const most = budgets.choices as number;
  for (let i = 0; i < most; i += 1) await flood!('choices', {});
  // 120 a minute: the next one in half a second
  expect(await flood!('choices', {}).catch(problemOf)).toEqual({ code: 'too-many-requests', retryAfter: 1 });
  expect(await flood!('myRides', {})).toMatchObject({ cards: [] });
  expect(await honest!('choices', {})).toMatchObject({ pole: { id: 'foggia' } });
  world.time += 1_000;
  expect(await flood!('choices', {})).toMatchObject({ pole: { id: 'foggia' } });
});

test('many sessions of one account share what three of them have', async () => {
  world = await openWorld(AFTERNOON);
  const { phones } = await peopled(world, 1);
  const { number, pin } = phones[0]!;
  let open = 0;
  for (let session = 0; session < 5; session += 1) {
    const call = callsOf(world);
    await call('riderSignIn', { body: { number, pin } });
    for (let i = 0; i < (budgets.choices as number); i += 1)
      open += await call('choices', {}).then(
        () => 1,
        () => 0,
      );
  }
  expect(open).toBe(3 * (budgets.choices as number));
});

test('still here, acknowledge, cancel and what a driver did are never refused for coming often', async () => {
  world = await openWorld(AFTERNOON);
  const { phones, driver } = await peopled(world, 1);
  const phone = phones[0]!.call;
  const { card } = await phone('requestRide', { body: ask() });
  const params = { ride: card.ride };
  for (let i = 0; i < 400; i += 1) {
    expect(await phone('acknowledge', { params, body: { id: fresh(), change: 'none' } }).catch(problemOf)).toMatchObject({ code: 'nothing-to-acknowledge' });
    expect(
      await driver('recordFacts', {
        body: {
          device: 'device-flood',
          facts: [{ counter: 1, run: `lecce_${day.serviceDate}_x`, deviceTime: 1, contact: null, act: { act: 'start' } }],
        } as never,
      }),
    ).toMatchObject({ results: [{ result: 'not-yours' }] });
  }
  const { last } = await world.ports.store.streams.bounds('pole:foggia');
  for (let i = 0; i < 400; i += 1) expect(await phone('cancelRide', { params, body: { id: fresh() } })).toMatchObject({ card: { state: 'cancelled' } });
  expect((await world.ports.store.streams.bounds('pole:foggia')).last).toBe(last + 1);
  world.time = card.shiftEnd;
  await phone('riderSignIn', { body: { number: phones[0]!.number, pin: phones[0]!.pin } });
  for (let i = 0; i < 400; i += 1) await phone('stillHere', { params, body: { id: fresh() } });
  expect(await world.ports.store.rows.select('alarm', 'ofPole', ['foggia', 'open'])).toHaveLength(1);
});

test('a call that hangs does not hold up the others of its account, which wait in turn beyond four', async () => {
  const { within } = openBudgets({ now: () => 0 as never });
  const actor = { account: 'driver-1' as never, session: 's' };
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const act = (i: number) =>
    within('recordFacts', actor, () => {
      begun.push(i);
      return new Promise<void>((end) => ends.push(end));
    });
  const all = [1, 2, 3, 4, 5, 6].map(act);
  await Promise.resolve();
  expect(begun).toEqual([1, 2, 3, 4]);
  ends[3]!();
  await all[3];
  await Promise.resolve();
  expect(begun).toEqual([1, 2, 3, 4, 5]);
  const other = within('recordFacts', { account: 'driver-2' as never, session: 't' }, () => Promise.resolve('done'));
  expect(await other).toBe('done');
});

test('a clock that is put back leaves nobody waiting until it is where it was', async () => {
  let now = Date.UTC(2027, 6, 1, 14);
  const { within } = openBudgets({ now: () => now as never });
  const actor = { account: 'rider-1' as never, session: 's' };
  const ask = () => within('choices', actor, () => Promise.resolve('done')).catch(({ code }: { readonly code: string }) => code);
  for (let i = 0; i < (budgets.choices as number); i += 1) expect(await ask()).toBe('done');
  expect(await ask()).toBe('too-many-requests');
  now -= HOUR;
  expect(await ask()).toBe('done');
});
