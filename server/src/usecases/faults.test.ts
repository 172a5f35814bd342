import { afterEach, expect, test } from 'vitest';
import { StoreAway, type Store } from '../ports/store.ts';
import { callsOf, fresh, openWorld, peopled, utc, type World } from '../testing/world.ts';

let world: World;
afterEach(() => world.close());

const ask = () => ({ id: fresh('ride'), serviceDate: '2027-07-02', site: 'tressanti', shiftStart: '06:00', boardingPlace: 'mezzanone', trip: 'both' }) as never;
const code = (problem: string) => ({ problem: { code: problem } });

/** The real store, with a commit that a test can spoil. */
async function spoilt() {
  const fault: { commit?: (store: Store, ...given: Parameters<Store['commit']>) => ReturnType<Store['commit']> } = {};
  world = await openWorld('2027-07-01T14:00:00Z', (ports) => {
    const { store } = ports;
    const commit: Store['commit'] = (...given) => (fault.commit === undefined ? store.commit(...given) : fault.commit(store, ...given));
    return { ...ports, store: new Proxy(store, { get: (target, name) => (name === 'commit' ? commit : Reflect.get(target, name, target)) }) };
  });
  return fault;
}

test('with the store away nothing is acknowledged, nothing is half done, and the service resumes by itself', async () => {
  const fault = await spoilt();
  const { phones } = await peopled(world, 1);
  const phone = phones[0]!.call;
  const body = ask();
  fault.commit = () => Promise.reject(new StoreAway('the disk is full'));
  await expect(phone('requestRide', { body })).rejects.toMatchObject({ ...code('store-away'), retryAfter: 5 });
  expect((await phone('myRides', {})).cards).toEqual([]);
  delete fault.commit;
  expect(await phone('requestRide', { body })).toMatchObject({ answer: 'accepted' });
});

test('an outcome that nobody knew is read back before the rider is answered, and no seat is sold twice', async () => {
  const fault = await spoilt();
  const { phones } = await peopled(world, 9);
  for (const phone of phones.slice(0, 7)) await phone.call('requestRide', { body: ask() });
  fault.commit = async (store, entries, at) => {
    await store.commit(entries, at); // stored, and the answer lost on the way
    return entries.map(() => ({ outcome: 'unknown' as const }));
  };
  expect(await phones[7]!.call('requestRide', { body: ask() })).toMatchObject({ answer: 'accepted' });
  delete fault.commit;
  expect(await phones[8]!.call('requestRide', { body: ask() })).toMatchObject({ answer: 'waiting' });
});

test('a commit that lost a race is tried again on what the store has', async () => {
  const fault = await spoilt();
  const { phones } = await peopled(world, 1);
  let lost = 0;
  fault.commit = async (store, entries, at) => {
    lost += 1;
    if (lost > 1) return store.commit(entries, at);
    return entries.map(() => ({ outcome: 'conflict' as const, kind: 'day' as const, id: 'foggia_2027-07-02', expected: 0, found: 1 }));
  };
  expect(await phones[0]!.call('requestRide', { body: ask() })).toMatchObject({ answer: 'accepted' });
  expect(lost).toBe(2);
  expect((await phones[0]!.call('myRides', {})).cards).toHaveLength(1);
});

test('two servers on one store do not seat a ninth person: the version decides', async () => {
  world = await openWorld('2027-07-01T14:00:00Z');
  const { phones } = await peopled(world, 9);
  const { compose } = await import('../compose.ts');
  const other = compose(world.ports); // another process's view of the same store
  const there = { ...world, product: other } as World;
  const answers: string[] = [];
  for (const [i, phone] of phones.entries()) {
    const call = i % 2 === 0 ? phone.call : callsOf(there);
    if (i % 2 === 1) await call('riderSignIn', { body: { number: phone.number, pin: phone.pin } });
    answers.push((await call('requestRide', { body: ask() })).answer);
  }
  expect(answers).toEqual([...Array.from({ length: 8 }, () => 'accepted'), 'waiting']);
});

/** A second server on the store of the first, and somebody's phone that talks to it. */
async function secondServer() {
  const { compose } = await import('../compose.ts');
  const there = { ...world, product: compose(world.ports) } as World;
  return async ({ number, pin }: { readonly number: string; readonly pin: string }) => {
    const call = callsOf(there);
    await call('riderSignIn', { body: { number, pin } as never });
    return call;
  };
}

test('P4, P10: what one server stored is seen at the other, and published by it', async () => {
  world = await openWorld('2027-07-01T14:00:00Z');
  const { phones, operator } = await peopled(world, 2);
  const there = await (await secondServer())(phones[1]!);
  const params = { pole: 'foggia', serviceDate: '2027-07-02' } as never;
  const people = async () => (await operator('viewDay', { params })).people.length;
  await phones[0]!.call('requestRide', { body: ask() });
  expect(await people()).toBe(1);
  await there('requestRide', { body: ask() });
  expect(await people()).toBe(2);
  world.time = utc('2027-07-01T18:00:30Z');
  await world.product.tick();
  expect((await there('myRides', {})).cards).toMatchObject([{ state: 'seat' }]);
});

test('ST4: a request that two servers decide at once has one answer, the one that was stored', async () => {
  world = await openWorld('2027-07-01T14:00:00Z');
  const { phones } = await peopled(world, 1);
  const there = await (await secondServer())(phones[0]!);
  const body = ask();
  const [here, elsewhere] = await Promise.all([phones[0]!.call('requestRide', { body }), there('requestRide', { body })]);
  expect(elsewhere).toEqual(here); // the boarding codes that the two drew differ
  expect((await there('myRides', {})).cards).toMatchObject([{ code: here.card.code }]);
});
