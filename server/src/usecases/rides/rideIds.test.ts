import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { openMongo } from '../../adapters/mongo/openMongo.ts';
import { startMongo } from '../../adapters/mongo/testing/startMongo.ts';
import type { Ports } from '../../compose.ts';
import type { Outcome, Store } from '../../ports/store.ts';
import { AFTERNOON, ask, date, day } from '../../testing/summerDay.ts';
import { openWorld, peopled, type World } from '../../testing/world.ts';

const mongo = await startMongo();
afterAll(() => mongo?.stop());
let world: World;
afterEach(() => world.close());

const onMongo = async (): Promise<(ports: Ports) => Ports> => {
  const store = await openMongo({ url: mongo!.url, database: `t${randomUUID().slice(0, 8)}` });
  return (ports) => {
    void ports.store.close();
    return { ...ports, store };
  };
};
const stores: [string, () => Promise<(ports: Ports) => Ports>][] = [['SQLite', () => Promise.resolve((ports) => ports)]];
if (mongo !== undefined) stores.push(['MongoDB', onMongo]);

const heard = (ports: Ports, outcomes: Outcome[]): Ports => {
  const { store } = ports;
  const commit: Store['commit'] = async (...given) => {
    const all = await store.commit(...given);
    outcomes.push(...all);
    return all;
  };
  return { ...ports, store: new Proxy(store, { get: (target, name) => (name === 'commit' ? commit : Reflect.get(target, name, target)) }) };
};
const codeOf = ({ problem }: { readonly problem: { readonly code: string } }) => problem.code;
const id = 'ride-of-somebody';
const tomorrow = '2027-07-03';

describe.each(stores)('on %s', (_, change) => {
  test('ST4: the id of a ride that another account used on another date is a conflict at once, and honest bookings beside it are answered', async () => {
    const outcomes: Outcome[] = [];
    const opened = await change();
    world = await openWorld(AFTERNOON, (ports) => heard(opened(ports), outcomes));
    const { phones, operator } = await peopled(world, 4);
    const [first, second, third, fourth] = phones.map(({ call }) => call);
    await first!('requestRide', { body: ask({ id, serviceDate: tomorrow }) });
    // one batch: it waits while the day is read
    const answers = await Promise.all([
      third!('requestRide', { body: ask() }),
      second!('requestRide', { body: ask({ id }) }).catch(codeOf),
      fourth!('requestRide', { body: ask() }),
    ]);
    expect(answers).toMatchObject([{ answer: 'accepted' }, 'id-used-differently', { answer: 'accepted' }]);
    const { site, shiftStart, boardingPlace, trip } = ask() as { [field: string]: string };
    const body = { id, rider: phones[1]!.number, override: false, serviceDate: date, site, shiftStart, boardingPlace, trip };
    expect(await operator('staffRequestRide', { params: { pole: day.pole }, body: body as never }).catch(codeOf)).toBe('id-used-differently');
    expect((await first!('myRides', {})).cards).toMatchObject([{ ride: id, serviceDate: tomorrow }]);
    expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['committed'])); // found before anything was stored
  });
});

/** A store in which one document stands that no read of a use case shows. */
function hiding(store: Store, hidden: string): Store {
  const rows: Store['rows'] = {
    ...store.rows,
    find: async (kind, wanted) => (wanted === hidden ? undefined : store.rows.find(kind, wanted)),
    version: (kind, wanted) => store.rows.version(kind, wanted),
    select: (...given) => store.rows.select(...given),
  };
  return new Proxy(store, { get: (target, name) => (name === 'rows' ? rows : Reflect.get(target, name, target)) });
}

test('what can never be stored is told so after the second time, and takes nobody of its batch along', async () => {
  world = await openWorld(AFTERNOON, (ports) => ({ ...ports, store: hiding(ports.store, id) }));
  const { phones } = await peopled(world, 4);
  const [first, second, third, fourth] = phones.map(({ call }) => call);
  await first!('requestRide', { body: ask({ id, serviceDate: tomorrow }) });
  const answers = await Promise.all([
    third!('requestRide', { body: ask() }),
    second!('requestRide', { body: ask({ id }) }).catch(codeOf),
    fourth!('requestRide', { body: ask() }),
  ]);
  expect(answers).toMatchObject([{ answer: 'accepted' }, 'id-used-differently', { answer: 'accepted' }]);
});
