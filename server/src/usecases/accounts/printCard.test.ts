import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Call, CardToken, Pin, ProblemCode, SignInNumber } from '@passaggio/contracts';
import { callsOf, fresh, openWorld, peopled, type World } from '../../testing/world.ts';

let world: World;
let operator: Call;
let phone: { readonly call: Call; readonly account: string; readonly number: SignInNumber; readonly pin: Pin; readonly card: CardToken };
beforeEach(async () => {
  world = await openWorld('2027-07-01T14:00:00Z');
  const people = await peopled(world, 1);
  [operator, phone] = [people.operator, people.phones[0]!];
});
afterEach(() => world.close());

const pole = 'foggia' as never;
const codeOf = (cause: unknown) => (cause as { problem: { code: ProblemCode } }).problem.code;
const print = (lost: boolean, id = fresh('card')) => operator('printCard', { params: { pole }, body: { id, rider: phone.number, lost } });
const byCard = (card: CardToken, pin: Pin, call = callsOf(world)) => call('cardSignIn', { body: { card, pin } }).then(() => 'in', codeOf);
const byNumber = (pin: Pin, call = callsOf(world)) => call('riderSignIn', { body: { number: phone.number, pin } }).then(() => 'in', codeOf);

test('a reprint ends the card before it; PIN and session go on', async () => {
  const { account, card, pin } = await print(false);
  expect([account, pin]).toEqual([phone.account, null]);
  expect(card).not.toBe(phone.card);
  expect([await byCard(phone.card, phone.pin), await byCard(card, phone.pin)]).toEqual(['wrong-number-or-pin', 'in']);
  expect((await phone.call('riderMe', {})).account).toBe(phone.account);
});

test('a lost card ends card, PIN, sessions and known devices at once; the rides stay', async () => {
  const ask = { id: fresh('ride'), serviceDate: '2027-07-02', site: 'tressanti', shiftStart: '06:00', boardingPlace: 'mezzanone', trip: 'both' } as never;
  await phone.call('requestRide', { body: ask });
  const { card, pin } = await print(true);
  expect(pin).toMatch(/^\d{4}$/);
  expect(await phone.call('riderMe', {}).catch(codeOf)).toBe('not-signed-in');
  expect([await byCard(phone.card, phone.pin), await byNumber(phone.pin), await byCard(card, phone.pin)]).toEqual(Array<string>(3).fill('wrong-number-or-pin'));
  for (let i = 0; i < 12; i += 1) await byNumber('0001' as Pin);
  expect(await byNumber(pin!, phone.call)).toBe('card-or-staff'); // the taken phone is a stranger now
  expect(await byCard(card, pin!)).toBe('in');
  const found = callsOf(world);
  await byCard(card, pin!, found);
  expect((await found('myRides', {})).cards).toHaveLength(1);
});

test('staff open an account again that strangers ran out of tries at', async () => {
  for (let i = 0; i < 11; i += 1) await byNumber('0001' as Pin);
  expect(await byNumber(phone.pin)).toBe('card-or-staff');
  await print(false);
  expect(await byNumber(phone.pin)).toBe('in');
});

test('ST4: the same decision prints the same card, though its token is stored nowhere; of two at once one card is left', async () => {
  const id = fresh('card');
  const [first, twin, again] = [...(await Promise.all([print(true, id), print(true, id)])), await print(true, id)];
  expect([twin, again]).toEqual([first, first]);
  expect(await operator('printCard', { params: { pole }, body: { id, rider: phone.number, lost: false } }).catch(codeOf)).toBe('id-used-differently');
  const others = await Promise.all([print(false), print(false)]);
  const open = await Promise.all(others.map(({ card }) => byCard(card, first.pin!)));
  expect(open.toSorted()).toEqual(['in', 'wrong-number-or-pin']);
});

test('a card is printed for riders of the pole alone', async () => {
  for (const rider of ['99999999', '20000001', '30000001', '10000001'] as SignInNumber[]) {
    expect(await operator('printCard', { params: { pole }, body: { id: fresh(), rider, lost: false } }).catch(codeOf)).toBe('unknown-rider');
  }
});
