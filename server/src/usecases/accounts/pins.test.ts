import { afterEach, expect, test } from 'vitest';
import type { AccountId, Call, PoleSetup, ProblemCode } from '@passaggio/contracts';
import { argon2Hasher } from '../../adapters/argon2/hasher.ts';
import { HasherBusy } from '../../ports/hasher.ts';
import { callsOf, foggia, fresh, openWorld, peopled, type World } from '../../testing/world.ts';
import { credentialOf, pepperedHasher } from './pins.ts';
import { secretsFrom } from './secrets.ts';

let world: World | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

const operator = { number: '30000001', pin: '9264' };
const ACCOUNT = 'operator-foggia' as AccountId;
const codeOf = (cause: unknown) => (cause as { problem: { code: ProblemCode } }).problem.code;
const signIn = (pin = operator.pin, call: Call = callsOf(world!)) =>
  call('staffSignIn', { body: { ...operator, pin } as never }).then(() => 'in' as const, codeOf);
const who = (call: Call) => call('staffMe', {}).then(({ account }) => account, codeOf);
const stored = async () => (await world!.product.inside.accounts.reads.accounts.find(ACCOUNT))!;
const setUp = (coordinator: Call, pin: string) => {
  const people = [{ account: ACCOUNT, role: 'operator', number: operator.number, pin }] as unknown as PoleSetup['people'];
  return coordinator('setUpPole', { params: { pole: 'foggia' as never }, body: { id: fresh(), ...foggia(), people } });
};
/** As an earlier release stored it: the PIN hashed as it is. Sessions that began then know the account by that hash. */
async function asBefore(): Promise<Call> {
  const { version, ...doc } = await stored();
  await world!.ports.store.commit([{ puts: [{ kind: 'account', doc: { ...doc, pinHash: `hash ${operator.pin}` }, ifVersion: version }] }], world!.time);
  const session = callsOf(world!);
  const { hasher } = world!.product.inside.accounts;
  const { hash } = hasher;
  hasher.hash = () => Promise.reject(new HasherBusy('full', 'known'));
  expect(await signIn(operator.pin, session)).toBe('in'); // no time to hash it anew
  hasher.hash = hash;
  expect((await stored()).pinHash).toBe(`hash ${operator.pin}`);
  return session;
}

test('whoever has the store and not the secret cannot try PINs at its hashes', async () => {
  const [plain, { pepperOf }] = [argon2Hasher(), secretsFrom('a secret of one installation, long')];
  const ours = pepperedHasher(plain, { pepperOf });
  const theirs = pepperedHasher(plain, secretsFrom('a secret of another installation'));
  const hash = await ours.hash('4826', 'bulk');
  const argon = hash.slice('hmac:'.length);
  expect(argon).toMatch(/^\$argon2id\$/);
  expect([await ours.verify(hash, '4826', 'known'), await ours.verify(hash, '4827', 'known')]).toEqual([true, false]);
  expect([await plain.verify(argon, '4826', 'known'), await theirs.verify(hash, '4826', 'known')]).toEqual([false, false]);
  const before = await plain.hash('4826', 'bulk');
  expect([await ours.verify(before, '4826', 'known'), await ours.verify(before, '4827', 'known'), await ours.verify(undefined, '4826', 'known')]).toEqual([
    true,
    false,
    false,
  ]);
});

test('every PIN that is stored has the pepper: of people set up, riders enrolled, a lost card and the first coordinator', async () => {
  world = await openWorld('2027-07-01T14:00:00Z');
  const { operator: call, phones } = await peopled(world, 2);
  await call('printCard', { params: { pole: 'foggia' as never }, body: { id: fresh('card'), rider: phones[0]!.number, lost: true } });
  const { accounts } = world.product.inside.accounts.reads;
  const all = await Promise.all([ACCOUNT, 'driver-1', 'coordinator', ...phones.map(({ account }) => account)].map((id) => accounts.find(id as AccountId)));
  for (const one of all) expect(one!.pinHash).toMatch(/^hmac:hash [\w-]{43}$/);
});

test('a PIN stored by an earlier release gets the pepper at the next sign-in, and no session of the account ends by that', async () => {
  world = await openWorld('2027-07-01T14:00:00Z');
  const { coordinator } = await peopled(world, 1);
  const before = await asBefore();
  expect(await signIn('0001')).toBe('wrong-number-or-pin');
  expect((await stored()).pinHash).toBe(`hash ${operator.pin}`);
  const after = callsOf(world);
  expect(await signIn(operator.pin, after)).toBe('in');
  const { pinHash } = await stored();
  expect(pinHash).toMatch(/^hmac=[0-9a-f]{16}:hash [\w-]{43}$/);
  expect(credentialOf({ pinHash })).toBe(credentialOf({ pinHash: `hash ${operator.pin}` }));
  expect([await who(before), await who(after), await signIn()]).toEqual([ACCOUNT, ACCOUNT, 'in']);
  await setUp(coordinator, operator.pin);
  expect([(await stored()).pinHash, await who(before)]).toEqual([pinHash, ACCOUNT]);
  await setUp(coordinator, '6193');
  expect([await who(before), await who(after), await signIn(), await signIn('6193')]).toEqual(['not-signed-in', 'not-signed-in', 'wrong-number-or-pin', 'in']);
});

test('a set-up that gives the same PIN again keeps the hash of an earlier release, and the sessions', async () => {
  world = await openWorld('2027-07-01T14:00:00Z');
  const { coordinator } = await peopled(world, 1);
  const before = await asBefore();
  await setUp(coordinator, operator.pin);
  expect([(await stored()).pinHash, await who(before)]).toEqual([`hash ${operator.pin}`, ACCOUNT]);
});

test('an enrolment for which there is no room is refused whole, with a time, and goes through with the same id', async () => {
  world = await openWorld('2027-07-01T14:00:00Z');
  const { operator: call } = await peopled(world, 1);
  const { hasher } = world.product.inside.accounts;
  const { hash } = hasher;
  let room = 30;
  hasher.hash = (pin, lane) => ((room -= 1) < 0 ? Promise.reject(new HasherBusy('full', lane)) : hash(pin, lane));
  const ask = { params: { pole: 'foggia' as never }, body: { id: fresh('enrol'), count: 40 } };
  await expect(call('enrol', ask)).rejects.toMatchObject({ problem: { code: 'too-many-requests' }, retryAfter: 5 });
  expect(await world.product.inside.accounts.reads.accounts.ofPole('foggia' as never, 'rider')).toHaveLength(1);
  room = 40;
  expect((await call('enrol', ask)).riders).toHaveLength(40);
});
