import { afterEach, beforeEach, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE, type Call, type ProblemCode } from '@passaggio/contracts';
import { limits } from '../../domain/accounts/tries.ts';
import { dispatch } from '../../http/dispatch.ts';
import { failureOf } from '../../http/problems.ts';
import { COORDINATOR, callsOf, fresh, openWorld, peopled, type World } from '../../testing/world.ts';
import { openTries } from './tries.ts';
import { countersOf, networkOf } from './ways.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld('2027-07-01T14:00:00Z');
});
afterEach(() => world.close());

const operator = { number: '30000001', pin: '9264' };
const driver = { number: '20000001', pin: '7305' };
const WRONG = '0001';
type Door = 'riderSignIn' | 'cardSignIn' | 'driverSignIn' | 'staffSignIn';
const codeOf = (cause: unknown) => (cause as { problem: { code: ProblemCode } }).problem.code;
const signIn = (body: object, door: Door = 'staffSignIn', call: Call = callsOf(world)): Promise<ProblemCode | 'in'> =>
  call(door, { body: body as never }).then(() => 'in' as const, codeOf);
const times = async <T>(count: number, act: (i: number) => Promise<T>): Promise<T[]> => {
  const all: T[] = [];
  for (let i = 0; i < count; i += 1) all.push(await act(i));
  return all;
};
/** From an address of its own, without a device cookie. */
const from = (address: string, body: object, door: Door = 'staffSignIn'): Promise<string> =>
  dispatch(door, { params: {}, query: {}, body: () => Promise.resolve(body), token: undefined, device: undefined, address }, world.product.inside).then(
    () => 'in',
    (cause: unknown) => failureOf(cause, 'test').problem.code,
  );
const numbered = (i: number) => ({ number: String(50_000_000 + i), pin: WRONG });

test('of forty tries sent in the same moment ten are made, and the others learn nothing', async () => {
  await peopled(world, 1);
  const wrong = Array.from({ length: 39 }, () => ({ ...operator, pin: WRONG }));
  const answers = await Promise.all([...wrong, operator].map((body) => signIn(body)));
  expect(answers.filter((one) => one === 'wrong-number-or-pin')).toHaveLength(10);
  expect(answers.filter((one) => one === 'card-or-staff')).toHaveLength(30);
});

test('a number that nobody has runs out of tries like one that somebody has', async () => {
  const answers = await times(11, () => signIn({ number: '87654321', pin: WRONG }));
  expect(answers).toEqual([...Array<string>(10).fill('wrong-number-or-pin'), 'card-or-staff']);
});

test('an unknown number and a wrong PIN cost the same: one hash, and the same reads and writes of the store', async () => {
  await peopled(world, 1);
  const done: string[] = [];
  const { accounts } = world.product.inside;
  const { store } = world.ports;
  const { verify } = accounts.hasher;
  const { commit } = store;
  const { find, select } = store.rows;
  Object.assign(accounts.hasher, { verify: (...args: Parameters<typeof verify>) => (done.push('hash'), verify(...args)) });
  Object.assign(store, { commit: (...args: Parameters<typeof commit>) => (done.push('commit'), commit(...args)) });
  Object.assign(store.rows, {
    find: (...args: Parameters<typeof find>) => (done.push(`find ${args[0]}`), find(...args)),
    select: (...args: Parameters<typeof select>) => (done.push(`select ${args[0]}`), select(...args)),
  });
  const costs = await times(2, async (i) => {
    done.length = 0;
    await signIn(i === 0 ? { ...operator, pin: WRONG } : { number: '87654321', pin: WRONG });
    return [...done];
  });
  expect(costs[0]).toContain('hash');
  expect(costs[1]).toEqual(costs[0]);
});

test('one account signs in sixty times an hour by each way, with the right PIN too: every PIN takes its time to hash', async () => {
  const { phones } = await peopled(world, 2);
  const [{ number, pin, card }, other] = [phones[0]!, phones[1]!];
  const known = callsOf(world);
  expect(await times(59, () => signIn({ number, pin }, 'riderSignIn'))).toEqual(Array<string>(59).fill('in')); // and once when it was enrolled
  expect(await signIn({ number, pin }, 'riderSignIn', known)).toBe('too-many-tries');
  expect([await signIn({ card, pin }, 'cardSignIn', known), await signIn({ number, pin }, 'riderSignIn', known)]).toEqual(['in', 'in']);
  expect(await signIn({ number: other.number, pin: other.pin }, 'riderSignIn')).toBe('in');
  world.time += MINUTE;
  expect([await signIn({ number, pin }, 'riderSignIn'), await signIn({ number, pin }, 'riderSignIn')]).toEqual(['in', 'too-many-tries']);
});

