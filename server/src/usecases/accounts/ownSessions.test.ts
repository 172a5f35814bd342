import { afterEach, beforeEach, expect, test } from 'vitest';
import { MINUTE, type Call, type ProblemCode } from '@passaggio/contracts';
import { callsOf, foggia, fresh, openWorld, peopled, type World } from '../../testing/world.ts';

let world: World;
let people: Awaited<ReturnType<typeof peopled>>;
beforeEach(async () => {
  world = await openWorld('2027-07-01T14:00:00Z');
  people = await peopled(world, 2);
});
afterEach(() => world.close());

const codeOf = (cause: unknown) => (cause as { problem: { code: ProblemCode } }).problem.code;
const isIn = (call: Call, who: 'riderMe' | 'driverMe' | 'staffMe' = 'riderMe') => call(who, {}).then(() => 'in' as const, codeOf);
const signIn = async (which: number, call = callsOf(world)): Promise<Call> => {
  const { number, pin } = people.phones[which]!;
  await call('riderSignIn', { body: { number, pin } });
  return call;
};
const putPush = (call: Call, phone: string) =>
  call('putPush', {
    body: { endpoint: `https://fcm.googleapis.com/fcm/send/${phone}`, p256dh: 'B'.repeat(87), auth: 'a'.repeat(22), language: 'it', details: false } as never,
  });
const accounts = () => world.product.inside.accounts;

test('signing in ends the session whose cookie came along, and its news, also where it was another account’s', async () => {
  const browser = await signIn(0);
  await putPush(browser, 'one');
  await signIn(1, browser);
  const left = await accounts().reads.sessions.ofAccount(people.phones[0]!.account);
  expect(left).toHaveLength(1); // the one on the other phone
  expect(await accounts().reads.pushPhones.ofAccount(people.phones[0]!.account)).toEqual([]);
  expect(await isIn(people.phones[0]!.call)).toBe('in');
  expect((await browser('riderMe', {})).account).toBe(people.phones[1]!.account);
});

test('an account has twenty sessions: one more ends the one that was used longest ago', async () => {
  const first = await signIn(0);
  world.time += MINUTE;
  await people.phones[0]!.call('riderKeepOpen', {});
  for (let i = 0; i < 19; i += 1) await signIn(0);
  expect([await isIn(first), await isIn(people.phones[0]!.call)]).toEqual(['not-signed-in', 'in']);
  expect((await people.phones[0]!.call('riderSessions', {})).sessions).toHaveLength(20);
});

test('a sign-in that fails ends nothing', async () => {
  const browser = await signIn(0);
  const { number, pin } = people.phones[1]!;
  expect(await browser('riderSignIn', { body: { number, pin: pin === '1357' ? '2468' : '1357' } as never }).catch(codeOf)).toBe('wrong-number-or-pin');
  expect((await browser('riderMe', {})).account).toBe(people.phones[0]!.account);
});

test('a person sees where they are signed in and when it was used, ends one, then all others, and nobody else’s', async () => {
  const { call: first } = people.phones[0]!;
  world.time += MINUTE;
  const second = await signIn(0);
  world.time += MINUTE;
  const third = await signIn(0);
  const { sessions } = await third('riderSessions', {});
  expect(sessions.map(({ began, used, isThis }) => [(world.time - began) / MINUTE, (world.time - used!) / MINUTE, isThis])).toEqual([
    [0, 0, true],
    [1, 1, false],
    [2, 2, false],
  ]);
  expect(Object.keys(sessions[0]!).toSorted()).toEqual(['began', 'isThis', 'session', 'used']);
  const { session: foreign } = (await people.phones[1]!.call('riderSessions', {})).sessions[0]!;
  expect((await third('endRiderSession', { params: { session: foreign } })).sessions).toHaveLength(3);
  expect(await isIn(people.phones[1]!.call)).toBe('in');
  expect((await third('endRiderSession', { params: { session: sessions[1]!.session } })).sessions).toHaveLength(2);
  expect([await isIn(first), await isIn(second), await isIn(third)]).toEqual(['in', 'not-signed-in', 'in']);
  expect((await third('endOtherRiderSessions', {})).sessions).toMatchObject([{ isThis: true }]);
  expect([await isIn(first), await isIn(third)]).toEqual(['not-signed-in', 'in']);
});

