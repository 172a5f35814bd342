import { afterEach, expect, test } from 'vitest';
import { type PoleSetup } from '@passaggio/contracts';
import type { Ports } from '../../compose.ts';
import { COORDINATOR, callsOf, fresh, foggia, openWorld, peopled, type World } from '../../testing/world.ts';
import { secretsFrom, trivial } from './secrets.ts';

let world: World;
afterEach(() => world.close());

const NOW = '2027-07-01T14:00:00Z';
const pole = 'foggia' as never;
const codeOf = (cause: unknown) => (cause as { problem: { code: string } }).problem.code;
/** A store whose next commits end as given, after they were stored (`lost`) or instead of it (`away`). */
function faulty(faults: ('lost' | 'away')[]) {
  return (ports: Ports): Ports => ({
    ...ports,
    store: {
      ...ports.store,
      async commit(entries, at) {
        const fault = entries.some((entry) => entry.command !== undefined) ? faults.shift() : undefined;
        if (fault === 'away') return entries.map(() => ({ outcome: 'unknown' }));
        const outcomes = await ports.store.commit(entries, at);
        return fault === 'lost' ? entries.map(() => ({ outcome: 'unknown' })) : outcomes;
      },
    },
  });
}

test('ST4: enrolling again with the same id shows the same numbers and PINs, though they are stored nowhere', async () => {
  world = await openWorld(NOW);
  const { operator } = await peopled(world, 1);
  const body = { id: fresh('enrol'), count: 40 };
  const [first, twin] = await Promise.all([operator('enrol', { params: { pole }, body }), operator('enrol', { params: { pole }, body })]);
  expect(twin).toEqual(first);
  expect(await operator('enrol', { params: { pole }, body })).toEqual(first);
  expect(new Set(first.riders.map((one) => one.number)).size).toBe(40);
  expect(first.riders.filter((one) => trivial(one.pin))).toEqual([]);
  expect(await operator('enrol', { params: { pole }, body: { ...body, count: 41 } }).catch(codeOf)).toBe('id-used-differently');
});

test('another installation gives other numbers for the same decision', () => {
  const [one, other] = ['a secret of one installation, long', 'a secret of another installation'].map((secret) => secretsFrom(secret));
  expect(one!.credentials('account:x id', 0, 0)).not.toEqual(other!.credentials('account:x id', 0, 0));
  expect(one!.lookupOf('12345678')).not.toBe(other!.lookupOf('12345678'));
});

test('ST4: a commit whose answer was lost is read back before anybody is answered', async () => {
  const faults: ('lost' | 'away')[] = [];
  world = await openWorld(NOW, faulty(faults));
  const { operator } = await peopled(world, 1);
  faults.push('lost');
  const body = { id: fresh('enrol'), count: 2 };
  const { riders } = await operator('enrol', { params: { pole }, body });
  expect(await callsOf(world)('riderSignIn', { body: { number: riders[0]!.number, pin: riders[0]!.pin } })).toMatchObject({ account: riders[0]!.account });
});

test('ST4: a commit that nobody knows of is not acknowledged, and goes through when it is sent again', async () => {
  const faults: ('lost' | 'away')[] = [];
  world = await openWorld(NOW, faulty(faults));
  const { operator } = await peopled(world, 1);
  faults.push('away');
  const body = { id: fresh('enrol'), count: 2 };
  expect(await operator('enrol', { params: { pole }, body }).catch(codeOf)).toBe('outcome-unknown');
  expect((await operator('enrol', { params: { pole }, body })).riders).toHaveLength(2);
});

const person = (account: string, number: string) => ({ account, role: 'operator', number, pin: '9264' });
const setUp = (at: string, people: object[]) => {
  const { places, sites, vehicles: _, people: __, ...rest } = foggia();
  const named = <T extends { id: string }>(all: readonly T[]) => all.map((one) => ({ ...one, id: `${at}-${one.id}` }));
  return { id: fresh(), ...rest, places: named(places), sites: named(sites), vehicles: [], people } as unknown as PoleSetup;
};

test('a number opens one account: given out twice at once, one set-up is refused whole', async () => {
  world = await openWorld(NOW);
  const { coordinator } = await peopled(world, 1);
  const answers = await Promise.all(
    ['lecce', 'bari'].map((at) =>
      coordinator('setUpPole', { params: { pole: at as never }, body: setUp(at, [person(`operator-${at}`, '55554444')]) }).then(() => 'done', codeOf),
    ),
  );
  expect(answers.toSorted()).toEqual(['done', 'id-used-differently']);
  const { poles } = await coordinator('staffMe', {});
  expect(poles.filter((one) => one.id !== 'foggia')).toHaveLength(1);
});

test('a number given back is free for somebody else', async () => {
  world = await openWorld(NOW);
  const { coordinator } = await peopled(world, 1);
  const put = (people: object[]) => coordinator('setUpPole', { params: { pole: 'lecce' as never }, body: setUp('lecce', people) });
  await put([person('anna', '55554444')]);
  await put([person('anna', '55553333')]);
  await put([person('carla', '55554444')]);
  expect(await callsOf(world)('staffSignIn', { body: { number: '55554444', pin: '9264' } as never })).toMatchObject({ account: 'carla' });
  expect(await put([person('dora', '55553333')]).catch(codeOf)).toBe('id-used-differently');
});

test.each([
  ['a person named twice', [person('anna', '55554444'), person('anna', '55553333')]],
  ['a number given to two people', [person('anna', '55554444'), person('carla', '55554444')]],
])('%s fits no set-up', async (_, people) => {
  world = await openWorld(NOW);
  const { coordinator } = await peopled(world, 1);
  expect(await coordinator('setUpPole', { params: { pole: 'lecce' as never }, body: setUp('lecce', people) }).catch(codeOf)).toBe('unfit-setup');
});

test.each([
  ['a time zone that nobody knows', { zone: 'Europe/Foggia' }],
  ['no time zone', { zone: '' }],
  ['a PIN that people try first', { people: [{ ...person('anna', '55554444'), pin: '1234' }] }],
])('%s fits no set-up', async (_, change) => {
  world = await openWorld(NOW);
  const { coordinator } = await peopled(world, 1);
  const body = { ...setUp('lecce', []), ...change } as PoleSetup;
  expect(await coordinator('setUpPole', { params: { pole: 'lecce' as never }, body }).catch(codeOf)).toBe('unfit-setup');
});

test('a set-up cannot take over an account of another pole, or the first coordinator', async () => {
  world = await openWorld(NOW);
  const { coordinator } = await peopled(world, 1);
  for (const account of ['operator-foggia', 'coordinator']) {
    expect(await coordinator('setUpPole', { params: { pole: 'lecce' as never }, body: setUp('lecce', [person(account, '55554444')]) }).catch(codeOf)).toBe(
      'id-used-differently',
    );
  }
});

test('the first coordinator is made once, and a store begun with another secret is refused', async () => {
  let secret = 'a secret of this test, long enough';
  world = await openWorld(NOW, (ports) => ({ ...ports, secret }));
  expect(await world.product.firstCoordinator('99999999', '1234')).toBe(false);
  expect(await callsOf(world)('staffSignIn', { body: COORDINATOR as never })).toMatchObject({ role: 'coordinator' });
  secret = 'a secret that somebody made anew';
  await world.restart();
  await expect(world.product.firstCoordinator(COORDINATOR.number, COORDINATOR.pin)).rejects.toThrow('another secret');
});