test('signing in rightly is no failure, and does not wipe out what was tried before', async () => {
  await peopled(world, 1);
  await times(9, () => signIn({ ...operator, pin: WRONG }));
  expect(await times(20, () => signIn(operator))).toEqual(Array<string>(20).fill('in'));
  expect(await signIn({ ...operator, pin: WRONG })).toBe('wrong-number-or-pin');
  expect(await signIn(operator)).toBe('card-or-staff');
});

test('a try that could not be made for want of the hasher does not count', async () => {
  await peopled(world, 1);
  const { hasher } = world.product.inside.accounts;
  const { verify } = hasher;
  hasher.verify = () => Promise.reject(new Error('away'));
  await times(12, () => callsOf(world)('staffSignIn', { body: operator as never }).catch(() => undefined));
  hasher.verify = verify;
  expect(await signIn(operator)).toBe('in');
});

test('a restart gives nobody more tries, and a day does', async () => {
  await peopled(world, 1);
  await times(10, () => signIn({ ...operator, pin: WRONG }));
  await world.restart();
  expect(await signIn(operator)).toBe('card-or-staff');
  world.time += DAY;
  expect(await signIn(operator)).toBe('in');
});

test('a device that signed in before is not shut out by strangers, nor is whoever is signed in; it has ten tries of its own', async () => {
  await peopled(world, 1);
  const known = callsOf(world);
  expect(await signIn(operator, 'staffSignIn', known)).toBe('in');
  await times(11, () => signIn({ ...operator, pin: WRONG }));
  expect(await signIn(operator)).toBe('card-or-staff');
  expect((await known('staffMe', {})).account).toBe('operator-foggia');
  await known('staffSignOut', {});
  expect(await signIn(operator, 'staffSignIn', known)).toBe('in');
  expect(await times(11, () => signIn({ ...operator, pin: WRONG }, 'staffSignIn', known))).toEqual([
    ...Array<string>(10).fill('wrong-number-or-pin'),
    'card-or-staff',
  ]);
});

test('a device known to one account is a stranger to every other', async () => {
  await peopled(world, 1);
  const device = callsOf(world);
  await signIn(operator, 'staffSignIn', device);
  await times(10, () => signIn({ ...COORDINATOR, pin: WRONG }));
  expect(await signIn(COORDINATOR, 'staffSignIn', device)).toBe('card-or-staff');
});

test('several people sign in on one phone, and it stays known to each of them', async () => {
  const { phones } = await peopled(world, 2);
  const phone = callsOf(world);
  for (const { number, pin } of phones) expect(await signIn({ number, pin }, 'riderSignIn', phone)).toBe('in');
  for (const { number } of phones) await times(10, () => signIn({ number, pin: WRONG }, 'riderSignIn'));
  for (const { number, pin } of phones) expect(await signIn({ number, pin }, 'riderSignIn', phone)).toBe('in');
});

test('a card opens its account with the PIN, also where the number has run out of tries; it has ten tries a day of its own', async () => {
  const { phones } = await peopled(world, 1);
  const { number, pin, card, account } = phones[0]!;
  await times(10, () => signIn({ number, pin: WRONG }, 'riderSignIn'));
  expect(await signIn({ number, pin }, 'riderSignIn')).toBe('card-or-staff');
  expect((await callsOf(world)('cardSignIn', { body: { card, pin } })).account).toBe(account);
  expect(await times(11, () => signIn({ card, pin: WRONG }, 'cardSignIn'))).toEqual([...Array<string>(10).fill('wrong-number-or-pin'), 'card-or-staff']);
});

test('a card that nobody has looks like one with a wrong PIN', async () => {
  const { phones } = await peopled(world, 1);
  const { pin } = phones[0]!;
  expect(await times(11, () => signIn({ card: 'A'.repeat(22), pin }, 'cardSignIn'))).toEqual([
    ...Array<string>(10).fill('wrong-number-or-pin'),
    'card-or-staff',
  ]);
});

