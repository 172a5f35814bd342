import { afterEach, beforeEach, expect, test } from 'vitest';
import { DAY, HOUR, type OperationId } from '@passaggio/contracts';
import { limits } from '../../domain/accounts/tries.ts';
import { dispatch } from '../../http/dispatch.ts';
import { failureOf } from '../../http/problems.ts';
import { SCHEMA } from '../../ports/collections.ts';
import { openWorld, peopled, type World } from '../../testing/world.ts';
import { tokenHash } from './secrets.ts';

type Login = { readonly number: string; readonly pin: string };
let world: World;
let riders: readonly (Login & { readonly account: string })[];
beforeEach(async () => {
  world = await openWorld('2027-07-01T14:00:00Z');
  riders = (await peopled(world, 4)).phones;
});
afterEach(() => world.close());

const driver = { number: '20000001', pin: '7305' };
const WRONG = '0001';
const tokensOf = (cookie: string) => (cookie === '' ? [] : cookie.split('.'));
const stored = (account: string) => world.product.inside.accounts.reads.devices.ofAccount(account as never);

/** A phone whose cookies can be looked at and copied. */
interface Phone {
  device: string;
  session: string;
}
const nobodys = (): Phone => ({ device: '', session: '' });
async function send(id: OperationId, phone: Phone, body: object | undefined, query = {}): Promise<string> {
  const [device, token] = [phone.device === '' ? undefined : phone.device, phone.session === '' ? undefined : phone.session];
  try {
    const out = await dispatch(id, { params: {}, query, body: () => Promise.resolve(body), token, device, address: '192.0.2.7' }, world.product.inside);
    if (out.device !== undefined) phone.device = out.device;
    if (out.session !== undefined) phone.session = out.session.token ?? '';
    return 'in';
  } catch (cause) {
    return failureOf(cause, 'test').problem.code;
  }
}
const signIn = ({ number, pin }: Login, phone: Phone, id: OperationId = 'riderSignIn') => send(id, phone, { number, pin });
/** Strangers use up the tries at a number, so that the device alone opens it. */
const shutOut = async ({ number }: Login, id: OperationId = 'riderSignIn') => {
  for (let i = 0; i < 10; i += 1) await signIn({ number, pin: WRONG }, nobodys(), id);
};

test('the device’s token is new at each sign-in: a copy of an older cookie makes nobody known, the new one does', async () => {
  const phone = nobodys();
  await signIn(riders[0]!, phone);
  const copy = { ...phone };
  await signIn(riders[0]!, phone);
  expect(phone.device).not.toBe(copy.device);
  expect(tokensOf(phone.device)).toHaveLength(1);
  await shutOut(riders[0]!);
  expect([await signIn(riders[0]!, copy), await signIn(riders[0]!, phone)]).toEqual(['card-or-staff', 'in']);
});

test('a phone that a family shares stays known to each of them, at whatever door and in whatever order they sign in', async () => {
  const phone = nobodys();
  await signIn(riders[0]!, phone);
  await signIn(driver, phone, 'driverSignIn');
  for (let i = 0; i < 12; i += 1) await signIn(riders[1]!, phone);
  expect(tokensOf(phone.device)).toHaveLength(3);
  for (const one of riders.slice(0, 2)) await shutOut(one);
  await shutOut(driver, 'driverSignIn');
  expect([await signIn(riders[0]!, phone), await signIn(riders[1]!, phone), await signIn(driver, phone, 'driverSignIn')]).toEqual(['in', 'in', 'in']);
});

test('a cookie of the earlier release, one token for all accounts of a phone, makes each of them known until they have signed in', async () => {
  const token = 'given-by-an-earlier-release'.padEnd(43, '-');
  const { accounts } = world.product.inside;
  for (const { account } of riders.slice(0, 2)) {
    const { lookup } = (await accounts.reads.accounts.find(account as never))!;
    const doc = { id: tokenHash(`${token} ${lookup}`), schema: SCHEMA, account: account as never, expires: (world.time + DAY) as never };
    await accounts.store.commit([{ puts: [{ kind: 'device', doc, ifVersion: 0 }] }], world.time);
  }
  for (const one of riders.slice(0, 2)) await shutOut(one);
  const phone = { ...nobodys(), device: token };
  expect(await signIn(riders[0]!, phone)).toBe('in');
  expect(await signIn(riders[1]!, phone)).toBe('in');
  expect(await signIn(riders[0]!, { ...nobodys(), device: token })).toBe('card-or-staff');
  expect([await signIn(riders[0]!, phone), await signIn(riders[1]!, phone)]).toEqual(['in', 'in']);
});

