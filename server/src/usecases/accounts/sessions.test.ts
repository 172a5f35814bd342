import { afterEach, beforeEach, expect, test } from 'vitest';
import { DAY, HOUR, type Call, type PoleSetup, type ProblemCode } from '@passaggio/contracts';
import type { Hasher } from '../../ports/hasher.ts';
import { callsOf, fresh, foggia, openWorld, peopled, type World } from '../../testing/world.ts';

let world: World;
/** Everything that was stored, as text. */
let stored: string[];

beforeEach(async () => {
  stored = [];
  world = await openWorld('2027-07-01T14:00:00Z', (ports) => {
    const store = {
      ...ports.store,
      commit: (...args: Parameters<typeof ports.store.commit>) => (stored.push(JSON.stringify(args)), ports.store.commit(...args)),
    };
    return { ...ports, store, hasher: salted() };
  });
});

/** Gives the same PIN another hash each time, like the real one, and hides nothing. */
function salted(): Hasher {
  let salt = 0;
  return {
    hash: (secret) => Promise.resolve(`hash ${secret} ${(salt += 1)}`),
    verify: (hash, secret) => Promise.resolve(hash?.startsWith(`hash ${secret} `) ?? false),
  };
}
afterEach(() => world.close());

const pole = 'foggia' as never;
const operator = { number: '30000001', pin: '9264' };
const signIn = (body: object, door: 'riderSignIn' | 'driverSignIn' | 'staffSignIn' = 'staffSignIn', call: Call = callsOf(world)): Promise<ProblemCode | 'in'> =>
  call(door, { body: body as never }).then(() => 'in' as const, codeOf);
const codeOf = (cause: unknown) => (cause as { problem: { code: ProblemCode } }).problem.code;
const setUp = (coordinator: Call, change: Partial<Omit<PoleSetup, 'id'>> = {}) =>
  coordinator('setUpPole', { params: { pole }, body: { id: fresh(), ...foggia(), ...change } });
const people = (pin: string, role: 'operator' | 'driver' = 'operator') =>
  [{ account: 'operator-foggia', role, number: operator.number, pin }] as unknown as PoleSetup['people'];

test('each door lets in its own people only', async () => {
  const { phones } = await peopled(world, 1);
  const { number, pin } = phones[0]!;
  const logins = { rider: { number, pin }, driver: { number: '20000001', pin: '7305' }, operator };
  const doors = ['riderSignIn', 'driverSignIn', 'staffSignIn'] as const;
  const answers = await Promise.all(Object.values(logins).map((login) => Promise.all(doors.map((door) => signIn(login, door)))));
  const no = 'wrong-number-or-pin';
  expect(answers).toEqual([
    ['in', no, no],
    [no, 'in', no],
    [no, no, 'in'],
  ]);
});

test.each([
  ['rider', 'riderMe', 30 * DAY],
  ['driver', 'driverMe', DAY],
  ['staff', 'staffMe', 12 * HOUR],
] as const)('a session of the %s door ends at its hour, and is deleted by the next tick', async (_, who, lifetime) => {
  const calls = await peopled(world, 1);
  const call = { riderMe: calls.phones[0]!.call, driverMe: calls.driver, staffMe: calls.operator }[who];
  const me = await call(who, {});
  world.time += lifetime - 1;
  expect((await call(who, {})).account).toBe(me.account);
  world.time += 1;
  expect(await call(who, {}).catch(codeOf)).toBe('not-signed-in');
  await world.product.tick();
  expect(await world.product.inside.accounts.reads.sessions.ofAccount(me.account)).toEqual([]);
});

test('a new PIN ends the sessions that began with the old one; a set-up that changes nothing does not', async () => {
  const { coordinator, operator: call } = await peopled(world, 1);
  await setUp(coordinator, { people: people('9264') });
  expect((await call('staffMe', {})).account).toBe('operator-foggia');
  await setUp(coordinator, { people: people('6193') });
  expect(await call('staffMe', {}).catch(codeOf)).toBe('not-signed-in');
  expect([await signIn(operator), await signIn({ ...operator, pin: '6193' })]).toEqual(['wrong-number-or-pin', 'in']);
});

test('another role ends the sessions of the old one', async () => {
  const { coordinator, operator: call } = await peopled(world, 1);
  await setUp(coordinator, { people: people('9264', 'driver') });
  expect(await call('staffMe', {}).catch(codeOf)).toBe('not-signed-in');
});

test('a stolen store tells no number, no token and no PIN of a new rider', async () => {
  const { phones } = await peopled(world, 20);
  const all = stored.join('\n');
  expect(all).toContain('"pinHash"');
  for (const secret of [...phones.flatMap((phone) => [phone.number, phone.card]), operator.number, '20000001', '10000001', 'token-'])
    expect(all).not.toContain(secret);
  const outsideOfHashes = all.replaceAll(/hash \d{4} \d+/g, '');
  for (const { pin } of phones) expect(outsideOfHashes).not.toMatch(new RegExp(`"${pin}"`));
});