test('failures of an address count, its successes do not, and neighbours who are known or hold a card get in', async () => {
  const { phones } = await peopled(world, 1);
  for (const one of [operator, COORDINATOR]) expect(await times(55, () => from('192.0.2.7', one))).toEqual(Array<string>(55).fill('in'));
  const known = callsOf(world); // all of these share an address
  await signIn(operator, 'staffSignIn', known);
  const answers = await times(101, (i) => signIn(numbered(i)));
  expect(answers.filter((one) => one === 'wrong-number-or-pin')).toHaveLength(100);
  expect(answers.at(-1)).toBe('too-many-tries');
  expect([await signIn(operator), await from('192.0.2.8', operator)]).toEqual(['too-many-tries', 'in']);
  expect(await signIn(operator, 'staffSignIn', known)).toBe('in');
  expect(await signIn({ card: phones[0]!.card, pin: phones[0]!.pin }, 'cardSignIn')).toBe('in');
  world.time += HOUR;
  expect(await signIn(operator)).toBe('in');
});

test('many addresses together spend the budget of riders’ door: its strangers are slowed, who is known or holds a card is not', async () => {
  const { phones } = await peopled(world, 1);
  const { number, pin, card } = phones[0]!;
  const known = callsOf(world);
  await signIn({ number, pin }, 'riderSignIn', known);
  const answers = await times(1_010, (i) => from(`198.51.100.${i % 200}`, numbered(i), 'riderSignIn'));
  expect(answers.filter((one) => one === 'wrong-number-or-pin')).toHaveLength(1_000);
  expect(await from('203.0.113.1', { number, pin }, 'riderSignIn')).toBe('too-many-tries');
  expect(await signIn({ number, pin }, 'riderSignIn', known)).toBe('in');
  expect(await signIn({ card, pin }, 'cardSignIn')).toBe('in');
  expect([await from('203.0.113.1', operator), await from('203.0.113.1', driver, 'driverSignIn')]).toEqual(['in', 'in']); // new phones
  world.time += 7_200;
  expect(await from('203.0.113.1', { number, pin }, 'riderSignIn')).toBe('in');
});

test('an address that failed at the door of riders, as a camp’s may, is open to drivers and staff', async () => {
  await peopled(world, 1);
  await times(101, (i) => from('192.0.2.7', numbered(i), 'riderSignIn'));
  expect(await from('192.0.2.7', numbered(200), 'riderSignIn')).toBe('too-many-tries');
  expect([await from('192.0.2.7', operator), await from('192.0.2.7', driver, 'driverSignIn')]).toEqual(['in', 'in']);
});

test('tries at a driver’s number at the door of riders take nothing from the driver, and open nothing; a number of nobody looks the same', async () => {
  await peopled(world, 1);
  const guesses = async (number: string, pin: string) => [
    ...(await times(11, () => signIn({ number, pin }, 'riderSignIn'))),
    ...(await times(11, () => signIn({ number, pin: WRONG }, 'driverSignIn'))),
  ];
  const spent = [...Array<string>(10).fill('wrong-number-or-pin'), 'card-or-staff'];
  expect(await guesses('87654321', driver.pin)).toEqual([...spent, ...spent]);
  expect(await times(11, () => signIn(driver, 'riderSignIn'))).toEqual(spent);
  expect(await signIn(driver, 'driverSignIn')).toBe('in');
});

test('a card has twenty tries in thirty days; a new card begins anew', async () => {
  const { phones, operator: staff } = await peopled(world, 1);
  const { number, card, pin } = phones[0]!;
  const wrong = () => times(10, () => signIn({ card, pin: WRONG }, 'cardSignIn'));
  for (let day = 0; day < 2; day += 1) {
    expect(await wrong()).toEqual(Array<string>(10).fill('wrong-number-or-pin'));
    world.time += DAY;
  }
  expect(await signIn({ card, pin }, 'cardSignIn')).toBe('card-or-staff');
  await signIn(operator, 'staffSignIn', staff);
  const next = await staff('printCard', { params: { pole: 'foggia' as never }, body: { id: fresh('card'), rider: number, lost: false } });
  expect(await signIn({ card: next.card, pin }, 'cardSignIn')).toBe('in');
  expect(await times(21, () => signIn({ card: 'A'.repeat(22), pin }, 'cardSignIn')).then((all) => all.at(-1))).toBe('card-or-staff');
});

