import { afterEach, beforeEach, expect, test } from 'vitest';
import { DAY, MINUTE, PAGE_HEADER, client, type BodyOf, type Call, type ProblemCode } from '@passaggio/contracts';
import { inProcess } from '../../http/inProcess.ts';
import { fresh, openWorld, peopled, utc, type World } from '../../testing/world.ts';

let world: World;
let call: Call;
let pin: string;
let commits: number;

/** A page of this release: says so. */
const page = (): Call => {
  const send = inProcess(() => world.product.inside);
  return client((path, init) => send(path, { ...init, headers: { ...(init.headers as object), [PAGE_HEADER]: 'this one' } }));
};

let people: Awaited<ReturnType<typeof peopled>>;
beforeEach(async () => {
  world = await openWorld('2027-07-01T14:00:00Z', (ports) => {
    const { store } = ports;
    const commit: typeof store.commit = (...args) => ((commits += 1), store.commit(...args));
    return { ...ports, store: { ...store, commit } };
  });
  people = await peopled(world, 1);
  const { number } = people.phones[0]!;
  pin = people.phones[0]!.pin;
  call = page();
  await call('riderSignIn', { body: { number, pin } as never });
});
afterEach(() => world.close());

const codeOf = (cause: unknown) => (cause as { problem: { code: ProblemCode } }).problem.code;
const ask = (serviceDate = '2027-07-02') =>
  ({ id: fresh('ride'), serviceDate, site: 'tressanti', shiftStart: '06:00', boardingPlace: 'mezzanone', trip: 'both' }) as unknown as BodyOf<'requestRide'>;
const unlock = (with_: string) => call('riderUnlock', { body: { pin: with_ } as never }).then(() => 'open' as const, codeOf);
const choices = () => call('choices', {}).then(() => 'open' as const, codeOf);
const wrong = () => (pin === '1357' ? '2468' : '1357');

test('five minutes after a hand last did something a session is locked, whatever the page asked by itself meanwhile; the PIN opens it', async () => {
  world.time += 4 * MINUTE;
  for (const read of ['riderMe', 'choices', 'myRides'] as const) await call(read, {});
  const { account } = await call('riderMe', {});
  await call('riderSync', { query: { stream: `rider:${account}`, epoch: '', after: '0' } });
  expect(await choices()).toBe('open');
  world.time += MINUTE;
  expect(await choices()).toBe('locked');
  expect(await unlock(wrong())).toBe('wrong-number-or-pin');
  expect(await choices()).toBe('locked');
  expect(await unlock(pin)).toBe('open');
  expect(await choices()).toBe('open');
});

test('a clock that was a day ahead for a moment leaves no session open until that day has come', async () => {
  const { number } = people.phones[0]!;
  world.time += DAY;
  await call('riderSignIn', { body: { number, pin } as never });
  world.time -= DAY;
  expect(await choices()).toBe('locked');
  expect(await unlock(pin)).toBe('open');
  world.time += 5 * MINUTE;
  expect(await choices()).toBe('locked');
});

test('a page that is looked at says so, and a booking keeps its session open too', async () => {
  world.time += 4 * MINUTE;
  await call('riderKeepOpen', {});
  world.time += 4 * MINUTE;
  await call('requestRide', { body: ask() });
  world.time += 4 * MINUTE;
  expect(await choices()).toBe('open');
  world.time += MINUTE;
  expect(await call('riderKeepOpen', {}).catch(codeOf)).toBe('locked');
});

test('that somebody is there is written down once a minute at most', async () => {
  world.time += MINUTE;
  commits = 0;
  for (let i = 0; i < 10; i += 1) await call('riderKeepOpen', {});
  expect(commits).toBe(1);
  world.time += MINUTE;
  await call('riderKeepOpen', {});
  expect(commits).toBe(2);
});

test('a locked session is told state, hours and plate of the ride in front, may say *still here* of it, and nothing says where', async () => {
  const { card } = await call('requestRide', { body: ask() });
  await call('requestRide', { body: ask('2027-07-03') });
  world.time = utc('2027-07-01T18:00:30Z');
  await world.product.tick();
  const { account } = people.phones[0]!;
  const answers = [
    await call('myRides', {}),
    await call('riderSync', { query: { stream: `rider:${account}`, epoch: '', after: '0' } }),
    ((world.time = card.shiftEnd), await call('stillHere', { params: { ride: card.ride }, body: { id: fresh() } })),
  ];
  expect(answers[0]).toMatchObject({
    reduced: true,
    cards: [{ ride: card.ride, state: 'seat', outbound: { told: expect.any(Number), plate: { number: 1 } } }],
  });
  expect(answers[1]).toMatchObject({ sync: 'snapshot', snapshot: { reduced: true, cards: [{ ride: card.ride }] } });
  expect(answers[2]).toMatchObject({ card: { ride: card.ride, stillHere: { seenBy: null }, reduced: true } });
  for (const answer of answers) {
    expect(JSON.stringify(answer)).not.toMatch(/tressanti|mezzanone|foggia|"code":"\d|FG 100|0 AB|15\.\d|2027-07-03/i);
  }
  expect(await choices()).toBe('locked'); // what a locked session may say does not open it
  await unlock(pin);
  const { cards } = await call('myRides', {});
  expect(cards).toMatchObject([{ serviceDate: '2027-07-03' }, { ride: card.ride, site: { name: 'Borgo Tressanti' }, code: expect.any(String) }]);
});

test('wrong PINs are counted where those of the device are counted, so that neither way gives more of them', async () => {
  world.time += 5 * MINUTE;
  const { number } = people.phones[0]!;
  for (let i = 0; i < 6; i += 1) expect(await unlock(wrong())).toBe('wrong-number-or-pin');
  for (let i = 0; i < 4; i += 1) expect(await call('riderSignIn', { body: { number, pin: wrong() } as never }).catch(codeOf)).toBe('wrong-number-or-pin');
  expect(await unlock(pin)).toBe('card-or-staff');
  expect(await call('riderChangePin', { body: { before: pin, pin: '7391' } as never }).catch(codeOf)).toBe('locked');
  world.time += DAY;
  expect(await unlock(pin)).toBe('open');
});

test('a session that an earlier release began is locked at once, and opens with the PIN; drivers and staff have no lock', async () => {
  const { sessions } = world.product.inside.accounts.reads;
  for (const session of await sessions.ofAccount(people.phones[0]!.account)) {
    const { version, used: _, began: __, device: ___, ...old } = session;
    await world.ports.store.commit([{ puts: [{ kind: 'session', doc: old, ifVersion: version }] }], world.time);
  }
  expect(await choices()).toBe('locked');
  expect(await call('riderSessions', {}).catch(codeOf)).toBe('locked');
  expect(await unlock(pin)).toBe('open');
  expect((await call('riderSessions', {})).sessions).toContainEqual({ session: expect.any(String), began: world.time, used: null, isThis: false });
  world.time += 6 * 60 * MINUTE;
  expect((await people.driver('myRuns', {})).runs).toEqual([]);
  expect((await people.operator('staffMe', {})).role).toBe('operator');
});
