import { afterEach, beforeEach, expect, test } from 'vitest';
import { HOUR, type AlarmKind, type Call, type PoleSetup, type ProblemCode, type SignInNumber } from '@passaggio/contracts';
import { limits } from '../../domain/accounts/tries.ts';
import { foggia, fresh, openWorld, peopled, type World } from '../../testing/world.ts';

let world: World;
let operator: Call;
let coordinator: Call;
let rider: SignInNumber;
beforeEach(async () => {
  world = await openWorld('2027-07-01T14:00:00Z');
  const people = await peopled(world, 1);
  [operator, coordinator, rider] = [people.operator, people.coordinator, people.phones[0]!.number];
});
afterEach(() => world.close());

const pole = 'foggia' as never;
const MISSES = limits.misses.tries;
const codeOf = (cause: unknown) => (cause as { problem: { code: ProblemCode } }).problem.code;
const nobodys = (i: number) => String(70_000_000 + i) as SignInNumber;
const print = (number: SignInNumber, call = operator, id = fresh('card')) =>
  call('printCard', { params: { pole }, body: { id, rider: number, lost: false } }).then(() => 'done' as const, codeOf);
const wish = { serviceDate: '2027-07-02', site: 'tressanti', shiftStart: '06:00', boardingPlace: 'mezzanone', trip: 'both', override: false };
const book = (number: SignInNumber, id = fresh('ride'), call = operator) =>
  call('staffRequestRide', { params: { pole }, body: { id, rider: number, ...wish } as never }).then(({ answer }) => answer, codeOf);
const times = async <T>(count: number, act: (i: number) => Promise<T>): Promise<T[]> => {
  const all: T[] = [];
  for (let i = 0; i < count; i += 1) all.push(await act(i));
  return all;
};
const alarms = async (at = pole, call = operator) => (await call('viewDay', { params: { pole: at, serviceDate: '2027-07-01' as never } })).alarms;

test('an operator may be wrong about a number twenty times an hour, by whatever asks for one; then a right one is refused as well', async () => {
  expect(await times(MISSES, (i) => (i % 2 === 0 ? print(nobodys(i)) : book(nobodys(i))))).toEqual(Array(MISSES).fill('unknown-rider'));
  expect([await print(nobodys(99)), await print(rider), await book(rider)]).toEqual(Array(3).fill('too-many-requests'));
  await world.restart();
  await operator('staffMe', {});
  expect(await print(rider)).toBe('too-many-requests');
  expect(await print(rider, coordinator)).toBe('done');
  world.time += HOUR;
  expect(await print(rider)).toBe('done');
});

test('of a hundred numbers asked about in the same moment twenty are looked up, and a right one among them shows as little as the rest', async () => {
  const asked = await Promise.all([...Array.from({ length: 99 }, (_, i) => print(nobodys(i))), print(rider)]);
  expect(asked.filter((one) => one === 'unknown-rider')).toHaveLength(MISSES);
  expect(asked.at(-1)).toBe('too-many-requests');
});

test('over the budget there is one alarm an hour, in words that an earlier console can read too', async () => {
  const known: readonly AlarmKind[] = [
    ...(['still-at-site', 'still-here', 'not-here', 'left-behind', 'fact-conflict'] as const),
    ...(['run-late', 'breakdown', 'accident', 'vehicle-check', 'plan-failed'] as const),
  ]; // what a console of release adf3d72 reads; another one would close its day
  await times(MISSES, (i) => print(nobodys(i)));
  expect(await alarms()).toEqual([]);
  await times(5, (i) => print(nobodys(i)));
  const raised = await alarms();
  expect(raised).toMatchObject([{ about: 'number-guessing', state: 'open', detail: expect.stringContaining('operator-foggia') }]);
  expect(known).toContain(raised[0]!.kind);
  expect(JSON.stringify(raised)).not.toMatch(/7000000/);
  world.time += HOUR;
  await times(MISSES + 1, (i) => print(nobodys(i)));
  expect(await alarms()).toHaveLength(2);
});

test('right numbers are looked up three hundred times an hour, and what is sent again is no second look-up', async () => {
  const [card, ride] = [fresh('card'), fresh('ride')];
  const answer = await book(rider, ride);
  expect(await print(rider, operator, card)).toBe('done');
  const slowly = () => ((world.time += 500), print(rider)); // 120 a minute, as the budget of the operation lets it
  expect(await times(limits.lookUps.tries - 2, slowly)).toEqual(Array(limits.lookUps.tries - 2).fill('done'));
  expect(await print(rider)).toBe('too-many-requests');
  expect([await print(rider, operator, card), await book(rider, ride)]).toEqual(['done', answer]);
}, 30_000);

const setUp = (people: readonly (readonly [account: string, number: string])[]) => {
  const { places, sites, vehicles: _, people: __, ...rest } = foggia();
  const named = <T extends { id: string }>(all: readonly T[]) => all.map((one) => ({ ...one, id: `lecce-${one.id}` }));
  const given = people.map(([account, number]) => ({ account, role: 'driver', number, pin: '9264' }));
  const body = { id: fresh(), ...rest, places: named(places), sites: named(sites), vehicles: [], people: given } as unknown as PoleSetup;
  return coordinator('setUpPole', { params: { pole: 'lecce' as never }, body }).then(() => 'done' as const, codeOf);
};

test('a set-up that finds a number taken counts by its new numbers; over the budget free numbers are refused like taken ones', async () => {
  const hundred = (from: number) => Array.from({ length: 100 }, (_, i) => [`lecce-driver-${from + i}`, nobodys(from + i)] as const);
  expect(await setUp(hundred(0))).toBe('done');
  const refused = () => setUp([['anna', rider], ...hundred(500).slice(1)]);
  expect([await refused(), await refused(), await refused()]).toEqual(['id-used-differently', 'id-used-differently', 'too-many-requests']);
  expect(await setUp([['anna', nobodys(999)]])).toBe('too-many-requests');
  expect(await setUp(hundred(0))).toBe('done'); // nobody is asked about who keeps their number
  expect((await alarms('lecce' as never, coordinator)).map(({ about }) => about)).toEqual(['number-guessing']);
});