test('who photographed many cards is stopped at an address and at the site; a card that has not failed this month opens, and so does a number', async () => {
  const { phones } = await peopled(world, 12);
  const [mistyped, clean] = [phones[10]!, phones[11]!];
  const byCard = ({ card, pin }: { readonly card: string; readonly pin: string }, address: string) => from(address, { card, pin }, 'cardSignIn');
  await byCard({ ...mistyped, pin: WRONG }, '192.0.2.1');
  const here = await times(40, (i) => byCard({ ...phones[i % 10]!, pin: WRONG }, '192.0.2.7'));
  expect(here.filter((one) => one === 'wrong-number-or-pin')).toHaveLength(limits.cardAddress.tries);
  expect([await byCard(mistyped, '192.0.2.7'), await byCard(clean, '192.0.2.7'), await byCard(mistyped, '192.0.2.8')]).toEqual(['too-many-tries', 'in', 'in']);
  const { tries } = world.product.inside.accounts;
  const spread = { counted: [], watched: [{ key: 'site|card|rider', limit: limits.cardSite }] };
  await times(limits.cardSite.tries, () => tries.failed(spread));
  expect([await byCard(mistyped, '192.0.2.9'), await byCard(clean, '192.0.2.9')]).toEqual(['too-many-tries', 'in']);
  const { number, pin } = mistyped;
  expect(await from('192.0.2.9', { number, pin }, 'riderSignIn')).toBe('in');
});

test('cards that somebody makes up count as a stranger’s tries, and hold up no card', async () => {
  const { phones } = await peopled(world, 1);
  const { card, pin } = phones[0]!;
  await signIn({ card, pin: WRONG }, 'cardSignIn');
  await times(101, (i) => signIn({ card: String(i).padStart(22, 'A'), pin }, 'cardSignIn'));
  expect(await signIn({ card: 'B'.repeat(22), pin }, 'cardSignIn')).toBe('too-many-tries');
  expect(await signIn({ card, pin }, 'cardSignIn')).toBe('in');
});

test('what is counted tells no number, no address, and is deleted when it says nothing more', async () => {
  await from('192.0.2.7', { number: '87654321', pin: WRONG });
  const { tries } = world.product.inside.accounts.reads;
  const stored = await tries.expired((world.time + 60 * DAY) as never, 100);
  expect(stored.map(({ id }) => id.split('|')[0]!).toSorted((a, b) => (a < b ? -1 : 1))).toEqual(['account', 'address', 'month', 'sign-ins', 'site']);
  expect(JSON.stringify(stored)).not.toMatch(/87654321|192\.0\.2/);
  world.time += 31 * DAY;
  await world.product.tick();
  expect(await tries.expired((world.time + 60 * DAY) as never, 100)).toEqual([]);
});

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:0db8:1:2::9', '2001:db8:1:2'],
  ['2001:db8::9', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
])('%s belongs to the network %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test('a device cookie that nobody gave out, or that is too long, makes nobody known', async () => {
  await peopled(world, 1);
  await times(10, () => signIn({ ...operator, pin: WRONG }));
  for (const device of ['x', 'token-1'.padEnd(43, '-'), 'x'.repeat(5_000)]) {
    const asked = { params: {}, query: {}, body: () => Promise.resolve(operator), token: undefined, device, address: 'a' };
    await expect(dispatch('staffSignIn', asked, world.product.inside)).rejects.toMatchObject({ code: 'card-or-staff' });
  }
});

test('two servers on one store give out ten tries between them', async () => {
  const { store } = world.ports;
  const needs = { store, reads: world.product.inside.accounts.reads, clock: world.ports.clock };
  const servers = [openTries(needs), openTries(needs)];
  const way = { counted: countersOf('somebody', 'rider'), watched: [] };
  const begun = await Promise.all(Array.from({ length: 60 }, (_, i) => servers[i % 2]!.begin(way)));
  expect(begun.filter((refused) => refused === undefined)).toHaveLength(10);
});

test('a PIN waits in the lane of who asks: known devices, cards, strangers of staff and drivers, strangers of riders', async () => {
  const { phones } = await peopled(world, 1);
  const { number, pin, card } = phones[0]!;
  const lanes: string[] = [];
  const { hasher } = world.product.inside.accounts;
  const { verify } = hasher;
  hasher.verify = (hash, given, lane) => (lanes.push(lane), verify(hash, given, lane));
  await signIn({ number, pin }, 'riderSignIn', phones[0]!.call);
  await signIn({ card, pin }, 'cardSignIn');
  await signIn(driver, 'driverSignIn');
  await signIn(operator);
  await signIn({ number, pin }, 'riderSignIn');
  await signIn({ card: 'A'.repeat(22), pin }, 'cardSignIn');
  expect(lanes).toEqual(['known', 'card', 'staff-stranger', 'staff-stranger', 'rider-stranger', 'rider-stranger']);
});