test('a new token gives no new tries: twenty a month, over days and sign-ins', async () => {
  const phone = nobodys();
  await signIn(riders[0]!, phone);
  const wrong = { ...riders[0]!, pin: WRONG };
  for (let day = 0; day < 2; day += 1) {
    for (let i = 0; i < 10; i += 1) {
      expect(await signIn(wrong, phone)).toBe('wrong-number-or-pin');
      if (i < 9) expect(await signIn(riders[0]!, phone)).toBe('in');
    }
    expect(await signIn(riders[0]!, phone)).toBe('card-or-staff');
    world.time += DAY;
  }
  expect(await signIn(riders[0]!, phone)).toBe('card-or-staff');
  world.time += 29 * DAY;
  expect(await signIn(riders[0]!, phone)).toBe('in');
});

test('signing out on a borrowed phone forgets it, also by a page that does not say whose phone it is; others on it stay known', async () => {
  const phone = nobodys();
  await signIn(riders[1]!, phone);
  await signIn(riders[0]!, phone);
  const before = { ...phone };
  expect(await send('riderSignOut', phone, undefined)).toBe('in');
  expect(tokensOf(phone.device)).toHaveLength(1);
  for (const one of riders.slice(0, 2)) await shutOut(one);
  expect([await signIn(riders[0]!, phone), await signIn(riders[0]!, { ...before }), await signIn(riders[1]!, phone)]).toEqual([
    'card-or-staff',
    'card-or-staff',
    'in',
  ]);
  await send('riderSignOut', phone, undefined);
  expect(phone.device).toBe('');
});

test('one’s own phone is known after signing out, and so are the phone of a driver and the computer of staff', async () => {
  const [mine, bus, desk] = [nobodys(), nobodys(), nobodys()];
  const operator = { number: '30000001', pin: '9264' };
  await signIn(riders[0]!, mine);
  await signIn(driver, bus, 'driverSignIn');
  await signIn(operator, desk, 'staffSignIn');
  await send('riderSignOut', mine, undefined, { phone: 'mine' });
  await send('driverSignOut', bus, undefined);
  await send('staffSignOut', desk, undefined);
  await shutOut(riders[0]!);
  await shutOut(driver, 'driverSignIn');
  await shutOut(operator, 'staffSignIn');
  expect([await signIn(riders[0]!, mine), await signIn(driver, bus, 'driverSignIn'), await signIn(operator, desk, 'staffSignIn')]).toEqual(['in', 'in', 'in']);
  expect(await send('riderSignOut', mine, undefined, { phone: 'theirs' })).toBe('malformed');
});

test('an account is known to the twenty devices that signed in last, a phone to its last eight accounts', async () => {
  const first = nobodys();
  await signIn(riders[0]!, first);
  for (let i = 0; i < 24; i += 1) {
    world.time += HOUR;
    await signIn(riders[0]!, nobodys());
  }
  expect(await stored(riders[0]!.account)).toHaveLength(20);
  await shutOut(riders[0]!);
  expect(await signIn(riders[0]!, first)).toBe('card-or-staff');
  const crowded = { ...nobodys(), device: Array.from({ length: 8 }, (_, i) => `token-${i}`.padEnd(43, '-')).join('.') };
  expect(await signIn(riders[1]!, crowded)).toBe('in');
  expect(tokensOf(crowded.device)).toHaveLength(8);
  await shutOut(riders[1]!);
  expect(await signIn(riders[1]!, crowded)).toBe('in');
});

test('failures of known devices are a budget of their own: it holds up those that have failed this month, and nobody else', async () => {
  const phones = Array.from({ length: 11 }, (_, i) => ({ phone: nobodys(), of: riders[i < 6 ? 0 : 3]! }));
  for (const { phone, of } of phones) await signIn(of, phone);
  const [failed, clean] = [nobodys(), nobodys()];
  await signIn(riders[1]!, failed);
  await signIn(riders[2]!, clean);
  await signIn({ ...riders[1]!, pin: WRONG }, failed);
  const answers: string[] = [];
  for (let i = 0; i < limits.knownAddress.tries; i += 1) {
    const { phone, of } = phones[i % phones.length]!;
    answers.push(await signIn({ ...of, pin: WRONG }, phone));
  }
  expect(answers.filter((one) => one === 'wrong-number-or-pin')).toHaveLength(limits.knownAddress.tries - 1);
  expect(answers.at(-1)).toBe('too-many-tries');
  expect([await signIn(riders[1]!, failed), await signIn(riders[2]!, clean), await signIn(riders[1]!, nobodys())]).toEqual(['too-many-tries', 'in', 'in']);
  expect(await signIn({ ...riders[2]!, pin: WRONG }, clean)).toBe('wrong-number-or-pin'); // one try in a month, and
  expect(await signIn(riders[2]!, clean)).toBe('too-many-tries');
  world.time += HOUR;
  expect([await signIn(riders[1]!, failed), await signIn(riders[2]!, clean)]).toEqual(['in', 'in']);
}, 30_000);