test('drivers and staff see and end theirs too', async () => {
  const office = callsOf(world);
  await office('staffSignIn', { body: { number: '30000001', pin: '9264' } as never });
  expect((await office('staffSessions', {})).sessions).toHaveLength(2);
  await office('endOtherStaffSessions', {});
  expect([await isIn(people.operator, 'staffMe'), await isIn(office, 'staffMe')]).toEqual(['not-signed-in', 'in']);
  const bus = callsOf(world);
  await bus('driverSignIn', { body: { number: '20000001', pin: '7305' } as never });
  const [, other] = (await bus('driverSessions', {})).sessions;
  await bus('endDriverSession', { params: { session: other!.session } });
  expect([await isIn(people.driver, 'driverMe'), await isIn(bus, 'driverMe')]).toEqual(['not-signed-in', 'in']);
});

test('another PIN for the old one ends every other session with its news, keeps this one, and opens the account from then on', async () => {
  const { number, pin, account } = people.phones[0]!;
  const [here, away] = [await signIn(0), await signIn(0)];
  await putPush(away, 'away');
  const change = (before: string, next: string) => here('riderChangePin', { body: { before, pin: next } as never }).then(() => 'changed' as const, codeOf);
  expect(await change(pin, '1234')).toBe('trivial-pin');
  expect(await change(pin === '1357' ? '2468' : '1357', '7391')).toBe('wrong-number-or-pin');
  expect(await isIn(away)).toBe('in');
  expect(await change(pin, '7391')).toBe('changed');
  expect([await isIn(here), await isIn(away)]).toEqual(['in', 'not-signed-in']);
  expect(await accounts().reads.sessions.ofAccount(account)).toHaveLength(1);
  expect(await accounts().reads.pushPhones.ofAccount(account)).toEqual([]);
  const again = (typed: string) => callsOf(world)('riderSignIn', { body: { number, pin: typed } as never }).then(() => 'in' as const, codeOf);
  expect([await again(pin), await again('7391')]).toEqual(['wrong-number-or-pin', 'in']);
});

test('ten wrong old PINs are all that a stolen session has, as many as the device has at the door', async () => {
  const here = await signIn(0);
  const { pin } = people.phones[0]!;
  const change = (before: string) => here('riderChangePin', { body: { before, pin: '7391' } as never }).catch(codeOf);
  for (let i = 0; i < 10; i += 1) expect(await change(pin === '1357' ? '2468' : '1357')).toBe('wrong-number-or-pin');
  expect(await change(pin)).toBe('card-or-staff');
});

test('a driver’s own PIN stands when the pole is set up again as it was, and gives way to a new one that staff give', async () => {
  await people.driver('driverChangePin', { body: { before: '7305', pin: '8462' } as never });
  const setUp = (pin: string) => {
    const { people: all, ...rest } = foggia();
    const body = { id: fresh(), ...rest, people: all.map((one) => (one.role === 'driver' ? { ...one, pin: pin as never } : one)) };
    return people.coordinator('setUpPole', { params: { pole: 'foggia' as never }, body });
  };
  const signsIn = (pin: string) => callsOf(world)('driverSignIn', { body: { number: '20000001', pin } as never }).then(() => 'in' as const, codeOf);
  await setUp('7305');
  expect([await isIn(people.driver, 'driverMe'), await signsIn('8462')]).toEqual(['in', 'in']);
  await setUp('9157');
  expect([await isIn(people.driver, 'driverMe'), await signsIn('8462'), await signsIn('9157')]).toEqual(['not-signed-in', 'wrong-number-or-pin', 'in']);
  await setUp('7305');
  expect(await signsIn('7305')).toBe('in');
});
